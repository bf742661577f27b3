import type { Fact } from '../../engine/facts/facts.js';
import { replace, type Edit, type Span } from '../../engine/text/span.js';
import type { Stage } from '../../languages/dockerfile/model.js';
import { exposedPorts, healthcheckUrl, startPort } from '../../languages/dockerfile/startCommand.js';
import type { Container } from '../../languages/kubernetes/container.js';
import { probeKinds, type UsedImage } from '../../languages/kubernetes/facts.js';
import { merge } from '../../languages/yaml/edit.js';
import { mergeThrough } from '../../languages/yaml/inherited.js';
import type { Disagreement, Mend, PairRule, ToldStage } from './imagePairs.js';
import { probePort, probesOf } from './kubernetesProbes.js';

// Ports that the program listens on, as the Dockerfile tells, and those that a manifest speaks of.

const startsImage = (used: UsedImage): boolean => used.command === null && used.args === null;

/** The port of the start command, as long as the manifest's environment does not choose another one. */
function listening(used: UsedImage, told: ToldStage): Fact<'stage.listens'> | 'unknown' | undefined {
  const listens = told.one('stage.listens');
  if (listens === undefined) return used.choosesPort ? 'unknown' : undefined;
  return listens.data.fixed || !used.choosesPort ? listens : 'unknown';
}

export const differingPort: PairRule = {
  concerns: (used) =>
    startsImage(used) && (used.ports.length > 0 || probeKinds.some((kind) => typeof used.probes[kind]?.port === 'number')),
  judge(used, told) {
    const listens = listening(used, told);
    if (listens === 'unknown') return undefined;
    const exposed = told.all('stage.port');
    const health = told.data('stage.health')?.port;
    const own = listens?.data.port ?? (exposed.length === 1 ? exposed[0]?.data.port : undefined);
    const place = listens ?? exposed[0];
    const served = new Set([own, health, ...exposed.map(({ data }) => data.port)]);
    if (place === undefined) return undefined;
    const [wrong] = used.ports.filter((port) => !used.sidePorts.includes(port));
    if (wrong !== undefined)
      return used.ports.some((port) => served.has(port)) ? undefined : portFinding(place, own, wrong, listens !== undefined);
    if (listens === undefined || used.ports.length > 0) return undefined;
    const asked = probeKinds.map((kind) => used.probes[kind]?.port).find((port) => typeof port === 'number' && !served.has(port));
    return typeof asked === 'number' ? probeFinding(listens, asked) : undefined;
  },
};

function portFinding(place: Fact, own: number | undefined, wrong: number, isCertain: boolean): Disagreement {
  const says = isCertain ? `The start command names port ${own}` : own === undefined ? 'Ports that the image exposes' : `EXPOSE ${own}`;
  const does = isCertain ? `starts its program on port ${own}` : own === undefined ? `exposes no port \`${wrong}\`` : `exposes ${own}`;
  return {
    ...(isCertain ? {} : { severity: 'info' }),
    dockerfileAt: place.at,
    dockerfileSays: says,
    inManifest: (container, file) => ({
      at: portSpan(container, wrong),
      message: `\`${file}\` ${does}, and the container declares \`${wrong}\`: ${isCertain ? 'connections to it are refused.' : 'one of them is not what the program listens on.'}`,
    }),
    inDockerfile: (runs) =>
      `The image ${isCertain ? 'listens on' : 'exposes'} ${own ?? 'other ports'}, and ${runs} declares port ${wrong}: ${isCertain ? 'connections to it are refused.' : 'one of them is not what the program listens on.'}`,
    ...(own === undefined
      ? {}
      : {
          mendManifest: (container: Container) => changeInManifest(container, wrong, own),
          mendDockerfile: (stage: Stage, text: string) => changeInDockerfile(stage, text, own, wrong),
        }),
  };
}

