import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, test } from 'node:test';
import { join, posix } from 'node:path';
import type { RuleDefinition } from '../../server/src/engine/rule/define.js';
import { findProgram } from '../../server/src/host/render/run.js';
import { isKustomizationName } from '../../server/src/languages/kustomize/file.js';
import { rules } from '../../server/src/rules/index.js';
import { activate, languageNamed, run } from '../support/analysis.js';
import { inFolder } from '../support/cliRun.js';

// Kustomize itself is the judge: what it builds has no error of ours, and what it refuses has one.

const deployment = (name: string): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
    spec:
      containers:
        - name: main
          image: ghcr.io/acme/${name}:1.4.0
`;
const web = { 'web.yaml': deployment('web') };
const base = { 'base/kustomization.yaml': 'resources:\n  - web.yaml\n', 'base/web.yaml': deployment('web') };
const resources = 'resources:\n  - web.yaml\n';
const jsonPatch = (target: string, operation: string): string =>
  `${resources}patches:\n  - target: ${target}\n    patch: |-\n      - ${operation}\n`;
const mergePatch = (head: string): string => `${resources}patches:\n  - patch: |-\n      ${head}\n`;

type Files = Readonly<Record<string, string>>;

/** Each is built in the folder of its first kustomization that no folder is named for: `.` where there is one. */
const built: Readonly<Record<string, Files>> = {
  'a list': { ...web, 'kustomization.yaml': resources },
  'fields in any case': { ...web, 'kustomization.yaml': 'Resources:\n  - web.yaml\nNamePrefix: dev-\n' },
  'an empty list': { 'kustomization.yaml': 'resources: []\n' },
  'nothing but a namespace': { 'kustomization.yaml': 'namespace: web\n' },
  'null in most fields': { ...web, 'kustomization.yaml': `${resources}images:\nnamespace:\npatches:\nconfigMapGenerator:\n` },
  'a component alone': { ...web, 'kustomization.yaml': `kind: Component\napiVersion: kustomize.config.k8s.io/v1alpha1\n${resources}` },
  'another name of the file': { ...web, Kustomization: resources },
  'an override that finds nothing': { ...web, 'kustomization.yaml': `${resources}images:\n  - name: other\n    newTag: v2\n` },
  'tag and digest': {
    ...web,
    'kustomization.yaml': `${resources}images:\n  - name: ghcr.io/acme/web\n    newTag: v2\n    digest: sha256:ab\n`,
  },
  'all deprecated fields': {
    ...base,
    'kustomization.yaml':
      'bases:\n  - base\ncommonLabels:\n  a: b\nimageTags:\n  - name: web\n    newTag: v2\nvars: []\npatchesJson6902: []\n',
  },
  'a target that finds nothing': { ...web, 'kustomization.yaml': jsonPatch('{kind: Service}', '{op: remove, path: /spec}') },
  'replace what is not there': {
    ...web,
    'kustomization.yaml': jsonPatch('{kind: Deployment}', '{op: replace, path: /spec/replicas, value: 3}'),
  },
  'a target by an expression': { ...web, 'kustomization.yaml': jsonPatch('{name: we.}', '{op: add, path: /spec/replicas, value: 3}') },
  'a behavior that nobody knows': {
    ...web,
    'kustomization.yaml': `${resources}configMapGenerator:\n  - name: a\n    behavior: any\n    literals: [a=b]\n`,
  },
  'one name, two kinds': {
    ...web,
    'kustomization.yaml': `${resources}configMapGenerator:\n  - name: a\n    literals: [a=b]\nsecretGenerator:\n  - name: a\n    literals: [a=b]\n`,
  },
  'merge of two generators': {
    ...web,
    'kustomization.yaml': `${resources}configMapGenerator:\n  - name: a\n    literals: [a=b]\n  - name: a\n    behavior: merge\n    literals: [c=]\n`,
  },
  'an overlay by both names': {
    ...base,
    'base/kustomization.yaml': 'namePrefix: dev-\nresources:\n  - web.yaml\n',
    'prod/kustomization.yaml':
      'resources:\n  - ../base\nreplicas:\n  - name: web\n    count: 2\n  - name: dev-web\n    count: 3\npatches:\n  - patch: |-\n      {apiVersion: apps/v1, kind: Deployment, metadata: {name: dev-web, labels: {a: b}}}\n',
  },
  'a component in an overlay': {
    ...base,
    'part/kustomization.yaml':
      'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\npatches:\n  - target: {kind: Deployment}\n    patch: "- {op: add, path: /spec/replicas, value: 2}"\n',
    'prod/kustomization.yaml': 'resources:\n  - ../base\ncomponents:\n  - ../part\n',
  },
  'a patch for all of a kind': {
    ...web,
    'kustomization.yaml': `${resources}patches:\n  - target: {kind: Deployment}\n    path: patch.yaml\n`,
    'patch.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: any\nspec:\n  replicas: 2\n',
  },
  'files of a generator': {
    ...web,
    'kustomization.yaml': `${resources}configMapGenerator:\n  - name: a\n    files: [conf/a.conf, b=conf/a.conf]\n    envs: [./app.env]\n`,
    'conf/a.conf': 'x\n',
    'app.env': 'A=b\n',
  },
  'patches of files that do not exist as texts': {
    ...web,
    'kustomization.yaml': `${resources}patchesStrategicMerge:\n  - |-\n    {apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {replicas: 2}}\n`,
  },
  'patches for the namespaces of a base': {
    ...base,
    'base/kustomization.yaml': 'namespace: a\nresources:\n  - web.yaml\n',
    'prod/kustomization.yaml':
      'resources:\n  - ../base\npatches:\n  - patch: |-\n      {apiVersion: apps/v1, kind: Deployment, metadata: {name: web, namespace: a}, spec: {replicas: 2}}\n  - patch: |-\n      {apiVersion: apps/v1, kind: Deployment, metadata: {name: web, namespace: default}, spec: {replicas: 3}}\n',
  },
  'merge with what a base has made': {
    'base/kustomization.yaml': 'namePrefix: p-\nconfigMapGenerator:\n  - name: a\n    literals: [a=b]\n',
    'prod/kustomization.yaml': 'resources:\n  - ../base\nconfigMapGenerator:\n  - name: a\n    behavior: merge\n    literals: [a=c]\n',
  },
  'merge with a ConfigMap of a file': {
    'a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  a: b\n',
    'kustomization.yaml': 'resources:\n  - a.yaml\nconfigMapGenerator:\n  - name: a\n    behavior: merge\n    literals: [a=c]\n',
  },
  'a path that is empty': {
    ...web,
    'kustomization.yaml': `${resources}patches:\n  - path: ""\n    target: {kind: Deployment}\n    patch: "- {op: add, path: /spec/replicas, value: 1}"\n`,
  },
  'a pointer without its first slash': {
    ...web,
    'kustomization.yaml': jsonPatch('{kind: Deployment}', '{op: add, path: spec/replicas, value: 1}'),
  },
  'a second key': { ...web, 'kustomization.yaml': `${resources}namespace: a\nnamespace: b\n` },
  'a transformer in place': {
    ...web,
    'kustomization.yaml': `${resources}transformers:\n  - |-\n    apiVersion: builtin\n    kind: NamespaceTransformer\n    metadata:\n      name: ns\n      namespace: web\n`,
  },
  'a patch that adds before it removes': {
    ...web,
    'kustomization.yaml': jsonPatch(
      '{kind: Deployment}',
      '{op: add, path: /spec/strategy, value: {type: Recreate}}\n      - {op: remove, path: /spec/strategy/type}',
    ),
  },
};

const refused: Readonly<Record<string, Files>> = {
  'a file that is not there': { 'kustomization.yaml': resources },
  'a patch that is not there': { ...web, 'kustomization.yaml': `${resources}patches:\n  - path: patch.yaml\n` },
  'a file of a generator that is not there': {
    ...web,
    'kustomization.yaml': `${resources}configMapGenerator:\n  - name: a\n    files: [a.conf]\n`,
  },
  'a configuration that is not there': { ...web, 'kustomization.yaml': `${resources}configurations:\n  - names.yaml\n` },
  'a schema that is not there': { ...web, 'kustomization.yaml': `${resources}openapi:\n  path: schema.json\n` },
  'a definition that is not there': { ...web, 'kustomization.yaml': `${resources}crds:\n  - crd.json\n` },
  'a folder without a kustomization': { 'app/web.yaml': deployment('web'), 'kustomization.yaml': 'resources:\n  - app\n' },
  'a kustomization as a file': { ...base, 'kustomization.yaml': 'resources:\n  - base/kustomization.yaml\n' },
  'a file above': { ...web, 'prod/kustomization.yaml': 'resources:\n  - ../web.yaml\n' },
  'a patch above': {
    ...base,
    'patch.yaml': deployment('web'),
    'prod/kustomization.yaml': 'resources:\n  - ../base\npatches:\n  - path: ../patch.yaml\n',
  },
  'one file twice': { ...web, 'kustomization.yaml': 'resources:\n  - web.yaml\n  - ./web.yaml\n' },
  'one folder twice': { ...base, 'kustomization.yaml': 'resources:\n  - base\n  - ./base/\n' },
  itself: { 'kustomization.yaml': 'resources:\n  - .\n' },
  'the folder above': { 'kustomization.yaml': 'namespace: a\n', 'prod/kustomization.yaml': 'resources:\n  - ..\n' },
  'each other': { 'a/kustomization.yaml': 'resources:\n  - ../b\n', 'b/kustomization.yaml': 'resources:\n  - ../a\n' },
  'a component among resources': {
    'part/kustomization.yaml': 'kind: Component\nnamespace: a\n',
    'kustomization.yaml': 'resources:\n  - part\n',
  },
  'a kustomization among components': { ...base, 'kustomization.yaml': 'components:\n  - base\n' },
  'an unknown field': { ...web, 'kustomization.yaml': `${resources}imags: []\n` },
  'a number for a tag': { ...web, 'kustomization.yaml': `${resources}images:\n  - name: web\n    newTag: 1.2\n` },
  'text for a number': { ...web, 'kustomization.yaml': `${resources}replicas:\n  - name: web\n    count: "2"\n` },
  'a word for a list': { ...web, 'kustomization.yaml': 'resources: web.yaml\n' },
  'a map for a list': { ...web, 'kustomization.yaml': `${resources}images:\n  name: web\n` },
  'a flag for a text': { ...web, 'kustomization.yaml': `${resources}commonAnnotations:\n  a: true\n` },
  'a wrong kind': { ...web, 'kustomization.yaml': `kind: Kustomize\n${resources}` },
  'a wrong version': { ...web, 'kustomization.yaml': `apiVersion: kustomize.config.k8s.io/v1\nkind: Kustomization\n${resources}` },
  'a wrong order': { ...web, 'kustomization.yaml': `${resources}sortOptions:\n  order: any\n` },
  'nothing at all': { 'kustomization.yaml': '' },
  'kind and version alone': { 'kustomization.yaml': 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n' },
  'two of them': { ...web, 'kustomization.yaml': resources, 'kustomization.yml': resources },
  'no YAML': { ...web, 'kustomization.yaml': 'resources: [web.yaml\n' },
  'a patch for another name': {
    ...web,
    'kustomization.yaml': mergePatch('{apiVersion: apps/v1, kind: Deployment, metadata: {name: wep}}'),
  },
  'a patch for another version': {
    ...web,
    'kustomization.yaml': mergePatch('{apiVersion: apps/v1beta1, kind: Deployment, metadata: {name: web}}'),
  },
  'a patch twice': {
    ...web,
    'patch.yaml': deployment('web'),
    'kustomization.yaml': `${resources}patches:\n  - path: patch.yaml\n    patch: "a: b"\n`,
  },
  'a patch that says nothing': { ...web, 'kustomization.yaml': `${resources}patches:\n  - target:\n      kind: Deployment\n` },
  'a patch for another namespace': {
    ...web,
    'kustomization.yaml': `namespace: a\n${mergePatch('{apiVersion: apps/v1, kind: Deployment, metadata: {name: web, namespace: a}}')}`,
  },
  'a patch without a version': { ...web, 'kustomization.yaml': mergePatch('{kind: Deployment, metadata: {name: web}}') },
  'merge with nothing': {
    ...web,
    'kustomization.yaml': `${resources}configMapGenerator:\n  - name: a\n    behavior: merge\n    literals: [a=b]\n`,
  },
  'an operation that nobody knows': {
    ...web,
    'kustomization.yaml': jsonPatch('{kind: Deployment}', '{op: set, path: /spec/replicas, value: 1}'),
  },
  'a slash in a key': {
    ...web,
    'kustomization.yaml': jsonPatch('{kind: Deployment}', '{op: add, path: /metadata/annotations/a.b/c, value: d}'),
  },
  'replicas of nobody': { ...web, 'kustomization.yaml': `${resources}replicas:\n  - name: wep\n    count: 2\n` },
  'a generator twice': {
    ...web,
    'kustomization.yaml': `${resources}configMapGenerator:\n  - name: a\n    literals: [a=b]\n  - name: a\n    literals: [a=b]\n`,
  },
  'a literal that is no pair': { ...web, 'kustomization.yaml': `${resources}configMapGenerator:\n  - name: a\n    literals: [a]\n` },
  'a key twice in a generator': {
    ...web,
    'kustomization.yaml': `${resources}configMapGenerator:\n  - name: a\n    literals: [a=b, a=c]\n`,
  },
};

/** Told as a warning, because what is in the object at that moment is never known for certain. */
const warned: Readonly<Record<string, Files>> = {
  'remove what is not there': { ...web, 'kustomization.yaml': jsonPatch('{kind: Deployment}', '{op: remove, path: /spec/replicas}') },
  'add where nothing is': { ...web, 'kustomization.yaml': jsonPatch('{kind: Deployment}', '{op: add, path: /spec/a/b, value: 1}') },
  'replace past the end': {
    ...web,
    'kustomization.yaml': jsonPatch('{kind: Deployment}', '{op: replace, path: /spec/template/spec/containers/4/image, value: a}'),
  },
};

const active = activate(rules as readonly RuleDefinition[]);

function findingsIn(files: Files): string[] {
  return Object.keys(files)
    .filter(isKustomizationName)
    .flatMap((path) => {
      const folder = posix.dirname(path);
      const beside = new Map(Object.entries(files).map(([name, text]) => [posix.relative(folder, name), text]));
      const { findings } = run(files[path] ?? '', languageNamed('kustomize'), active, beside, path);
      return findings.map(({ severity, rule, message }) => `${severity} ${rule.id}: ${message}`);
    });
}

/** The outermost one: it lists the others. */
function rootOf(files: Files): string {
  const folders = Object.keys(files).filter(isKustomizationName).map(posix.dirname);
  return folders.find((folder) => folder === 'prod') ?? (folders.includes('.') ? '.' : (folders[0] ?? '.'));
}

describe('kustomize and our rules agree', () => {
  const kubectl = findProgram('kubectl', process.cwd());
  const skip = kubectl === undefined ? 'there is no kubectl on this machine' : false;
  const builds = (files: Files): { readonly status: number | null; readonly said: string } =>
    inFolder(files, (folder) => {
      const { status, stderr } = spawnSync(kubectl ?? '', ['kustomize', join(folder, rootOf(files))], {
        encoding: 'utf8',
        env: { PATH: '' },
      });
      return { status, said: stderr };
    });

  for (const [name, files] of Object.entries(built))
    test(`built: ${name}`, { skip }, () => {
      const { status, said } = builds(files);
      assert.equal(status, 0, said);
      assert.deepEqual(
        findingsIn(files).filter((finding) => finding.startsWith('error')),
        [],
      );
    });
  for (const [name, files] of Object.entries(refused))
    test(`refused: ${name}`, { skip }, () => {
      assert.notEqual(builds(files).status, 0);
      const found = findingsIn(files);
      assert.ok(
        found.some((finding) => finding.startsWith('error')),
        `no error among ${JSON.stringify(found)}`,
      );
    });
  for (const [name, files] of Object.entries(warned))
    test(`refused, and a warning: ${name}`, { skip }, () => {
      assert.notEqual(builds(files).status, 0);
      const found = findingsIn(files);
      assert.ok(
        found.some((finding) => finding.startsWith('warning')),
        `no warning among ${JSON.stringify(found)}`,
      );
    });
});
