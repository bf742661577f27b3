import type { Surroundings } from '../../engine/rule/define.js';
import { seconds } from '../dockerfile/hover/health.js';
import { sourceOf } from '../kubernetes/imageSource.js';
import { code, listed, sentences } from '../dockerfile/hover/markdown.js';
import { placeholder } from '../yaml/nodes.js';
import { buildPlaces } from './facts.js';
import { isVariable, knownText, rawText } from './interpolation.js';
import type { Dependency, Mount } from './parts.js';
import { isEverywhere, isLoopback, rangeText, type PortMapping } from './ports.js';
import type { Service } from './service.js';

// What parts of a service come to, in words.

const shown = (text: string): string => code(text.replaceAll(placeholder, '…'));

export function serviceText(service: Service, near: Surroundings): string {
  const { ports, dependencies, profiles } = service;
  const restart = rawText(service.get('restart'));
  const lines = [
    `**Service** ${code(service.name)}. Others of its networks reach it by this name.`,
    service.build === undefined ? imageText(service, near) : buildText(service, near),
    ...ports.slice(0, 10).map(portText),
    dependencies.length === 0
      ? undefined
      : `Waits for ${listed(dependencies.map((each) => `${code(each.name)} (${conditionText(each)})`))}.`,
    healthText(service),
    restart === undefined ? undefined : `Restart: ${code(restart)}.`,
    profiles.length === 0 ? undefined : `Started only with the profile ${listed(profiles.map(code), 'or')}.`,
  ].filter((line) => line !== undefined && line !== '');
  return lines.map((line, i) => (i === 0 ? `${line}\n` : `- ${line}`)).join('\n');
}

export function imageText(service: Service, near: Surroundings): string | undefined {
  const { image } = service;
  if (image === undefined) return undefined;
  const { reference, isLiteral } = image;
  const { tag, digest, registry } = reference;
  const version =
    digest !== undefined ? 'pinned by its digest' : tag === undefined ? 'without a tag, which means `latest`' : `tag ${shown(tag)}`;
  const from = reference.name.includes(placeholder) ? '' : ` of ${code(registry)}`;
  const said = isLiteral ? near.workspace.find('image.build', reference.repository) : [];
  // Of several that say it, the one that is believed first; a Dockerfile that is not there is said all the same.
  const built = (isLiteral ? sourceOf(near.workspace, reference.text)?.said : undefined) ?? said[0];
  const by =
    built === undefined
      ? ''
      : `Built by ${code(near.workspace.relative(built.data.dockerfile))}${built.data.target === null ? '' : `, stage ${code(built.data.target)}`}.`;
  return sentences(`Runs the image ${shown(reference.name)}${from}, ${version}.`, isLiteral ? undefined : 'Variables have part in it.', by);
}

export function buildText(service: Service, near: Surroundings): string | undefined {
  const { build, image } = service;
  if (build === undefined) return undefined;
  if (build.context === undefined) return 'Built from a folder that a variable names.';
  if (build.isRemote) return `Built from ${code(build.context)}.`;
  const { path } = near.workspace;
  const places = path === undefined ? undefined : buildPlaces(build, path.slice(0, path.lastIndexOf('/')));
  const [dockerfile] = places === undefined ? [] : near.workspace.find('dockerfile', places.dockerfile);
  const file = build.dockerfile === undefined ? 'a Dockerfile that is not a file' : code(build.dockerfile);
  const stages = dockerfile?.data.stages ?? [];
  const last = dockerfile === undefined ? undefined : stages[dockerfile.data.final];
  const stage =
    build.target !== undefined
      ? `stage ${code(build.target)}${dockerfile !== undefined && !stages.some((name) => name?.toLowerCase() === build.target?.toLowerCase()) && !/^\d+$/.test(build.target) ? ', which it does not have' : ''}`
      : build.targetNode !== undefined
        ? 'a stage that a variable names'
        : `the last stage${last === undefined || last === null ? '' : `, ${code(last)}`}`;
  const base = dockerfile === undefined || build.target !== undefined ? undefined : dockerfile.data.bases[dockerfile.data.final];
  return sentences(
    `Built from ${file} in ${code(build.context)}, ${stage}.`,
    base === undefined || base === null ? undefined : `It stands on ${code(base)}.`,
    image === undefined ? undefined : `The image is called ${shown(image.reference.text)}.`,
  );
}

