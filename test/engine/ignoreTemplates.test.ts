import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isIgnored } from '../../server/src/rules/shared/ignorePatterns.js';
import { dockerignoreFor } from '../../server/src/rules/shared/ignoreTemplates.js';
import { rules } from '../../server/src/rules/index.js';
import type { RuleDefinition } from '../../server/src/engine/rule/define.js';
import { activate, languageNamed, run } from './../support/analysis.js';

interface Project {
  /** Files that are in the folder. */
  readonly files: readonly string[];
  /** What builds need. */
  readonly kept: readonly string[];
  readonly ignored: readonly string[];
}

const projects: Readonly<Record<string, Project>> = {
  'an empty folder': {
    files: [],
    kept: ['main.c', '.env.example', 'LICENSE'],
    ignored: ['.git/HEAD', '.env', 'deploy/.env.local', 'Dockerfile'],
  },
  Python: {
    files: ['pyproject.toml', 'uv.lock', 'app/main.py'],
    kept: ['pyproject.toml', 'uv.lock', 'README.md', 'app/main.py', 'app/env/a.py', 'app/build/a.py'],
    ignored: ['.venv/bin/python', 'app/__pycache__/main.cpython-313.pyc', '.pytest_cache/a', 'CHANGES.md'],
  },
  Node: {
    files: ['package.json', 'src/index.ts'],
    kept: ['package.json', 'package-lock.json', '.npmrc', 'src/index.ts', 'dist/index.js', 'public/index.html'],
    ignored: ['node_modules/a/index.js', 'packages/web/node_modules/a', '.next/cache/a', 'npm-debug.log'],
  },
  Go: { files: ['go.mod'], kept: ['go.mod', 'go.sum', 'vendor/a/a.go', 'cmd/app/main.go'], ignored: ['cover.out', 'README.md'] },
  Rust: { files: ['Cargo.toml'], kept: ['Cargo.lock', 'src/target/mod.rs', 'README.md'], ignored: ['target/debug/a'] },
  Gradle: {
    files: ['settings.gradle.kts', 'gradlew'],
    kept: ['gradlew', 'gradle/wrapper/gradle-wrapper.jar', 'app/src/main/java/com/example/build/Plan.java', 'build.gradle.kts'],
    ignored: ['.gradle/a', 'build/classes/a', 'app/build/libs/app.jar'],
  },
  Maven: {
    files: ['pom.xml'],
    kept: ['pom.xml', '.mvn/wrapper/maven-wrapper.properties', 'src/main/java/com/example/target/Aim.java'],
    ignored: ['target/app.jar', 'core/target/a'],
  },
  Ruby: {
    files: ['Gemfile'],
    kept: ['Gemfile.lock', 'vendor/assets/a.js', 'app/a.rb'],
    ignored: ['vendor/bundle/a', 'log/test.log', 'config/master.key'],
  },
  PHP: { files: ['composer.json'], kept: ['composer.lock', 'src/a.php'], ignored: ['vendor/autoload.php'] },
  '.NET': { files: ['app.sln', 'app/app.csproj'], kept: ['app.sln', 'app/Program.cs'], ignored: ['app/bin/a.dll', 'app/obj/a', '.vs/a'] },
};

describe('the .dockerignore that we write', () => {
  for (const [name, { files, kept, ignored }] of Object.entries(projects)) {
    const names = [...new Set(files.map((file) => (file.includes('/') ? file.slice(0, file.indexOf('/') + 1) : file)))];
    const text = dockerignoreFor(names);
    test(`${name}: keeps what a build needs and leaves out the rest`, () => {
      for (const path of kept) assert.equal(isIgnored(text, path), false, `${path} stays`);
      for (const path of ignored) assert.equal(isIgnored(text, path), true, `${path} is left out`);
    });
    test(`${name}: has no finding of ours`, () => {
      const disk = new Map([...files, '.git/HEAD', '.env', 'Dockerfile'].map((file) => [file, '']));
      const own = (rules as readonly RuleDefinition[]).filter((rule) => rule.language === 'dockerignore');
      const { findings } = run(text, languageNamed('dockerignore'), activate(own), disk);
      assert.deepEqual(
        findings.map((finding) => `${finding.rule.id}: ${finding.message}`),
        [],
      );
      assert.ok(own.length >= 9, 'the rules ran');
    });
  }

  test('only what is found has a section', () => {
    const titles = (names: readonly string[]) => [...dockerignoreFor(names).matchAll(/^# (\S+)$/gm)].map((match) => match[1]);
    assert.deepEqual(titles(['src/']), ['Secrets', 'Documents', 'Docker']);
    assert.deepEqual(titles(['package.json', 'requirements-dev.txt']), ['Secrets', 'Python', 'Node', 'Documents', 'Docker']);
  });

  test('it ends with one line end and has no line twice', () => {
    const text = dockerignoreFor([
      'package.json',
      'pyproject.toml',
      'go.mod',
      'pom.xml',
      'build.gradle',
      'Gemfile',
      'composer.json',
      'a.sln',
      'Cargo.toml',
    ]);
    assert.match(text, /[^\n]\n$/);
    const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    assert.deepEqual(
      lines.filter((line, i) => lines.indexOf(line) !== i),
      [],
    );
  });
});
