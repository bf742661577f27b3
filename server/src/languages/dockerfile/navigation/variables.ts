import type { Mention, Place, Refusal, Renamable } from '../../../engine/features/navigation.js';
import { contains, touches, type Span } from '../../../engine/text/span.js';
import { lineOf } from '../hover/markdown.js';
import { expanderOf, isSingleQuoted, setByShell } from '../hover/variables.js';
import { plainText } from '../logical.js';
import type { ArgInstruction, Dockerfile, EnvInstruction, Heredoc, Instruction, Pair, VariableUse } from '../model.js';
import { readVariables } from '../variables.js';
import { platformArguments, predefinedArguments } from '../vocabulary.js';

/** A variable is what a name stands for along the declarations that see each other, with all uses of them. */
export interface Variable {
  readonly name: string;
  readonly declarations: readonly Declared[];
  readonly uses: readonly Span[];
}

interface Declared {
  readonly pair: Pair;
  readonly instruction: ArgInstruction | EnvInstruction;
}

/** The variable under the cursor and the word that names it. */
export interface VariableWord {
  readonly variable: Variable;
  /** The name alone. */
  readonly span: Span;
  /** With the dollar sign and what belongs to it. */
  readonly whole: Span;
  /** What it is declared by, or declares. */
  readonly declared: Declared;
  readonly isDeclaration: boolean;
}

export function variableWordAt(model: Dockerfile, offset: number): VariableWord | undefined {
  const outer = model.instructionAt(offset);
  const instruction = outer?.kind === 'ONBUILD' ? outer.trigger : outer;
  if (instruction === undefined) return undefined;
  if ((instruction.kind === 'ENV' || instruction.kind === 'ARG') && instruction.onbuild === undefined) {
    const pair = instruction.pairs.find(({ name }) => name.value !== '' && touches(name.span, offset));
    if (pair !== undefined) return wordOf(model, { declared: { pair, instruction }, span: pair.name.span, whole: pair.name.span }, true);
  }
  const use = usesIn(model, instruction)
    .filter(({ whole }) => touches(whole, offset))
    .at(-1);
  return use === undefined ? undefined : wordOf(model, use, false);
}

function wordOf(model: Dockerfile, use: DeclaredUse, isDeclaration: boolean): VariableWord {
  return { ...use, variable: variableOf(model, use.declared), isDeclaration };
}

/** Where the name gets its value: an ARG without one in a stage takes that of the ARG before the first FROM. */
export function variablePlace(model: Dockerfile, { declared, isDeclaration }: VariableWord): Place {
  const { pair, instruction } = declared;
  const isBrought = isDeclaration && instruction.kind === 'ARG' && pair.value === undefined && instruction.stage !== undefined;
  const globals = isBrought ? declarationsOf(model, pair.name.value).filter((each) => each.instruction.stage === undefined) : [];
  const found = globals.at(-1) ?? declared;
  return { path: undefined, span: found.pair.name.span, whole: found.instruction.span };
}

export function variableMentions({ declarations, uses }: Variable): Mention[] {
  return [
    ...declarations.map(({ pair }) => ({ path: undefined, span: pair.name.span, isDeclaration: true })),
    ...uses.map((span) => ({ path: undefined, span, isDeclaration: false })),
  ];
}

export function renamableVariable(model: Dockerfile, { variable, span }: VariableWord): Renamable | Refusal {
  const { name } = variable;
  if (platformArguments.has(name) || predefinedArguments.has(name)) return { refusal: `BuildKit knows \`${name}\` by this name.` };
  const own = new Set(variable.declarations.map(({ pair }) => pair));
  const shell = everyInstruction(model).find((instruction) => {
    const pair = instruction.before.declarationOf(name)?.pair;
    return pair !== undefined && own.has(pair) && isSetIn(instruction, name);
  });
  if (shell !== undefined) return { refusal: `The shell text in line ${lineOf(model, shell.span.start)} sets \`${name}\` itself.` };
  const kept = model.ofKind('ONBUILD').find(({ trigger }) => isDeclaredBy(trigger, name));
  if (kept !== undefined)
    return { refusal: `ONBUILD in line ${lineOf(model, kept.span.start)} declares \`${name}\` for builds on top of the image.` };
  return {
    at: span,
    name,
    places: variableMentions(variable),
    written: (newName) => newName,
    objection(newName) {
      if (!/^[A-Za-z_]\w*$/.test(newName)) return 'A variable’s name holds letters, digits and `_`, and begins with no digit.';
      if (platformArguments.has(newName) || predefinedArguments.has(newName)) return `BuildKit sets \`${newName}\` itself.`;
      const other = everyInstruction(model).find(
        (instruction) =>
          isDeclaredBy(instruction, newName) ||
          variablesIn(model, instruction).some(({ use }) => use.name === newName) ||
          isSetIn(instruction, newName),
      );
      return other === undefined || newName === name
        ? undefined
        : `Line ${lineOf(model, other.span.start)} has a variable \`${newName}\` already.`;
    },
  };
}

const isDeclaredBy = (instruction: Instruction | undefined, name: string): boolean =>
  (instruction?.kind === 'ENV' || instruction?.kind === 'ARG') && instruction.pairs.some((pair) => pair.name.value === name);

const isSetIn = (instruction: Instruction, name: string): boolean =>
  expanderOf(instruction) === 'shell' &&
  (setByShell(instruction, name) || (instruction.kind === 'RUN' && instruction.heredocs.some(({ text }) => isAssigned(text, name))));

/** Instructions in file order, an ONBUILD's trigger in its place. */
function everyInstruction(model: Dockerfile): Instruction[] {
  return model.instructions.map((instruction) => (instruction.kind === 'ONBUILD' ? (instruction.trigger ?? instruction) : instruction));
}

