import assert from 'node:assert/strict';
import { posix } from 'node:path';
import { test } from 'node:test';
import type { Log } from 'sarif';
import { inFolder, slipway } from '../support/cliRun.js';
import { appName, layoutOf, manifestPath, monorepo } from '../support/monorepo.js';

// Fifty applications whose objects bear the same names, each with a Dockerfile, ten manifests and three overlays. Whatever is
// read from a neighbour is wrong, because ports, keys and labels have the application's number in them.
// How it is checked: the whole repository through the command line, once as it is and once with mistakes planted.

const applications = 50;

interface Told {
  readonly rule: string;
  readonly path: string;
  readonly line: number;
  readonly message: string;
  readonly related: readonly string[];
}

function lint(files: Readonly<Record<string, string>>): Told[] {
  return inFolder(files, (folder) => {
    const { out, err } = slipway(folder, ['lint', '--preset', 'recommended', '--format', 'sarif', '.']);
    assert.equal(err, '');
    const results = (JSON.parse(out) as Log).runs[0]?.results ?? [];
    return results.map(({ ruleId, message, locations, relatedLocations }) => ({
      rule: ruleId ?? '',
      path: locations?.[0]?.physicalLocation?.artifactLocation?.uri ?? '',
      line: locations?.[0]?.physicalLocation?.region?.startLine ?? 0,
      message: message.text ?? '',
      related: (relatedLocations ?? []).map((place) => place.physicalLocation?.artifactLocation?.uri ?? ''),
    }));
  });
}

const appOf = (path: string): string | undefined => /^(?:\.\/)?apps\/(app-\d+)\//.exec(path)?.[1];
const described = ({ rule, path, line, message }: Told): string => `${path}:${line} ${rule} ${message}`;

/** Rules that fail here when something is read from a neighbour. */
const acrossFiles =
  /\/(?:.*-missing|.*-not-served|service-selects-nothing|network-policy-selects-nothing|autoscaler-.*|disruption-budget-.*|selector-shared|duplicate-object|container-port-differs|non-numeric-user-.*|root-image-.*|image-.*)$/;
/** Missing parts of an object itself are nothing that another file has. */
const own = /proxy-headers-missing|disruption-budget-missing-for|field-missing|healthcheck-missing|limits?-missing|expose-missing/;

const clean = monorepo(applications);
let before: readonly Told[] | undefined;
const cleanFindings = (): readonly Told[] => (before ??= lint(clean));

test('the repository is what it says: fifty Dockerfiles, five hundred manifests and more', () => {
  const paths = Object.keys(clean);
  assert.equal(paths.filter((path) => path.endsWith('/Dockerfile')).length, applications);
  assert.ok(
    paths.filter((path) => /\/k8s\/.*\.yaml$/.test(path) && !path.includes('/overlays/') && !path.endsWith('kustomization.yaml')).length ===
      500,
  );
});

