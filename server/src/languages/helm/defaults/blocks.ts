import { readTemplate } from '../template/template.js';
import type { Action, Pipeline } from '../template/syntax.js';

// A template as a tree: what stands in which block, with the blanks that `{{-` and `-}}` eat gone.

export type Block =
  | { readonly is: 'text'; readonly from: number; readonly to: number }
  | { readonly is: 'output'; readonly action: Action; readonly pipeline: Pipeline }
  | { readonly is: 'template'; readonly action: Action; readonly name: string; readonly pipeline: Pipeline | undefined }
  | { readonly is: 'choice'; readonly branches: readonly Branch[] }
  | { readonly is: 'unknown'; readonly action: Action };

/** `if`, `with`, `range` and what stands behind `else`, the last one without a condition maybe. */
export interface Branch {
  readonly by: 'if' | 'with' | 'range' | 'else';
  readonly action: Action;
  readonly pipeline: Pipeline | undefined;
  readonly body: readonly Block[];
}

/** The text of a template file, read when somebody asks; plain data to those who compare it. */
export class TemplateText {
  readonly text: string;
  #read: ReadText | undefined;

  constructor(text: string) {
    this.text = text;
  }

  get read(): ReadText {
    return (this.#read ??= readBlocks(this.text));
  }
}

export interface ReadText {
  /** Undefined where Helm refuses the file. */
  readonly blocks: readonly Block[] | undefined;
  readonly defines: ReadonlyMap<string, readonly Block[]>;
}

interface Open {
  readonly keyword: 'if' | 'with' | 'range' | 'define' | 'block';
  readonly name: string | undefined;
  readonly action: Action;
  readonly branches: Branch[];
  body: Block[];
  readonly outer: Block[];
}

export function readBlocks(text: string): ReadText {
  const { actions, faults } = readTemplate(text);
  const defines = new Map<string, readonly Block[]>();
  if (faults.length > 0) return { blocks: undefined, defines };
  const top: Block[] = [];
  const open: Open[] = [];
  let body = top;
  let at = 0;
  let trims = false;
  const literal = (to: number, trimsRight: boolean): void => {
    let [from, end] = [at, to];
    if (trims) while (from < end && isBlank(text, from)) from++;
    if (trimsRight) while (end > from && isBlank(text, end - 1)) end--;
    if (from < end) body.push({ is: 'text', from, to: end });
  };
  for (const action of actions) {
    const { raw, keyword, pipeline } = action;
    literal(raw.from, raw.trimsLeft);
    at = raw.to;
    trims = raw.trimsRight;
    const current = open.at(-1);
    switch (keyword) {
      case undefined:
        if (pipeline !== undefined) body.push({ is: 'output', action, pipeline });
        break;
      case 'if':
      case 'with':
      case 'range':
      case 'define':
      case 'block': {
        const begun: Open = { keyword, name: action.name?.value, action, branches: [], body: [], outer: body };
        open.push(begun);
        body = begun.body;
        if (keyword === 'if' || keyword === 'with' || keyword === 'range') begun.branches.push({ by: keyword, action, pipeline, body });
        break;
      }
      case 'else':
        if (current === undefined) break;
        current.body = body = [];
        current.branches.push({ by: action.elseOf ?? 'else', action, pipeline, body });
        break;
      case 'end':
        if (current === undefined) break;
        open.pop();
        body = current.outer;
        if (current.branches.length > 0) body.push({ is: 'choice', branches: current.branches });
        else {
          if (current.name !== undefined) defines.set(current.name, current.body);
          if (current.keyword === 'block') {
            const { name = '', action: begin } = current;
            body.push({ is: 'template', action: begin, name, pipeline: begin.pipeline });
          }
        }
        break;
      case 'template':
        body.push({ is: 'template', action, name: action.name?.value ?? '', pipeline });
        break;
      case 'break':
      case 'continue':
        body.push({ is: 'unknown', action });
    }
  }
  literal(text.length, false);
  return { blocks: top, defines };
}

function isBlank(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 32 || code === 9 || code === 10 || code === 13;
}
