import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import { rollBack, showLogs } from '../../client/src/loop/afterwards.js';
import { pinned } from '../../client/src/loop/pinned.js';
import { runAll, runDeploy } from '../../client/src/loop/run.js';
import { done, type Runner } from '../../client/src/tools/tool.js';
import { certificate } from '../support/doubles/tls.js';
import { atLoop, failedEnd, failureOf, leavingNothing, runningEnd, type LoopBench } from './support.js';

const posix = { skip: process.platform === 'win32' };
const hasKubectl = spawnSync('kubectl', ['version', '--client']).status === 0;

// oxlint-disable-next-line typescript/no-explicit-any -- a kubeconfig is free JSON
type Config = Record<string, any>;

function reconfigure({ kubeconfig }: LoopBench, edit: (config: Config) => void): void {
  const config = JSON.parse(readFileSync(kubeconfig, 'utf8')) as Config;
  edit(config);
  writeFileSync(kubeconfig, JSON.stringify(config));
}

/** Does something at the moment at which a program of these words begins: after every look at the kubeconfig. */
const before = (runner: Runner, word: string, work: (kubeconfig: string) => void): Runner => ({
  run: (command, options) => {
    if (command.args[0] === word) work(command.kubeconfig ?? '');
    return runner.run(command, options);
  },
});

const elsewhere = (config: Config): void => {
  for (const { cluster } of config['clusters']) cluster.server = 'https://127.0.0.1:1';
};

test('a kubeconfig that changes behind the last look at it changes nothing: what was proven is what is used', posix, async () => {
  await atLoop({ settings: { delivery: 'import' } }, async (loop) => {
    const { ctx, memory, bench, api } = loop;
    reconfigure(loop, (config) => {
      config['users'][0].user = { token: 'hush-hush' };
    });
    const files: string[] = [];
    const runner = before(bench.runner, 'apply', (file) => {
      files.push(file);
      const text = readFileSync(file, 'utf8');
      assert.doesNotMatch(text, /hush|token|users/);
      assert.equal(statSync(file).mode & 0o777, 0o600);
      assert.equal(statSync(dirname(file)).mode & 0o777, 0o700);
      reconfigure(loop, elsewhere);
    });
    runningEnd(await leavingNothing(bench, () => runAll({ ...ctx, runner }, memory)));
    assert.equal(api.state.list('Deployment').length, 1);
    assert.equal(files.length, 1);
    // Every call that speaks to the cluster goes there, and takes its credentials from the user's own file.
    const calls = bench.calls('kubectl').filter(({ argv }) => argv[0] !== 'config' && argv[0] !== 'version');
    assert.ok(calls.length > 2);
    for (const { env } of calls) assert.deepEqual(env['KUBECONFIG']?.split(delimiter), [files[0], loop.kubeconfig]);
    assert.ok(!existsSync(files[0] ?? ''));
    const told = [...bench.log, ...loop.front.lines, JSON.stringify(memory.get())].join('\n');
    assert.doesNotMatch(told, /hush|kubeconfig/);
  });
});

test('what follows a deployment goes where it went, or nowhere', async () => {
  await atLoop({}, async (loop) => {
    const { ctx, memory, bench, api } = loop;
    runningEnd(await runDeploy(ctx, memory));
    const asked = api.requests.length;
    reconfigure(loop, elsewhere);
    for (const end of [await showLogs(ctx, memory), await rollBack(ctx, memory)]) {
      assert.equal(failureOf(end).code, 'target-changed');
      assert.match(failureOf(end).message, /leads to port 1,/);
    }
    assert.equal(api.requests.length, asked);
    assert.ok(bench.calls('kubectl').every(({ argv }) => argv[0] !== 'logs' && argv[0] !== 'rollout'));
  });
});

test('a run that is bound to one context asks no other', async () => {
  await atLoop({}, async ({ ctx, memory }) => {
    const { deployment } = runningEnd(await runDeploy(ctx, memory));
    const end = await pinned(ctx, deployment.target, (own) =>
      own.runner.run({ program: 'kubectl', args: ['get', 'pods', '--context=other'], kubeContext: 'other', parse: () => done(1) }),
    );
    assert.equal(failureOf(end).code, 'target-changed');
  });
});

