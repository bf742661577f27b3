import type { TemplateFault } from './lexer.js';
import type { Action } from './syntax.js';

// What a template file says, as others see it.

/** `{{ define "x" }} … {{ end }}`; offsets of the name's text with its quotes, and of the whole. */
export interface Define {
  readonly name: string;
  readonly nameFrom: number;
  readonly nameTo: number;
  readonly from: number;
  readonly to: number;
}

/** A template that is called by name. */
export interface Include {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** `include` gives text that goes on in a pipeline, `template` writes where it stands. */
  readonly by: 'include' | 'template' | 'block';
}

/** A path below `.Values` that the template reads. */
export interface ValueUse {
  readonly path: readonly string[];
  readonly from: number;
  readonly to: number;
  /** The steps that are written here, the last one last: behind `with .Values.image` a `.tag` is one step of two. */
  readonly steps: readonly Stretch[];
  /** It may well be absent: a condition, `default`, `required`. */
  readonly isTest: boolean;
  /** Everything below it may be used too. */
  readonly isWhole: boolean;
  /** Whether `.Values` is certain to be the chart's own. */
  readonly isCertain: boolean;
  /** The action that it stands in. */
  readonly action: Action;
}

export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** `.Release.Name`, `.Chart.AppVersion`. */
export interface BuiltInUse {
  readonly path: readonly string[];
  readonly from: number;
  readonly to: number;
}

export interface FunctionUse {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** One template file. Offsets count from the start of its text. */
export interface Template {
  readonly actions: readonly Action[];
  readonly faults: readonly TemplateFault[];
  readonly defines: readonly Define[];
  readonly includes: readonly Include[];
  readonly values: readonly ValueUse[];
  readonly builtIns: readonly BuiltInUse[];
  readonly functions: readonly FunctionUse[];
  /** Some template is called by a name that is not written out. */
  readonly includesUnknown: boolean;
}
