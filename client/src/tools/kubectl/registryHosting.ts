import { record, string, type Checked } from '../checked.js';
import { done, failed } from '../tool.js';
import { kubectl, kubectlFailure, type Access } from './access.js';
import { readObjects } from './objects.js';

/** A local registry as the cluster announces it: https://github.com/kubernetes/enhancements/tree/master/keps/sig-cluster-lifecycle/generic/1755-communicating-a-local-registry. */
export interface AnnouncedRegistry {
  /** From this machine: `localhost:5000`. */
  readonly host: string;
  /** As manifests name it; null when the cluster does not say. */
  readonly inCluster: string | null;
}

/** The registry that a cluster announces in `kube-public/local-registry-hosting`; null when it announces none. */
export function announcedRegistry(access: Access): Checked<AnnouncedRegistry | null> {
  const words = ['get', 'configmap', '--output=json', '--ignore-not-found'];
  return kubectl(
    { ...access, namespace: 'kube-public' },
    {
      words,
      names: ['local-registry-hosting'],
      parse: (output) => {
        const objects = readObjects(output.stdout);
        if (output.code !== 0 || objects === undefined) return failed(kubectlFailure(words, output));
        return done(readHosting(string(record(record(objects[0])['data'])['localRegistryHosting.v1'])));
      },
    },
  );
}

/** The value is YAML, flat by its specification: one key a line. */
export function readHosting(text: string): AnnouncedRegistry | null {
  const valueOf = (key: string): string | undefined =>
    new RegExp(`^${key}:[ \\t]*(["']?)([^"'#\\r\\n]+?)\\1[ \\t]*(?:#.*)?$`, 'm').exec(text)?.[2];
  const host = valueOf('host');
  if (host === undefined) return null;
  return { host: host.replace(/^0\.0\.0\.0(?=:|$)/, 'localhost'), inCluster: valueOf('hostFromClusterNetwork') ?? null };
}
