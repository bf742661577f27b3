import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import {
  configSchema,
  imageMeanings,
  keyMeanings,
  kubernetesMeanings,
  overrideMeanings,
  peersOf,
  podSecurityMeanings,
  presetMeanings,
  severityMeanings,
} from '../engine/config/schema.js';
import type { RuleDefinition } from '../engine/rule/define.js';
import { nearest } from '../languages/dockerfile/vocabulary.js';

/** Something in the data of a configuration that cannot be meant so. */
export interface ConfigFault {
  readonly message: string;
  /** Keys and indices from the root to what is wrong. */
  readonly path: readonly string[];
  readonly at: 'key' | 'value';
  /** What to write instead. */
  readonly change?: string;
  /** JSON pointer of what is left out. */
  readonly drop: string;
}

/** Compiling takes milliseconds, and one process asks for one list of rules. */
const compiled = new WeakMap<readonly RuleDefinition[], ValidateFunction>();

export interface ConfigFaults {
  readonly faults: readonly ConfigFault[];
  /** JSON pointers of what is left out. */
  readonly dropped: ReadonlySet<string>;
}

export function configFaults(data: unknown, rules: readonly RuleDefinition[]): ConfigFaults {
  const validate = validatorFor(rules);
  if (validate(data)) return { faults: [], dropped: new Set() };
  const errors = (validate.errors ?? []).filter((error, _, all) => isMeant(error, all));
  const all = errors.map((error) => faultOf(error, rules));
  // "`file` is no key" says already why `files` is missing.
  const isSaid = (fault: ConfigFault): boolean => all.some((other) => other.change === 'files' && other.drop.startsWith(`${fault.drop}/`));
  return {
    faults: all.filter((fault, i) => errors[i]?.keyword !== 'required' || !isSaid(fault)),
    dropped: new Set(all.map(({ drop }) => drop)),
  };
}

function validatorFor(rules: readonly RuleDefinition[]): ValidateFunction {
  let validate = compiled.get(rules);
  if (validate === undefined) {
    // A test holds the schema against its meta-schema; doing so here would double the time.
    const ajv = new Ajv({ allErrors: true, verbose: true, allowUnionTypes: true, validateSchema: false, meta: false });
    ajv.addVocabulary(['enumDescriptions']);
    const { $schema: _, ...schema } = configSchema(rules);
    validate = ajv.compile(schema);
    compiled.set(rules, validate);
  }
  return validate;
}

/** A rule takes a word or a map; of the two explanations for a wrong value, the one for its own kind is kept. */
function isMeant(error: ErrorObject, all: readonly ErrorObject[]): boolean {
  if (error.keyword === 'anyOf') return false;
  const isChoice = all.some((other) => other.keyword === 'anyOf' && other.instancePath === error.instancePath);
  if (!isChoice) return true;
  const isMap = typeof error.data === 'object' && error.data !== null && !Array.isArray(error.data);
  // An image takes a path or a map: of what is neither, nothing but that is said.
  if (isImage(error.instancePath))
    return isMap
      ? error.keyword !== 'type'
      : error.keyword === 'minLength' || (error.keyword === 'type' && error.params['type'] === 'string');
  return isMap ? error.keyword !== 'enum' : error.keyword !== 'type';
}

const isImage = (pointer: string): boolean => /^\/images\/[^/]*$/.test(pointer);

function faultOf(error: ErrorObject, rules: readonly RuleDefinition[]): ConfigFault {
  const path = steps(error.instancePath);
  const { keyword, instancePath } = error;
  if (keyword === 'additionalProperties') {
    const { additionalProperty: key } = error.params as { additionalProperty: string };
    const drop = `${instancePath}/${escapedStep(key)}`;
    return { ...unknownKey(key, path, error.data as object, rules), path: [...path, key], at: 'key', drop };
  }
  if (path[0] === 'images' && path.length > 1 && keyword !== 'additionalProperties') {
    const message =
      keyword === 'required'
        ? `\`${path[1] ?? ''}\` needs \`dockerfile\`: the path of the Dockerfile, relative to the folder of this file`
        : keyword === 'minLength'
          ? `\`${path.at(-1) ?? ''}\` is empty`
          : wrongType(error, path).message;
    return { message, path, at: keyword === 'required' ? 'key' : 'value', drop: `/images/${escapedStep(path[1] ?? '')}` };
  }
  if (keyword === 'required' || keyword === 'minItems') {
    const message = 'an override needs `files`: a list of globs, relative to the folder of this file';
    return { message, path, at: 'value', drop: `/overrides/${path[1] ?? ''}` };
  }
  if (keyword === 'uniqueItems') {
    const { i } = error.params as { i: number };
    return {
      message: `${shown((error.data as unknown[])[i])} stands here twice`,
      path: [...path, String(i)],
      at: 'value',
      drop: `${instancePath}/${i}`,
    };
  }
  const isFiles = path[0] === 'overrides' && path.length === 3 && path[2] === 'files';
  const drop = isFiles ? `/overrides/${path[1] ?? ''}` : instancePath;
  if (keyword === 'pattern')
    return { message: `${shown(error.data)} is no Kubernetes version; write one like \`1.34\``, path, at: 'value', drop };
  const said = keyword === 'enum' ? wrongWord(error.data, path, rules) : wrongType(error, path);
  return { ...said, path, at: 'value', drop };
}

