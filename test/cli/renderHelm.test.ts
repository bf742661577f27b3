import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, test } from 'node:test';
import { findProgram } from '../../server/src/host/render/run.js';
import { inFolder, slipway } from '../support/cliRun.js';

const root = 'test/fixtures/helm/shop';

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) =>
    statSync(join(folder, name)).isDirectory() ? filesBelow(join(folder, name)) : [join(folder, name)],
  );
}

const chart = Object.fromEntries(filesBelow(root).map((file) => [join('shop', relative(root, file)), readFileSync(file, 'utf8')]));
/** HELM names one that is not in PATH. */
const path = process.env['HELM'] === undefined ? process.env['PATH'] : dirname(process.env['HELM']);
const words = ['lint', '--preset', 'recommended', '--render', '.'];

describe('what charts come to', () => {
  test('without helm a note says so, and the rest is judged', () => {
    inFolder(chart, (folder) => {
      const { err, out } = slipway(folder, words, { env: { PATH: '/nonexistent' } });
      assert.match(err, /there is no helm/);
      assert.match(out, /deployment\.yaml:46:25: error: .*kubernetes\/privileged-container/);
    });
  });

  test('findings stand at the line of the template that they came from', (t) => {
    if (findProgram('helm', process.cwd(), { PATH: path }) === undefined) return t.skip('there is no helm on this machine; HELM names one');
    inFolder(chart, (folder) => {
      const { out, err } = slipway(folder, words, { env: { PATH: path } });
      assert.equal(err, '');
      const lines = out.replaceAll('\\', '/').split('\n');
      const at = (place: string, rule: string): boolean =>
        lines.some((line) => line.startsWith(`shop/templates/${place}: `) && line.includes(`[${rule}]`));
      // Nothing of the container's resources is in the file: they come from the values.
      assert.ok(at('deployment.yaml:41:11', 'kubernetes/memory-limit-missing'), out);
      assert.ok(at('worker.yaml:16:21', 'kubernetes/capabilities-not-dropped'), out);
      assert.equal(
        lines.filter((line) => line.includes('deployment.yaml:46:') && line.includes('privileged-container')).length,
        1,
        'told once',
      );
    });
  });

  test('a comment in the template silences what its rendering shows', (t) => {
    if (findProgram('helm', process.cwd(), { PATH: path }) === undefined) return t.skip('there is no helm on this machine; HELM names one');
    const name = join('shop', 'templates', 'worker.yaml');
    const text = `# slipway-ignore-file kubernetes/capabilities-not-dropped -- the image needs them\n${chart[name] ?? ''}`;
    inFolder({ ...chart, [name]: text }, (folder) => {
      const { out } = slipway(folder, words, { env: { PATH: path } });
      assert.ok(!out.split('\n').some((line) => line.includes('worker.yaml') && line.includes('capabilities-not-dropped')), out);
    });
  });

  test('a chart that cannot be rendered is told', (t) => {
    if (findProgram('helm', process.cwd(), { PATH: path }) === undefined) return t.skip('there is no helm on this machine; HELM names one');
    const broken = { ...chart, [join('shop', 'templates', 'broken.yaml')]: 'a: {{ .Values.replicas\n' };
    inFolder(broken, (folder) => {
      const { err, code } = slipway(folder, words, { env: { PATH: path } });
      assert.match(err, /--render: .*shop: .*parse error/);
      assert.equal(code, 2);
    });
  });
});
