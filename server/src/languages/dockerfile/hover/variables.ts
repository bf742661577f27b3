import type { ArgInstruction, Declaration, Dockerfile, EnvInstruction, Instruction, Pair } from '../model.js';
import type { VariableUse } from '../variables.js';
import { platformArguments, predefinedArguments } from '../vocabulary.js';
import { code, lineOf, reference, sentences } from './markdown.js';

const platformTexts: Readonly<Record<string, string>> = {
  TARGETPLATFORM: 'the platform that is built for, such as `linux/amd64`',
  TARGETOS: 'the operating system that is built for',
  TARGETARCH: 'the architecture that is built for, such as `arm64`',
  TARGETVARIANT: 'the variant of the architecture that is built for, such as `v7`',
  BUILDPLATFORM: 'the platform of the builder',
  BUILDOS: 'the operating system of the builder',
  BUILDARCH: 'the architecture of the builder',
  BUILDVARIANT: 'the variant of the builder’s architecture',
};

const platformAnchor = 'automatic-platform-args-in-the-global-scope';

/** Who replaces a `$NAME` in the instruction's text. */
type Expander = 'docker' | 'shell' | 'nobody';

export function expanderOf(instruction: Instruction): Expander {
  switch (instruction.kind) {
    case 'RUN':
    case 'CMD':
    case 'ENTRYPOINT':
    case 'HEALTHCHECK':
      return instruction.form === 'exec' ? 'nobody' : 'shell';
    case 'SHELL':
    case 'MAINTAINER':
    case 'UNKNOWN':
      return 'nobody';
    default:
      return 'docker';
  }
}

/** A `$NAME`: its value at this place and where it comes from. Undefined for what may be the shell's own variable. */
export function useParagraphs(
  model: Dockerfile,
  instruction: Instruction,
  use: VariableUse,
  insideFlag: boolean,
): readonly (string | undefined)[] | undefined {
  const expander = insideFlag ? 'docker' : expanderOf(instruction);
  const atStart = instruction.kind === 'CMD' || instruction.kind === 'ENTRYPOINT' || instruction.kind === 'HEALTHCHECK';
  const declaration = instruction.before.declarationOf(use.name);
  if (expander === 'nobody') return declaration === undefined && !isExec(instruction) ? undefined : literalText(use);
  if (expander === 'shell' && (setByShell(instruction, use.name) || isSingleQuoted(model, instruction, use))) return undefined;
  if (atStart && declaration?.kind === 'ARG')
    return [
      `**$${use.name}** is empty when the container starts.`,
      `ARG in line ${declarationLine(model, declaration)} lives in the build alone. \`ENV ${use.name}=$${use.name}\` keeps its value.`,
      reference('arg'),
    ];
  if (declaration !== undefined) return declaredText(model, instruction, use, declaration, expander);
  const global = model.globalArguments.find((argument) => argument.pairs.some((pair) => pair.name.value === use.name));
  if (global !== undefined && instruction.stage !== undefined && instruction.kind !== 'FROM')
    return [
      `**$${use.name}** has no value here.`,
      `ARG in line ${lineOf(model, global.span.start)} stands before the first FROM and is seen by FROM lines only. \`ARG ${use.name}\` in this stage brings it in.`,
      reference('understand-how-arg-and-from-interact'),
    ];
  if (predefinedArguments.has(use.name) && !atStart)
    return [
      `**$${use.name}**: predefined, needs no ARG.`,
      'Its value comes from `--build-arg`, and it stays out of `docker history`.',
      reference('predefined-args'),
    ];
  if (platformArguments.has(use.name) && !atStart) return platformUse(instruction, use.name);
  return expander === 'shell' ? undefined : unknownText(instruction, use);
}

const isExec = (instruction: Instruction): boolean => 'form' in instruction && instruction.form === 'exec';

function literalText(use: VariableUse): readonly string[] {
  return [
    `**$${use.name}** is not replaced here.`,
    'No shell reads the JSON form, so the program gets the text as it stands. `["sh", "-c", "exec …"]` has it replaced.',
    reference('shell-and-exec-form'),
  ];
}

/** In single quotes the shell leaves the text alone; what a program makes of it is its own affair. */
export function isSingleQuoted(model: Dockerfile, instruction: Instruction, use: VariableUse): boolean {
  let quote = '';
  for (let i = instruction.rest.span.start; i < use.span.start; i++) {
    const char = model.text[i];
    if (quote === "'") quote = char === "'" ? '' : quote;
    else if (char === '\\') i++;
    else if (char === '"') quote = quote === '"' ? '' : '"';
    else if (char === "'" && quote === '') quote = "'";
  }
  return quote === "'";
}

/** Whether the instruction's own shell text gives the name a value: then Docker's is not what it shows. */
export function setByShell(instruction: Instruction, name: string): boolean {
  const assigned = new RegExp(String.raw`(?:^|[\s;&|({])(?:export\s+|local\s+)?${name}=|\bfor\s+${name}\b|\bread\s[^;&|\n]*\b${name}\b`);
  return assigned.test(instruction.logical.text.slice(instruction.keyword.text.length));
}

function declaredText(
  model: Dockerfile,
  instruction: Instruction,
  use: VariableUse,
  declaration: Declaration,
  expander: Expander,
): readonly (string | undefined)[] {
  return [
    `**$${use.name}** ${declaration.value === undefined ? 'has no value that is known here' : `is ${code(declaration.value)}`}.`,
    modifierText(instruction, use, declaration, expander),
    sentences(originText(model, declaration), scopeText(model, declaration)),
    reference(declaration.kind === 'ENV' ? 'env' : 'scope'),
  ];
}