test('without our own file kubectl goes nowhere, and not where the file of the user says', posix, async () => {
  await atLoop({}, async (loop) => {
    const { ctx, memory, bench, api } = loop;
    const runner = before(bench.runner, 'apply', (file) => rmSync(file));
    const end = failedEnd(await runDeploy({ ...ctx, runner }, memory));
    assert.deepEqual([end.step, end.failure.code], ['deploy', 'context-missing']);
    assert.deepEqual(api.requests, []);
  });
});

test('a folder for temporary files that a list of kubeconfigs cannot name is told', posix, async () => {
  await atLoop({}, async ({ ctx, memory, bench, api }) => {
    const own = process.env['TMPDIR'];
    process.env['TMPDIR'] = join(bench.folder, 'a:b');
    mkdirSync(process.env['TMPDIR']);
    try {
      const end = failedEnd(await runDeploy(ctx, memory));
      assert.equal(end.failure.code, 'temporary-folder');
      assert.deepEqual(api.requests, []);
    } finally {
      if (own === undefined) delete process.env['TMPDIR'];
      else process.env['TMPDIR'] = own;
    }
  });
});

test('a context that goes away, and output that is none, are failures that repeat nothing of the kubeconfig', async () => {
  await atLoop({}, async (loop) => {
    const { ctx, memory } = loop;
    runningEnd(await runDeploy(ctx, memory));
    reconfigure(loop, (config) => {
      config['users'][0].user = { token: 'hush-hush' };
      config['contexts'] = [];
    });
    const end = failureOf(await showLogs(ctx, memory));
    assert.equal(end.code, 'context-missing');
    assert.doesNotMatch(JSON.stringify(end), /hush/);
    const broken: Runner = {
      run: (command) => Promise.resolve(command.parse({ code: 0, stdout: '{"users":[{"user":{"token":"hush"}}]} and more', stderr: '' })),
    };
    const odd = failureOf(await showLogs({ ...ctx, runner: broken }, memory));
    assert.doesNotMatch(JSON.stringify(odd), /hush/);
  });
});

