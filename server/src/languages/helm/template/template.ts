import { actionsIn, type TemplateFault } from './lexer.js';
import { readAction, type Action, type Command, type Keyword, type Operand, type Pipeline } from './syntax.js';
import type { BuiltInUse, Define, FunctionUse, Include, Stretch, Template, ValueUse } from './types.js';
import { Variables, type Meaning } from './variables.js';

interface Scope {
  readonly action: Action | undefined;
  readonly keyword: Keyword | undefined;
  readonly dot: Meaning;
  /** The dot outside, for `else`. */
  readonly outer: Meaning;
  readonly root: Meaning;
  readonly variables: Variables;
  readonly above: Scope | undefined;
  /** Whether `break` has a `range` to leave. */
  readonly isInRange: boolean;
  /** Of `define` and `block`: its number among those of the file. */
  readonly define: number | undefined;
  hasElse: boolean;
}

export function readTemplate(text: string): Template {
  return new TemplateReader(text).read();
}

/** Words before their argument that take a value that is absent. */
const tests: ReadonlySet<string> = new Set(
  'default required coalesce empty hasKey dig ternary and or not kindIs kindOf typeIs typeOf eq ne lt le gt ge any all has get pluck'.split(
    ' ',
  ),
);

/** What the root context holds: https://helm.sh/docs/chart_template_guide/builtin_objects/. */
export const builtIns: ReadonlySet<string> = new Set(['Chart', 'Release', 'Capabilities', 'Template', 'Files', 'Subcharts']);

/** How a pipeline's values are used. */
interface How {
  readonly isTest: boolean;
  readonly isWhole: boolean;
  /** Put into a variable. */
  readonly isNamed?: boolean;
}

