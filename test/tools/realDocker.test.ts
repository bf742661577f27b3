import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { runChecked } from '../../client/src/tools/checked.js';
import { build, type Builder, type BuildEnd, type BuildRequest } from '../../client/src/tools/docker/buildCommand.js';
import { imageHistory, inspectImage, saveImage } from '../../client/src/tools/docker/images.js';
import { BuildProgress } from '../../client/src/tools/docker/progress.js';
import { pushImage } from '../../client/src/tools/docker/push.js';
import { buildxVersion, info } from '../../client/src/tools/docker/version.js';
import { listClusters } from '../../client/src/tools/k3d/clusters.js';
import { listRegistries } from '../../client/src/tools/k3d/registries.js';
import { ProcessRunner } from '../../client/src/tools/processRunner.js';
import { inFolder } from '../support/cliRun.js';
import { failureOf, valueOf } from '../support/tools.js';

/*
 * What the doubles and the recorded texts claim, held against a real engine. Bases come from a static busybox, so no registry is needed.
 * SLIPWAY_REAL_DOCKER=1 asks for it: a developer's engine is not to be filled with images unasked.
 */
const wanted = process.env['SLIPWAY_REAL_DOCKER'] === '1';
const busybox = ['/bin/busybox', '/usr/bin/busybox'].find((path) => existsSync(path));
const answers = wanted && spawnSync('docker', ['version']).status === 0;
const hasBuildx = answers && spawnSync('docker', ['buildx', 'version']).status === 0;
const skip = !wanted
  ? 'SLIPWAY_REAL_DOCKER=1 is not set'
  : !answers
    ? 'no Docker daemon answers'
    : busybox === undefined
      ? 'there is no static busybox'
      : false;

const base = 'slipway-test-base:1';
const reference = 'slipway-test-app:1';
const runner = new ProcessRunner({ workspace: [], env: process.env });

