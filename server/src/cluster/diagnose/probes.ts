import { replace } from '../../engine/text/span.js';
import { healthcheckUrl, startPort } from '../../languages/dockerfile/startCommand.js';
import { merge, replaceValue, type Patch } from '../../languages/yaml/edit.js';
import { toData, type YamlNode } from '../../languages/yaml/nodes.js';
import { textsIn } from '../../languages/yaml/reading.js';
import { handlersOf, probePort } from '../../rules/shared/kubernetesProbes.js';
import { differingPort } from '../../rules/shared/pairPorts.js';
import { command, related, type ContainerCase, type Offer, type Recogniser, type Recognised } from './case.js';
import { holdingBack, isRefused, isSettled, killing, type FailedProbe } from './failedProbe.js';
import { at, numberAt, textAt } from './json.js';
import { loopback } from './loopback.js';

// What probes that fail were told, and what cures them.

/** Each cause, for the probes that `which` finds. */
function causes(which: (c: ContainerCase) => FailedProbe | undefined): readonly Recogniser<ContainerCase>[] {
  const on = (code: string, recognise: (c: ContainerCase, probe: FailedProbe) => Recognised | undefined): Recogniser<ContainerCase> => ({
    code,
    recognise: (c) => {
      const probe = which(c);
      const found = probe === undefined ? undefined : recognise(c, probe);
      // One failure or two while a program starts are nothing.
      return found === undefined || probe === undefined || probe.count >= Math.min(probe.threshold, 3)
        ? found
        : { ...found, severity: 'info', isHopeless: false };
    },
  });
  return [
    on('listens-on-loopback', loopback),
    on('probe-port-differs', otherPort),
    on('probe-path-missing', missingPath),
    on('probe-scheme-differs', otherScheme),
    on('probe-command-missing', missingCommand),
    on('probe-timed-out', timedOut),
    ...(['startup', 'liveness', 'readiness'] as const).map((name) =>
      on(`${name}-probe-failed`, (c, probe) => (probe.name === name ? general(c, probe) : undefined)),
    ),
  ];
}

export const killedByProbe = causes(killing);
export const notReady = causes(holdingBack);

