// What fields are for, in our words, after https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/ and kustomize's own
// types as of 2026-11.

export const referencePage = 'https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/';

export interface FieldText {
  readonly text: string;
  /** How a value looks: `list of paths`. */
  readonly type: string;
  /** The part of the reference; the page itself where empty. */
  readonly page?: string;
}

/** Fields by their path, without indexes: `images.newTag`. */
export const fieldTexts: Readonly<Record<string, FieldText>> = {
  apiVersion: { type: 'text', text: '`kustomize.config.k8s.io/v1beta1` for a Kustomization, `v1alpha1` for a Component.' },
  kind: { type: 'text', text: '`Kustomization`, or `Component` for a part that others take in.' },
  metadata: { type: 'map', text: 'Name, labels and annotations of the kustomization itself; they reach no object.' },
  openapi: { type: 'map', text: 'A schema of custom kinds, so that patches know how to merge their lists.', page: 'openapi/' },
  namePrefix: {
    type: 'text',
    text: 'Is put in front of the names of all objects, and of references to them. Nothing is put between.',
    page: 'nameprefix/',
  },
  nameSuffix: {
    type: 'text',
    text: 'Is put behind the names of all objects, and of references to them, in front of a hash.',
    page: 'namesuffix/',
  },
  namespace: { type: 'text', text: 'Is given to all objects that live in a namespace, whatever they say themselves.', page: 'namespace/' },
  commonLabels: {
    type: 'map of texts',
    text: 'Labels for all objects, their pod templates and their selectors. Selectors of workloads that exist cannot change.',
    page: 'commonlabels/',
  },
  labels: {
    type: 'list of label sets',
    text: 'Labels for all objects; options say whether templates and selectors get them too.',
    page: 'labels/',
  },
  'labels.pairs': { type: 'map of texts', text: 'The labels.', page: 'labels/' },
  'labels.includeSelectors': {
    type: 'true or false',
    text: 'Whether selectors and pod templates get the labels too. False where it is not said.',
    page: 'labels/',
  },
  'labels.includeTemplates': {
    type: 'true or false',
    text: 'Whether pod templates get the labels too. False where it is not said.',
    page: 'labels/',
  },
  'labels.fields': { type: 'list of fields', text: 'Further places that get the labels.', page: 'labels/' },
  commonAnnotations: { type: 'map of texts', text: 'Annotations for all objects and their pod templates.', page: 'commonannotations/' },
  resources: {
    type: 'list of paths',
    text: 'Files of objects, folders with a kustomization, and addresses of others. Files lie in this folder or below.',
    page: 'resource/',
  },
  components: {
    type: 'list of paths',
    text: 'Folders of Components: they are applied to what `resources` has brought, in this order.',
    page: 'components/',
  },
  bases: { type: 'list of paths', text: 'Folders with a kustomization.', page: 'bases/' },
  crds: {
    type: 'list of paths',
    text: 'OpenAPI definitions of custom kinds, so that references in them are followed. It applies no object.',
    page: 'crds/',
  },
  patches: {
    type: 'list of patches',
    text: 'Changes to objects, in this order: strategic merge patches and JSON patches, from files or written here.',
    page: 'patches/',
  },
  'patches.path': { type: 'path', text: 'The file with the patch.', page: 'patches/' },
  'patches.patch': { type: 'text', text: 'The patch itself: a part of an object, or a list of JSON patch operations.', page: 'patches/' },
  'patches.target': {
    type: 'map',
    text: 'Which objects are changed. Each part is a regular expression for the whole word; without a target the patch names its object itself.',
    page: 'patches/',
  },
  'patches.options': {
    type: 'map',
    text: '`allowNameChange` and `allowKindChange`: whether the patch may change what the object is.',
    page: 'patches/',
  },
  patchesStrategicMerge: {
    type: 'list of paths or patches',
    text: 'Parts of objects that are merged into those of the same kind and name.',
    page: 'patchesstrategicmerge/',
  },
  patchesJson6902: { type: 'list of patches', text: 'JSON patches, each with its target.', page: 'patchesjson6902/' },
  images: { type: 'list of images', text: 'Other names, tags and digests for images, wherever containers run them.', page: 'images/' },
  'images.name': {
    type: 'text',
    text: 'The image as manifests write it, without its tag. It is a regular expression, and no registry is filled in.',
    page: 'images/',
  },
  'images.newName': { type: 'text', text: 'The name that takes its place; tag or digest stay where no other is given.', page: 'images/' },
  'images.newTag': { type: 'text', text: 'The tag that takes the place of tag and digest. A number needs quotes.', page: 'images/' },
  'images.digest': { type: 'text', text: 'The digest that takes the place of tag and digest.', page: 'images/' },
  'images.tagSuffix': { type: 'text', text: 'Is put behind the tag that the image has.', page: 'images/' },
  imageTags: { type: 'list of images', text: 'Other tags for images.', page: 'images/' },
  replicas: {
    type: 'list of counts',
    text: 'How many pods Deployments, StatefulSets, ReplicaSets and ReplicationControllers have, by their names.',
    page: 'replicas/',
  },
  'replicas.name': { type: 'text', text: 'Name of the workload, as it was or as it is now.', page: 'replicas/' },
  'replicas.count': { type: 'number', text: 'How many pods.', page: 'replicas/' },
  replacements: {
    type: 'list of replacements',
    text: 'Copies a value of one object into fields of others, after everything else.',
    page: 'replacements/',
  },
  vars: { type: 'list of variables', text: 'Values of objects that stand in for `$(NAME)` in others.', page: 'vars/' },
  configMapGenerator: {
    type: 'list of generators',
    text: 'Makes ConfigMaps from files and literals. Their names end in a hash of the content, and references follow: a change makes new pods.',
    page: 'configmapgenerator/',
  },
  secretGenerator: {
    type: 'list of generators',
    text: 'Makes Secrets from files and literals. Their names end in a hash of the content, and references follow.',
    page: 'secretgenerator/',
  },
  generatorOptions: {
    type: 'map',
    text: 'Labels and annotations of all that is generated, and whether names end in a hash.',
    page: 'generatoroptions/',
  },
  'generatorOptions.disableNameSuffixHash': {
    type: 'true or false',
    text: 'Without the hash pods go on with what they have when the content changes, until they are started again.',
    page: 'generatoroptions/',
  },
  helmCharts: {
    type: 'list of charts',
    text: 'Charts that are rendered and taken in. Kustomize does so only with `--enable-helm`, and kubectl not at all.',
    page: 'helmcharts/',
  },
  helmGlobals: { type: 'map', text: 'Where charts lie and Helm keeps its configuration.', page: 'helmcharts/' },
  helmChartInflationGenerator: { type: 'list of charts', text: 'Charts that are rendered and taken in.' },
  configurations: { type: 'list of paths', text: 'Files that tell which fields of custom kinds hold names, images, labels and the like.' },
  generators: { type: 'list of paths', text: 'Configurations of custom generators, which make objects.' },
  transformers: { type: 'list of paths', text: 'Configurations of custom transformers, which may change everything.' },
  validators: { type: 'list of paths', text: 'Configurations of custom validators, which change nothing.' },
  sortOptions: {
    type: 'map',
    text: 'The order of the output: `legacy` puts Namespaces and the like first, `fifo` keeps that of the resources.',
    page: 'sortoptions/',
  },
  buildMetadata: {
    type: 'list of words',
    text: 'What objects are told of their making: `originAnnotations`, `transformerAnnotations`, `managedByLabel`.',
    page: 'buildmetadata/',
  },
};

