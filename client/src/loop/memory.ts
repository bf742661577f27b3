import { looksSecret } from '../tools/redact.js';
import type { Answers, Deployment, Memory, Remembered } from './contract.js';

export async function remember(memory: Memory, what: Partial<Remembered>): Promise<void> {
  await memory.set({ ...memory.get(), ...what });
}

/** Answers for the next run. A value that looks secret is asked for, or given, each time anew. */
export async function rememberAnswers(memory: Memory, answers: Partial<Answers>): Promise<void> {
  const next = { ...memory.get().answers, ...answers };
  const { buildArgs } = next;
  await remember(memory, {
    answers: buildArgs === undefined ? next : { ...next, buildArgs: withoutSecrets(buildArgs) },
  });
}

export function withoutSecrets(buildArgs: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(buildArgs).filter(([name]) => !looksSecret(name)));
}

/** The last deployment, and beside it what earlier ones left behind: an object that a manifest no longer holds is still there. */
export async function rememberDeployment(memory: Memory, deployment: Deployment): Promise<void> {
  const { deployment: last, left = [] } = memory.get();
  const earlier = [...(last === undefined ? [] : [last]), ...left].flatMap((one): Deployment[] => {
    const isSame = isSamePlace(one, deployment);
    const objects = one.objects.filter(
      (object) =>
        object.result !== 'refused' && !(isSame && deployment.objects.some((other) => isSameObject(object, one, other, deployment))),
    );
    return objects.length === 0 ? [] : [{ target: one.target, objects }];
  });
  await remember(memory, { deployment, left: merged(earlier) });
}

function merged(deployments: readonly Deployment[]): readonly Deployment[] {
  const found: Deployment[] = [];
  for (const one of deployments) {
    const at = found.findIndex((other) => isSamePlace(one, other) && one.target.namespace === other.target.namespace);
    const known = found[at];
    if (known === undefined) found.push(one);
    else
      found[at] = {
        target: known.target,
        objects: [
          ...known.objects,
          ...one.objects.filter((object) => !known.objects.some((other) => isSameObject(object, one, other, known))),
        ],
      };
  }
  return found;
}

export function isSamePlace({ target: a }: Deployment, { target: b }: Deployment): boolean {
  return a.kubeContext === b.kubeContext && a.server === b.server;
}

type Named = Deployment['objects'][number];

function isSameObject(a: Named, inA: Deployment, b: Named, inB: Deployment): boolean {
  const group = ({ apiVersion }: Named): string => (apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '');
  return (
    a.kind === b.kind &&
    a.name === b.name &&
    group(a) === group(b) &&
    (a.namespace ?? inA.target.namespace) === (b.namespace ?? inB.target.namespace)
  );
}
