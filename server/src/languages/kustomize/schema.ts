import { any, flag, list, map, number, object, oneOf, text, texts, type Shape } from '../yaml/shapes.js';

// Fields of a kustomization and the kinds of values that they take, as facts read 2026-11 in kustomize's own types, release 5.7
// (https://github.com/kubernetes-sigs/kustomize/tree/master/api/types), and compared with what kubectl 1.32 accepts.

const textMap = map(text);
const meta = object({
  name: text,
  namespace: text,
  labels: textMap,
  annotations: textMap,
});
const fieldSpecs = list(object({ group: text, version: text, kind: text, path: text, create: flag }));
const selector = object({
  group: text,
  version: text,
  kind: text,
  name: text,
  namespace: text,
  labelSelector: text,
  annotationSelector: text,
});
const generatorOptions = object({ labels: textMap, annotations: textMap, disableNameSuffixHash: flag, immutable: flag });
const generator = {
  name: text,
  namespace: text,
  behavior: oneOf('create', 'replace', 'merge'),
  literals: texts,
  files: texts,
  envs: texts,
  env: text,
  options: generatorOptions,
};
const patch = object({ path: text, patch: text, target: selector, options: map(flag) });
const fieldOptions = object({ delimiter: text, index: number, encoding: text, create: flag });
const varTarget = object({ apiVersion: text, group: text, version: text, kind: text, name: text, namespace: text });
const image = object({ name: text, newName: text, tagSuffix: text, newTag: text, digest: text });
const legacyKinds = list(text);

const helmChart = object({
  name: text,
  version: text,
  digest: text,
  repo: text,
  releaseName: text,
  namespace: text,
  additionalValuesFiles: texts,
  valuesFile: text,
  valuesInline: map(any),
  valuesMerge: oneOf('merge', 'override', 'replace'),
  includeCRDs: flag,
  skipHooks: flag,
  apiVersions: texts,
  kubeVersion: text,
  nameTemplate: text,
  skipTests: flag,
  debug: flag,
  devel: flag,
});

/** Below them anything else is a mistake that makes kustomize refuse the file. */
export const topFields: Readonly<Record<string, Shape>> = {
  apiVersion: text,
  kind: text,
  metadata: meta,
  openapi: textMap,
  namePrefix: text,
  nameSuffix: text,
  namespace: text,
  commonLabels: textMap,
  labels: list(object({ pairs: textMap, includeSelectors: flag, includeTemplates: flag, fields: fieldSpecs })),
  commonAnnotations: textMap,
  patchesStrategicMerge: texts,
  patchesJson6902: list(patch),
  patches: list(patch),
  images: list(image),
  imageTags: list(image),
  replacements: list(
    object({
      path: text,
      source: object({ ...selectorFields(), fieldPath: text, options: fieldOptions }),
      sourceValue: text,
      targets: list(object({ select: selector, reject: list(selector), fieldPaths: texts, options: fieldOptions })),
    }),
  ),
  replicas: list(object({ name: text, count: number })),
  vars: list(object({ name: text, objref: varTarget, fieldref: object({ fieldpath: text, fieldPath: text }) })),
  sortOptions: object({ order: oneOf('legacy', 'fifo'), legacySortOptions: object({ orderFirst: legacyKinds, orderLast: legacyKinds }) }),
  resources: texts,
  components: texts,
  crds: texts,
  bases: texts,
  configMapGenerator: list(object(generator)),
  secretGenerator: list(object({ ...generator, type: text })),
  helmGlobals: object({ chartHome: text, configHome: text }),
  helmCharts: list(helmChart),
  helmChartInflationGenerator: list(any),
  generatorOptions,
  configurations: texts,
  generators: texts,
  transformers: texts,
  validators: texts,
  buildMetadata: list(oneOf('originAnnotations', 'transformerAnnotations', 'managedByLabel')),
};

function selectorFields(): Readonly<Record<string, Shape>> {
  return { group: text, version: text, kind: text, name: text, namespace: text };
}
