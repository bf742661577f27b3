import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { describe, test } from 'node:test';
import { ProcessRunner } from '../../client/src/tools/processRunner.js';
import { done, type ToolCommand, type ToolOutput } from '../../client/src/tools/tool.js';
import { inFolder } from '../support/cliRun.js';
import { writeProgram } from '../support/doubles.js';
import { failureOf, valueOf } from '../support/tools.js';

/** A `docker` that runs the script, and a runner that finds it. */
async function withProgram(
  script: string,
  work: (runner: ProcessRunner, folder: string, log: string[]) => Promise<void>,
  env: Record<string, string> = {},
): Promise<void> {
  await inFolder({ 'bin/keep': '', 'script.mjs': script }, async (folder) => {
    writeProgram(join(folder, 'bin'), 'docker', join(folder, 'script.mjs'));
    const path = [join(folder, 'bin'), process.env['PATH'] ?? ''].join(delimiter);
    const log: string[] = [];
    await work(
      new ProcessRunner({ workspace: [join(folder, 'w')], env: { PATH: path, ...env }, searchPath: path, log: (line) => log.push(line) }),
      folder,
      log,
    );
  });
}

const command = (more: Partial<ToolCommand<ToolOutput>> = {}): ToolCommand<ToolOutput> => ({
  program: 'docker',
  args: ['build'],
  parse: (output) => done(output),
  ...more,
});

/** Whether a process is there, by the id that the script wrote. */
function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch {
    return false;
  }
}

