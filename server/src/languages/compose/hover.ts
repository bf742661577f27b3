import type { HoverText } from '../../engine/features/hover.js';
import type { Surroundings } from '../../engine/rule/define.js';
import { code, hoverText, sentences } from '../dockerfile/hover/markdown.js';
import { dependencyText, healthText, imageText, mountText, portText, serviceText, buildText } from './describe.js';
import { interpolate, knownText, rawText } from './interpolation.js';
import { referencePage, serviceLink, serviceTexts, topTexts, valueTexts } from './keyTexts.js';
import type { ComposeFile } from './model.js';
import { placeAt, type ComposePlace } from './place.js';
import { readDependencies, readMount } from './parts.js';
import { readPort } from './ports.js';

/** What there is to know of the key or value at `offset`; nothing in comments. */
export function composeHover(file: ComposeFile, offset: number, near: Surroundings): HoverText | undefined {
  if (file.isTemplated) return undefined;
  const place = placeAt(file, offset);
  if (place === undefined) return undefined;
  const paragraphs = place.part === 'key' ? keyParagraphs(place, near) : valueParagraphs(place, near);
  const found = paragraphs.filter((text) => text !== undefined && text !== '');
  return found.length === 0 ? undefined : hoverText(place.span, ...found);
}

type Paragraphs = readonly (string | undefined)[];

const link = (path: string): string => `[Compose reference](${referencePage}${path})`;

/** `build.args` of a path in a service: indexes and names that the author chose are left out. */
function keyPath(within: ComposePlace['within']): string {
  const words = within.filter((step) => typeof step === 'string');
  const [first, second, ...rest] = words;
  // Below these the next key is a name of the author's.
  if (first === 'depends_on') return ['depends_on', ...(second === undefined ? [] : rest.slice(0, 1))].join('.');
  if (first === 'develop') return words.slice(0, 3).join('.');
  return words.slice(0, 2).join('.');
}

function keyParagraphs(place: ComposePlace, near: Surroundings): Paragraphs {
  const { path, service, within } = place;
  if (path.length === 1) {
    const text = Object.hasOwn(topTexts, String(path[0])) ? topTexts[String(path[0])] : undefined;
    return text === undefined ? [] : [text[0], link(text[1])];
  }
  if (service === undefined) return [];
  if (within.length === 0) return [serviceText(service, near), link('services/')];
  if (within[0] === 'depends_on' && within.length === 2) return dependencyParagraphs(place);
  const key = keyPath(within);
  const isOwn = within.filter((step) => typeof step === 'string').length === key.split('.').length;
  const text = isOwn && Object.hasOwn(serviceTexts, key) ? serviceTexts[key] : undefined;
  if (text === undefined) return [];
  return [text, topicOf(place, key, near), link(serviceLink(key))];
}

/** What the key comes to in this service. */
function topicOf({ service }: ComposePlace, key: string, near: Surroundings): string | undefined {
  if (service === undefined) return undefined;
  if (key === 'healthcheck' || key.startsWith('healthcheck.')) return healthText(service);
  if (key === 'build' || key === 'build.context' || key === 'build.dockerfile' || key === 'build.target') return buildText(service, near);
  if (key === 'image') return imageText(service, near);
  if (key === 'ports') return service.ports.map((port) => `- ${portText(port)}`).join('\n');
  return undefined;
}

function dependencyParagraphs({ service, within, node }: ComposePlace): Paragraphs {
  const name = within[1];
  const dependency = readDependencies(service?.map?.get('depends_on')).find(
    (each) => each.name === name || (typeof name === 'number' && each.name === knownText(node)),
  );
  return service === undefined || dependency === undefined ? [] : [dependencyText(service, dependency), link('services/#depends_on')];
}

function valueParagraphs(place: ComposePlace, near: Surroundings): Paragraphs {
  const { service, within, node } = place;
  const variables = variableText(place, near);
  if (service === undefined || within.length === 0) return [variables];
  const [first, second] = within;
  const key = keyPath(within);
  const word = knownText(node) ?? '';
  const words = Object.hasOwn(valueTexts, key) ? valueTexts[key] : undefined;
  const meaning = words !== undefined && Object.hasOwn(words, word) ? words[word] : undefined;
  if (first === 'ports' && typeof second === 'number') {
    const port = readPort(service.get('ports', second) ?? node);
    return port === undefined ? [variables] : [portText(port), variables, link('services/#ports')];
  }
  if (first === 'volumes' && typeof second === 'number') {
    const mount = readMount(service.get('volumes', second) ?? node);
    return mount === undefined ? [variables] : [mountText(mount), variables, link('services/#volumes')];
  }
  if (first === 'depends_on' && within.length === 2) return dependencyParagraphs(place);
  if (meaning !== undefined) return [`${code(word)}: ${meaning}`, link(serviceLink(key))];
  const topic =
    first === 'healthcheck' && second !== 'test'
      ? healthText(service)
      : first === 'image' || first === 'build'
        ? topicOf(place, key, near)
        : undefined;
  return topic === undefined ? [variables] : [topic, variables, link(serviceLink(key))];
}

/** Where variables in the text come from. */
function variableText({ node }: ComposePlace, near: Surroundings): string | undefined {
  const raw = rawText(node);
  if (raw === undefined || !raw.includes('$')) return undefined;
  const env = near.read('.env') ?? '';
  const lines = interpolate(raw).variables.map(({ name, fallback, isRequired }) => {
    const isSet = new RegExp(`^\\s*(?:export\\s+)?${name}\\s*=`, 'm').test(env);
    const else_ =
      fallback !== undefined
        ? `without it ${code(fallback.replace(/[\uE000]/g, '…'))}`
        : isRequired
          ? 'without it Compose stops'
          : 'without it nothing, and a warning';
    return sentences(`- ${code(name)}: from the shell${isSet ? ' or `.env`, which sets it' : ' or `.env`'}, ${else_}.`);
  });
  return lines.length === 0 ? undefined : [...new Set(lines)].join('\n');
}
