import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Fix } from '../../server/src/engine/rule/define.js';
import { applyEdits, areDisjoint } from '../../server/src/engine/text/span.js';
import { parseKubernetes } from '../../server/src/languages/kubernetes/file.js';
import type { Pod } from '../../server/src/languages/kubernetes/pod.js';
import { hardened, hardenRefactorings, hasTmp } from '../../server/src/languages/kubernetes/refactor/harden.js';
import { pageCases } from '../support/corpus.js';
import { refusals } from '../../server/src/rules/shared/kubernetesPodSecurity.js';

const lines = (...all: string[]): string => `${all.join('\n')}\n`;
const pod = (...spec: string[]): string =>
  lines('apiVersion: v1', 'kind: Pod', 'metadata:', '  name: api', 'spec:', ...spec.map((line) => `  ${line}`));

function offered(text: string, at = text.lastIndexOf('image:')): readonly Fix[] {
  return hardenRefactorings(parseKubernetes(text), { start: at, end: at });
}

function harden(text: string, what: 'container' | 'pod', at?: number): string {
  const fix = offered(text, at).find(({ title }) => title.startsWith(`Harden this ${what}`));
  assert.ok(fix !== undefined, `offered for ${text}`);
  assert.ok(areDisjoint(fix.edits));
  return applyEdits(text, fix.edits);
}

function podsOf(text: string): readonly Pod[] {
  const file = parseKubernetes(text);
  assert.deepEqual(
    file.documents.flatMap(({ faults }) => faults),
    [],
    text,
  );
  return file.objects.flatMap(({ pods }) => pods);
}

const refused = (text: string): string[] =>
  podsOf(text).flatMap((one) => refusals(one, 'restricted', Number.POSITIVE_INFINITY).map(({ control, words }) => `${control}: ${words}`));

