import assert from 'node:assert/strict';
import { chmodSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, test } from 'node:test';
import { findProgram, runProgram } from '../../server/src/host/render/run.js';
import { inFolder, slipway } from '../support/cliRun.js';

const base = {
  'base/kustomization.yaml': 'resources:\n  - web.yaml\n',
  'base/web.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 2
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: ghcr.io/acme/web:1.4.0
          ports:
            - containerPort: 8080
`,
};
const limits = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
        - name: web
          resources:
            limits:
              memory: 128Mi
`;
const overlay = (more = ''): string => `namePrefix: prod-\nresources:\n  - ../base\npatches:\n  - path: limits.yaml\n${more}`;
const hostNetwork = `  - target:
      kind: Deployment
    patch: |-
      - op: add
        path: /spec/template/spec/hostNetwork
        value: true
`;

const slashed = (text: string): string => text.replaceAll('\\', '/');
const lint = (folder: string, words: readonly string[], env?: NodeJS.ProcessEnv) => {
  const result = slipway(folder, ['lint', '--preset', 'recommended', ...words, '.'], env === undefined ? {} : { env });
  return { ...result, out: slashed(result.out) };
};

describe('what kustomizations come to', () => {
  const kubectl = findProgram('kubectl', process.cwd());
  const skip = kubectl === undefined ? 'there is no kubectl on this machine' : false;

  test('a finding that every overlay has cured goes', { skip }, () =>
    inFolder({ ...base, 'prod/kustomization.yaml': overlay(), 'prod/limits.yaml': limits }, (folder) => {
      assert.match(lint(folder, []).out, /base\/web\.yaml:.*memory-limit-missing/);
      assert.doesNotMatch(lint(folder, ['--render']).out, /memory-limit-missing/);
    }),
  );

  test('one overlay that does not is enough to keep it', { skip }, () =>
    inFolder(
      {
        ...base,
        'prod/kustomization.yaml': overlay(),
        'prod/limits.yaml': limits,
        'dev/kustomization.yaml': 'nameSuffix: -dev\nresources:\n  - ../base\n',
      },
      (folder) => assert.match(lint(folder, ['--render']).out, /base\/web\.yaml:.*memory-limit-missing/),
    ),
  );

  test('a finding that a patch makes stands where the object is taken in, and once', { skip }, () =>
    inFolder({ ...base, 'prod/kustomization.yaml': overlay(hostNetwork), 'prod/limits.yaml': limits }, (folder) => {
      assert.doesNotMatch(lint(folder, []).out, /host-network/);
      const found = lint(folder, ['--render'])
        .out.split('\n')
        .filter((line) => line.includes('`hostNetwork`'));
      assert.equal(found.length, 1, found.join('\n'));
      assert.match(found[0] ?? '', /^prod\/kustomization\.yaml:3:5: .*Rendered, `Deployment prod-web`: /);
    }),
  );

  test('what was silenced in the file is not told of its rendering', { skip }, () => {
    const silenced = base['base/web.yaml'].replace(
      '    spec:\n',
      '    spec:\n      # slipway-ignore kubernetes/host-network -- it is a probe of the node\n      hostNetwork: true\n',
    );
    return inFolder({ ...base, 'base/web.yaml': silenced, 'prod/kustomization.yaml': 'resources:\n  - ../base\n' }, (folder) =>
      assert.doesNotMatch(lint(folder, ['--render']).out, /Rendered/),
    );
  });

  test('what cannot be built is told, and the files are judged as they are', { skip }, () =>
    inFolder({ ...base, 'prod/kustomization.yaml': overlay() }, (folder) => {
      const { code, out, err } = lint(folder, ['--render']);
      assert.equal(code, 2);
      assert.match(err, /prod\/kustomization\.yaml: .*limits\.yaml/);
      assert.match(out, /base\/web\.yaml:.*memory-limit-missing/);
    }),
  );

  test('nothing is fetched', { skip }, () =>
    inFolder({ ...base, 'prod/kustomization.yaml': 'resources:\n  - ../base\n  - https://example.invalid/a.yaml\n' }, (folder) => {
      const { err } = lint(folder, ['--render']);
      assert.match(err, /takes in more than the files of this workspace/);
    }),
  );

  test('without kubectl', () =>
    inFolder({ ...base, 'prod/kustomization.yaml': overlay(), 'prod/limits.yaml': limits }, (folder) => {
      const { out, err } = lint(folder, ['--render'], { PATH: folder });
      assert.match(err, /there is no kubectl/);
      assert.match(out, /base\/web\.yaml:.*memory-limit-missing/);
    }));
});

describe('programs', { skip: process.platform === 'win32' ? 'made for shells' : false }, () => {
  const script = '#!/bin/sh\necho "$0 $PATH $HOME $TOKEN"\n';

  test('none that lies in the workspace, or in a folder that is not absolute', () =>
    inFolder({ 'repo/bin/kubectl': script, 'tools/kubectl': script }, (folder) => {
      for (const name of ['repo/bin/kubectl', 'tools/kubectl']) chmodSync(join(folder, name), 0o755);
      const path = [join(folder, 'repo/bin'), 'tools', join(folder, 'tools')].join(delimiter);
      assert.equal(findProgram('kubectl', join(folder, 'repo'), { PATH: path }), join(folder, 'tools/kubectl'));
      assert.equal(findProgram('kubectl', join(folder, 'repo'), { PATH: join(folder, 'repo/bin') }), undefined);
      assert.equal(findProgram('kubectl', folder, {}), undefined);
    }));

  test('it gets nothing of the environment', () =>
    inFolder({ 'tools/kubectl': script }, (folder) => {
      const program = join(folder, 'tools/kubectl');
      chmodSync(program, 0o755);
      process.env['TOKEN'] = 'secret';
      try {
        assert.deepEqual(runProgram(program, [], folder), { kind: 'done', text: `${program} /nonexistent /nonexistent \n` });
      } finally {
        delete process.env['TOKEN'];
      }
    }));

  test('what a failing one says last, in one line', () =>
    inFolder({ 'tools/kubectl': '#!/bin/sh\necho "# Warning: old" >&2\necho "Error: a" >&2\necho "b" >&2\nexit 3\n' }, (folder) => {
      const program = join(folder, 'tools/kubectl');
      chmodSync(program, 0o755);
      assert.deepEqual(runProgram(program, [], folder), { kind: 'failed', reason: 'Error: a b' });
      assert.deepEqual(runProgram(join(folder, 'tools/none'), [], folder), { kind: 'absent' });
    }));
});
