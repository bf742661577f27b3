import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import type { RunEnd } from '../../client/src/loop/contract.js';
import { atCluster, type ClusterWorld } from '../support/cluster.js';
import { cliPath } from '../support/cliRun.js';
import type { Bench } from '../support/doubles.js';
import { dockerfile, filesOf, leavingNothing, leftRunning, manifest } from './support.js';

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

interface Terminal {
  readonly bench: Bench;
  readonly root: string;
  up(
    words: readonly string[],
    options?: { readonly onErr?: (text: string, kill: (signal: NodeJS.Signals) => void) => void; readonly cwd?: string },
  ): Promise<Ended>;
}

/** A project and a cluster, and the built command line as a shell or CI starts it: no terminal, nothing on standard input. */
async function atTerminal(
  scenario: ClusterWorld & { readonly files?: Readonly<Record<string, string>> },
  work: (terminal: Terminal) => Promise<void>,
): Promise<void> {
  await atCluster(scenario, async ({ bench }) => {
    const root = join(bench.folder, 'my project');
    for (const [name, text] of Object.entries({
      Dockerfile: dockerfile,
      'app/__main__.py': 'print()\n',
      'k8s.yaml': manifest,
      ...scenario.files,
    })) {
      mkdirSync(dirname(join(root, name)), { recursive: true });
      writeFileSync(join(root, name), text);
    }
    const before = filesOf(root);
    await leavingNothing(bench, () =>
      work({
        bench,
        root,
        up: (words, { onErr, cwd = root } = {}) =>
          new Promise((done) => {
            const child = spawn(process.execPath, [cliPath, 'up', ...(words.includes('--image') ? [] : ['--image', 'myapp']), ...words], {
              cwd,
              env: { ...bench.env, TMPDIR: process.env['TMPDIR'], NO_COLOR: '1' },
              stdio: ['ignore', 'pipe', 'pipe'],
            });
            let [out, err] = ['', ''];
            child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
            child.stderr.setEncoding('utf8').on('data', (text: string) => {
              err += text;
              onErr?.(err, (signal) => child.kill(signal));
            });
            child.on('close', (code) => done({ code, out, err }));
          }),
      }),
    );
    assert.deepEqual(leftRunning(bench), []);
    assert.deepEqual(filesOf(root), before);
  });
}

const json = ({ out }: Ended): RunEnd & { readonly problems: readonly unknown[] } =>
  JSON.parse(out) as RunEnd & { readonly problems: readonly unknown[] };

test('0: the pods run; text for people, JSON for programs, progress on the other stream', async () => {
  await atTerminal({}, async ({ up, bench }) => {
    const end = await up([]);
    assert.equal(end.code, 0, end.err);
    assert.match(
      end.out,
      /^running {2}myapp:dev-\S+ in k3d-dev, namespace default\n {2}Deployment api created\n {2}Service api created\n$/,
    );
    for (const step of ['check', 'build', 'deliver', 'deploy', 'wait']) assert.match(end.err, new RegExp(`^${step} `, 'm'));
    const again = json(await up(['--format', 'json', '--deliver', 'import', '--cluster', 'dev', '--kube-context', 'k3d-dev', '.']));
    assert.equal(again.state, 'running');
    assert.ok(again.state === 'running');
    assert.deepEqual(Object.keys(again), ['state', 'deployment', 'image', 'delivery', 'problems']);
    assert.deepEqual(Object.keys(again.image ?? {}).sort(), [
      'architecture',
      'bytes',
      'dockerfile',
      'engine',
      'id',
      'reference',
      'repository',
      'target',
    ]);
    assert.deepEqual(again.deployment.target.cluster, 'dev');
    assert.ok(bench.calls('docker').some(({ argv }) => argv[0] === 'build'));
  });
});

test('1: a build that fails is told as path:line on both streams; a cause in the cluster at its line and column', async () => {
  await atTerminal({ files: { Dockerfile: dockerfile.replace('fastapi', 'fastapi && exit 3') } }, async ({ up, root }) => {
    const end = await up(['my project'], { cwd: dirname(root) });
    assert.equal(end.code, 1);
    assert.match(end.err, /^my project\/Dockerfile:4: error: The command of this instruction ended with 3\. \[build-command-failed\]$/m);
    assert.match(end.out, /^failed {3}at build: The build failed at Dockerfile:4\. The command of this instruction ended with 3\.\n/);
    const told = json(await up(['--format=json']));
    assert.equal(told.state, 'failed');
    assert.deepEqual(
      told.problems.map((one) => (one as { firstLine: number }).firstLine),
      [3],
    );
  });
  await atTerminal({ cluster: { pods: { api: [{ afterMs: 0, state: 'image-pull-back-off' }] } } }, async ({ up }) => {
    const end = await up(['--deliver', 'import']);
    assert.equal(end.code, 1);
    assert.match(end.out, /^failed {3}at wait: The pods do not run: /);
    assert.match(end.out, /^k8s\.yaml:15:\d+: /m);
    assert.match(end.out, /^ {2}the cluster says: /m);
    assert.match(end.out, /^built before that: .*\napplied before that, in k3d-dev: Deployment api created, Service api created$/m);
  });
});

