import { replace } from '../../engine/text/span.js';
import type { FactData } from '../../engine/facts/facts.js';
import type { RuleContext } from '../../engine/rule/define.js';
import type { Stage } from '../../languages/dockerfile/model.js';
import { healthcheckUrl } from '../../languages/dockerfile/startCommand.js';
import type { Container, ProbeKind } from '../../languages/kubernetes/container.js';
import { usedImageOf, type UsedImage } from '../../languages/kubernetes/facts.js';
import { sourceOf } from '../../languages/kubernetes/imageSource.js';
import { merge, type Patch } from '../../languages/yaml/edit.js';
import type { Mend, PairRule } from './imagePairs.js';
import { servingPort } from './kubernetesProbes.js';
import { who } from './kubernetesSecurityContext.js';

// HEALTHCHECK of the image and probes of the pod.

const startsImage = (used: UsedImage): boolean => used.role === 'main' && used.command === null && used.args === null;

/** Knative asks by itself: https://knative.dev/docs/serving/services/configure-probing/. */
const isKnative = ({ workload }: UsedImage): boolean => /^(?:Service|Configuration|Revision) /.test(workload);

export const ignoredHealthcheck: PairRule = {
  concerns: (used) => startsImage(used) && used.longRunning && Object.keys(used.probes).length === 0 && !isKnative(used),
  judge(used, told) {
    const health = told.one('stage.health');
    if (health === undefined) return undefined;
    const { data } = health;
    return {
      // Whoever is asked for something gets requests too early.
      ...(used.ports.length > 0 ? { severity: 'warning' as const } : {}),
      dockerfileAt: health.at,
      dockerfileSays: 'HEALTHCHECK',
      inManifest: (container, file) => ({
        at: container.anchor,
        message: `Kubernetes does not run the HEALTHCHECK of \`${file}\`, and ${who(container)} has no probes: it gets requests before it answers, and stays when it hangs.`,
      }),
      inDockerfile: (runs) =>
        `Kubernetes does not run HEALTHCHECK, and ${runs} has no probes: the container gets requests before it answers, and stays when it hangs.`,
      mendManifest: (container) => probesFrom(container, data),
    };
  },
};

/** Whether that rule tells what lacks: a container without any probe, whose image says how it is asked. */
export function hasIgnoredHealthcheck(container: Container, { workspace }: RuleContext): boolean {
  const used = usedImageOf(container);
  if (used === undefined || !ignoredHealthcheck.concerns(used)) return false;
  const source = sourceOf(workspace, used.image);
  return source !== undefined && workspace.find('stage.health', source.key).length > 0;
}

/** Readiness asks what HEALTHCHECK asks; liveness asks less, so that a slow database restarts nothing. */
function probesFrom(container: Container, { path, port, command, timeout, interval }: FactData['stage.health']): Mend {
  const declared = container.ports.find(({ number }) => number === port);
  const target = declared?.name ?? port ?? servingPort(container)?.number;
  const times = { periodSeconds: Math.round(Math.min(interval ?? 10, 10)) || 10, timeoutSeconds: Math.round(timeout ?? 3) || 3 };
  if (path !== null && target !== undefined) {
    const patch: Patch = {
      readinessProbe: { httpGet: { path, port: target }, ...times },
      livenessProbe: { tcpSocket: { port: target }, periodSeconds: 10, failureThreshold: 6 },
    };
    return { title: `Add probes that ask \`${path}\` on port \`${target}\` as HEALTHCHECK does`, edits: merge(container.node, patch) };
  }
  const patch: Patch = { readinessProbe: { exec: { command: [...command] }, ...times } };
  return { title: 'Add a readinessProbe that runs the command of HEALTHCHECK', edits: merge(container.node, patch) };
}

const order: readonly ProbeKind[] = ['livenessProbe', 'readinessProbe', 'startupProbe'];
const plain = (path: string): string => path.replace(/[?#].*$/, '').replace(/(.)\/+$/, '$1');

export const unknownPath: PairRule = {
  concerns: (used) => startsImage(used) && order.some((kind) => typeof used.probes[kind]?.path === 'string'),
  judge(used, told) {
    const health = told.one('stage.health');
    const { path, port } = health?.data ?? {};
    if (health === undefined || typeof path !== 'string' || plain(path) === '/') return undefined;
    const asking = order.flatMap((kind) => {
      const probe = used.probes[kind];
      return typeof probe?.path === 'string' && (probe.port === null || port === null || probe.port === port)
        ? [{ kind, path: probe.path }]
        : [];
    });
    const [first] = asking;
    // Paths for one kind of probe alone are known to the application: HEALTHCHECK can only ask one of them.
    if (first === undefined || asking.some((each) => plain(each.path) === plain(path) || /live|ready|readi|start/.test(each.path)))
      return undefined;
    return {
      dockerfileAt: health.at,
      dockerfileSays: `HEALTHCHECK asks for ${path}`,
      inManifest: (container, file) => ({
        at: container.probe(first.kind)?.get('httpGet', 'path')?.span ?? container.anchor,
        message: `The ${first.kind} asks for \`${first.path}\`, and the HEALTHCHECK of \`${file}\` for \`${path}\`: a path that the program does not serve fails every time.`,
      }),
      inDockerfile: (runs) =>
        `HEALTHCHECK asks for \`${path}\`, and the ${first.kind} of ${runs} for \`${first.path}\`: a path that the program does not serve fails every time.`,
      mendManifest: (container) => {
        const node = container.probe(first.kind)?.get('httpGet', 'path');
        return node?.kind === 'scalar' ? { title: `Ask for \`${path}\``, edits: [replace(node.span, path)] } : undefined;
      },
      mendDockerfile: (stage, text) => askFor(stage, text, first.path),
    };
  },
};

function askFor(stage: Stage, text: string, path: string): Mend | undefined {
  const { healthcheck } = stage;
  const asked = healthcheckUrl(stage);
  if (healthcheck === undefined || asked === undefined) return undefined;
  const start = text.indexOf(asked.url, healthcheck.span.start);
  if (start === -1 || start > healthcheck.span.end || !asked.url.endsWith(asked.path)) return undefined;
  const end = start + asked.url.length;
  return { title: `Ask for \`${path}\``, edits: [replace({ start: end - asked.path.length, end }, path)] };
}
