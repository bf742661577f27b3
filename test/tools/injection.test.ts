import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { runChecked, type Checked } from '../../client/src/tools/checked.js';
import { build } from '../../client/src/tools/docker/buildCommand.js';
import { inspectImage, imageHistory, saveImage, tagImage } from '../../client/src/tools/docker/images.js';
import { pushImage } from '../../client/src/tools/docker/push.js';
import { shortCommit } from '../../client/src/tools/git/repository.js';
import { renderChart } from '../../client/src/tools/helm/template.js';
import { createCluster, deleteCluster, startCluster } from '../../client/src/tools/k3d/clusters.js';
import { importImage } from '../../client/src/tools/k3d/importImage.js';
import { loadIntoNode, nodeImages } from '../../client/src/tools/k3d/nodeImages.js';
import { apply } from '../../client/src/tools/kubectl/apply.js';
import { viewContext } from '../../client/src/tools/kubectl/config.js';
import { deleteObjects } from '../../client/src/tools/kubectl/delete.js';
import { readDestination } from '../../client/src/tools/kubectl/destination.js';
import { planApply } from '../../client/src/tools/kubectl/diff.js';
import { renderKustomization } from '../../client/src/tools/kubectl/kustomize.js';
import { followLogs, logs } from '../../client/src/tools/kubectl/logs.js';
import { getLive, getObjects } from '../../client/src/tools/kubectl/objects.js';
import { portForward } from '../../client/src/tools/kubectl/portForward.js';
import { announcedRegistry } from '../../client/src/tools/kubectl/registryHosting.js';
import { rolloutHistory, rolloutRestart, rolloutStatus, rolloutUndo } from '../../client/src/tools/kubectl/rollout.js';
import { atBench } from '../support/doubles.js';
import { failureOf, output, valueOf } from '../support/tools.js';

const nasty = [
  'a b',
  '"a"',
  "a'b",
  '$(touch x)',
  '`touch x`',
  'a;ls',
  'a|b',
  'a&b',
  'a\nb',
  'a\r\n',
  'a\0b',
  '-a',
  '--help',
  '--context=x',
  '',
  ' ',
  '../x',
  'ä',
  '\u202e',
];
const good = { builder: 'buildx', dockerfile: '/w/Dockerfile', context: '/w', reference: 'a:1' } as const;
const access = { context: 'k3d-dev' };

const takers: Readonly<Record<string, (name: string) => Checked<unknown>>> = {
  'image of a build': (name) => build({ ...good, reference: name }),
  'stage of a build': (name) => build({ ...good, target: name }),
  'platform of a build': (name) => build({ ...good, platform: name }),
  'build argument': (name) => build({ ...good, buildArgs: { [name]: 'x' } }),
  'id of a secret': (name) => build({ ...good, secrets: [{ id: name, env: 'X' }] }),
  'variable of a secret': (name) => build({ ...good, secrets: [{ id: 'x', env: name }] }),
  'relative file of a secret': (name) => build({ ...good, secrets: [{ id: 'x', file: name }] }),
  'relative folder of a build': (name) => build({ ...good, context: name }),
  inspect: (name) => inspectImage('docker', name),
  history: (name) => imageHistory('docker', name),
  tag: (name) => tagImage('docker', 'a:1', name),
  push: (name) => pushImage('docker', name),
  save: (name) => saveImage('docker', name, '/tmp/x'),
  'cluster to start': (name) => startCluster(name),
  'cluster to create': (name) => createCluster({ name }),
  'cluster to delete': (name) => deleteCluster(name),
  'registry to create': (name) => createCluster({ name: 'dev', registry: { name, port: 5000 } }),
  'cluster of an import': (name) => importImage(name, 'a:1'),
  'image of an import': (name) => importImage('dev', name),
  node: (name) => nodeImages(name),
  'node to load into': (name) => loadIntoNode(name, '/tmp/x'),
  context: (name) => viewContext(name),
  'context of an apply': (name) => apply({ context: name }, ''),
  namespace: (name) => apply({ context: 'k3d-dev', namespace: name }, ''),
  kind: (name) => getObjects(access, name),
  selector: (name) => getObjects(access, 'pods', { selector: name }),
  'field selector': (name) => getObjects(access, 'pods', { fields: name }),
  'object name': (name) => getObjects(access, 'pods', { names: [name] }),
  'pod of logs': (name) => logs(access, { pod: name, container: 'a' }),
  'container of logs': (name) => logs(access, { pod: 'a', container: name }),
  'labels of logs': (name) => followLogs(access, { labels: { app: name } }),
  'workload to wait for': (name) => rolloutStatus(access, { kind: 'deployment', name }, 1),
  'workload to undo': (name) => rolloutUndo(access, { kind: 'deployment', name }),
  'service to forward': (name) => portForward(access, { kind: 'service', name, port: 80 }),
  'context of a plan': (name) => planApply({ context: name }, ''),
  'context of a deletion': (name) => deleteObjects({ context: name }, ''),
  'namespace of a deletion': (name) => deleteObjects({ context: 'k3d-dev', namespace: name }, ''),
  'context to hold fast': (name) => readDestination(name, 'slipway-x'),
  'context of live objects': (name) => getLive({ context: name }, ''),
  'context of an announced registry': (name) => announcedRegistry({ context: name }),
  'workload to restart': (name) => rolloutRestart(access, { kind: 'deployment', name }),
  'history of a workload': (name) => rolloutHistory(access, { kind: 'deployment', name }),
  'pod to follow': (name) => followLogs(access, { pod: name }),
  'container to follow': (name) => followLogs(access, { pod: 'a', container: name }),
  'namespace of a chart': (name) => renderChart({ chart: '/w', release: 'a', namespace: name }),
  release: (name) => renderChart({ chart: '/w', release: name }),
  'relative chart': (name) => renderChart({ chart: name, release: 'a' }),
  'relative kustomization': (name) => renderKustomization(name),
};