test('2: wrong use, and questions that nobody is there to answer, with the flag that answers them', async () => {
  const two = { world: { k3d: { clusters: [{ name: 'dev' }, { name: 'other' }] } } };
  await atTerminal(two, async ({ up, bench }) => {
    const uses: readonly (readonly [readonly string[], RegExp])[] = [
      [['nowhere'], /nowhere` is no folder/],
      [['--file', 'nope'], /--file: `nope` is no file/],
      [['--timeout', '0'], /--timeout takes seconds from 1 to 3600/],
      [['--image', 'My App'], /--image: "My App" is not a name of an image/],
      [['--platform', 'x y'], /--platform: "x y" is not a platform/],
      [['--namespace', '-x'], /--namespace: "-x" is not a name of a namespace/],
      [['--build-arg', '=x'], /--build-arg takes NAME=VALUE/],
      [['--secret', 'env=X'], /there is no id/],
      [['--diff'], /--diff asks before it deploys/],
      [['--deliver', 'mail'], /Allowed choices are auto, import, push/],
    ];
    for (const [words, message] of uses) {
      const end = await up(words);
      assert.equal(end.code, 2, words.join(' '));
      assert.match(end.err, message);
      assert.equal(end.out, '');
    }
    assert.deepEqual(bench.calls(), []);
    const asked = await up([]);
    assert.equal(asked.code, 2);
    assert.match(asked.out, /^failed {3}at check: k3d cluster: say which with --cluster\. There are `dev`, `other`\.$/m);
    const wrong = await up(['--cluster', 'nope']);
    assert.equal(wrong.code, 1);
    assert.match(wrong.out, /There is no k3d cluster `nope`\. There are `dev`, `other`\./);
  });
});

test('a stopped cluster is started with --yes alone', async () => {
  await atTerminal({ world: { k3d: { clusters: [{ name: 'dev', isStopped: true }] } } }, async ({ up, bench }) => {
    const end = await up([]);
    assert.equal(end.code, 2);
    assert.match(end.out, /The cluster dev is stopped\. Nobody can be asked here: --yes agrees\./);
    assert.ok(bench.calls('k3d').every(({ argv }) => argv[1] === 'list'));
    assert.equal((await up(['--yes'])).code, 0);
  });
});

test('130: an interrupt in a build ends the build, and what was begun; the end is told', async () => {
  await atTerminal({ world: { docker: { images: [], hangs: true } } }, async ({ up, bench }) => {
    let isSent = false;
    const started = (): boolean => bench.calls('docker').some(({ argv }) => argv[0] === 'build');
    const end = await up(['--format', 'json'], {
      onErr: (text, kill) => {
        if (isSent || !/^build /m.test(text)) return;
        isSent = true;
        const timer = setInterval(() => {
          if (!started()) return;
          clearInterval(timer);
          setTimeout(() => kill('SIGINT'), 150);
        }, 30);
      },
    });
    assert.equal(end.code, 130, end.err);
    const told = json(end);
    assert.ok(told.state === 'cancelled');
    assert.equal(told.step, 'build');
    assert.ok(bench.calls('kubectl').every(({ argv }) => argv[0] === 'config'));
  });
});

test('an image that no manifest runs is told before the build, with the flag that names it', async () => {
  await atTerminal({}, async ({ up, bench }) => {
    const end = await up(['--image', 'other']);
    assert.equal(end.code, 1);
    assert.match(end.out, /None of the manifests runs `other`: they run `myapp:1\.0`\.\n {2}fix: .*--image/);
    assert.deepEqual(bench.calls('docker'), []);
  });
});

test('the help tells every flag in a line, the exit codes and examples', async () => {
  await atTerminal({}, async ({ up }) => {
    const { code, out } = await up(['--help']);
    assert.equal(code, 0);
    assert.match(out, /Exit codes:\n {2}0 {4}the pods run/);
    assert.match(out, /slipway up --cluster dev --yes --format json/);
    const source = readFileSync('server/src/cli/up/flags.ts', 'utf8');
    const keys = [...source.slice(0, source.indexOf('}')).matchAll(/readonly (\w+)\??:/g)].map(([, key = '']) => key);
    for (const key of keys) {
      const flag = key === 'cache' ? 'no-cache' : key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      assert.match(out, new RegExp(`--${flag}\\b`), flag);
    }
  });
});