test('no finding looks from one application into another', () => {
  for (const finding of cleanFindings()) {
    const app = appOf(finding.path);
    for (const related of finding.related) assert.equal(appOf(related), app, described(finding));
    for (const [other] of finding.message.matchAll(/app-\d\d/g)) assert.equal(other, app, described(finding));
    assert.doesNotMatch(finding.message, /\.\.\/\.\.\/\.\.\//, described(finding));
  }
});

test('every Dockerfile is paired with the manifest of its own application', () => {
  const told = cleanFindings().filter(({ rule }) => rule === 'dockerfile/proxy-headers-missing');
  assert.deepEqual(
    told.map(({ path }) => appOf(path)),
    Array.from({ length: applications }, (_, i) => appName(i)),
  );
  for (const { path, message } of told) {
    const named = posix.join(posix.dirname(path), /\(`([^`]+)`\)/.exec(message)?.[1] ?? '');
    assert.equal(named, manifestPath(Number(appOf(path)?.slice(-2)), 'deployment'));
  }
});

test('nothing lacks and nothing is shared where every application is whole', () => {
  const told = cleanFindings().filter(({ rule }) => acrossFiles.test(rule) && !own.test(rule));
  assert.deepEqual(told.map(described), []);
});

test('planted mistakes are told in both files, with a way to the other one, and nowhere else', () => {
  const files = { ...clean };
  const edit = (i: number, what: string, from: string, to: string): void => {
    const path = manifestPath(i, what);
    assert.ok(files[path]?.includes(from), `${path} holds ${from}`);
    files[path] = files[path]?.replace(from, to) ?? '';
  };
  interface Planted {
    readonly app: number;
    readonly rule: string;
    /** The two files of the mistake; one of them may be none of its places. */
    readonly in: readonly string[];
    readonly links: string;
  }
  const planted: Planted[] = [];
  const plant = (app: number, rule: string, links: string, ...places: string[]): void => {
    planted.push({ app, rule, in: places, links });
  };
  // One of each kind in every layout.
  for (let i = 0; i < 4; i++) {
    edit(4 + i, 'service', `targetPort: http-${4 + i}`, 'targetPort: htp-1');
    plant(4 + i, 'kubernetes/target-port-not-served', 'deployment', 'service', 'deployment');
    edit(8 + i, 'service', `number: n${8 + i}`, 'number: n99');
    plant(8 + i, 'kubernetes/service-selects-nothing', 'deployment', 'service', 'deployment');
    edit(12 + i, 'ingress', `number: ${9012 + i}`, 'number: 80');
    plant(12 + i, 'kubernetes/ingress-backend-missing', 'service', 'ingress', 'service');
    edit(16 + i, 'deployment', '              cpu: 100m\n', '');
    edit(20 + i, 'configmap', `MODE_${20 + i}`, `MOOD_${20 + i}`);
    plant(20 + i, 'kubernetes/config-key-missing', 'configmap', 'deployment', 'configmap');
    edit(24 + i, 'deployment', 'spec:\n  selector', 'spec:\n  replicas: 3\n  selector');
    edit(28 + i, 'deployment', 'claimName: api', 'claimName: apj');
    plant(28 + i, 'kubernetes/claim-reference-missing', 'pvc', 'deployment');
    // Overlays patch what stands in a base, so numbers are not the last word there.
    if (layoutOf(i) === 'kustomize') continue;
    plant(16 + i, 'kubernetes/autoscaler-without-cpu-request', 'autoscaler', 'deployment', 'autoscaler');
    plant(24 + i, 'kubernetes/autoscaler-fights-replicas', 'autoscaler', 'deployment', 'autoscaler');
  }
  // Numbers of a base that overlays patch: keys as well.
  const isJudged = ({ app, rule }: Planted): boolean => layoutOf(app) !== 'kustomize' || rule !== 'kubernetes/config-key-missing';
  edit(40, 'autoscaler', 'name: cpu', 'name: memory');
  edit(41, 'serviceaccount', 'name: api', 'name: apii');
  plant(41, 'kubernetes/service-account-missing', 'serviceaccount', 'deployment');
  const told = lint(files);
  for (const mistake of planted.filter(isJudged)) {
    const paths = mistake.in.map((what) => manifestPath(mistake.app, what));
    for (const path of paths) {
      const found = told.find((finding) => finding.rule === mistake.rule && finding.path.endsWith(path));
      assert.ok(found !== undefined, `${mistake.rule} in ${path}`);
      const other = paths.find((each) => each !== path) ?? manifestPath(mistake.app, mistake.links);
      assert.ok(
        found.related.some((related) => related.endsWith(other)),
        `${described(found)} leads to ${other}, not to ${found.related.join()}`,
      );
    }
  }
  const known = new Set(cleanFindings().map(described));
  const apps = new Set([...planted.map(({ app }) => appName(app)), ...[19, 23, 27, 40].map(appName)]);
  for (const finding of told) {
    if (known.has(described(finding))) continue;
    assert.ok(apps.has(appOf(finding.path) ?? ''), `only planted mistakes: ${described(finding)}`);
    for (const related of finding.related) assert.equal(appOf(related), appOf(finding.path), described(finding));
  }
});