/** What every hardened pod has, whatever it was. */
function check(before: string, after: string, left: readonly string[] = []): void {
  assert.deepEqual(refused(after), left, after);
  for (const one of podsOf(after)) {
    for (const container of one.allContainers) {
      assert.equal(container.security('readOnlyRootFilesystem')?.boolean, true, after);
      assert.ok(hasTmp(container), after);
      for (const mount of container.mounts)
        assert.ok(one.volume(mount.get('name')?.scalarText ?? '') !== undefined, `a volume for each mount:\n${after}`);
    }
    assert.deepEqual(hardened(one).pod, {}, 'nothing is left to merge');
    for (const patch of hardened(one).containers.values()) assert.deepEqual(patch, {}, 'nothing is left to merge');
  }
  for (const comment of before.matchAll(/#.*$/gm)) assert.ok(after.includes(comment[0].trim()), `${comment[0]} survives:\n${after}`);
}

const full = ['securityContext:', '  runAsNonRoot: true', '  seccompProfile:', '    type: RuntimeDefault'];

describe('harden this pod', () => {
  const pairs: Readonly<Record<string, readonly [string, string]>> = {
    'a bare one': [
      pod('containers:', '  - name: api', '    image: api:1.4.2'),
      pod(
        'containers:',
        '  - name: api',
        '    image: api:1.4.2',
        '    securityContext:',
        '      allowPrivilegeEscalation: false',
        '      readOnlyRootFilesystem: true',
        '      capabilities:',
        '        drop:',
        '          - ALL',
        '    volumeMounts:',
        '      - name: tmp',
        '        mountPath: /tmp',
        ...full,
        'volumes:',
        '  - name: tmp',
        '    emptyDir: {}',
      ),
    ],
    'partial contexts and comments': [
      pod(
        'securityContext:',
        '  fsGroup: 2000 # the volume',
        'containers:',
        '  # The program.',
        '  - name: api',
        '    image: api:1.4.2',
        '    securityContext:',
        '      privileged: true # profiler',
        '      capabilities:',
        '        # Nothing else.',
        '        drop: [NET_RAW]',
        '    volumeMounts:',
        '      - name: data',
        '        mountPath: /data',
        'volumes:',
        '  - name: data',
        '    persistentVolumeClaim:',
        '      claimName: data',
      ),
      pod(
        'securityContext:',
        '  fsGroup: 2000 # the volume',
        '  runAsNonRoot: true',
        '  seccompProfile:',
        '    type: RuntimeDefault',
        'containers:',
        '  # The program.',
        '  - name: api',
        '    image: api:1.4.2',
        '    securityContext:',
        '      privileged: false # profiler',
        '      capabilities:',
        '        # Nothing else.',
        '        drop: [NET_RAW, ALL]',
        '      allowPrivilegeEscalation: false',
        '      readOnlyRootFilesystem: true',
        '    volumeMounts:',
        '      - name: data',
        '        mountPath: /data',
        '      - name: tmp',
        '        mountPath: /tmp',
        'volumes:',
        '  - name: data',
        '    persistentVolumeClaim:',
        '      claimName: data',
        '  - name: tmp',
        '    emptyDir: {}',
      ),
    ],
    'flow style': [
      lines(
        'apiVersion: v1',
        'kind: Pod',
        'metadata: { name: api }',
        'spec: { hostPID: true, containers: [{ name: api, image: "api:1.4.2", ports: [{ containerPort: 80, hostPort: 80 }] }] }',
      ),
      lines(
        'apiVersion: v1',
        'kind: Pod',
        'metadata: { name: api }',
        'spec: { containers: [{ name: api, image: "api:1.4.2", ports: [{ containerPort: 80 }], securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: [ALL] } }, volumeMounts: [{ name: tmp, mountPath: /tmp }] }], securityContext: { runAsNonRoot: true, seccompProfile: { type: RuntimeDefault } }, volumes: [{ name: tmp, emptyDir: {} }] }',
      ),
    ],
    'what is forbidden goes, Localhost and NET_BIND_SERVICE stay': [
      pod(
        'hostNetwork: true',
        'hostIPC: true',
        'securityContext:',
        '  runAsUser: 0',
        '  seccompProfile:',
        '    type: Localhost',
        '    localhostProfile: api.json',
        '  seLinuxOptions:',
        '    type: spc_t',
        '    user: system_u',
        '  sysctls:',
        '    - name: net.core.somaxconn',
        '      value: "1024"',
        '    - name: net.ipv4.tcp_syncookies',
        '      value: "1"',
        'containers:',
        '  - name: api',
        '    image: api:1.4.2',
        '    livenessProbe:',
        '      httpGet:',
        '        host: db',
        '        port: 80',
        '    securityContext:',
        '      runAsNonRoot: false',
        '      procMount: Unmasked',
        '      appArmorProfile:',
        '        type: Unconfined',
        '      capabilities:',
        '        drop:',
        '          - all',
        '        add:',
        '          - SYS_ADMIN',
        '          - NET_BIND_SERVICE',
        '          - CHOWN',
      ),
      pod(
        'securityContext:',
        '  runAsUser: 10001',
        '  seccompProfile:',
        '    type: Localhost',
        '    localhostProfile: api.json',
        '  sysctls:',
        '    - name: net.ipv4.tcp_syncookies',
        '      value: "1"',
        'containers:',
        '  - name: api',
        '    image: api:1.4.2',
        '    livenessProbe:',
        '      httpGet:',
        '        port: 80',
        '    securityContext:',
        '      runAsNonRoot: true',
        '      appArmorProfile:',
        '        type: RuntimeDefault',
        '      capabilities:',
        '        drop:',
        '          - ALL',
        '        add:',
        '          - NET_BIND_SERVICE',
        '      allowPrivilegeEscalation: false',
        '      readOnlyRootFilesystem: true',
        '    volumeMounts:',
        '      - name: tmp',
        '        mountPath: /tmp',
        'volumes:',
        '  - name: tmp',
        '    emptyDir: {}',
      ),
    ],
    'an anchor that two containers share': [
      pod(
        'containers:',
        '  - name: api',
        '    image: api:1.4.2',
        '    securityContext: &context',
        '      runAsUser: 10001',
        '  - name: proxy',
        '    image: proxy:2.1.0',
        '    securityContext: *context',
      ),
      pod(
        'containers:',
        '  - name: api',
        '    image: api:1.4.2',
        '    securityContext: &context',
        '      runAsUser: 10001',
        '      allowPrivilegeEscalation: false',
        '      readOnlyRootFilesystem: true',
        '      capabilities:',
        '        drop:',
        '          - ALL',
        '    volumeMounts:',
        '      - name: tmp',
        '        mountPath: /tmp',
        '  - name: proxy',
        '    image: proxy:2.1.0',
        '    securityContext: *context',
        '    volumeMounts:',
        '      - name: tmp-proxy',
        '        mountPath: /tmp',
        ...full,
        'volumes:',
        '  - name: tmp',
        '    emptyDir: {}',
        '  - name: tmp-proxy',
        '    emptyDir: {}',
      ),
    ],
    'merge keys': [
      pod(
        'containers:',
        '  - &base',
        '    name: api',
        '    image: api:1.4.2',
        '    securityContext: &context',
        '      runAsUser: 10001',
        '      capabilities:',
        '        add: [NET_ADMIN]',
        '  - name: proxy',
        '    image: proxy:2.1.0',
        '    securityContext:',
        '      <<: *context',
        '      runAsUser: 10002',
      ),
      pod(
        'containers:',
        '  - &base',
        '    name: api',
        '    image: api:1.4.2',
        '    securityContext: &context',
        '      runAsUser: 10001',
        '      capabilities:',
        '        drop:',
        '          - ALL',
        '      allowPrivilegeEscalation: false',
        '      readOnlyRootFilesystem: true',
        '    volumeMounts:',
        '      - name: tmp',
        '        mountPath: /tmp',
        '  - name: proxy',
        '    image: proxy:2.1.0',
        '    securityContext:',
        '      <<: *context',
        '      runAsUser: 10002',
        '    volumeMounts:',
        '      - name: tmp-proxy',
        '        mountPath: /tmp',
        ...full,
        'volumes:',
        '  - name: tmp',
        '    emptyDir: {}',
        '  - name: tmp-proxy',
        '    emptyDir: {}',
      ),
    ],
  };
  for (const [name, [before, after]] of Object.entries(pairs)) {
    test(name, () => {
      const result = harden(before, 'pod');
      check(before, result);
      assert.equal(result, after);
      assert.deepEqual(offered(result), [], 'nothing is offered again');
      assert.equal(harden(before.replaceAll('\n', '\r\n'), 'pod'), result.replaceAll('\n', '\r\n'), 'CRLF stays');
    });
    test(`${name}: half-typed`, () => {
      for (let end = 0; end < before.length; end++) {
        const text = before.slice(0, end);
        for (const at of [end, Math.floor(end / 2)])
          for (const fix of offered(text, at)) assert.notEqual(applyEdits(text, fix.edits), text);
      }
    });
  }

  const varied: Readonly<Record<string, string>> = {
    'a Deployment with dashes at the key, four blanks': lines(
      'apiVersion: apps/v1',
      'kind: Deployment',
      'metadata:',
      '    name: api',
      'spec:',
      '    template:',
      '        metadata:',
      '            annotations:',
      '                container.apparmor.security.beta.kubernetes.io/api: unconfined',
      '        spec:',
      '            initContainers:',
      '            -   name: migrate # first',
      '                image: api:1.4.2',
      '            containers:',
      '            -   name: api',
      '                image: api:1.4.2',
      '                args: ["a", "b"]',
    ),
    'a CronJob with empty maps': lines(
      'apiVersion: batch/v1',
      'kind: CronJob',
      'metadata:',
      '  name: report',
      'spec:',
      '  jobTemplate:',
      '    spec:',
      '      template:',
      '        spec:',
      '          restartPolicy: Never',
      '          securityContext: {}',
      '          volumes: []',
      '          containers:',
      '          - name: report',
      '            image: report:1',
      '            securityContext:',
      '            volumeMounts: []',
    ),
    'containers below anchors, whole': pod(
      'containers:',
      '  - &one',
      '    name: api',
      '    image: api:1.4.2',
      '  - <<: *one',
      '    name: proxy',
      '    image: proxy:2.1.0',
    ),
    'a list by alias': pod(
      'containers:',
      '  - name: api',
      '    image: api:1.4.2',
      '    securityContext:',
      '      capabilities:',
      '        drop: &drop [NET_RAW]',
      '  - name: proxy',
      '    image: proxy:2.1.0',
      '    securityContext:',
      '      capabilities:',
      '        drop: *drop',
    ),
    'a profile with a file that is no more its own': pod(
      'securityContext: { seccompProfile: { type: Unconfined, localhostProfile: a.json } }',
      'containers:',
      '  - name: api',
      '    image: api:1.4.2',
    ),
    'the only entry is the forbidden one': pod(
      'securityContext:',
      '  windowsOptions:',
      '    hostProcess: true',
      'containers:',
      '  - name: api',
      '    image: api:1.4.2',
      '    securityContext:',
      '      capabilities:',
      '        add: [ALL]',
    ),
    'root on the pod, containers with their own users': pod(
      'securityContext:',
      '  runAsUser: 0',
      '  runAsNonRoot: false',
      'containers:',
      '  - name: api',
      '    image: api:1.4.2',
      '    securityContext: { runAsUser: 0, seccompProfile: {} }',
    ),
    'a block scalar at the end': pod(
      'containers:',
      '  - name: api',
      '    image: api:1.4.2',
      '    command:',
      '      - sh',
      '      - -c',
      '      - |',
      '        echo hi',
      '        sleep 1',
      '',
    ),
    'several documents': `${pod('containers:', '  - name: other', '    image: other:1', '    securityContext: {}')}---\n# The second.\n${pod('containers:', '  - name: api', '    image: api:1.4.2 # tag')}`,
    'ephemeral containers, names that are missing': pod(
      'containers:',
      '  - image: api:1.4.2',
      '  - image: proxy:2.1.0',
      'ephemeralContainers:',
      '  - name: debug',
      '    image: busybox:1.37',
    ),
    'a volume tmp that is none': pod(
      'containers:',
      '  - name: api',
      '    image: api:1.4.2',
      'volumes:',
      '  - name: tmp',
      '    persistentVolumeClaim: { claimName: tmp }',
    ),
    'quotes and JSON':
      '{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "api"}, "spec": {"hostNetwork": true, "containers": [{"name": "api", "image": "api:1.4.2"}]}}\n',
    'a List': lines(
      'apiVersion: v1',
      'kind: List',
      'items:',
      '  - apiVersion: v1',
      '    kind: Pod',
      '    metadata:',
      '      name: api',
      '    spec:',
      '      containers:',
      '        - name: api',
      '          image: api:1.4.2',
    ),
  };
  for (const [name, before] of Object.entries(varied)) {
    for (const eol of ['\n', '\r\n']) {
      test(`${name}${eol === '\n' ? '' : ', CRLF'}`, () => {
        const text = before.replaceAll('\n', eol);
        const at = text.includes('"image"') ? text.indexOf('"image"') : undefined;
        const result = harden(text, 'pod', at);
        // Of several documents only the one with the cursor changes.
        const [mine, ...others] =
          name === 'several documents' ? [result.slice(result.indexOf('---')), result.slice(0, result.indexOf('---'))] : [result];
        if (others.length > 0) assert.ok(text.startsWith(others[0] ?? ''));
        check(others.length > 0 ? text.slice(text.indexOf('---')) : text, mine ?? '');
        if (eol === '\r\n') assert.ok(!/[^\r]\n/.test(result), 'CRLF stays');
        assert.deepEqual(offered(result, text.includes('"image"') ? result.indexOf('"image"') : undefined), [], `again:\n${result}`);
      });
    }
  }

  test('a hostPath stays and is named', () => {
    const text = pod(
      'containers:',
      '  - name: api',
      '    image: api:1.4.2',
      'volumes:',
      '  - name: logs',
      '    hostPath: { path: /var/log }',
      '  - name: share',
      '    nfs: { server: nas, path: / }',
    );
    assert.deepEqual(
      offered(text).map(({ title }) => title),
      ['Harden this container', 'Harden this pod; volumes `logs`, `share` stay'],
    );
    check(text, harden(text, 'pod'), [
      "restrictedVolumes: volume `logs` is the node's `/var/log`",
      'restrictedVolumes: volume `share` is of type `nfs`',
    ]);
  });

  test('what another program fills in stays', () => {
    const text = pod(
      'securityContext:',
      '  runAsNonRoot: ${NON_ROOT}',
      'containers:',
      '  - name: api',
      '    image: api:1.4.2',
      '    securityContext: ${CONTEXT}',
    );
    const result = harden(text, 'pod');
    assert.match(result, /runAsNonRoot: \$\{NON_ROOT\}\n/);
    assert.match(result, /securityContext: \$\{CONTEXT\}\n/);
    assert.deepEqual(offered(result), []);
  });
});

describe('harden this container', () => {
  test('it says all itself and leaves the others alone', () => {
    const before = pod(
      'hostPID: true',
      'containers:',
      '  - name: api',
      '    image: api:1.4.2',
      '  - name: proxy',
      '    image: proxy:2.1.0',
    );
    assert.equal(
      harden(before, 'container', before.indexOf('image: api')),
      pod(
        'hostPID: true',
        'containers:',
        '  - name: api',
        '    image: api:1.4.2',
        '    securityContext:',
        '      allowPrivilegeEscalation: false',
        '      readOnlyRootFilesystem: true',
        '      runAsNonRoot: true',
        '      seccompProfile:',
        '        type: RuntimeDefault',
        '      capabilities:',
        '        drop:',
        '          - ALL',
        '    volumeMounts:',
        '      - name: tmp',
        '        mountPath: /tmp',
        '  - name: proxy',
        '    image: proxy:2.1.0',
        'volumes:',
        '  - name: tmp',
        '    emptyDir: {}',
      ),
    );
  });

  test('what the pod says is not said again', () => {
    const result = harden(pod(...full, '  runAsUser: 0', 'containers:', '  - name: api', '    image: api:1.4.2'), 'container');
    assert.equal(result.match(/runAsNonRoot/g)?.length, 1);
    assert.equal(result.match(/seccompProfile/g)?.length, 1);
    assert.match(result, /runAsUser: 10001/);
    assert.deepEqual(
      offered(result).map(({ title }) => title),
      ['Harden this pod'],
    );
  });
});

describe('where it is offered', () => {
  const text = pod('containers:', '  - name: api', '    image: api:1.4.2', 'restartPolicy: Always');
  const titles = (at: number): readonly string[] => offered(text, at).map(({ title }) => title);
  test('in a container, in the pod, and nowhere else', () => {
    assert.deepEqual(titles(text.indexOf('image')), ['Harden this container', 'Harden this pod']);
    assert.deepEqual(titles(text.indexOf('restartPolicy')), ['Harden this pod']);
    assert.deepEqual(titles(text.indexOf('spec')), ['Harden this pod']);
    assert.deepEqual(titles(text.indexOf('metadata')), []);
  });
  test('only where there is something to write, on every page', () => {
    let count = 0;
    for (const { rule, spec } of pageCases('kubernetes'))
      for (const { index } of spec.text.matchAll(/\b(?:image|containers):/g))
        for (const fix of offered(spec.text, index)) {
          count++;
          assert.ok(fix.edits.length > 0, `${rule.id}, ${spec.name}: ${fix.title}\n${spec.text}`);
        }
    assert.ok(count > 1000, String(count));
  });
  test('not for Windows, templates and other kinds', () => {
    assert.deepEqual(offered(pod('os: { name: windows }', 'containers:', '  - name: api', '    image: api:1')), []);
    assert.deepEqual(offered(pod('containers:', '  - name: api', '    image: api:{{ .Values.tag }}')), []);
    assert.deepEqual(offered(lines('apiVersion: v1', 'kind: ConfigMap', 'data:', '  image: api:1')), []);
    assert.deepEqual(offered(''), []);
  });
});
