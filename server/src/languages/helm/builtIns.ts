/** The root context, in words. */
export const builtInObjects: Readonly<Record<string, string>> = {
  Values: 'Values of the chart: values.yaml, with what `-f` and `--set` put over it.',
  Release: 'The release: name, namespace, revision.',
  Chart: 'What Chart.yaml says.',
  Capabilities: 'What the cluster can do: versions of Kubernetes and of APIs.',
  Template: 'The file that is being rendered.',
  Files: 'Files of the chart that are no templates: `.Files.Get "config.ini"`.',
};

/** What the root context holds: https://helm.sh/docs/chart_template_guide/builtin_objects/, pkg/chart/metadata.go and pkg/chartutil/capabilities.go, read 2026-11. */
export const builtInFields: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Release: {
    Name: 'Name of the release: what `helm install NAME` says.',
    Namespace: 'Namespace that the release goes to: what `-n` says, else that of the present context.',
    IsUpgrade: '`true` for `helm upgrade` and `helm rollback`.',
    IsInstall: '`true` for `helm install`.',
    Revision: 'Number of the revision, 1 at the first installation.',
    Service: 'The program that renders: always `Helm`.',
  },
  Chart: {
    Name: 'Name of the chart.',
    Version: 'Version of the chart.',
    AppVersion: 'Version of the program that the chart installs, as Chart.yaml says it.',
    Description: 'The description in Chart.yaml.',
    Type: '`application` or `library`.',
    APIVersion: '`v1` or `v2`.',
    KubeVersion: 'The range of Kubernetes versions in Chart.yaml.',
    Keywords: 'The keywords in Chart.yaml.',
    Home: 'The address of the project’s page.',
    Sources: 'Addresses of source code.',
    Maintainers: 'Those who look after the chart.',
    Icon: 'Address of a picture.',
    Deprecated: 'Whether the chart is no longer developed.',
    Annotations: 'The annotations in Chart.yaml, by name.',
    Dependencies: 'The dependencies in Chart.yaml.',
    Condition: 'Set by Helm for dependencies.',
    Tags: 'Set by Helm for dependencies.',
    IsRoot: '`true` for the chart that is installed, `false` for its dependencies.',
  },
  Capabilities: {
    APIVersions:
      'API versions that the cluster has; `.Has "batch/v1"` asks for one. `helm template` knows those of a cluster only with `--validate` or `--api-versions`.',
    KubeVersion: 'Version of the cluster: `.Version`, `.Major`, `.Minor`. For `helm template` the version that Helm was built with.',
    HelmVersion: 'Version of Helm: `.Version`, `.GitCommit`.',
  },
  Template: {
    Name: 'Path of the file that is rendered: `shop/templates/app.yaml`.',
    BasePath: 'Path of the chart’s templates: `shop/templates`.',
  },
};

/** `.Files` is a map of the files besides, so other words may stand there. */
export const fileFunctions: Readonly<Record<string, string>> = {
  Get: 'The text of a file: `.Files.Get "config.ini"`.',
  GetBytes: 'A file as bytes.',
  Glob: 'The files that a pattern fits: `.Files.Glob "config/*"`.',
  Lines: 'The lines of a file, for `range`.',
  AsConfig: 'Files as the `data` of a ConfigMap: `(.Files.Glob "config/*").AsConfig`.',
  AsSecrets: 'Files as the `data` of a Secret, in Base64.',
};