/** The number that the probe asks: told by the answer, else by the pod. */
function portIn(c: ContainerCase, { answer, kind }: FailedProbe): number | undefined {
  const told = /(?:\d|\]|localhost):(\d{1,5})(?=[/:"\s]|$)/.exec(answer)?.[1];
  if (told !== undefined) return Number(told);
  const spec = at(c.state.spec, kind);
  return numberAt(spec, 'httpGet', 'port') ?? numberAt(spec, 'tcpSocket', 'port') ?? numberAt(spec, 'grpc', 'port');
}

const portLog =
  /(?:running on|listening (?:on|at)|listens? on|serving (?:on|at|http on)|started (?:server )?(?:on|at)|started on port|server (?:is )?(?:running|listening)|Local:|available (?:on|at)|bound to)[^\n]{0,50}?(?::|\bport[ =:]+)(\d{2,5})\b/i;

function otherPort(c: ContainerCase, probe: FailedProbe): Recognised | undefined {
  if (!isRefused(probe)) return undefined;
  const asked = portIn(c, probe);
  const line = c.state.logs.split('\n').find((each) => portLog.test(each));
  const logged = Number(portLog.exec(line ?? '')?.[1]);
  const inImage = c.hasOwnCommand || c.built === undefined ? undefined : startPort(c.built.stage);
  const port = Number.isNaN(logged) ? inImage?.port : logged;
  if (asked === undefined || port === undefined || port === asked) return undefined;
  const node = probe.map === undefined ? undefined : probePort(probe.map);
  const pair = c.pair(differingPort);
  const declared = c.model?.ports.find(({ name, number }) => number === asked && name !== undefined && name === node?.scalarText);
  const target: YamlNode | undefined = declared?.node.get('containerPort') ?? node;
  return {
    cause: `The ${probe.name} probe asks port ${asked}, and the program listens on ${port}.`,
    explanation: Number.isNaN(logged) ? 'The start command of the image names that port.' : 'Its log says so.',
    isHopeless: isSettled(probe),
    said: line === undefined ? probe.said : `${probe.said}\n${line.trim()}`,
    place: c.at(target) ?? c.at(probe.map) ?? c.containerPlace,
    related: [inImage === undefined ? undefined : related(c.inImage(inImage.at), `The start command names port ${inImage.port}`)],
    offers: [
      target?.kind === 'scalar' && target.number === asked
        ? c.edit(`Change port ${asked} to ${port}`, [replace(target.span, String(port))])
        : undefined,
      pair?.inDockerfile === undefined || inImage?.port !== port
        ? undefined
        : c.editImage(pair.inDockerfile.title, pair.inDockerfile.edits),
    ],
  };
}

function missingPath(c: ContainerCase, probe: FailedProbe): Recognised | undefined {
  if (!/statuscode: 404/.test(probe.answer)) return undefined;
  const path = textAt(c.state.spec, probe.kind, 'httpGet', 'path') ?? '/';
  const node = probe.map?.get('httpGet', 'path');
  const health = c.built === undefined ? undefined : healthcheckUrl(c.built.stage);
  const other = health !== undefined && health.path !== path ? health.path : undefined;
  return {
    cause: `The program knows no \`${path}\`: it answers the ${probe.name} probe with 404.`,
    explanation:
      other === undefined
        ? 'The probe has to ask for a path that the application serves.'
        : `The HEALTHCHECK of the image asks for \`${other}\`.`,
    isHopeless: isSettled(probe),
    said: probe.said,
    place: c.at(node) ?? c.at(probe.map) ?? c.containerPlace,
    related: [
      other === undefined ? undefined : related(c.inImage(c.built?.stage.healthcheck?.keyword.span), `HEALTHCHECK asks for \`${other}\``),
    ],
    offers: [
      other !== undefined && node?.kind === 'scalar' && node.scalarText === path
        ? c.edit(`Change to \`${other}\``, [replace(node.span, other)])
        : undefined,
    ],
  };
}

function otherScheme(c: ContainerCase, probe: FailedProbe): Recognised | undefined {
  const isPlain = /server gave HTTP response to HTTPS client/i.test(probe.answer);
  const isTls = /malformed HTTP (?:response|status).*\\x15\\x03|client sent an HTTP request to an HTTPS server/i.test(probe.answer);
  if (!isPlain && !isTls) return undefined;
  const scheme = isPlain ? 'HTTP' : 'HTTPS';
  const map = probe.map?.get('httpGet');
  return {
    cause: `The ${probe.name} probe speaks ${isPlain ? 'HTTPS' : 'HTTP'}, and the program ${scheme}.`,
    explanation: `The probe needs \`scheme: ${scheme}\`.`,
    isHopeless: isSettled(probe),
    said: probe.said,
    place: c.at(map?.get('scheme')) ?? c.at(map) ?? c.containerPlace,
    offers: [map?.kind === 'map' ? c.edit(`Set \`scheme: ${scheme}\``, merge(map, { scheme })) : undefined],
  };
}

function missingCommand(c: ContainerCase, probe: FailedProbe): Recognised | undefined {
  if (!/executable file not found|no such file or directory|: not found|command not found/i.test(probe.answer)) return undefined;
  const entry = probe.map?.entry('exec');
  const node = entry?.value.get('command');
  const program =
    /exec: "([^"]+)"/.exec(probe.answer)?.[1] ??
    /([\w./-]+): (?:command )?not found/i.exec(probe.answer)?.[1] ??
    textsIn(node)[0] ??
    'its program';
  const url = /https?:\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0)(?::(\d+))?(\/[^\s"']*)?/.exec(textsIn(node).join(' '));
  return {
    cause: `The ${probe.name} probe runs \`${program}\`, which the image does not have.`,
    explanation:
      url === null
        ? 'An exec probe can only run what is in the image.'
        : 'The kubelet can ask over HTTP itself, and needs no program for it.',
    isHopeless: isSettled(probe),
    said: probe.said,
    place: c.at(node?.items.find((item) => item.scalarText === program) ?? node) ?? c.at(probe.map) ?? c.containerPlace,
    offers: [
      url === null || entry === undefined || probe.map === undefined
        ? undefined
        : c.edit('Ask over HTTP instead', [
            replace(entry.key.span, 'httpGet'),
            ...replaceValue(entry, { path: url[2] ?? '/', port: Number(url[1] ?? 80) }, probe.map),
          ]),
    ],
  };
}

function timedOut(c: ContainerCase, probe: FailedProbe): Recognised | undefined {
  if (!/deadline exceeded|Client\.Timeout|timed out|timeout/i.test(probe.answer)) return undefined;
  const more = Math.max(5, probe.timeout * 2);
  const written = probe.map?.get('timeoutSeconds');
  return {
    cause: `The program did not answer the ${probe.name} probe within ${probe.timeout} s.`,
    explanation: 'It is slow to answer, or busy: the probe may wait longer, or ask something that costs less.',
    said: probe.said,
    place:
      c.at(written) ?? c.at(probe.map?.entries[0] === undefined ? undefined : c.model?.node.entry(probe.kind)?.key) ?? c.containerPlace,
    offers: [
      probe.map === undefined || (written?.number ?? 0) >= more
        ? undefined
        : c.edit(`Wait ${more} s for the answer`, merge(probe.map, { timeoutSeconds: more })),
    ],
  };
}

function general(c: ContainerCase, probe: FailedProbe): Recognised {
  const seconds = probe.delay + probe.period * probe.threshold;
  const status = /statuscode: (\d+)/.exec(probe.answer)?.[1];
  const path = textAt(c.state.spec, probe.kind, 'httpGet', 'path');
  const asked = portIn(c, probe);
  const what =
    status !== undefined
      ? `answers ${path === undefined ? '' : `\`${path}\` `}with ${status}`
      : isRefused(probe)
        ? `refuses connections${asked === undefined ? '' : ` on port ${asked}`}`
        : 'does not pass';
  return {
    cause:
      probe.name === 'readiness'
        ? `${c.called} ${what}, so it is not ready.`
        : probe.hasKilled
          ? `${c.called} ${what}: the ${probe.name} probe gave up after ${seconds} s and the container is started anew.`
          : `${c.called} ${what}: the ${probe.name} probe gives up ${seconds} s after the start.`,
    explanation: explanations(probe, status),
    said: probe.said,
    place: c.at(c.model?.node.entry(probe.kind)?.key) ?? c.containerPlace,
    offers: [...patience(c, probe), command(`Show the logs of \`${c.state.name}\``, 'logs', c.podState.name, c.state.name)],
  };
}

