/** Grammars of names that go to programs as words. What does not match is refused before anything runs. */

/** RFC 1123 label, as Kubernetes wants namespaces: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/. */
const label = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/;
/** RFC 1123 subdomain: names of most objects. */
const subdomain = /^(?=.{1,253}$)[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;
/** k3d: a host name of at most 32 characters, https://k3d.io/stable/usage/commands/k3d_cluster_create/. */
const cluster = /^(?=.{1,32}$)[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?$/;
/** Contexts are free text in a kubeconfig; these are what tools write. A leading dash would be an option. */
const context = /^[A-Za-z0-9_][A-Za-z0-9_.:@/+-]{0,252}$/;
/** Stages: BuildKit's `^[a-z][a-z0-9-_.]*$`, https://docs.docker.com/reference/dockerfile/#from. */
const stage = /^[a-z][a-z0-9_.-]*$/i;
/** Names of build arguments and of secrets. */
const variable = /^[A-Za-z_][A-Za-z0-9_]{0,127}$/;

/** https://github.com/distribution/reference/blob/main/reference.go: domain, path, tag, digest. */
const domain = String.raw`(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*)(?::[0-9]{1,5})?`;
const part = String.raw`[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*`;
const repository = new RegExp(`^(?:${domain}/)?${part}(?:/${part})*$`);
const reference = new RegExp(`^((?:${domain}/)?${part}(?:/${part})*)(?::(\\w[\\w.-]{0,127}))?(?:@([a-z0-9+._-]+:[0-9a-f]{32,}))?$`);
const tag = /^\w[\w.-]{0,127}$/;

/** `linux/arm64`, `linux/arm/v7`. */
const platform = /^[a-z0-9]+(?:\/[a-z0-9]+){0,2}$/;

const grammars = { platform, label, subdomain, cluster, context, stage, variable, repository, reference, tag } as const;
export type Grammar = keyof typeof grammars;

export function isValid(grammar: Grammar, name: string): boolean {
  // 255 is the limit of a repository's name; the others set their own.
  return name.length <= 512 && grammars[grammar].test(name);
}

/** An image reference in its parts; undefined when it is none. */
export function readReference(text: string): { readonly repository: string; readonly tag?: string; readonly digest?: string } | undefined {
  const match = text.length <= 512 ? reference.exec(text) : null;
  if (match === null) return undefined;
  const [, name = '', tag, digest] = match;
  return { repository: name, ...(tag === undefined ? {} : { tag }), ...(digest === undefined ? {} : { digest }) };
}

/** Makes a repository's name of a folder's; `app` where nothing of it can stay. */
export function repositoryFrom(folder: string): string {
  const name = folder
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/[._-]{2,}/g, '-')
    .replace(/^[._-]+|[._-]+$/g, '');
  return name === '' ? 'app' : name.slice(0, 100);
}
