import { readReference } from '../names.js';

export interface RegistryAnswer {
  readonly isReachable: boolean;
  /** Whether it holds the reference; null when it could not be asked, or wants a login. */
  readonly hasImage: boolean | null;
  readonly digest?: string;
}

const accepted = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');

/** Asks a registry of this machine, without a login, whether it is there and holds an image. `host` is `localhost:5000`. */
export async function askRegistry(host: string, reference: string, signal?: AbortSignal): Promise<RegistryAnswer> {
  const name = readReference(reference);
  const within = AbortSignal.timeout(5_000);
  const options = { signal: signal === undefined ? within : AbortSignal.any([signal, within]), redirect: 'manual' as const };
  // Anything else than an own machine's registry is none of our business here.
  if (!/^(?:localhost|127\.0\.0\.1|\[::1\]|host\.docker\.internal|[a-z0-9-]+\.localhost)(?::\d{1,5})?$/.test(host) || name === undefined)
    return { isReachable: false, hasImage: null };
  try {
    const root = await fetch(`http://${host}/v2/`, options);
    if (root.status === 401) return { isReachable: true, hasImage: null };
    if (!root.ok) return { isReachable: false, hasImage: null };
    const [first = '', ...rest] = name.repository.split('/');
    const path = rest.length > 0 && /[.:]|^localhost$/.test(first) ? rest.join('/') : name.repository;
    const answer = await fetch(`http://${host}/v2/${path}/manifests/${name.digest ?? name.tag ?? 'latest'}`, {
      ...options,
      method: 'HEAD',
      headers: { accept: accepted },
    });
    const digest = answer.headers.get('docker-content-digest');
    if (answer.status === 404) return { isReachable: true, hasImage: false };
    return { isReachable: true, hasImage: answer.ok ? true : null, ...(answer.ok && digest !== null ? { digest } : {}) };
  } catch {
    return { isReachable: false, hasImage: null };
  }
}
