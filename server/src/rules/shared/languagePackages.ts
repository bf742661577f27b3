import { hasOption, operands } from '../../languages/dockerfile/options.js';
import type { RunCommand, ShellWord } from '../../languages/dockerfile/model.js';

/** A call of a language's package manager that installs something. */
export interface Install {
  readonly command: RunCommand;
  /** `pip`, `npm`, … */
  readonly manager: string;
  /** The word that says install: a flag goes behind it. */
  readonly verb: ShellWord;
  /** Packages that are named, without the values of options. */
  readonly packages: readonly ShellWord[];
}

const pipValued: ReadonlySet<string> = new Set(
  '-r --requirement -b --build --install-option --default-timeout -c --constraint -e --editable -t --target -i --index-url --extra-index-url -f --find-links --prefix --root --platform --python-version --implementation --abi --progress-bar --no-binary --only-binary --trusted-host --proxy --retries --timeout --cert --client-cert --cache-dir --log --src --config-settings -C --global-option --build-option --upgrade-strategy --report --exists-action --python --keyring-provider --group --use-feature --use-deprecated --root-user-action'.split(
    ' ',
  ),
);

/** `pip install`, `pip3 install`, `python -m pip install`. */
export function pipInstall(command: RunCommand): Install | undefined {
  // Most programs are told from these by their first letter.
  if (!command.name.startsWith('p')) return undefined;
  const isModule =
    /^python[\d.]*$/.test(command.name) && command.args[0]?.value === '-m' && /^pip[\d.]*$/.test(command.args[1]?.value ?? '');
  if (!isModule && !/^pip[\d.]*$/.test(command.name)) return undefined;
  const own: RunCommand = isModule ? { ...command, run: command.run, args: command.args.slice(2) } : command;
  const [verb, ...packages] = operands(own, pipValued);
  return verb?.value === 'install' ? { command: own, manager: 'pip', verb, packages } : undefined;
}

/** `npm install`, `npm i`, `npm add`, with what is named. */
export function npmInstall(command: RunCommand): Install | undefined {
  if (command.name !== 'npm') return undefined;
  const [verb, ...packages] = operands(command, npmValued);
  return verb !== undefined && /^(?:install|i|in|add|isntall)$/.test(verb.value) ? { command, manager: 'npm', verb, packages } : undefined;
}

const npmValued: ReadonlySet<string> = new Set(
  '--prefix --registry --omit --include --loglevel --cache --userconfig -C --workspace -w --install-strategy --before --tag'.split(' '),
);

/** The step that installs a project's own dependencies, and the files that it reads. */
export interface DependencyStep {
  readonly install: (command: RunCommand) => boolean;
  readonly name: string;
  /** The files to copy first, in the words of a COPY. */
  readonly manifests: readonly string[];
  /** Matches a COPY source that is such a file. */
  readonly isManifest: RegExp;
}

const sub = (command: RunCommand, ...verbs: readonly string[]): boolean => verbs.includes(operands(command, npmValued)[0]?.value ?? '');