class TemplateReader {
  readonly #text: string;
  readonly #faults: TemplateFault[] = [];
  readonly #defines: Define[] = [];
  readonly #includes: Include[] = [];
  readonly #values: ValueUse[] = [];
  readonly #builtIns: BuiltInUse[] = [];
  readonly #functions: FunctionUse[] = [];
  #includesUnknown = false;
  #action!: Action;
  #scope: Scope = {
    action: undefined,
    keyword: undefined,
    dot: [],
    outer: [],
    root: [],
    variables: new Variables([]),
    above: undefined,
    isInRange: false,
    define: undefined,
    hasElse: false,
  };

  constructor(text: string) {
    this.#text = text;
  }

  read(): Template {
    const actions = actionsIn(this.#text).map(readAction);
    for (const action of actions) {
      this.#action = action;
      this.#faults.push(...action.faults);
      this.#take(action);
    }
    for (let scope: Scope | undefined = this.#scope; scope?.above !== undefined; scope = scope.above)
      this.#blockFault(scope.action as Action, `\`${scope.keyword}\` has no \`end\`, so Helm cannot read the template.`);
    return {
      actions,
      faults: this.#faults.sort((a, b) => a.from - b.from),
      defines: this.#defines,
      includes: this.#includes,
      values: this.#values,
      builtIns: this.#builtIns,
      functions: this.#functions,
      includesUnknown: this.#includesUnknown,
    };
  }

  #take(action: Action): void {
    const { keyword, pipeline, name } = action;
    switch (keyword) {
      case 'if':
      case 'with':
      case 'range':
        this.#open(action, keyword, pipeline);
        return;
      case 'define':
        this.#define(action, name);
        return;
      case 'block': {
        const dot = pipeline === undefined ? undefined : this.#pipeline(pipeline, { isTest: false, isWhole: true });
        if (name !== undefined) this.#includes.push({ name: name.value, from: name.from, to: name.to, by: 'block' });
        this.#define(action, name, dot);
        return;
      }
      case 'template':
        if (pipeline !== undefined) this.#pipeline(pipeline, { isTest: false, isWhole: true });
        if (name !== undefined) this.#includes.push({ name: name.value, from: name.from, to: name.to, by: 'template' });
        return;
      case 'else':
        this.#else(action);
        return;
      case 'end':
        this.#end(action);
        return;
      case 'break':
      case 'continue':
        if (!this.#scope.isInRange) this.#blockFault(action, `\`${keyword}\` stands in no \`range\`, and Helm refuses the template.`);
        return;
      default:
        if (pipeline !== undefined) this.#pipeline(pipeline, { isTest: false, isWhole: true });
    }
  }

  #open(action: Action, keyword: 'if' | 'with' | 'range', pipeline: Pipeline | undefined): void {
    const above = this.#scope;
    const { variables } = above;
    variables.begin();
    const isInRange = above.isInRange || keyword === 'range';
    this.#scope = { ...above, action, keyword, outer: above.dot, above, isInRange, define: undefined, hasElse: false };
    // What is read of the dot inside of `with` says itself which part of the value it is.
    const meaning = pipeline === undefined ? undefined : this.#pipeline(pipeline, { isTest: true, isWhole: keyword === 'range' });
    if (pipeline !== undefined && keyword === 'range') for (const { name } of pipeline.declares) variables.declare(name, undefined);
    if (keyword === 'with') this.#scope = { ...this.#scope, dot: meaning };
    if (keyword === 'range') this.#scope = { ...this.#scope, dot: undefined };
  }

  #define(action: Action, name: Action['name'], dot: Meaning = []): void {
    if (this.#scope.above !== undefined && action.keyword === 'define')
      this.#blockFault(action, '`define` stands inside of another block, and Helm refuses the template.');
    const above = this.#scope;
    const root = action.keyword === 'block' ? dot : [];
    const own = { action, keyword: 'define' as const, dot: root, outer: root, root };
    const define = name === undefined ? undefined : this.#defines.length;
    this.#scope = { ...own, variables: new Variables(root), above, isInRange: false, define, hasElse: false };
    if (name === undefined) return;
    const { from } = action.raw;
    this.#defines.push({ name: name.value, nameFrom: name.from, nameTo: name.to, from, to: action.raw.to });
  }

  #else(action: Action): void {
    const scope = this.#scope;
    if (scope.keyword !== 'if' && scope.keyword !== 'with' && scope.keyword !== 'range') {
      this.#blockFault(action, '`else` belongs to no `if`, `with` or `range`, and Helm refuses the template.');
      return;
    }
    if (scope.hasElse) {
      this.#blockFault(action, `This \`${scope.keyword}\` had its \`else\` already, and Helm refuses the template.`);
      return;
    }
    const inner = { ...scope, dot: scope.outer, hasElse: action.elseOf === undefined };
    this.#scope = inner;
    if (action.pipeline === undefined) return;
    const meaning = this.#pipeline(action.pipeline, { isTest: true, isWhole: false });
    if (action.elseOf === 'with') this.#scope = { ...inner, dot: meaning };
  }

  #end(action: Action): void {
    const scope = this.#scope;
    if (scope.above === undefined) {
      this.#blockFault(action, '`end` closes nothing, and Helm refuses the template.');
      return;
    }
    const define = scope.define === undefined ? undefined : this.#defines[scope.define];
    if (scope.define !== undefined && define !== undefined) this.#defines[scope.define] = { ...define, to: action.raw.to };
    if (scope.keyword !== 'define') scope.variables.end();
    this.#scope = scope.above;
  }

  #blockFault(action: Action, message: string): void {
    const at = action.keywordAt ?? action.raw;
    this.#faults.push({ from: at.from, to: at.to, code: 'block', message });
  }

  /** Notes what the pipeline uses, and tells what its value is where that is known. */
  #pipeline(pipeline: Pipeline, how: How): Meaning {
    const { commands, declares, assigns } = pipeline;
    const isOnly = commands.length === 1;
    // `.Values.a | default "x"`: what stands behind the bar says how the value before it is used.
    const isTest = how.isTest || commands.slice(1).some(({ operands: [first] }) => first?.is === 'word' && tests.has(first.name));
    let meaning: Meaning;
    for (const command of commands) {
      // A variable is a use where it is read.
      const isNamed = isOnly && !how.isTest && declares.length > 0 && !assigns;
      meaning = this.#command(command, { isTest, isWhole: how.isWhole || !isOnly, isNamed });
    }
    for (const { name } of declares) {
      if (assigns) this.#scope.variables.forget(name);
      else this.#scope.variables.declare(name, isOnly ? meaning : undefined);
    }
    return isOnly ? meaning : undefined;
  }

  #command({ operands }: Command, how: How): Meaning {
    const [first, ...rest] = operands;
    if (first === undefined) return undefined;
    const { isTest } = how;
    if (first.is !== 'word') {
      for (const operand of rest) this.#operand(operand, { isTest, isWhole: true });
      return this.#operand(first, how);
    }
    const { name } = first;
    this.#function(first);
    if ((name === 'index' || name === 'get' || name === 'hasKey') && rest[0] !== undefined) {
      const indexed = this.#indexed(rest, { ...how, isTest: isTest || name === 'hasKey' });
      if (indexed !== null) return indexed;
    }
    if (name === 'include') {
      const [called] = rest;
      if (called?.is === 'text') this.#includes.push({ name: called.value, from: called.from, to: called.to, by: 'include' });
      // `print $.Template.BasePath "/config.yaml"` is a file of the chart, whose checksum is wanted.
      else if (called === undefined || !this.#text.slice(called.from, called.to).includes('.Template.BasePath'))
        this.#includesUnknown = true;
    }
    // What is only compared is not used as a whole.
    const isWhole = !/^(?:and|or|not|eq|ne|empty|kindIs)$/.test(name) || how.isWhole;
    for (const operand of rest) this.#operand(operand, { isTest: isTest || tests.has(name), isWhole });
    return undefined;
  }

  #function({ name, from, to }: { readonly name: string; readonly from: number; readonly to: number }): void {
    if (name !== 'true' && name !== 'false' && name !== 'nil') this.#functions.push({ name, from, to });
  }

  /** `index .Values "a" "b"`; null where an argument is not written out. */
  #indexed(operands: readonly Operand[], { isTest, isWhole, isNamed }: How): Meaning | null {
    const [holder, ...steps] = operands as [Operand, ...Operand[]];
    const base = this.#meaning(holder);
    if (base?.[0] !== 'Values' || steps.length === 0 || !steps.every((step) => step.is === 'text')) return null;
    const path = [...base, ...steps.map((step) => (step.is === 'text' ? step.value : ''))];
    const last = steps.at(-1) as Operand;
    const written = [...(holder.is === 'field' || holder.is === 'variable' ? stretches(holder.path, holder.to) : []), ...steps];
    if (isNamed !== true) this.#use(path.slice(1), holder.from, last.to, written, { isTest, isWhole, isCertain: true });
    return path;
  }

  #meaning(operand: Operand): Meaning {
    const { dot, variables } = this.#scope;
    if (operand.is === 'dot') return dot;
    if (operand.is !== 'field' && operand.is !== 'variable') return undefined;
    const base = operand.is === 'field' ? dot : variables.get(operand.name);
    // `Values` is no step of the path.
    return base === undefined || base.length + operand.path.length > longestPath + 1 ? undefined : [...base, ...operand.path];
  }

  #operand(operand: Operand, how: How): Meaning {
    const { isTest, isWhole } = how;
    if (operand.is === 'pipeline') {
      this.#pipeline(operand.pipeline, { isTest, isWhole: true });
      return undefined;
    }
    if (operand.is === 'word') {
      this.#function(operand);
      return undefined;
    }
    if (operand.is === 'text' || operand.is === 'number') return undefined;
    const { from, to } = operand;
    if (operand.is === 'variable' && !this.#scope.variables.has(operand.name))
      this.#faults.push({
        from,
        to: from + operand.name.length,
        code: 'unexpected',
        message: `\`${operand.name}\` is declared nowhere above in this block, so Helm cannot read the template.`,
      });
    const meaning = this.#meaning(operand);
    const written = operand.is === 'dot' ? [] : operand.path;
    if (meaning?.[0] === 'Values') {
      if (how.isNamed !== true) this.#use(meaning.slice(1), from, to, stretches(written, to), { isTest, isWhole, isCertain: true });
      return meaning;
    }
    if (meaning !== undefined && meaning.length > 1 && builtIns.has(meaning[0] as string)) {
      this.#builtIns.push({ path: meaning, from, to });
      return meaning;
    }
    // `.root.Values.image`, `$ctx.Values.image`: whatever holds it, it is most likely the chart's.
    const at = written.indexOf('Values');
    if (at === -1) return meaning;
    const path = written.slice(at + 1);
    this.#use(path, from, to, stretches(path, to), { isTest, isWhole, isCertain: false });
    return ['Values', ...path];
  }

  #use(
    path: readonly string[],
    from: number,
    to: number,
    written: readonly Stretch[],
    how: Pick<ValueUse, 'isTest' | 'isWhole' | 'isCertain'>,
  ): void {
    if (path.length > longestPath) return;
    // `.Values` itself is no step of the path.
    const steps = path.length === 0 ? [] : written.slice(-path.length).map((step) => ({ from: step.from, to: step.to }));
    this.#values.push({ path, from, to, steps, ...how, action: this.#action });
  }
}

/** Deeper values are none that somebody writes; of them nothing is known, so that a path does not grow with each open block. */
const longestPath = 30;

/** Where the steps of `.a.b.c` stand that ends at `to`. */
function stretches(path: readonly string[], to: number): Stretch[] {
  const found: Stretch[] = [];
  let end = to;
  for (const step of [...path].reverse()) {
    found.push({ from: end - step.length, to: end });
    end -= step.length + 1;
  }
  return found.reverse();
}