function modifierText(instruction: Instruction, use: VariableUse, declaration: Declaration, expander: Expander): string | undefined {
  if (use.modifier === undefined || use.argument === undefined) return undefined;
  const written = `\${${use.name}${use.modifier}${use.argument}}`;
  if (expander === 'docker' && declaration.value !== undefined) {
    const { value, complete } = instruction.expand(written);
    if (complete) return `${code(written)} gives ${code(value)}.`;
  }
  return modifierMeaning(use);
}

function modifierMeaning({ modifier, argument = '' }: VariableUse): string | undefined {
  const empty = modifier?.startsWith(':') === true ? 'not set or empty' : 'not set';
  if (modifier?.endsWith('-') === true) return `${code(argument)} stands in when it is ${empty}.`;
  if (modifier?.endsWith('+') === true) return `${code(argument)} when it is set, otherwise nothing.`;
  if (modifier?.endsWith('?') === true) return `The build stops when it is ${empty}.`;
  return undefined;
}

const declarationLine = (model: Dockerfile, declaration: Declaration): number => lineOf(model, declaration.pair.span.start);

function originText(model: Dockerfile, declaration: Declaration): string {
  const { kind, name, pair } = declaration;
  const line = declarationLine(model, declaration);
  if (kind === 'ENV') return `ENV in line ${line}.`;
  if (pair.value !== undefined) return `Default of ARG in line ${line}; \`--build-arg ${name}=…\` replaces it.`;
  const global = globalDefault(model, name);
  if (global !== undefined && declaration.value !== undefined)
    return `ARG in line ${line} takes the default of line ${global}; \`--build-arg ${name}=…\` replaces it.`;
  if (platformArguments.has(name)) return `ARG in line ${line}; BuildKit sets it: ${platformTexts[name] ?? 'a fact of the build'}.`;
  return `ARG in line ${line} without a default: \`--build-arg ${name}=…\` sets it, otherwise it is empty.`;
}

function globalDefault(model: Dockerfile, name: string): number | undefined {
  const pair = model.globalArguments
    .flatMap((argument) => argument.pairs)
    .filter((each) => each.name.value === name)
    .at(-1);
  return pair?.value === undefined ? undefined : lineOf(model, pair.span.start);
}

function scopeText(model: Dockerfile, { kind, instruction }: Declaration): string {
  if (kind === 'ENV') return 'Seen in the build below and in every container.';
  return model.globalArguments.includes(instruction as ArgInstruction)
    ? 'Seen by FROM lines only.'
    : 'Seen in this stage and those on top of it, not in the container.';
}

function platformUse(instruction: Instruction, name: string): readonly string[] {
  const holds = platformTexts[name] ?? 'a fact of the build';
  if (instruction.kind === 'FROM') return [`**$${name}**: ${holds}.`, 'BuildKit sets it for FROM lines.', reference(platformAnchor)];
  return [
    `**$${name}** is empty here.`,
    `BuildKit knows it (${holds}), but a stage sees it only below \`ARG ${name}\`.`,
    reference(platformAnchor),
  ];
}

function unknownText(instruction: Instruction, use: VariableUse): readonly (string | undefined)[] {
  const fallback = modifierMeaning(use);
  const isGlobal = instruction.kind === 'FROM' || instruction.stage === undefined;
  const base =
    instruction.stage?.base.scratch === true ? 'It is empty.' : 'Its value is the base image’s ENV, if that sets it, otherwise empty.';
  return [
    `**$${use.name}** is not declared above.`,
    sentences(isGlobal ? 'FROM sees only ARG before the first FROM, so it is empty.' : base, fallback),
    reference(isGlobal ? 'understand-how-arg-and-from-interact' : 'environment-replacement'),
  ];
}

/** The name in ENV or ARG: who will see it. */
export function nameParagraphs(
  model: Dockerfile,
  instruction: ArgInstruction | EnvInstruction,
  pair: Pair,
): readonly (string | undefined)[] {
  const name = pair.name.value;
  const expansion = pair.value === undefined ? undefined : instruction.expand(pair.value.value);
  const value = expansion?.complete === true ? ` = ${code(expansion.value)}` : '';
  if (instruction.kind === 'ENV')
    return [
      `**${name}**${value}`,
      'Seen by the instructions below, by stages on top of this one and by every container. `docker run -e` and a manifest’s `env` replace it.',
      `It wins over an ARG of the same name. ${reference('env')}`,
    ];
  if (model.globalArguments.includes(instruction))
    return [
      `**${name}**${value}`,
      `Before the first FROM: seen by FROM lines only. A stage that needs it repeats \`ARG ${name}\` without a value.`,
      `\`--build-arg ${name}=…\` sets it. ${reference('understand-how-arg-and-from-interact')}`,
    ];
  const environment = instruction.before.environment(name);
  const global = pair.value === undefined ? globalDefault(model, name) : undefined;
  return [
    `**${name}**${value}`,
    environment === undefined
      ? argumentText(name, pair, global)
      : `ENV in line ${declarationLine(model, environment)} wins: this ARG has no effect below.`,
    'Seen in this stage from here on and in stages on top of it, not in the container. It shows in `docker history`, so no secrets.',
    reference('scope'),
  ];
}

function argumentText(name: string, pair: Pair, global: number | undefined): string {
  if (pair.value !== undefined) return `\`--build-arg ${name}=…\` replaces the default.`;
  if (global !== undefined) return `Takes the default of line ${global}; \`--build-arg ${name}=…\` replaces it.`;
  if (platformArguments.has(name)) return `BuildKit sets it: ${platformTexts[name] ?? 'a fact of the build'}.`;
  if (predefinedArguments.has(name)) return 'Predefined, so it would be known without ARG; declared, it shows in `docker history`.';
  return `No default: \`--build-arg ${name}=…\` sets it, otherwise it is empty.`;
}
