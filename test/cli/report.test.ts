import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { checklist, checklistRules } from '../../server/src/report/checklist.js';
import type { ProjectReport } from '../../server/src/report/report.js';
import { rules } from '../../server/src/rules/index.js';
import { inFolder, slipway } from '../support/cliRun.js';

function reportOf(files: Readonly<Record<string, string>>) {
  return inFolder(files, (folder) => {
    const { out, code, err } = slipway(folder, ['report', '--format', 'json']);
    assert.equal(err, '');
    const report = JSON.parse(out) as ProjectReport;
    const result = (id: string) => {
      const found = report.sections.flatMap(({ results }) => results).find(({ item }) => item.id === id);
      assert.ok(found, id);
      return found;
    };
    return { code, result };
  });
}

test('every rule of the checklist exists, and every item has a reason and a source', () => {
  const ids = new Set<string>(rules.map(({ id }) => id));
  assert.deepEqual(
    [...checklistRules].filter((id) => !ids.has(id)),
    [],
  );
  for (const { items } of checklist) {
    for (const { id, why, source } of items) {
      assert.ok(why.endsWith('.'), id);
      assert.match(source, /^https:\/\//, id);
    }
  }
});

test('an item fails at the places of its findings, holds without any, and says when there is nothing to judge', () => {
  const { code, result } = reportOf({ Dockerfile: 'FROM python:3.13\nENV API_TOKEN=abc123def\nCMD ["python"]\n' });
  assert.equal(code, 1);
  const secrets = result('no-secrets-in-image');
  assert.equal(secrets.state, 'fails');
  assert.deepEqual(
    secrets.places.map(({ path, line, rule }) => ({ path, line, rule })),
    [{ path: 'Dockerfile', line: 2, rule: 'dockerfile/secret-in-arg-or-env' }],
  );
  assert.equal(result('logs-to-stdout').state, 'holds');
  assert.equal(result('probes').state, 'nothing');
  assert.equal(result('autoscaling').state, 'nothing');
  assert.equal(result('base-updates').state, 'nothing');
});

test('what a comment accepts is accepted with its reason, what the configuration switches off is off', () => {
  const { result } = reportOf({
    Dockerfile: '# slipway-ignore dockerfile/full-size-base-image -- native build\nFROM python:3.13\n',
    '.slipway.yaml': 'preset: none\nrules:\n  dockerfile/base-image-not-pinned-by-digest: off\n',
  });
  const small = result('small-base');
  assert.equal(small.state, 'accepted');
  assert.equal(small.accepted[0]?.reason, 'native build');
  assert.equal(result('pinned-digests').state, 'off');
  // A preset is for findings while editing; it is no answer to the checklist.
  assert.equal(result('non-root-user').state, 'fails');
});

test('updates of base images are seen in the files of continuous integration', () => {
  const build = 'jobs:\n  image:\n    steps:\n      - run: docker build --pull -t app .\n';
  const Dockerfile = 'FROM scratch\n';
  assert.equal(reportOf({ Dockerfile, '.github/workflows/ci.yml': build }).result('base-updates').state, 'holds');
  assert.equal(reportOf({ Dockerfile, '.github/workflows/ci.yml': build.replace('--pull ', '') }).result('base-updates').state, 'fails');
});

test('templates of a chart are no manifests', () => {
  const template =
    'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: app\nspec:\n  template:\n    spec:\n      containers:\n        - name: app\n          image: app\n';
  const chart = { 'app/Chart.yaml': 'apiVersion: v2\nname: app\nversion: 1.0.0\n', 'app/values.yaml': '{}\n' };
  assert.equal(reportOf({ 'k8s/app.yaml': template }).result('probes').state, 'fails');
  assert.equal(reportOf({ ...chart, 'app/templates/app.yaml': template }).result('probes').state, 'nothing');
});

test('text of files is no markup in the report', () => {
  inFolder({ Dockerfile: 'FROM a<img>|b:latest\nENV DB_PASSWORD="<script>alert(1)</script>"\n' }, (folder) => {
    const html = slipway(folder, ['report', '--format', 'html']).out;
    assert.match(html, /^<!doctype html>/);
    assert.doesNotMatch(html, /<script>|<img>/);
    assert.equal(slipway(folder, ['report', '-o', 'report.md']).out, '');
    assert.ok(existsSync(join(folder, 'report.md')));
  });
});

test('a folder that is not there is misuse', () => {
  inFolder({}, (folder) => {
    const { code, err } = slipway(folder, ['report', 'no-such-folder']);
    assert.equal(code, 2);
    assert.match(err, /no-such-folder: no such file or folder/);
  });
});