function explanations({ name }: FailedProbe, status: string | undefined): string {
  if (name === 'startup') return 'The program needs longer to start, or does not answer at all.';
  if (name === 'liveness')
    return status === undefined
      ? 'A program that starts slowly is killed before it is up: a startup probe gives it time.'
      : 'The check may ask something that a restart does not cure, such as a database.';
  return status === undefined ? 'It is not up yet, or listens elsewhere.' : 'Something that it needs may lack: its log tells.';
}

/** More time, where that may be the cure. */
function patience(c: ContainerCase, probe: FailedProbe): (Offer | undefined)[] {
  const { map } = probe;
  if (map === undefined || c.model === undefined) return [];
  if (probe.name === 'startup') {
    const more = probe.threshold * 2;
    const isRaised = (map.get('failureThreshold')?.number ?? 0) >= more;
    return isRaised ? [] : [c.edit(`Give it ${probe.delay + probe.period * more} s to start`, merge(map, { failureThreshold: more }))];
  }
  if (probe.name !== 'liveness' || c.model.probe('startupProbe') !== undefined) return [];
  const [handler] = handlersOf(map);
  if (handler === undefined) return [];
  const patch = { [handler.key.content]: toData(handler.value) as Patch, periodSeconds: 2, failureThreshold: 30 };
  return [c.edit('Add a startupProbe that gives it 60 s', merge(c.model.node, { startupProbe: patch }))];
}