describe('names that are no names start nothing', () => {
  for (const [title, take] of Object.entries(takers))
    test(title, () => {
      for (const name of nasty) {
        // A label's value may be empty, and may begin with a dash: it stands behind `app=`.
        if (title === 'labels of logs' && (name === '' || /^-|^\.\.\//.test(name))) continue;
        const checked = take(name);
        assert.ok(!checked.ok, `${JSON.stringify(name)} was taken`);
        const { code, message } = checked.failure;
        assert.equal(code, 'invalid-name');
        assert.ok(!/[\u0000-\u001f]/.test(message), JSON.stringify(message));
      }
    });

  test('numbers', () => {
    for (const port of [0, -1, 1.5, 65_536, Number.NaN, Infinity]) {
      assert.ok(!portForward(access, { kind: 'service', name: 'a', port }).ok);
      assert.ok(!createCluster({ name: 'a', ports: [{ host: port, container: 80 }] }).ok);
    }
    assert.ok(!rolloutUndo(access, { kind: 'deployment', name: 'a' }, -1).ok);
    assert.ok(!createCluster({ name: 'a', agents: -1 }).ok);
  });
});

/** A sequence that is the same in every run (mulberry32), so that what fails can be run again. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const pieces = [
  ...' \t\n\r\0-=;|&<>(){}[]$`\'"\\/.,:@*?!#%~^'.split(''),
  'a',
  'b9',
  'A',
  '--',
  '-f',
  '$(x)',
  '../',
  'ä',
  '\u2028',
  '\u202e',
  'k3d-',
];

/** What stands before the `--` and begins with a dash is an option: none of them may be, or hold, what somebody named. */
test('whatever a name is, it is refused, or it is one whole word that no program takes for an option', () => {
  const next = numbers(20_261_121);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T;
  let taken = 0;
  for (let round = 0; round < 1_500; round++) {
    const name = Array.from({ length: 1 + Math.floor(next() * 6) }, () => pick(pieces)).join('');
    for (const [title, take] of Object.entries(takers)) {
      const checked = take(name);
      if (!checked.ok) {
        assert.equal(checked.failure.code, 'invalid-name', title);
        assert.doesNotMatch(checked.failure.message, /[\u0000-\u001f]/);
        continue;
      }
      taken++;
      const { args, env = {} } = checked.value;
      const about = `${title}: ${JSON.stringify(name)} in ${JSON.stringify(args)}`;
      assert.ok(
        [...args, ...Object.values(env)].every((word) => !word.includes('\0')),
        about,
      );
      // A path may hold whatever a file system allows.
      assert.ok(title.startsWith('relative ') || args.every((word) => !/[\n\r]/.test(word)), about);
      const end = args.includes('--') ? args.indexOf('--') : args.length;
      const holding = args.map((word, i) => [word, i] as const).filter(([word]) => word.includes(name));
      for (const [word, i] of holding) {
        if (i > end) continue;
        // The value of the option before it, or behind the `=` of its own.
        const isValue = word.startsWith(name) && /^-/.test(args[i - 1] ?? '') && !name.startsWith('-');
        const isOwn = word.startsWith('--') && word.indexOf('=') < word.indexOf(name) && word.includes('=');
        // An id or kind within a word that says what it is.
        const isPart = /^(?:id|type)=/.test(word) || (title === 'kind' && word === name && !name.startsWith('-')) || name.length <= 2;
        assert.ok(isValue || isOwn || isPart, about);
      }
    }
  }
  // A test that never meets a good name would hold nothing.
  assert.ok(taken > 500, String(taken));
});

describe('folders and values that may hold anything', () => {
  const folders =
    process.platform === 'win32'
      ? ['a b', "it's", 'a;b']
      : ['a b', '"q"', "it's", '$(touch x)', 'a;touch x', 'a\nb', '-rf', '--help', 'ünï', 'a,b', '*'];

  test('a build in such a folder with such values', async () => {
    for (const name of folders)
      await atBench({}, async ({ runner, folder, calls, log }) => {
        const context = join(folder, 'w', name);
        mkdirSync(context, { recursive: true });
        const dockerfile = join(context, `${name}.Dockerfile`);
        writeFileSync(dockerfile, 'FROM debian:13-slim\nRUN true\n');
        const value = `$(touch x); "' \n--help`;
        const end = valueOf(
          await runChecked(
            runner,
            build({
              ...good,
              dockerfile,
              context,
              buildArgs: { MODE: value, API_TOKEN: value },
              secrets: [{ id: 'ca', file: join(context, 'ca.pem') }],
            }),
          ),
        );
        assert.ok(end.isBuilt, name);
        const [call] = calls('docker');
        assert.deepEqual([call?.argv.at(-1), call?.argv[call.argv.indexOf('--file') + 1], call?.env['MODE']], [context, dockerfile, value]);
        assert.deepEqual(readdirSync(context), [`${name}.Dockerfile`]);
        assert.ok(!log.join('\n').includes(value));
      });
  });

  test('what git says goes into a tag only when it is a commit', async () => {
    for (const name of nasty) assert.equal(valueOf(shortCommit('/w').parse(output({ stdout: `${name}\n` }))), null);
    assert.equal(valueOf(shortCommit('/w').parse(output({ stdout: '1a2b3c4d\n' }))), '1a2b3c4d');
  });

  test('a failure that quotes a name stays on one line', () => {
    const { message } = failureOf(startCluster(`a\n${'b'.repeat(300)}`));
    assert.ok(message.length < 250 && !message.includes('\n'));
  });
});