export function portText({ published, target, hostIp, protocol, isPublished, isHostKnown, fault }: PortMapping): string {
  if (fault !== undefined) return `Compose refuses this port: ${fault}.`;
  const inside = target === undefined ? 'a port' : `port ${rangeText(target)}`;
  const kind = protocol === 'tcp' ? '' : ` (${protocol.replaceAll(placeholder, '…').toUpperCase()})`;
  if (!isPublished || (published === undefined && isHostKnown))
    return `A free port of the machine, which Docker chooses, leads to ${inside} of the container${kind}; \`docker compose ps\` shows it.`;
  const host = published === undefined ? 'A port that a variable names' : `Port ${rangeText(published)}`;
  const address =
    hostIp?.includes(placeholder) === true
      ? 'of an address that a variable names'
      : isEverywhere(hostIp)
        ? 'of every address'
        : `of ${code(hostIp ?? '')}`;
  const who =
    hostIp?.includes(placeholder) === true
      ? ''
      : isLoopback(hostIp)
        ? 'Only programs on this machine come in.'
        : isEverywhere(hostIp)
          ? 'Everybody who reaches the machine comes in, past its firewall.'
          : 'Those who reach this address come in.';
  return sentences(`${host} ${address} of the machine leads to ${inside} of the container${kind}.`, who);
}

export function mountText({ type, source, target, isReadOnly }: Mount): string {
  const where = target === undefined ? 'in the container' : `at ${shown(target)}`;
  const mode = isReadOnly ? ', to read only' : '';
  const from = source === undefined ? '' : ` ${shown(source)}`;
  switch (type) {
    case 'bind':
      return `The file or folder${from} of the machine ${where}${mode}. It hides what the image has there.`;
    case 'volume':
      return `The volume${from} ${where}${mode}. It is filled with what the image has there when it is new, and outlives the container.`;
    case 'anonymous':
      return `A volume without a name ${where}: \`docker compose down --volumes\` deletes it, and nobody finds it later.`;
    case 'tmpfs':
      return `A folder in memory ${where}; it is empty after each start.`;
    case 'image':
      return `The files of the image${from} ${where}${mode}.`;
    case 'npipe':
    case 'cluster':
      return `${type === 'npipe' ? 'A named pipe' : 'A volume of the cluster'}${from} ${where}${mode}.`;
    case 'unknown':
      return `A variable decides what is mounted ${where}${mode}.`;
  }
}

function conditionText({ condition }: Dependency): string {
  switch (condition) {
    case 'service_healthy':
      return 'healthy';
    case 'service_completed_successfully':
      return 'ended without an error';
    case 'service_started':
      return 'started';
    default:
      return 'condition not known';
  }
}

export function dependencyText(service: Service, dependency: Dependency): string {
  const other = service.file.service(dependency.name);
  const healthcheck = other?.healthcheck;
  const name = code(dependency.name);
  const hasCheck = healthcheck !== undefined && !healthcheck.isDisabled;
  const waits: Readonly<Record<string, string>> = {
    service_healthy: `${code(service.name)} is started when ${name} is healthy.`,
    service_completed_successfully: `${code(service.name)} is started when ${name} has ended without an error.`,
    service_started: `${code(service.name)} is started as soon as ${name} has been started, ready or not.`,
  };
  const { condition } = dependency;
  return sentences(
    condition !== undefined && Object.hasOwn(waits, condition) ? waits[condition] : `${code(service.name)} waits for ${name}.`,
    other === undefined
      ? undefined
      : hasCheck
        ? healthText(other)
        : condition === 'service_healthy'
          ? `${name} has no health check in this file; the image may bring one.`
          : undefined,
    dependency.isRequired ? undefined : 'Where it is not there, a warning is all.',
  );
}

/** Docker's defaults: https://docs.docker.com/reference/dockerfile/#healthcheck. */
export function healthText(service: Service): string | undefined {
  const { healthcheck } = service;
  if (healthcheck === undefined) return undefined;
  if (healthcheck.isDisabled) return 'Its health is not checked.';
  const read = (key: string, standard: number): number | undefined => {
    const node = healthcheck.node.get(key);
    if (node === undefined) return standard;
    return isVariable(node) ? undefined : (seconds(knownText(node) ?? '') ?? undefined);
  };
  const [interval, timeout, start] = [read('interval', 30), read('timeout', 30), read('start_period', 0)];
  const node = healthcheck.node.get('retries');
  const retries = node === undefined ? 3 : isVariable(node) ? undefined : Number(knownText(node));
  if (interval === undefined || timeout === undefined || start === undefined || retries === undefined || !Number.isFinite(retries))
    return 'Its health is checked; variables have part in when.';
  const tries = retries === 0 ? 3 : retries;
  return sentences(
    `Checked every ${time(interval)}, at most ${time(timeout)} each.`,
    start === 0 ? undefined : `Failures of the first ${time(start)} do not count.`,
    `Unhealthy after ${tries} ${tries === 1 ? 'failure' : 'failures in a row'}, ${time(start + tries * interval)} to ${time(start + tries * (interval + timeout))} after the start when it never answers.`,
  );
}

function time(value: number): string {
  const round = Math.round(value * 10) / 10;
  if (round < 60) return `${round}s`;
  const rest = Math.round(round % 60);
  return `${Math.floor(round / 60)}m${rest === 0 ? '' : ` ${rest}s`}`;
}
