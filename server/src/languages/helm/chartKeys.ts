/** Keys of Chart.yaml and what they are for: https://helm.sh/docs/topics/charts/#the-chartyaml-file and pkg/chart/metadata.go, read 2026-11. */
export const chartKeys: Readonly<Record<string, string>> = {
  apiVersion: 'How this file is to be read: `v2` for Helm 3 and later, `v1` for charts of Helm 2. Required.',
  name: 'Name of the chart: lower-case letters, digits and dashes. `.Chart.Name` in templates. Required.',
  version:
    'Version of the chart itself, as Semantic Versioning writes it. It changes with every change of the chart; `appVersion` is what the chart installs. Required.',
  kubeVersion: 'Range of Kubernetes versions that the chart can be installed on, such as `>=1.28.0-0`. Helm stops on others.',
  description: 'One sentence, shown by `helm search` and repositories.',
  type: '`application` (default): it is installed. `library`: other charts take named templates from it, and it makes no objects itself.',
  keywords: 'Words that `helm search` finds the chart by.',
  home: 'Address of the project’s page.',
  sources: 'Addresses of source code.',
  dependencies:
    'Other charts that are installed with this one. `helm dependency update` puts them into `charts/` and their exact versions into Chart.lock; values below a dependency’s name (or alias) are handed to it.',
  maintainers: 'Who looks after the chart: `name`, `email`, `url`.',
  icon: 'Address of a picture, for catalogues of charts.',
  appVersion:
    'Version of the program that the chart installs, in any form, in quotes. `.Chart.AppVersion` in templates, mostly the tag of the image where the values name none.',
  deprecated: '`true`: the chart is not developed any further.',
  annotations: 'What other programs want to know, as texts by name.',
  engine: 'Helm 2 only.',
  tillerVersion: 'Helm 2 only.',
  condition: 'Helm sets it for dependencies; it has no meaning here.',
  tags: 'Helm sets it for dependencies; it has no meaning here.',
};

/** https://helm.sh/docs/topics/charts/#chart-dependencies. */
export const dependencyKeyNames: Readonly<Record<string, string>> = {
  name: 'Name of the chart that is needed.',
  version: 'A version or a range of them: `~1.2.0` takes corrections, `^1.2.0` new features too.',
  repository:
    'Where it is to be had: the address of a repository, `oci://…` of a registry, `@name` of a repository that is known to Helm, or `file://../folder`.',
  condition:
    'Path of a value that switches the dependency on: `redis.enabled`. Of several with commas between, the first that is set counts.',
  tags: 'Groups: `tags.<name>: false` in the values switches all of them off, where no condition says otherwise.',
  enabled: 'Helm sets it; it has no meaning here.',
  'import-values': 'Values of the dependency that are put among those of this chart.',
  alias: 'Another name for it here, so that a chart can be there twice. Its values stand below the alias.',
};

export const maintainerKeys: Readonly<Record<string, string>> = {
  name: 'Required.',
  email: 'Where to write to.',
  url: 'A page.',
};