const generator: Readonly<Record<string, FieldText>> = {
  name: { type: 'text', text: 'The name by which others ask for it, without the hash.' },
  namespace: { type: 'text', text: 'The namespace that it lives in.' },
  behavior: { type: 'text', text: '`create` where nothing is said; `merge` adds to one of a base, `replace` takes its place.' },
  literals: { type: 'list of pairs', text: 'Keys and values, as `key=value`.' },
  files: {
    type: 'list of paths',
    text: 'Files whose content becomes a value; the key is the name of the file, or what stands before `=`.',
  },
  envs: { type: 'list of paths', text: 'Files of lines `key=value`, each a key of its own.' },
  env: { type: 'path', text: 'A file of lines `key=value`.' },
  options: { type: 'map', text: 'Labels, annotations, `immutable`, and `disableNameSuffixHash` for this one alone.' },
  type: { type: 'text', text: 'The type of the Secret, such as `kubernetes.io/tls`; `Opaque` where nothing is said.' },
};

export function fieldText(path: string): FieldText | undefined {
  if (Object.hasOwn(fieldTexts, path)) return fieldTexts[path];
  const [, field = '', name = ''] = /^(configMapGenerator|secretGenerator)\.(\w+)$/.exec(path) ?? [];
  const known = field !== '' && Object.hasOwn(generator, name) ? generator[name] : undefined;
  return known === undefined ? undefined : { ...known, page: `${field.toLowerCase()}/` };
}
