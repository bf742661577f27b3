import type { OptionDefinition, RuleDefinition } from '../rule/define.js';

/** What may be written in `.slipway.yaml`, and what each word means; the schema, completion and hover read it. */
export const presetMeanings: Readonly<Record<string, string>> = {
  recommended: 'Rules that nearly every project keeps on.',
  strict: 'All of recommended, and opinions with weight: digests, cache mounts, limits.',
  all: 'Every rule.',
  none: 'Only rules that are switched on by name.',
};

export const severityMeanings: Readonly<Record<string, string>> = {
  off: 'The rule does not run.',
  on: 'The rule runs with its own severity.',
  error: 'A tool rejects it, or it fails.',
  warning: 'It runs, but harms.',
  info: 'There is better practice.',
  hint: 'A matter of taste.',
};

export const keyMeanings: Readonly<Record<string, string>> = {
  preset: 'The rules to start from: recommended, strict, all or none. Without it: recommended.',
  rules: 'Severity of single rules: off, on, error, warning, info or hint; or a map with `severity` and the options of the rule.',
  overrides: 'Other settings for some files. Later entries win.',
  kubernetes: 'What manifests are written for: `version` and `podSecurity`.',
  images:
    'Which Dockerfile builds an image: its name without tag, with the path of the Dockerfile or a map of `dockerfile`, `target` and `context`.',
  leaveTo: 'Tools whose findings are left to them: a rule that also has their id does not run.',
};

export const kubernetesMeanings: Readonly<Record<string, string>> = {
  version: 'Kubernetes version of the cluster, such as 1.34. Without it: the newest that is known.',
  podSecurity: 'Pod Security level that pods are held to where no Namespace says otherwise: privileged, baseline or restricted.',
};

export const imageMeanings: Readonly<Record<string, string>> = {
  dockerfile: 'Path of the Dockerfile, relative to the folder of this file.',
  target: 'Stage that becomes the image. Without it: the last one.',
  context: 'Folder that is sent to the build, relative to the folder of this file. Without it, other files are asked.',
};

export const podSecurityMeanings: Readonly<Record<string, string>> = {
  privileged: 'Nothing is held against a pod.',
  baseline: 'What is known to lead out of a container is refused.',
  restricted: 'Baseline, and the hardening that is current practice. The default.',
};

export const overrideMeanings: Readonly<Record<string, string>> = {
  files: 'Globs, relative to the folder of this file.',
  preset: 'The rules to start from, for these files.',
  rules: 'Severity of single rules, for these files.',
};

export type JsonSchema = { readonly [key: string]: unknown };

/**
 * The schema of `.slipway.yaml` (JSON Schema draft-07), made from the rules so that it cannot fall behind them.
 * `describe` gives the texts for a rule; whoever only validates leaves them out, because reading pages takes time.
 */
export function configSchema(rules: readonly RuleDefinition[], describe?: (rule: RuleDefinition) => JsonSchema): JsonSchema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Configuration of Slipway',
    description: 'Holds for all files below the folder of `.slipway.yaml`. It wins over the settings of the editor.',
    type: 'object',
    additionalProperties: false,
    properties: {
      preset: { description: keyMeanings['preset'], allOf: [{ $ref: '#/$defs/preset' }] },
      rules: { description: keyMeanings['rules'], allOf: [{ $ref: '#/$defs/rules' }] },
      overrides: { description: keyMeanings['overrides'], type: ['array', 'null'], items: { $ref: '#/$defs/override' } },
      kubernetes: {
        description: keyMeanings['kubernetes'],
        type: ['object', 'null'],
        additionalProperties: false,
        properties: {
          version: { description: kubernetesMeanings['version'], type: ['string', 'number'], pattern: '^v?1\\.\\d{1,2}(\\.\\d+)?$' },
          podSecurity: {
            description: kubernetesMeanings['podSecurity'],
            enum: Object.keys(podSecurityMeanings),
            enumDescriptions: Object.values(podSecurityMeanings),
          },
        },
      },
      images: {
        description: keyMeanings['images'],
        type: ['object', 'null'],
        additionalProperties: { $ref: '#/$defs/image' },
      },
      leaveTo: {
        description: keyMeanings['leaveTo'],
        type: ['array', 'null'],
        uniqueItems: true,
        items: { enum: peersOf(rules) },
      },
    },
    $defs: {
      preset: { enum: Object.keys(presetMeanings), enumDescriptions: Object.values(presetMeanings), default: 'recommended' },
      severity: { enum: Object.keys(severityMeanings), enumDescriptions: Object.values(severityMeanings) },
      override: {
        type: 'object',
        additionalProperties: false,
        required: ['files'],
        properties: {
          files: { description: overrideMeanings['files'], type: 'array', minItems: 1, items: { type: 'string' } },
          preset: { description: overrideMeanings['preset'], allOf: [{ $ref: '#/$defs/preset' }] },
          rules: { description: overrideMeanings['rules'], allOf: [{ $ref: '#/$defs/rules' }] },
        },
      },
      image: {
        anyOf: [
          { type: 'string', minLength: 1 },
          {
            type: 'object',
            additionalProperties: false,
            required: ['dockerfile'],
            properties: Object.fromEntries(
              Object.entries(imageMeanings).map(([name, description]) => [name, { type: 'string', minLength: 1, description }]),
            ),
          },
        ],
      },
      withoutOptions: settingSchema({}),
      rules: {
        type: ['object', 'null'],
        additionalProperties: false,
        properties: Object.fromEntries(rules.map((rule) => [rule.id, { ...describe?.(rule), ...ruleSchema(rule) }])),
      },
    },
  };
}

/** The tools that have ids of their own for our rules. */
export function peersOf(rules: readonly RuleDefinition[]): string[] {
  return [...new Set(rules.flatMap((rule) => (rule.aliases ?? []).map((alias) => alias.slice(0, alias.indexOf(':')))))].sort();
}

/** In draft-07 nothing beside `$ref` counts, so the description stands beside `allOf`. */
function ruleSchema(rule: RuleDefinition): JsonSchema {
  const options = rule.options ?? {};
  return Object.keys(options).length === 0 ? { allOf: [{ $ref: '#/$defs/withoutOptions' }] } : settingSchema(options);
}

function settingSchema(options: Readonly<Record<string, OptionDefinition>>): JsonSchema {
  return {
    anyOf: [
      { $ref: '#/$defs/severity' },
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          severity: { $ref: '#/$defs/severity' },
          ...Object.fromEntries(Object.entries(options).map(([name, option]) => [name, optionSchema(option)])),
        },
      },
    ],
  };
}

function optionSchema({ type, default: value, description }: OptionDefinition): JsonSchema {
  if (type === 'strings') return { type: 'array', items: { type: 'string' }, default: value, description };
  return { type, default: value, description };
}