function probeFinding(listens: Fact<'stage.listens'>, asked: number): Disagreement {
  const { port } = listens.data;
  return {
    dockerfileAt: listens.at,
    dockerfileSays: `The start command names port ${port}`,
    inManifest: (container, file) => ({
      at:
        probesOf(container)
          .flatMap(({ map }) => probePort(map) ?? [])
          .find((node) => node.number === asked)?.span ?? container.anchor,
      message: `The probe asks port \`${asked}\`, and the program of \`${file}\` listens on ${port}: it fails every time.`,
    }),
    inDockerfile: (runs) => `The image listens on ${port}, and a probe of ${runs} asks port ${asked}: it fails every time.`,
    mendManifest: (container) => changeInManifest(container, asked, port),
    mendDockerfile: (stage, text) => changeInDockerfile(stage, text, port, asked),
  };
}

/** Runtimes that let everybody listen anywhere by now, and those that do not: https://github.com/cri-o/cri-o/issues/10050. */
export const privilegedPort: PairRule = {
  concerns: (used) => startsImage(used) && !used.setsLowPorts && used.runAsUser !== 0 && used.runAsUser !== 'unknown',
  judge(used, told) {
    const listens = listening(used, told);
    if (listens === 'unknown' || told.one('stage.setcap') !== undefined) return undefined;
    const user = told.data('stage.user');
    const isOther = typeof used.runAsUser === 'number' || user?.kind === 'name' || (user?.kind === 'number' && user.uid !== 0);
    const place = listens ?? told.all('stage.port').find(({ data }) => used.ports.includes(data.port));
    const port = place?.data.port;
    if (!isOther || (user?.uid === 0 && used.runAsUser === null)) return undefined;
    if (place === undefined || port === undefined || port >= 1024) return undefined;
    const number = typeof used.runAsUser === 'number' ? used.runAsUser : user?.kind === 'number' ? user.uid : undefined;
    const account = typeof number === 'number' ? `UID ${number}` : `\`${user?.text ?? ''}\``;
    const does = listens === undefined ? 'exposes port' : 'listens on port';
    const where = 'containerd before 2.0 and CRI-O refuse that, and `NET_BIND_SERVICE` does not reach a user that is not root.';
    return {
      dockerfileAt: place.at,
      dockerfileSays: `Port ${port}`,
      inManifest: (container, file) => ({
        at: portSpan(container, port),
        message: `The image of \`${file}\` ${does} ${port} and runs as ${account}: ${where}`,
      }),
      inDockerfile: (runs) => `The image ${does} ${port}, and ${runs} runs it as ${account}: ${where}`,
      mendManifest: (container) => ({
        title: 'Let every user of the pod listen on low ports',
        edits: mergeThrough(container.pod.spec, {
          securityContext: { sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }] },
        }),
      }),
      ...(listens === undefined
        ? {}
        : { mendDockerfile: (stage: Stage, text: string) => changeInDockerfile(stage, text, port, port + 8000) }),
    };
  },
};

function portSpan(container: Container, port: number): Span {
  return container.ports.find(({ number }) => number === port)?.node.get('containerPort')?.span ?? container.anchor;
}

/** The declared port and the probes that ask it by its number. */
function changeInManifest(container: Container, from: number, to: number): Mend {
  const edits: Edit[] = container.ports.filter(({ number }) => number === from).flatMap(({ node }) => merge(node, { containerPort: to }));
  for (const { map } of probesOf(container)) {
    const asked = probePort(map);
    if (asked?.number === from) edits.push(replace(asked.span, String(to)));
  }
  return { title: `Change port ${from} to ${to}`, edits };
}

/** Start command, EXPOSE and HEALTHCHECK; none where a variable decides. */
function changeInDockerfile(stage: Stage, text: string, from: number, to: number): Mend | undefined {
  const listens = startPort(stage);
  const places: Span[] = (exposedPorts(stage) ?? []).filter(({ port }) => port === from).map(({ at }) => at);
  if (listens?.port === from) places.push(listens.at);
  const health = healthcheckUrl(stage);
  if (health?.port === from && health.at !== undefined) places.push(health.at);
  const edits = places.flatMap((at) => {
    const written = text.slice(at.start, at.end);
    const index = written.lastIndexOf(String(from));
    return index === -1 ? [] : [replace(at, written.slice(0, index) + String(to) + written.slice(index + String(from).length))];
  });
  if (edits.length < places.length) return undefined;
  return { title: `Change port ${from} to ${to}`, edits };
}