describe('processes', () => {
  test('output, exit code, input, words as they are', async () => {
    const script = `process.stdin.on('data', (d) => process.stdout.write('in:' + d)).on('end', () => { console.log(JSON.stringify(process.argv.slice(2))); console.error('oops'); process.exitCode = 42; });`;
    await withProgram(script, async (runner) => {
      const args = ['a b', '$(touch x)', '; ls', "it's", '"q"', '--x=\ny', '', '*'];
      const { code, stdout, stderr } = valueOf(await runner.run(command({ args, input: 'hello\n' })));
      assert.deepEqual([code, stderr], [42, 'oops\n']);
      assert.deepEqual(JSON.parse(stdout.replace('in:hello\n', '')), args);
    });
  });

  test('a file as input', async () => {
    await withProgram(`let n = 0; for await (const chunk of process.stdin) n += chunk.length; console.log(n);`, async (runner, folder) => {
      writeFileSync(join(folder, 'big'), Buffer.alloc(3_000_000, 'x'));
      assert.equal(valueOf(await runner.run(command({ inputFile: join(folder, 'big') }))).stdout, '3000000\n');
    });
  });

  test('lines while it runs, each with its stream', async () => {
    await withProgram(`console.log('one'); console.error('two'); console.log('three');`, async (runner) => {
      const lines: string[] = [];
      valueOf(await runner.run(command(), { onLine: (line, stream) => lines.push(`${stream} ${line}`) }));
      assert.deepEqual(
        lines.filter((line) => line.startsWith('stdout')),
        ['stdout one', 'stdout three'],
      );
      assert.ok(lines.includes('stderr two'));
    });
  });

  test('an endless one keeps nothing of its output', async () => {
    await withProgram(`for (let i = 0; i < 100; i++) console.log('line ' + i); console.error('end');`, async (runner) => {
      let lines = 0;
      const said = valueOf(
        await runner.run(command({ isEndless: true }), { onLine: (_line, stream) => (lines += stream === 'stdout' ? 1 : 0) }),
      );
      assert.deepEqual([lines, said.stdout, said.stderr], [100, '', 'end\n']);
    });
  });

  test('too much to read is a failure of its own', async () => {
    await withProgram(`for (let i = 0; i < 40; i++) process.stdout.write('x'.repeat(1 << 20));`, async (runner) => {
      assert.equal(failureOf(await runner.run(command())).code, 'too-much-output');
    });
  });

  test('its folder is empty, is not ours, and is gone afterwards', async () => {
    await withProgram(
      `import { readdirSync } from 'node:fs'; console.log(process.cwd()); console.log(readdirSync('.').length);`,
      async (runner) => {
        const [cwd, files] = valueOf(await runner.run(command())).stdout.split('\n');
        assert.equal(files, '0');
        assert.ok(cwd !== undefined && cwd !== process.cwd() && cwd.includes('slipway-'));
        assert.ok(!readdirSync(tmpdir()).includes(cwd.split(/[\\/]/).at(-1) ?? ''));
      },
    );
  });

  test('the environment is cleaned', async () => {
    const env = {
      LOG_LEVEL: 'debug',
      KUBECTL_EXTERNAL_DIFF: 'evil',
      DOCKER_BUILDKIT: '0',
      BUILDX_BUILDER: 'remote',
      NODE_OPTIONS: '--no-warnings',
      DOCKER_HOST: 'tcp://x',
      KUBECONFIG: '/k',
      HTTPS_PROXY: 'http://p',
    };
    await withProgram(
      `console.log(JSON.stringify(process.env));`,
      async (runner) => {
        const seen = JSON.parse(valueOf(await runner.run(command({ env: { EXTRA: '1' } }))).stdout) as Record<string, string>;
        for (const name of ['LOG_LEVEL', 'KUBECTL_EXTERNAL_DIFF', 'DOCKER_BUILDKIT', 'BUILDX_BUILDER', 'NODE_OPTIONS'])
          assert.equal(seen[name], undefined, name);
        assert.deepEqual(
          [seen['DOCKER_HOST'], seen['KUBECONFIG'], seen['HTTPS_PROXY'], seen['EXTRA'], seen['NO_COLOR']],
          ['tcp://x', '/k', 'http://p', '1', '1'],
        );
      },
      env,
    );
  });

  test('secrets reach the program and nothing else', async () => {
    await withProgram(
      `console.log('got ' + process.env.API_TOKEN); console.error('K3S_TOKEN=abcdef ' + process.env.API_TOKEN); process.exitCode = 1;`,
      async (runner, _folder, log) => {
        const lines: string[] = [];
        const outcome = await runner.run(
          {
            ...command({ args: ['build', '--x=hushhush'], env: { API_TOKEN: 'hushhush' }, secrets: ['hushhush'] }),
            parse: ({ stderr }) => ({ ok: false, failure: { code: 'x', message: `m ${stderr}`, detail: stderr } }),
          },
          { onLine: (line) => lines.push(line) },
        );
        const all = JSON.stringify([lines, log, failureOf(outcome)]);
        assert.ok(!all.includes('hushhush') && !lines.join().includes('abcdef'), all);
        assert.ok(lines.includes('got •••'));
      },
    );
  });

  test('cancelled: SIGINT, as after Ctrl+C, and it may clean up', { skip: process.platform === 'win32' }, async () => {
    await withProgram(
      `process.on('SIGINT', () => { console.log('cleaned'); process.exit(130); }); console.log(process.pid); setInterval(() => {}, 1000);`,
      async (runner) => {
        const stop = new AbortController();
        const lines: string[] = [];
        const onLine = (line: string): void => {
          lines.push(line);
          if (lines.length === 1) stop.abort();
        };
        assert.equal(failureOf(await runner.run(command(), { signal: stop.signal, onLine })).code, 'cancelled');
        assert.deepEqual(lines.slice(1), ['cleaned']);
        assert.ok(!isAlive(Number(lines[0])));
      },
    );
  });

  test('cancelled before it began: it never starts', async () => {
    await withProgram(`import { writeFileSync } from 'node:fs'; writeFileSync(process.argv[2], 'x');`, async (runner, folder) => {
      const file = join(folder, 'started');
      assert.equal(failureOf(await runner.run(command({ args: [file] }), { signal: AbortSignal.abort() })).code, 'cancelled');
      assert.ok(!readdirSync(folder).includes('started'));
    });
  });

  test('out of time, and deaf to SIGINT: SIGTERM ends it', { skip: process.platform === 'win32' }, async () => {
    await withProgram(`process.on('SIGINT', () => {}); console.log(process.pid); setInterval(() => {}, 1000);`, async (runner) => {
      const lines: string[] = [];
      const failure = failureOf(await runner.run(command({ timeoutMs: 300 }), { onLine: (line) => lines.push(line) }));
      assert.equal(failure.code, 'timed-out');
      assert.ok(!isAlive(Number(lines[0])));
    });
  });

  /** Starts a child that goes on and keeps the streams, as a login that waits for a browser does; writes its id. */
  const withChild = (rest: string): string =>
    `import { spawn } from 'node:child_process';
     const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 40_000)'], { stdio: ['ignore', 'inherit', 'inherit'] });
     console.log(child.pid); console.log('x'.repeat(300_000)); child.unref(); ${rest}`;

  test('cancelled: what it started ends with it, and holds nothing up', { skip: process.platform === 'win32' }, async () => {
    await withProgram(withChild('setInterval(() => {}, 1000);'), async (runner) => {
      const stop = new AbortController();
      const lines: string[] = [];
      const onLine = (line: string): void => {
        if (lines.push(line) === 2) stop.abort();
      };
      const began = Date.now();
      assert.equal(failureOf(await runner.run(command(), { signal: stop.signal, onLine })).code, 'cancelled');
      assert.ok(Date.now() - began < 15_000, `${Date.now() - began} ms`);
      for (let i = 0; i < 100 && isAlive(Number(lines[0])); i++) await new Promise((wake) => setTimeout(wake, 50));
      assert.ok(!isAlive(Number(lines[0])));
    });
  });

  test('ended by itself: what it leaves running on purpose goes on, and all that was written is there', async () => {
    await withProgram(withChild('process.exitCode = 3;'), async (runner) => {
      const began = Date.now();
      const { code, stdout } = valueOf(await runner.run(command()));
      assert.ok(Date.now() - began < 20_000, `${Date.now() - began} ms`);
      assert.equal(code, 3);
      assert.match(stdout, /^\d+\r?\nx{300000}\r?\n$/);
      const id = Number(stdout.split('\n')[0]);
      assert.ok(isAlive(id));
      process.kill(id, 'SIGKILL');
    });
  });

  test('a program that is not there', async () => {
    const runner = new ProcessRunner({ workspace: [], env: {}, searchPath: tmpdir() });
    const failure = failureOf(await runner.run({ ...command(), program: 'k3d' }));
    assert.equal(failure.code, 'program-missing');
    assert.match(failure.message, /k3d/);
  });

  test('a program of the workspace is refused, also behind a link, also as a setting', { skip: process.platform === 'win32' }, async () => {
    await inFolder(
      { 'w/bin/keep': '', 'script.mjs': `import { writeFileSync } from 'node:fs'; writeFileSync(process.env.MARK, 'x');` },
      async (folder) => {
        const inside = join(folder, 'w', 'bin');
        writeProgram(inside, 'docker', join(folder, 'script.mjs'));
        symlinkSync(inside, join(folder, 'link'));
        mkdirSync(join(folder, 'out'));
        symlinkSync(join(folder, 'out'), join(folder, 'w', 'way'));
        writeProgram(join(folder, 'out'), 'docker', join(folder, 'script.mjs'));
        const mark = join(folder, 'mark');
        const attempts = [
          { searchPath: inside },
          { searchPath: join(folder, 'link') },
          { searchPath: join(folder, 'w', 'way') },
          { searchPath: '.' },
          { paths: { docker: join(inside, 'docker') }, searchPath: '' },
        ];
        for (const attempt of attempts) {
          const runner = new ProcessRunner({ workspace: [join(folder, 'w')], env: { MARK: mark }, ...attempt });
          const { code } = failureOf(await runner.run(command()));
          assert.ok(code === 'program-in-workspace' || code === 'program-missing', `${JSON.stringify(attempt)} ${code}`);
        }
        assert.ok(!readdirSync(folder).includes('mark'));
      },
    );
  });

  test('a program that ends by a signal, one that cannot be started', { skip: process.platform === 'win32' }, async () => {
    await withProgram(`process.kill(process.pid, 'SIGKILL');`, async (runner) => {
      const failure = failureOf(await runner.run(command()));
      assert.deepEqual([failure.code, failure.message.includes('SIGKILL')], ['docker-failed', true]);
      assert.equal(failureOf(await runner.run(command({ cwd: '/nonexistent/folder' }))).code, 'docker-failed');
    });
  });
});