for (const builder of ['buildx', 'legacy'] as const satisfies readonly Builder[])
  describe(`a real engine with ${builder}`, {
    skip: skip === false && builder === 'buildx' && !hasBuildx ? 'buildx is not installed' : skip,
  }, () => {
    async function built(
      dockerfile: string,
      more: Partial<BuildRequest> = {},
    ): Promise<{ end: BuildEnd; fraction: number; kinds: Set<string> }> {
      return await inFolder(
        {
          'base/Dockerfile': 'FROM scratch\nCOPY busybox /bin/busybox\nCOPY busybox /bin/sh\n',
          'a b/Dockerfile.dev': dockerfile,
          'a b/here.txt': 'x',
        },
        async (folder) => {
          copyFileSync(busybox ?? '', join(folder, 'base', 'busybox'));
          const first = await runChecked(
            runner,
            build({ builder, dockerfile: join(folder, 'base', 'Dockerfile'), context: join(folder, 'base'), reference: base }),
          );
          assert.ok(valueOf(first).isBuilt);
          const progress = new BuildProgress(builder);
          const kinds = new Set<string>();
          const request = { builder, dockerfile: join(folder, 'a b', 'Dockerfile.dev'), context: join(folder, 'a b'), reference, ...more };
          const end = await runChecked(runner, build(request), { onLine: (line) => kinds.add(progress.take(line)?.kind ?? 'none') });
          return { end: valueOf(end), fraction: progress.fraction, kinds };
        },
      );
    }

    test('an image, its history, its archive, without the value of a secret-looking argument anywhere', async () => {
      const { end, fraction, kinds } = await built(
        `FROM ${base} AS base\nARG API_TOKEN\nRUN busybox true\nFROM base\nCOPY here.txt /x\nUSER 10001\nEXPOSE 8080\nCMD ["/bin/sh"]\n`,
        { buildArgs: { API_TOKEN: 'hushhush' } },
      );
      assert.ok(end.isBuilt);
      assert.ok(fraction > 0.9, `${fraction}`);
      assert.ok(kinds.has('started') && (kinds.has('finished') || kinds.has('cached')));
      const image = valueOf(await runChecked(runner, inspectImage('docker', reference)));
      assert.deepEqual([image?.user, image?.ports, image?.cmd], ['10001', ['8080/tcp'], ['/bin/sh']]);
      const layers = valueOf(await runChecked(runner, imageHistory('docker', reference)));
      assert.ok(layers.some(({ bytes }) => bytes > 1_000_000) && !JSON.stringify(layers).includes('hushhush'), JSON.stringify(layers));
      await inFolder({}, async (folder) => {
        valueOf(await runChecked(runner, saveImage('docker', reference, join(folder, 'image.tar'))));
        assert.ok(readFileSync(join(folder, 'image.tar')).length > 1_000_000);
      });
    });

    const failures: readonly (readonly [kind: string, dockerfile: string, more?: Partial<BuildRequest>])[] = [
      ['command-failed', `FROM ${base}\nRUN busybox echo hello && \\\n  exit 42\n`],
      ['source-missing', `FROM ${base}\nCOPY nothere /x\n`],
      ['syntax', `FROM ${base}\nRUNN x\n`],
      ['target-missing', `FROM ${base}\n`, { target: 'nope' }],
      ['dockerfile-missing', '', { dockerfile: '/nonexistent/Dockerfile' }],
      ...(builder === 'buildx'
        ? ([['secret-missing', `FROM ${base}\nRUN --mount=type=secret,id=foo,required=true busybox true\n`]] as const)
        : []),
    ];
    for (const [kind, dockerfile, more = {}] of failures)
      test(kind, async () => {
        const { end } = await built(dockerfile, more);
        assert.ok(!end.isBuilt);
        assert.equal(end.fault.kind, kind, JSON.stringify(end.fault));
        if (kind === 'command-failed') assert.deepEqual([end.fault.exitCode, end.fault.output], [42, ['hello']]);
        const isPlaced = end.fault.firstLine === 1 || end.fault.step !== undefined;
        assert.equal(isPlaced, !['target-missing', 'dockerfile-missing'].includes(kind), JSON.stringify(end.fault));
      });

    test('cancelled', async () => {
      await inFolder({ Dockerfile: `FROM ${base}\nRUN busybox sleep 60\n` }, async (folder) => {
        const stop = new AbortController();
        const progress = new BuildProgress(builder);
        const started = Date.now();
        const end = await runChecked(
          runner,
          build({ builder, dockerfile: join(folder, 'Dockerfile'), context: folder, reference, withoutCache: true }),
          {
            signal: stop.signal,
            onLine: (line) => {
              const event = progress.take(line);
              if (event?.kind === 'started' && event.step.text.startsWith('RUN')) stop.abort();
            },
          },
        );
        assert.equal(failureOf(end).code, 'cancelled');
        assert.ok(Date.now() - started < 20_000);
      });
    });
  });

describe('a real engine', { skip }, () => {
  test('its own words', async () => {
    valueOf(await runner.run(buildxVersion()));
    const engine = valueOf(await runner.run(info('docker')));
    assert.equal(engine.os, 'linux');
    assert.equal(valueOf(await runChecked(runner, inspectImage('docker', 'slipway-test-nothere:1'))), null);
    assert.equal(failureOf(await runChecked(runner, pushImage('docker', 'localhost:1/slipway-test:1'))).code, 'image-missing');
  });

  test('one that is down', async () => {
    const down = new ProcessRunner({ workspace: [], env: { ...process.env, DOCKER_HOST: 'unix:///nonexistent/docker.sock' } });
    await inFolder({ Dockerfile: 'FROM scratch\n' }, async (folder) => {
      writeFileSync(join(folder, 'x'), '');
      const request = { dockerfile: join(folder, 'Dockerfile'), context: folder, reference };
      for (const builder of ['legacy', ...(hasBuildx ? (['buildx'] as const) : [])] as const) {
        const end = valueOf(await runChecked(down, build({ ...request, builder })));
        assert.ok(!end.isBuilt);
        assert.deepEqual([end.fault.kind, end.fault.failure.remedy], ['daemon-down', 'Start Docker'], JSON.stringify(end.fault));
      }
      assert.equal(failureOf(await runChecked(down, inspectImage('docker', reference))).code, 'daemon-down');
      assert.equal(failureOf(await down.run(info('docker'))).code, 'daemon-down');
    });
  });

  test('k3d, where it is installed', async (t) => {
    if (spawnSync('k3d', ['version']).status !== 0) return t.skip('k3d is not installed');
    valueOf(await runner.run(listClusters()));
    valueOf(await runner.run(listRegistries()));
    return undefined;
  });
});