function declarationsOf(model: Dockerfile, name: string): Declared[] {
  const found: Declared[] = [];
  for (const instruction of model.instructions) {
    if (instruction.kind !== 'ENV' && instruction.kind !== 'ARG') continue;
    for (const pair of instruction.pairs) if (pair.name.value === name) found.push({ pair, instruction });
  }
  return found;
}

/**
 * Declarations of one name belong together when one sees the other. All ARGs do: `--build-arg` gives them one value, in every stage.
 * ENVs of stages that have nothing to do with each other stay apart.
 */
function variableOf(model: Dockerfile, start: Declared): Variable {
  const name = start.pair.name.value;
  const all = declarationsOf(model, name);
  const isLinked = (a: Declared, b: Declared): boolean =>
    (a.instruction.kind === 'ARG' && b.instruction.kind === 'ARG') ||
    a.instruction === b.instruction ||
    a.instruction.before.declarationOf(name)?.pair === b.pair ||
    b.instruction.before.declarationOf(name)?.pair === a.pair;
  const own = new Set<Declared>(all.filter(({ pair }) => pair === start.pair));
  // A set that grows while it is walked: each that is found brings its own.
  for (const known of own) for (const other of all) if (!own.has(other) && isLinked(known, other)) own.add(other);
  const pairs = new Set([...own].map(({ pair }) => pair));
  const uses = everyInstruction(model).flatMap((instruction) =>
    usesIn(model, instruction, name).flatMap(({ declared, span }) => (pairs.has(declared.pair) ? [span] : [])),
  );
  return { name, declarations: all.filter((each) => own.has(each)), uses };
}

interface DeclaredUse {
  readonly declared: Declared;
  /** The name alone. */
  readonly span: Span;
  readonly whole: Span;
}

/** The `$NAME` in an instruction that stand for a declaration of the file, and not for what the shell has of its own. */
function usesIn(model: Dockerfile, instruction: Instruction, name?: string): DeclaredUse[] {
  return variablesIn(model, instruction).flatMap(({ use, isReplaced }) => {
    if (name !== undefined && use.name !== name) return [];
    const declared = instruction.before.declarationOf(use.name);
    if (declared === undefined || !isReplaced()) return [];
    return [{ declared, span: use.nameSpan, whole: use.span }];
  });
}

interface WrittenUse {
  readonly use: VariableUse;
  readonly isReplaced: () => boolean;
}

function variablesIn(model: Dockerfile, instruction: Instruction): WrittenUse[] {
  const own = instruction.variables.map((use) => ({ use, isReplaced: () => isReplaced(model, instruction, use) }));
  return instruction.heredocs.length === 0
    ? own
    : [...own, ...instruction.heredocs.flatMap((heredoc) => heredocUses(model, instruction, heredoc))];
}

function isReplaced(model: Dockerfile, instruction: Instruction, use: VariableUse): boolean {
  if (instruction.flags.some(({ span }) => contains(span, use.span))) return true;
  const expander = expanderOf(instruction);
  if (expander === 'docker') return true;
  const isStart = instruction.kind === 'CMD' || instruction.kind === 'ENTRYPOINT' || instruction.kind === 'HEALTHCHECK';
  if (!isStart && instruction.kind !== 'RUN') return false;
  // ARG is gone when the container starts.
  if (isStart && instruction.before.environment(use.name) === undefined) return false;
  if (expander === 'nobody') return isShellCall(instruction.json?.elements ?? []);
  return !setByShell(instruction, use.name) && (!isSingleQuoted(model, instruction, use) || isInnerShell(instruction, use));
}

const shellName = /(?:^|[/\\])(?:ba|da|a|z|k)?sh$/;

/** `["sh", "-c", "…"]`: a shell reads the last word. */
function isShellCall(words: readonly { readonly value: string }[]): boolean {
  return shellName.test(words[0]?.value ?? '') && /^-[a-z]*c$/.test(words[1]?.value ?? '');
}

/** `sh -c '…'`: what the outer shell leaves alone, the inner one replaces. */
function isInnerShell(instruction: Instruction, use: VariableUse): boolean {
  if (!('script' in instruction)) return false;
  return (instruction.script()?.commands ?? []).some(
    ({ nameWord, args, span }) => contains(span, use.span) && isShellCall([nameWord, ...args]),
  );
}

function heredocUses(model: Dockerfile, instruction: Instruction, { body, quoted, text }: Heredoc): WrittenUse[] {
  if (!text.includes('$')) return [];
  const isRun = instruction.kind === 'RUN';
  const isScript = isRun && /^\d*<<-?\s*\S+$/.test(instruction.rest.text);
  const interpreter = isScript ? /^#!\s*(\S+)(?:\s+(\S+))?/.exec(text) : null;
  const isForeign = interpreter !== null && !shellName.test(interpreter[1] ?? '') && !shellName.test(interpreter[2] ?? '');
  if (isForeign || (quoted && !isScript)) return [];
  const move = ({ start, end }: Span): Span => ({ start: body.start + start, end: body.start + end });
  return readVariables(plainText(text), 0, model.escape, false).map((use) => ({
    use: { ...use, nameSpan: move(use.nameSpan), span: move(use.span) },
    isReplaced: () => !isRun || !(isAssigned(text, use.name) || isAssigned(instruction.logical.text, use.name)),
  }));
}

/** Whether shell text gives the name a value of its own. */
function isAssigned(text: string, name: string): boolean {
  return new RegExp(String.raw`(?:^|[\s;&|({])(?:export\s+|local\s+)?${name}=|\bfor\s+${name}\b|\bread\s[^;&|\n]*\b${name}\b`).test(text);
}
