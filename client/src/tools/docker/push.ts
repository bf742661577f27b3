import { checked, faultIn, type Checked } from '../checked.js';
import { done, failed, type Failure, type ToolOutput } from '../tool.js';
import { explained, type Engine } from './engine.js';

export interface Pushed {
  /** Of the manifest in the registry: `sha256:…`; null when the engine did not say it. */
  readonly digest: string | null;
}

export function pushImage(program: Engine, reference: string): Checked<Pushed> {
  // Podman wants TLS everywhere unless told; Docker takes loopback without.
  const isLoopback = /^(?:localhost|127\.0\.0\.1)(?::\d+)?\//.test(reference);
  const args = ['push', ...(program === 'podman' && isLoopback ? ['--tls-verify=false'] : []), '--', reference];
  return checked(faultIn(['reference', reference]), {
    program,
    args,
    parse: (output) =>
      output.code === 0
        ? done({ digest: /digest: (sha256:[0-9a-f]{64})/.exec(output.stdout)?.[1] ?? null })
        : failed(pushFailure(program, args, reference, output)),
  });
}

/** Address of the registry in an image's name; undefined when it is Docker Hub. */
export function registryOf(reference: string): string | undefined {
  const [first = ''] = reference.split('/');
  return reference.includes('/') && /[.:]|^localhost$/.test(first) ? first : undefined;
}

function pushFailure(program: Engine, args: readonly string[], reference: string, output: ToolOutput): Failure {
  const said = output.stderr.trim() === '' ? output.stdout.trim() : output.stderr.trim();
  const registry = registryOf(reference) ?? 'Docker Hub';
  const port = /:(\d+)$/.exec(registry)?.[1];
  const name = reference.split('/').slice(1).join('/');
  const failure = (code: string, message: string, remedy?: string): Failure => ({
    code,
    message,
    detail: said,
    ...(remedy === undefined ? {} : { remedy }),
  });
  if (/does not exist locally|image not known|No such image/i.test(said))
    return failure('image-missing', `There is no image \`${reference}\` to push.`, 'Build it first');
  if (/no such host|server misbehaving|Temporary failure in name resolution/i.test(said))
    return failure(
      'registry-unknown-host',
      `\`${registry}\` cannot be looked up by the machine that pushes, so nothing was pushed.`,
      port === undefined ? undefined : `Push to \`localhost:${port}/${name}\` and keep the name in the manifests`,
    );
  if (/connection refused|connectex|i\/o timeout|context deadline exceeded|EOF$/i.test(said))
    return failure(
      'registry-down',
      `No registry answers at \`${registry}\`.`,
      'Start the registry, or import the image into the cluster instead',
    );
  if (/server gave HTTP response to HTTPS client/i.test(said))
    return failure(
      'registry-insecure',
      `The registry at \`${registry}\` speaks plain HTTP, which ${program} accepts only from \`localhost\`.`,
      port === undefined ? undefined : `Push to \`localhost:${port}/${name}\``,
    );
  if (/denied|unauthorized|authentication required|no basic auth credentials/i.test(said))
    return failure(
      'registry-denied',
      `\`${registry}\` does not let you push \`${reference}\`.`,
      `Log in with \`${program} login\` in a terminal, or name another registry`,
    );
  return explained(program, args, output);
}
