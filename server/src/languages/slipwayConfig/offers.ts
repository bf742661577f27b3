import {
  imageMeanings,
  keyMeanings,
  kubernetesMeanings,
  overrideMeanings,
  peersOf,
  podSecurityMeanings,
  presetMeanings,
  severityMeanings,
} from '../../engine/config/schema.js';
import { newestKubernetesMinor } from '../../engine/config/config.js';
import type { RuleDefinition } from '../../engine/rule/define.js';
import { readPage } from '../../engine/rule/page.js';
import type { Span } from '../../engine/text/span.js';
import { placeAt, wordAround } from './place.js';

/** One word that may stand at a place. */
export interface Offer {
  readonly kind: 'key' | 'rule' | 'value';
  readonly word: string;
  readonly detail: string;
  /** What is written for a key that has no colon yet: its words to choose from, or the start of its block. */
  readonly after?: { readonly choices: readonly string[] } | { readonly block: 'map' | 'list' };
}

export interface Offers {
  /** The word that an offer replaces. */
  readonly span: Span;
  readonly hasColon: boolean;
  readonly offers: readonly Offer[];
}

const severities = Object.keys(severityMeanings);

/** What the workspace has that the file may name. */
export interface KnownNames {
  /** Repositories of images that manifests run. */
  readonly images: readonly string[];
  /** Dockerfiles, relative to the file's folder. */
  readonly dockerfiles: readonly string[];
}

/** What may be written at the offset. */
export function offersAt(
  text: string,
  offset: number,
  rules: readonly RuleDefinition[],
  known: KnownNames = { images: [], dockerfiles: [] },
): Offers | undefined {
  const place = placeAt(text, offset);
  if (place === undefined) return undefined;
  const { path, kind, span, hasColon } = place;
  const inOverride = path[0] === 'overrides' && path[1] === '[]';
  const inner = inOverride ? path.slice(2) : path;
  const named = inOverride ? undefined : namesAt(inner, kind, known);
  const offers = named ?? (kind === 'key' ? keysIn(inner, inOverride, rules) : valuesOf(inner, inOverride, rules));
  return { span, hasColon, offers };
}

/** Images and Dockerfiles where they are asked for. */
function namesAt(path: readonly string[], kind: 'key' | 'value', { images, dockerfiles }: KnownNames): Offer[] | undefined {
  if (path[0] !== 'images') return undefined;
  if (kind === 'key' && path.length === 1)
    return images.map((word) => ({ kind: 'key', word, detail: 'Run by a manifest of the workspace.', after: { choices: dockerfiles } }));
  const isDockerfile = path.length === 2 || (path.length === 3 && path[2] === 'dockerfile');
  if (kind === 'value' && isDockerfile) return dockerfiles.map((word) => ({ kind: 'value', word, detail: 'Dockerfile of the workspace.' }));
  return undefined;
}

function keysIn(path: readonly string[], inOverride: boolean, rules: readonly RuleDefinition[]): Offer[] {
  if (path.length === 0) return Object.entries(inOverride ? overrideMeanings : keyMeanings).map(([word, detail]) => keyOffer(word, detail));
  if (path[0] === 'kubernetes' && path.length === 1 && !inOverride) {
    const choices: Readonly<Record<string, readonly string[]>> = {
      version: [`"1.${newestKubernetesMinor}"`],
      podSecurity: Object.keys(podSecurityMeanings),
    };
    return Object.entries(kubernetesMeanings).map(([word, detail]) => ({
      kind: 'key',
      word,
      detail,
      after: { choices: choices[word] ?? [] },
    }));
  }
  if (path[0] === 'images' && path.length === 2 && !inOverride)
    return Object.entries(imageMeanings).map(([word, detail]) => ({ kind: 'key', word, detail }));
  if (path[0] !== 'rules') return [];
  if (path.length === 1)
    return rules.map((rule) => ({ kind: 'rule', word: rule.id, detail: readPage(rule.page.text).title, after: { choices: severities } }));
  const options = rules.find(({ id }) => id === path[1])?.options ?? {};
  if (path.length > 2) return [];
  return [
    { kind: 'key', word: 'severity', detail: 'How much its findings weigh.', after: { choices: severities } },
    ...Object.entries(options).map(([word, { description, default: value }]): Offer => {
      const choices = typeof value === 'boolean' ? [String(!value), String(value)] : [JSON.stringify(value)];
      return { kind: 'key', word, detail: description, after: { choices } };
    }),
  ];
}

function keyOffer(word: string, detail: string): Offer {
  if (word === 'preset') return { kind: 'key', word, detail, after: { choices: Object.keys(presetMeanings) } };
  return { kind: 'key', word, detail, after: { block: word === 'rules' || word === 'kubernetes' || word === 'images' ? 'map' : 'list' } };
}

function valuesOf(path: readonly string[], inOverride: boolean, rules: readonly RuleDefinition[]): Offer[] {
  const [first, rule, option, ...deeper] = path;
  if (first === 'preset' && path.length === 1) return valueOffers(presetMeanings);
  if (first === 'kubernetes' && rule === 'podSecurity' && path.length === 2) return valueOffers(podSecurityMeanings);
  if (first === 'leaveTo' && rule === '[]' && !inOverride)
    return peersOf(rules).map((word) => ({ kind: 'value', word, detail: 'Its findings are left to it.' }));
  if (first !== 'rules' || rule === undefined || deeper.length > 0) return [];
  if (option === undefined || option === 'severity') return valueOffers(severityMeanings);
  const definition = rules.find(({ id }) => id === rule)?.options?.[option];
  if (definition?.type !== 'boolean') return [];
  return ['true', 'false'].map((word) => ({ kind: 'value', word, detail: definition.description }));
}

function valueOffers(meanings: Readonly<Record<string, string>>): Offer[] {
  return Object.entries(meanings).map(([word, detail]) => ({ kind: 'value', word, detail }));
}

/** What a rule finds, how much it weighs and where it runs. */
export function ruleText(rule: RuleDefinition): string {
  const { title, opening } = readPage(rule.page.text);
  const presets = rule.presets.includes('recommended') ? ['recommended', 'strict', 'all'] : [...rule.presets, 'all'];
  const fix = rule.fix === 'none' ? 'no fix' : rule.fix === 'safe' ? 'safe fix' : 'fix to review';
  const facts = `\`${rule.id}\` · ${rule.severity} · in ${presets.join(', ')} · ${fix}`;
  const options = Object.entries(rule.options ?? {}).map(
    ([name, option]) => `- \`${name}\`: ${option.description} Without it: \`${JSON.stringify(option.default)}\`.`,
  );
  const known = (rule.aliases ?? []).length === 0 ? [] : [`Also known as ${(rule.aliases ?? []).join(', ')}.`];
  return [`**${title}**`, facts, opening, ...(options.length === 0 ? [] : [options.join('\n')]), ...known].join('\n\n');
}

/** The page's opening on a rule id, the meaning on every other word of the file. */
export function configHover(
  text: string,
  offset: number,
  rules: readonly RuleDefinition[],
): { readonly markdown: string; readonly span: Span } | undefined {
  const { word, span } = wordAround(text, offset);
  if (word === '') return undefined;
  const rule = rules.find(({ id }) => id === word);
  if (rule !== undefined) return { markdown: ruleText(rule), span };
  const at = offersAt(text, offset, rules);
  const offer = at?.offers.find((offered) => offered.word === word);
  return at === undefined || offer === undefined ? undefined : { markdown: offer.detail, span: at.span };
}
