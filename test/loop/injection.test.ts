import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { runAll, runDeploy } from '../../client/src/loop/run.js';
import type { Answers } from '../../client/src/loop/contract.js';
import { atLoop, dockerfile, failedEnd, manifest, runningEnd } from './support.js';

/** What a shell would take apart, and what a program would take for an option. */
const nasty: readonly string[] = [
  `a b "c" 'd'`,
  '$(touch pwned)',
  '; touch pwned; #',
  '-f',
  '--privileged=true',
  '`touch pwned`',
  'line\nbreak',
  '&& touch pwned |',
];

test('folders and files of any name reach programs as one word', { skip: process.platform === 'win32' }, async () => {
  // All names within each other: one run meets them all.
  const folder = nasty.join('/');
  await atLoop({ settings: { delivery: 'import' } }, async ({ ctx, memory, bench, root }) => {
    const own = join(root, folder);
    mkdirSync(join(own, '-c'), { recursive: true });
    writeFileSync(join(own, 'Dockerfile'), dockerfile.replace('COPY app', 'COPY Dockerfile'));
    writeFileSync(join(own, '-c', '--all $(touch pwned).yaml'), manifest);
    await memory.set({
      answers: {
        ...memory.get().answers,
        dockerfile: `${own}/Dockerfile`,
        context: own,
        manifests: [{ kind: 'file', path: join(own, '-c', '--all $(touch pwned).yaml') }],
        buildArgs: { NOTE: `"; touch pwned; $(touch pwned)\n--privileged` },
      },
    });
    runningEnd(await runAll(ctx, memory));
    const build = bench.calls('docker').find(({ argv }) => argv[0] === 'build');
    assert.equal(build?.argv[build.argv.indexOf('--file') + 1], `${own}/Dockerfile`);
    assert.deepEqual(build?.argv.slice(-2), ['--', own]);
    assert.equal(build?.env['NOTE'], `"; touch pwned; $(touch pwned)\n--privileged`);
    // Manifests go in by standard input: no name of theirs is a word at all.
    assert.ok(bench.calls('kubectl').every(({ argv }) => argv.every((word) => !word.includes('touch'))));
    // Every program but git runs in an empty folder of its own.
    assert.ok(bench.calls().every(({ cwd }) => !cwd.startsWith(root)));
    assert.deepEqual(
      readdirSync(root, { recursive: true }).filter((name) => String(name).endsWith('pwned')),
      [],
    );
    assert.ok(!existsSync('pwned'));
  });
});

test('names of images, stages, clusters, contexts and namespaces that are none never reach a program', async () => {
  await atLoop({}, async ({ ctx, memory, bench, kubeconfig, front }) => {
    const { answers } = memory.get();
    const tried = async (wrong: Partial<Answers>, given: Parameters<typeof Set.prototype.add>[0][]): Promise<void> => {
      await memory.set({ answers: { ...answers, ...wrong } });
      const end = failedEnd(await runAll({ ...ctx, given: new Set(given) as never }, memory));
      assert.equal(end.step, 'check', JSON.stringify(end));
      assert.ok(['answer-wrong', 'invalid-name', 'cancelled'].includes(end.failure.code), end.failure.code);
    };
    for (const name of nasty) {
      await tried({ image: name }, ['image']);
      await tried({ namespace: name }, []);
    }
    const [first = ''] = nasty;
    await tried({ target: first }, ['target']);
    await tried({ cluster: first }, ['cluster']);
    await tried({ kubeContext: first }, ['kubeContext']);
    // A context of such a name that does lead to the cluster.
    const config = JSON.parse(readFileSync(kubeconfig, 'utf8')) as { contexts: { name: string }[] };
    for (const context of config.contexts) context.name = '--kubeconfig=/tmp/other';
    writeFileSync(kubeconfig, JSON.stringify(config));
    await tried({}, []);
    assert.deepEqual(front.asked, []);
    for (const { argv } of bench.calls())
      for (const word of argv) assert.ok(!nasty.some((name) => word === name) && !/touch|kubeconfig=/.test(word), word);
    assert.ok(bench.calls('docker').length === 0);
  });
});

test('names that manifests give objects are text on standard input alone, also where they are asked for afterwards', async () => {
  const yaml = manifest.replaceAll('name: api', 'name: "--all; touch pwned"');
  await atLoop({ files: { 'k8s.yaml': yaml } }, async ({ ctx, memory, bench, root }) => {
    const end = failedEnd(await runDeploy(ctx, memory));
    assert.equal(end.failure.code, 'apply-refused');
    assert.ok(bench.calls('kubectl').every(({ argv }) => argv.every((word) => !/touch|^--all/.test(word))));
    assert.ok(!existsSync(`${root}/pwned`) && !existsSync('pwned'));
  });
});