type Said = Pick<ConfigFault, 'message' | 'change'>;

function said(message: string, change: string | undefined): Said {
  return change === undefined ? { message } : { message, change };
}

function unknownKey(key: string, path: readonly string[], siblings: object, rules: readonly RuleDefinition[]): Said {
  const kind = kindOf(path);
  if (kind === 'rules') return unknownRule(key, siblings, rules);
  if (kind === 'rule') {
    const rule = path.at(-1) ?? '';
    const options = Object.keys(rules.find(({ id }) => id === rule)?.options ?? {});
    const meant = nearest(key, ['severity', ...options]);
    if (meant !== undefined) return said(`\`${rule}\` has no option \`${key}\`; it has \`${meant}\``, free(meant, siblings));
    return { message: `\`${rule}\` has no option \`${key}\`; it takes ${list(['severity', ...options], 'and')}` };
  }
  const keys = Object.keys(
    kind === 'override' ? overrideMeanings : kind === 'kubernetes' ? kubernetesMeanings : kind === 'image' ? imageMeanings : keyMeanings,
  );
  if (rules.some(({ id }) => id === key)) return { message: `\`${key}\` is a rule; it belongs under \`rules\`` };
  const meant = nearest(key, keys);
  if (meant !== undefined) return said(`\`${key}\` is no key; \`${meant}\` is`, free(meant, siblings));
  return {
    message: `\`${key}\` is no key; ${kind === 'override' ? 'an override takes' : kind === 'kubernetes' ? '`kubernetes` takes' : kind === 'image' ? 'an image takes' : 'the file takes'} ${list(keys, 'and')}`,
  };
}

function unknownRule(key: string, siblings: object, rules: readonly RuleDefinition[]): Said {
  const wanted = key.toLowerCase();
  const [first, ...others] = rules.filter(({ aliases }) =>
    (aliases ?? []).some((alias) => alias.toLowerCase() === wanted || alias.toLowerCase().slice(alias.indexOf(':') + 1) === wanted),
  );
  if (first !== undefined) {
    const more =
      others.length === 0
        ? ''
        : ` (also ${list(
            others.map(({ id }) => `\`${id}\``),
            'and',
          )})`;
    return said(`\`${key}\` is another tool's id; the rule here is \`${first.id}\`${more}`, free(first.id, siblings));
  }
  const ids = rules.map(({ id }) => id as string);
  const meant = nearestRule(wanted, ids);
  if (meant !== undefined) return said(`\`${key}\` is no rule; \`${meant}\` is`, free(meant, siblings));
  return { message: `\`${key}\` is no rule; \`slipway rules\` lists them` };
}

/** The id without its language, a part of the id, or the id with slips of the pen. */
function nearestRule(wanted: string, ids: readonly string[]): string | undefined {
  const name = wanted.slice(wanted.indexOf('/') + 1);
  const nameOf = (id: string): string => id.slice(id.indexOf('/') + 1);
  const exact = ids.find((id) => nameOf(id) === name);
  if (exact !== undefined) return exact;
  // Half of an id may be far from it in letters and still leave no doubt.
  const longer = name.length < 4 ? [] : ids.filter((id) => nameOf(id).startsWith(`${name}-`) || nameOf(id).endsWith(`-${name}`));
  if (longer.length === 1) return longer[0];
  const meant = nearest(name, ids.map(nameOf)) ?? longer.map(nameOf).sort((a, b) => a.length - b.length)[0];
  return meant === undefined ? undefined : ids.find((id) => nameOf(id) === meant);
}

/** Other words for the same, as other linters and YAML itself use them. */
const severityWords: Readonly<Record<string, string>> = {
  false: 'off',
  no: 'off',
  none: 'off',
  ignore: 'off',
  disable: 'off',
  disabled: 'off',
  '0': 'off',
  never: 'off',
  true: 'on',
  yes: 'on',
  enable: 'on',
  enabled: 'on',
  always: 'on',
  fatal: 'error',
  critical: 'error',
  high: 'error',
  '2': 'error',
  deny: 'error',
  warn: 'warning',
  medium: 'warning',
  moderate: 'warning',
  '1': 'warning',
  information: 'info',
  informational: 'info',
  note: 'info',
  low: 'info',
  notice: 'info',
  style: 'hint',
  suggestion: 'hint',
};

