import { faultIn, refusal, type Checked } from '../checked.js';
import { failed, type Failure } from '../tool.js';
import { kubectl, kubectlFailure, withoutNoise, type Access } from './access.js';

export interface ForwardRequest {
  readonly kind: 'service' | 'deployment' | 'statefulset' | 'pod';
  readonly name: string;
  /** Of the Service or the container. */
  readonly port: number;
  /** Of this machine; any free one when absent. */
  readonly localPort?: number;
}

/** Makes a port reachable at 127.0.0.1 until cancelled. It ends when its pod does: start it again after a rollout. */
export function portForward(access: Access, { kind, name, port, localPort }: ForwardRequest): Checked<never> {
  const words = ['port-forward', '--address=127.0.0.1'];
  const isPort = (value: number): boolean => Number.isInteger(value) && value > 0 && value < 65_536;
  const fault =
    faultIn(['subdomain', name]) ??
    (isPort(port) && (localPort === undefined || isPort(localPort)) ? undefined : refusal('A port is a whole number from 1 to 65535.'));
  return kubectl(access, {
    words,
    names: [`${kind}/${name}`, `${localPort ?? ''}:${port}`],
    fault,
    isLong: true,
    isEndless: true,
    parse: (output) => failed(readForwardFailure(withoutNoise(output.stderr), localPort) ?? kubectlFailure(words, output)),
  });
}

/** The local port, once it is open; of `Forwarding from 127.0.0.1:8080 -> 80`. */
export function readForwardLine(line: string): { readonly localPort: number; readonly port: number } | undefined {
  const [, local, port] = /^Forwarding from 127\.0\.0\.1:(\d+) -> (\d+)/.exec(line) ?? [];
  return local === undefined || port === undefined ? undefined : { localPort: Number(local), port: Number(port) };
}

function readForwardFailure(said: string, localPort: number | undefined): Failure | undefined {
  if (/address already in use|unable to listen on any of the requested ports|Only one usage of each socket/i.test(said))
    return {
      code: 'port-in-use',
      message: `Port ${localPort ?? ''} of this machine is in use by another program.`,
      detail: said,
      remedy: 'Choose another local port',
    };
  if (/lost connection to pod|pod not found|network namespace for sandbox .* is closed|container not running/i.test(said))
    return { code: 'pod-gone', message: 'The pod that the port led to has ended.', detail: said };
  if (/pod is not running|unable to forward port because pod is not running/i.test(said))
    return { code: 'pod-not-running', message: 'The pod is not running, so its port cannot be reached.', detail: said };
  const missing = /does not have a service port (\d+)|Pod .* does not have a named port/.exec(said);
  return missing === null ? undefined : { code: 'no-such-port', message: `The Service has no port ${missing[1] ?? ''}.`, detail: said };
}