describe('the real kubectl', { skip: process.platform === 'win32' || !hasKubectl ? 'kubectl is not installed' : false }, () => {
  const doubles = ['docker', 'k3d'] as const;

  /** The cluster in one file with a relative certificate, the login in another with a relative path of its own. */
  async function withFiles(user: (folder: string) => Config, see: (loop: LoopBench, folder: string) => Promise<void>): Promise<void> {
    await atLoop({ doubles, settings: { delivery: 'import' } }, async (loop) => {
      const [clusters, logins] = ['clusters', 'logins'].map((name) => join(loop.bench.folder, name)) as [string, string];
      for (const folder of [clusters, logins]) mkdirSync(folder);
      const config = JSON.parse(readFileSync(loop.kubeconfig, 'utf8')) as Config;
      const [{ cluster }] = config['clusters'];
      delete cluster['certificate-authority-data'];
      cluster['certificate-authority'] = 'ca.pem';
      writeFileSync(join(clusters, 'ca.pem'), certificate);
      const [entry] = config['users'];
      writeFileSync(join(clusters, 'config'), JSON.stringify({ ...config, users: [] }));
      writeFileSync(
        join(logins, 'config'),
        JSON.stringify({ apiVersion: 'v1', kind: 'Config', users: [{ name: entry.name, user: user(logins) }] }),
      );
      const list = [join(clusters, 'config'), join(clusters, 'none'), join(logins, 'config')].join(delimiter);
      writeFileSync(loop.kubeconfig, '');
      const runner = loop.bench.with({ KUBECONFIG: list });
      await see({ ...loop, ctx: { ...loop.ctx, runner } }, logins);
    });
  }

  test('a list of kubeconfigs, a relative certificate, a relative file with a token', async () => {
    await withFiles(
      (folder) => {
        writeFileSync(join(folder, 'token'), 'hush-hush');
        return { tokenFile: 'token' };
      },
      async ({ ctx, memory, bench, front, api }) => {
        runningEnd(await leavingNothing(bench, () => runAll(ctx, memory)));
        assert.equal(api.state.list('Deployment').length, 1);
        assert.doesNotMatch([...bench.log, ...front.lines].join('\n'), /hush/);
      },
    );
  });

  test('a plugin that logs in, at a relative path: it runs, and sees the kubeconfig of the user', async () => {
    await withFiles(
      (folder) => {
        const credential = { apiVersion: 'client.authentication.k8s.io/v1', kind: 'ExecCredential', status: { token: 'hush-hush' } };
        const script = `#!/bin/sh\necho "$KUBECONFIG" >> ${join(folder, 'ran')}\ncat <<'END'\n${JSON.stringify(credential)}\nEND\n`;
        writeFileSync(join(folder, 'plugin'), script, { mode: 0o755 });
        return { exec: { apiVersion: 'client.authentication.k8s.io/v1', command: './plugin', interactiveMode: 'Never' } };
      },
      async ({ ctx, memory, bench, front }, folder) => {
        runningEnd(await leavingNothing(bench, () => runAll(ctx, memory)));
        assert.match(readFileSync(join(folder, 'ran'), 'utf8'), /logins/);
        assert.doesNotMatch([...bench.log, ...front.lines].join('\n'), /hush/);
      },
    );
  });

  test('without our own file it goes nowhere', async () => {
    await atLoop({ doubles }, async (loop) => {
      reconfigure(loop, (config) => {
        config['users'][0].user = { token: 'hush-hush' };
      });
      const runner = before(loop.bench.runner, 'apply', (file) => rmSync(file));
      const end = failedEnd(await runDeploy({ ...loop.ctx, runner }, loop.memory));
      assert.equal(end.failure.code, 'context-missing', JSON.stringify(end.failure));
      assert.deepEqual(loop.api.requests, []);
    });
  });

  test('an entry of the same name in another file adds nothing to what was proven', async () => {
    await atLoop({ doubles }, async (loop) => {
      const { ctx, memory, bench, api } = loop;
      reconfigure(loop, (config) => {
        config['users'][0].user = { token: 'hush-hush' };
      });
      const runner = before(bench.runner, 'apply', () =>
        reconfigure(loop, (config) => {
          // A proxy that nothing answers at, and a namespace: neither was there when it was proven.
          config['clusters'][0].cluster['proxy-url'] = 'http://127.0.0.1:1';
          config['contexts'][0].context.namespace = 'other';
        }),
      );
      runningEnd(await runDeploy({ ...ctx, runner }, memory));
      assert.equal(api.state.list('Deployment', 'default').length, 1);
    });
  });

  test('a context without a login would make kubectl ask, with the manifests as the answer: that is told', async () => {
    await atLoop({ doubles }, async ({ ctx, memory, api }) => {
      const end = failedEnd(await runDeploy(ctx, memory));
      assert.equal(end.failure.code, 'credentials-failed');
      assert.deepEqual(api.state.list('Deployment'), []);
    });
  });

  test('a login that hangs can be cancelled, and its program ends', async () => {
    await withFiles(
      (folder) => {
        writeFileSync(join(folder, 'plugin'), `#!/bin/sh\necho $$ > ${join(folder, 'id')}\nsleep 40\n`, { mode: 0o755 });
        return { exec: { apiVersion: 'client.authentication.k8s.io/v1', command: './plugin', interactiveMode: 'Never' } };
      },
      async ({ ctx, memory, end }, folder) => {
        const id = join(folder, 'id');
        const watch = setInterval(() => {
          if (existsSync(id) && readFileSync(id, 'utf8') !== '') end.abort();
        }, 50);
        const began = Date.now();
        const ended = failedEnd(await runDeploy(ctx, memory));
        clearInterval(watch);
        // Some builds of kubectl log in for whatever they are asked.
        assert.equal(ended.state, 'cancelled', JSON.stringify(ended));
        assert.ok(Date.now() - began < 25_000, `${Date.now() - began} ms`);
        const isThere = (): boolean => existsSync(`/proc/${readFileSync(id, 'utf8').trim()}/exe`);
        for (let i = 0; i < 100 && isThere(); i++) await new Promise((wake) => setTimeout(wake, 50));
        assert.ok(!isThere());
      },
    );
  });

  test('a login that fails is told, and nothing was deployed', async () => {
    await withFiles(
      () => ({ exec: { apiVersion: 'client.authentication.k8s.io/v1', command: './nowhere', interactiveMode: 'Never' } }),
      async ({ ctx, memory, api }) => {
        const end = failedEnd(await runDeploy(ctx, memory));
        assert.equal(end.failure.code, 'credentials-failed');
        assert.deepEqual(api.state.list('Deployment'), []);
        assert.equal(end.step, 'deploy');
      },
    );
  });
});