/** Dependency steps by program, after the seeds' table and the managers' own documentation. */
export const dependencySteps: readonly DependencyStep[] = [
  {
    name: 'pip install -r',
    install: (command) => pipInstall(command) !== undefined && hasOption((pipInstall(command) as Install).command, '-r', '--requirement'),
    manifests: ['requirements.txt'],
    isManifest: /(?:^|\/)(?:[\w.-]*requirements[\w.-]*\.(?:txt|in)|constraints[\w.-]*\.txt|requirements\/?)$/,
  },
  {
    name: 'uv sync',
    install: (command) => command.name === 'uv' && sub(command, 'sync'),
    manifests: ['pyproject.toml', 'uv.lock'],
    isManifest: /(?:^|\/)(?:pyproject\.toml|uv\.lock)$/,
  },
  {
    name: 'poetry install',
    install: (command) => command.name === 'poetry' && sub(command, 'install', 'sync'),
    manifests: ['pyproject.toml', 'poetry.lock'],
    isManifest: /(?:^|\/)(?:pyproject\.toml|poetry\.(?:lock|toml))$/,
  },
  {
    name: 'pipenv install',
    install: (command) => command.name === 'pipenv' && sub(command, 'install', 'sync'),
    manifests: ['Pipfile', 'Pipfile.lock'],
    isManifest: /(?:^|\/)Pipfile(?:\.lock)?$/,
  },
  {
    name: 'npm ci',
    install: (command) =>
      command.name === 'npm' &&
      (sub(command, 'ci', 'clean-install') || (npmInstall(command)?.packages.length === 0 && !hasOption(command, '-g', '--global'))),
    manifests: ['package.json', 'package-lock.json'],
    isManifest: /(?:^|\/)(?:package(?:-lock|\*)?\.json|package\*\.json|npm-shrinkwrap\.json|\.npmrc)$/,
  },
  {
    name: 'yarn install',
    install: (command) => command.name === 'yarn' && (sub(command, 'install') || operands(command).length === 0),
    manifests: ['package.json', 'yarn.lock'],
    isManifest: /(?:^|\/)(?:package\*?\.json|yarn\.lock|\.yarnrc(?:\.yml)?|\.yarn)$/,
  },
  {
    name: 'pnpm install',
    install: (command) => command.name === 'pnpm' && sub(command, 'install', 'i', 'fetch'),
    manifests: ['package.json', 'pnpm-lock.yaml'],
    isManifest: /(?:^|\/)(?:package\*?\.json|pnpm-(?:lock|workspace)\.yaml|\.npmrc)$/,
  },
  {
    name: 'go mod download',
    install: (command) =>
      command.name === 'go' &&
      /^mod (?:download|vendor)/.test(
        operands(command)
          .map((word) => word.value)
          .join(' '),
      ),
    manifests: ['go.mod', 'go.sum'],
    isManifest: /(?:^|\/)go\.(?:mod|sum|work)(?:\.sum)?$/,
  },
  {
    name: 'cargo fetch',
    // `cargo chef cook` reads a recipe that another stage has made of the sources.
    install: (command) => command.name === 'cargo' && sub(command, 'fetch'),
    manifests: ['Cargo.toml', 'Cargo.lock'],
    isManifest: /(?:^|\/)(?:Cargo\.(?:toml|lock)|recipe\.json)$/,
  },
  {
    name: 'mvn dependency:go-offline',
    install: (command) => command.name === 'mvn' && operands(command).some((word) => word.value.startsWith('dependency:')),
    manifests: ['pom.xml'],
    isManifest: /(?:^|\/)pom\.xml$/,
  },
  {
    name: 'bundle install',
    install: (command) => command.name === 'bundle' && sub(command, 'install'),
    manifests: ['Gemfile', 'Gemfile.lock'],
    isManifest: /(?:^|\/)(?:Gemfile\*?(?:\.lock)?|[\w-]+\.gemspec)$/,
  },
  {
    name: 'composer install',
    install: (command) => command.name === 'composer' && sub(command, 'install'),
    manifests: ['composer.json', 'composer.lock'],
    isManifest: /(?:^|\/)composer\.(?:json|lock|\*)$/,
  },
];

/** Whether a path in a cache or tmpfs mount of the RUN covers `folder`. */
export function isMounted(command: RunCommand, ...folders: readonly (string | RegExp)[]): boolean {
  return command.run.mounts.some((mount) => {
    if (mount.type !== 'cache' && mount.type !== 'tmpfs') return false;
    const target = mount.option('target', 'dst', 'destination')?.value?.value.replace(/\/$/, '') ?? '';
    return folders.some((folder) =>
      typeof folder === 'string' ? target === folder || folder.startsWith(`${target}/`) : folder.test(target),
    );
  });
}
