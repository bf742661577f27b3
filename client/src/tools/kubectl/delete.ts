import type { Checked } from '../checked.js';
import { done, failed } from '../tool.js';
import { kubectl, kubectlFailure, type Access } from './access.js';

export interface DeletedObject {
  /** As kubectl writes it: `deployment.apps`. */
  readonly resource: string;
  readonly name: string;
}

/** Deletes what a text of manifests describes; what is not there any more is no failure. */
export function deleteObjects(
  access: Access,
  manifests: string,
  options: { readonly isDryRun?: boolean } = {},
): Checked<readonly DeletedObject[]> {
  const words = [
    'delete',
    '--filename=-',
    '--ignore-not-found',
    '--timeout=60s',
    ...(options.isDryRun === true ? ['--dry-run=server'] : []),
  ];
  return kubectl(access, {
    words,
    input: manifests,
    isLong: true,
    timeoutMs: 180_000,
    parse: (output) => {
      if (output.code !== 0 && !/error: no objects passed to delete/.test(output.stderr)) return failed(kubectlFailure(words, output));
      return done(
        [...output.stdout.matchAll(/^([a-z][a-z0-9.-]*) "([^"]+)" (?:force )?deleted\b.*$/gm)].map(([, resource = '', name = '']) => ({
          resource,
          name,
        })),
      );
    },
  });
}