function wrongWord(data: unknown, path: readonly string[], rules: readonly RuleDefinition[]): Said {
  const text = plain(data);
  const last = path.at(-1);
  if (path[0] === 'leaveTo') {
    const peers = peersOf(rules);
    const meant = text === undefined ? undefined : nearest(text, peers);
    return said(
      `${shown(data)} is no tool that findings can be left to; ${meant === undefined ? list(peers, 'and') + ' are' : `\`${meant}\` is`}`,
      meant,
    );
  }
  const isPreset = kindOf(path.slice(0, -1)) !== 'rules' && last === 'preset';
  const isLevel = path[0] === 'kubernetes';
  const words = Object.keys(isLevel ? podSecurityMeanings : isPreset ? presetMeanings : severityMeanings);
  const lower = text?.toLowerCase();
  const meant = lower === undefined ? undefined : ((isPreset || isLevel ? undefined : severityWords[lower]) ?? nearest(lower, words));
  if (lower === undefined) {
    return {
      message: `\`${last ?? ''}\` takes ${list(words, 'or')}${data === null || data === undefined ? '; there is nothing here' : ''}`,
    };
  }
  const noun = isLevel ? 'Pod Security level' : isPreset ? 'preset' : 'severity';
  if (meant !== undefined) return said(`\`${text ?? ''}\` is no ${noun}; \`${meant}\` is`, meant);
  return { message: `\`${text ?? ''}\` is no ${noun}; write ${list(words, 'or')}` };
}

function wrongType({ data, params }: ErrorObject, path: readonly string[]): Said {
  const types = [(params as { type: string | string[] }).type].flat();
  const isItem = /^\d+$/.test(path.at(-1) ?? '');
  const name = isItem ? `an entry of \`${path.at(-2) ?? ''}\`` : `\`${path.at(-1) ?? ''}\``;
  const text = plain(data);
  const given = data === null || data === undefined ? '; there is nothing here' : `, not ${shown(data)}`;
  if (types.includes('array')) return said(`${name} takes a list${given}`, text === undefined ? undefined : `[${quoted(text)}]`);
  if (types.includes('object')) return { message: `${name} takes a map${given}` };
  if (types.includes('string')) return said(`${name} takes a text${given}`, text === undefined ? undefined : JSON.stringify(text));
  if (types.includes('number')) {
    const isNumber = typeof data === 'string' && data.trim() !== '' && Number.isFinite(Number(data));
    return said(`${name} takes a number${given}`, isNumber ? String(Number(data)) : undefined);
  }
  const truth = /^(?:true|yes|on)$/i.test(text ?? '') ? 'true' : /^(?:false|no|off)$/i.test(text ?? '') ? 'false' : undefined;
  return said(`${name} takes true or false${given}`, truth);
}

/** Which map of the file the path leads to. */
function kindOf(path: readonly string[]): 'file' | 'rules' | 'rule' | 'override' | 'kubernetes' | 'image' {
  if (path[0] === 'kubernetes') return 'kubernetes';
  if (path[0] === 'images') return 'image';
  const inner = path[0] === 'overrides' ? path.slice(2) : path;
  if (inner[0] === 'rules') return inner.length === 1 ? 'rules' : 'rule';
  return path[0] === 'overrides' ? 'override' : 'file';
}

/** A key that stands there already cannot be written a second time. */
function free(key: string, siblings: object): string | undefined {
  return Object.hasOwn(siblings, key) ? undefined : key;
}

const escapedStep = (step: string): string => step.replaceAll('~', '~0').replaceAll('/', '~1');

function steps(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function plain(data: unknown): string | undefined {
  return typeof data === 'string' || typeof data === 'number' || typeof data === 'boolean' ? String(data) : undefined;
}

function shown(data: unknown): string {
  if (Array.isArray(data)) return 'a list';
  if (typeof data === 'object' && data !== null) return 'a map';
  return `\`${plain(data) ?? 'null'}\``;
}

/** In a flow list a plain word stays plain, and everything else is quoted. */
function quoted(text: string): string {
  return /^[A-Za-z][\w./-]*$/.test(text) ? text : `'${text.replaceAll("'", "''")}'`;
}

function list(words: readonly string[], and: string): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} ${and} ${words.at(-1) ?? ''}`;
}
