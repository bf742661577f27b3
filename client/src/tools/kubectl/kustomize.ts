import { isAbsolute } from 'node:path';
import { checked, hasNul, plain, refusal, type Checked } from '../checked.js';
import { done, failed, type Failure } from '../tool.js';

/** The manifests of a folder with a `kustomization.yaml`. Contacts no cluster. */
export function renderKustomization(folder: string): Checked<string> {
  const args = ['kustomize', '--', folder];
  const fault = isAbsolute(folder) && !hasNul(folder) ? undefined : refusal(`\`${plain(folder)}\` is no absolute path.`);
  return checked(fault, {
    program: 'kubectl',
    args,
    timeoutMs: 60_000,
    parse: ({ code, stdout, stderr }) => (code === 0 ? done(stdout) : failed(kustomizeFailure(stderr))),
  });
}

function kustomizeFailure(stderr: string): Failure {
  const said = stderr.trim();
  if (/unable to find one of 'kustomization\.yaml'/.test(said))
    return { code: 'no-kustomization', message: 'The folder has no `kustomization.yaml`.', detail: said };
  return {
    code: 'not-rendered',
    message: `Kustomize cannot render the folder: ${plain((said.split('\n')[0] ?? '').replace(/^error: /, ''), 200)}`,
    detail: said,
  };
}
