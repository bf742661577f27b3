import { setTimeout as sleep } from 'node:timers/promises';
import { runChecked } from '../tools/checked.js';
import { portForward, readForwardLine, type ForwardRequest } from '../tools/kubectl/portForward.js';
import { done, failed, type Outcome } from '../tools/tool.js';
import type { AppliedObject, Deployment, LoopContext, Memory } from './contract.js';
import { pinned } from './pinned.js';
import { nothingDeployed, oneOf, turnedAway } from './questions.js';
import { accessTo } from './target.js';

/** Ports of the deployment that can be reached: Services first, since they outlive pods. */
export function forwardable({
  objects,
}: Deployment): readonly (ForwardRequest & { readonly object: AppliedObject; readonly label: string })[] {
  return objects.flatMap((object) =>
    object.kind === 'Service' && object.result !== 'refused'
      ? object.ports.map(({ name, port }) => ({
          kind: 'service' as const,
          name: object.name,
          port,
          object,
          label: `${object.name}:${port}${name === null ? '' : ` (${name})`}`,
        }))
      : [],
  );
}

/**
 * Keeps a port open until cancelled: kubectl's forward ends with its pod, so it is started again, at the same local port.
 * `onOpen` hears of the first time.
 */
export async function keepForward(
  ctx: LoopContext,
  memory: Memory,
  onOpen: (localPort: number, label: string) => void,
): Promise<Outcome<undefined>> {
  const { deployment } = memory.get();
  if (deployment === undefined) return nothingDeployed;
  const ports = forwardable(deployment);
  const label = await oneOf(
    ctx,
    'port',
    'Port to open',
    ports.map((one) => ({ value: one.label, label: one.label })),
  );
  const wanted = ports.find((one) => one.label === label);
  if (wanted === undefined) {
    return ports.length === 0
      ? failed({
          code: 'no-service',
          message: 'Nothing that was deployed is a Service, so there is no port to open.',
          remedy: 'Deploy a Service: type `service` in a YAML file',
        })
      : turnedAway('port');
  }
  return pinned(ctx, deployment.target, (own) => kept(own, deployment, wanted, onOpen));
}

async function kept(
  { runner, signal, front }: LoopContext,
  deployment: Deployment,
  wanted: ReturnType<typeof forwardable>[number],
  onOpen: (localPort: number, label: string) => void,
): Promise<Outcome<undefined>> {
  const access = accessTo(deployment.target, wanted.object.namespace);
  let localPort: number | undefined;
  let failures = 0;
  for (;;) {
    let isOpen = false;
    const { kind, name, port } = wanted;
    const end = await runChecked(runner, portForward(access, { kind, name, port, ...(localPort === undefined ? {} : { localPort }) }), {
      signal,
      onLine: (line) => {
        front.output(line);
        const open = readForwardLine(line);
        if (open === undefined) return;
        isOpen = true;
        if (localPort === undefined) onOpen(open.localPort, wanted.label);
        localPort = open.localPort;
      },
    });
    if (end.ok || end.failure.code === 'cancelled') return done(undefined);
    failures = isOpen ? 0 : failures + 1;
    // A pod that is replaced leaves a gap of some seconds.
    if (failures > 15 || (localPort === undefined && failures > 2)) return end;
    front.output(`The connection to ${name} ended; it is opened again.`);
    try {
      await sleep(2_000, undefined, { signal });
    } catch {
      return done(undefined);
    }
  }
}
