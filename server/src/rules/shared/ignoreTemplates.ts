interface Section {
  readonly title: string;
  /** Whether the section belongs into a folder with these names; always when absent. */
  readonly belongs?: (has: (pattern: RegExp) => boolean) => boolean;
  readonly lines: readonly string[];
}

/** Files that only a Python project has. */
export const pythonMarker = /^(?:requirements.*\.txt|pyproject\.toml|setup\.cfg|Pipfile|poetry\.lock|uv\.lock|.*\.py)$/;

/** Only what no build takes from the context. Patterns count from the folder of the file, so `**` reaches nested ones. */
const sections: readonly Section[] = [
  { title: 'Version control', lines: ['.git', '.gitignore', '.gitattributes', '.github', '.gitlab-ci.yml'] },
  {
    title: 'Secrets',
    lines: ['**/.env', '**/.env.*', '!**/.env.example', '**/*.key', '**/id_rsa*', '**/id_ed25519*', '.aws', '.ssh'],
  },
  {
    title: 'Python',
    belongs: (has) => has(pythonMarker),
    lines: [
      '.venv',
      'venv',
      '**/__pycache__',
      '**/*.py[cod]',
      '**/*.egg-info',
      '**/.pytest_cache',
      '**/.mypy_cache',
      '**/.ruff_cache',
      '.tox',
      '.nox',
      '.coverage',
      'htmlcov',
    ],
  },
  {
    title: 'Node',
    belongs: (has) => has(/^package\.json$/),
    lines: ['**/node_modules', '**/npm-debug.log*', '**/yarn-error.log', 'coverage', '.next', '.nuxt', '.turbo', '.parcel-cache'],
  },
  { title: 'Go', belongs: (has) => has(/^go\.(?:mod|work)$/), lines: ['**/*.test', '**/*.out'] },
  { title: 'Rust', belongs: (has) => has(/^Cargo\.toml$/), lines: ['target', '**/*.rs.bk'] },
  {
    title: 'Gradle',
    belongs: (has) => has(/^(?:build|settings)\.gradle(?:\.kts)?$/),
    lines: ['.gradle', '**/.kotlin', '# Where a jar is built outside and copied, its folder stays: !build/libs', 'build', '*/build'],
  },
  {
    title: 'Maven',
    belongs: (has) => has(/^pom\.xml$/),
    lines: ['# Where a jar is built outside and copied, it stays: !target/*.jar', 'target', '*/target'],
  },
  {
    title: 'Ruby',
    belongs: (has) => has(/^Gemfile$|\.gemspec$/),
    lines: ['.bundle', 'vendor/bundle', 'log/*', 'tmp/*', 'coverage', '/config/master.key', '/config/credentials/*.key'],
  },
  { title: 'PHP', belongs: (has) => has(/^composer\.json$/), lines: ['vendor', '.phpunit.cache', '.php-cs-fixer.cache'] },
  {
    title: '.NET',
    belongs: (has) => has(/\.(?:csproj|fsproj|vbproj|sln|slnx)$|^Directory\.Build\.props$/),
    lines: ['**/bin', '**/obj', '**/.vs', '**/*.user'],
  },
  { title: 'Editors and systems', lines: ['.idea', '.vscode', '**/*.swp', '**/.DS_Store', '**/Thumbs.db'] },
  { title: 'Documents', lines: ['*.md', 'docs'] },
  { title: 'Docker', lines: ['**/Dockerfile*', '**/*.Dockerfile', '**/.dockerignore', 'compose*.y*ml', 'docker-compose*.y*ml'] },
];

/** A `.dockerignore` for a folder with these names in it; folders end in a slash. */
export function dockerignoreFor(names: readonly string[]): string {
  const has = (pattern: RegExp): boolean => names.some((name) => pattern.test(name));
  const written = new Set<string>();
  const texts: string[] = [];
  for (const { title, belongs, lines } of sections) {
    if (belongs?.(has) === false) continue;
    const all = title === 'Documents' ? [...lines, ...neededDocuments(has)] : lines;
    // Two languages may have a folder of the same name.
    const fresh = all.filter((line) => !written.has(line));
    for (const line of fresh) written.add(line);
    texts.push(`# ${title}\n${fresh.map((line) => `${line}\n`).join('')}`);
  }
  return texts.join('\n');
}

/** Build back ends read the file that `readme` in pyproject.toml or Cargo.toml names, and fail without it. */
function neededDocuments(has: (pattern: RegExp) => boolean): string[] {
  return has(/^(?:pyproject|Cargo)\.toml$/) ? ['!README.md'] : [];
}
