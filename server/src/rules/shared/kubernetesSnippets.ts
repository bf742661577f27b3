import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import type { YamlScalar } from '../../languages/yaml/nodes.js';
import { isBefore, nginxAnnotations } from './kubernetesIngress.js';

/** Annotations that put text into the configuration of ingress-nginx, and the worst that is in it. */
export function snippetsOf(
  ingress: KubernetesObject,
): { readonly name: string; readonly key: YamlScalar; readonly fault: 'lua' | 'alias' | undefined }[] {
  return nginxAnnotations(ingress)
    .filter(({ name }) => name.endsWith('-snippet') || name.endsWith('-snippets'))
    .map(({ name, key, value }) => {
      const text = value.scalarText ?? '';
      return { name, key, fault: /\blua_|_by_lua/.test(text) ? 'lua' : /\balias\b/.test(text) ? 'alias' : undefined };
    });
}

/** Whether a version has the holes of March 2025: https://kubernetes.io/blog/2025/03/24/ingress-nginx-cve-2025-1974/. */
export function isVulnerable(version: readonly number[] | undefined): boolean {
  if (version === undefined) return false;
  return isBefore(version, [1, 11, 5]) || (version[0] === 1 && version[1] === 12 && version[2] === 0);
}

/** Characters of regular expressions and wildcards that paths of URLs do without. */
export const looksLikePattern = (path: string): boolean => /[*^|\\[\]()?]|\.\+|\$$/.test(path);
