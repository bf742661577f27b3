import type { FactKind, WorkspaceView } from '../facts/facts.js';
import type { Edit, Span } from '../text/span.js';

/** `error`: a tool rejects it or it fails; `warning`: runs, but harms; `info`: better practice; `hint`: taste. */
export type Severity = 'error' | 'warning' | 'info' | 'hint';
/** `strict` holds all of `recommended`; a rule in neither runs under `all` or when it is switched on by name. */
export type Preset = 'recommended' | 'strict';
/** `safe`: the meaning is kept, so fix-all may apply it; `review`: offered, never applied in bulk. */
export type FixSafety = 'safe' | 'review';

/** Each language adds its table of checks here: `dockerfile: DockerfileChecks`. */
// oxlint-disable-next-line no-empty-interface
export interface LanguageChecks {}
export type LanguageId = keyof LanguageChecks;

/** A change that cures a finding. `edits` are for the finding's own file. */
export interface Fix {
  /** What the change does, as an imperative: "Add `--no-cache-dir`". */
  readonly title: string;
  /** Overrides the rule's own safety. */
  readonly safety?: FixSafety;
  readonly edits: readonly Edit[];
  /** Its edits are worked out when somebody reads them, and cost much: a client that can wait for them gets them later. */
  readonly isDear?: boolean;
  /** Changes to files beside it. */
  readonly files?: readonly FileChange[];
  /** Of a refactoring: rules whose findings at its place it cures together. */
  readonly cures?: readonly string[];
}

/** `path` is relative to the folder of the finding's file; the file is created when it does not exist. */
export interface FileChange {
  readonly path: string;
  readonly edits: readonly Edit[];
}

export interface Related {
  readonly at: Span;
  readonly message: string;
  /** Path relative to the folder of the finding's file; the file itself when absent. */
  readonly path?: string;
}

export interface Report {
  /** The smallest token that the user must change. */
  readonly at: Span;
  readonly message: string;
  /** Computed only when somebody opens the lightbulb. */
  readonly fix?: () => Fix | readonly Fix[] | undefined;
  readonly related?: readonly Related[];
  /** For one rule whose findings differ in weight. */
  readonly severity?: Severity;
  /** Name in the message of who has it from a shared place, as by an anchor: only the first of them is told there. */
  readonly about?: string;
}

/** What lies beside the document on disk; every look is recorded. Unknown is not absent: `undefined` where nothing can be known. */
export interface Surroundings {
  /** Text of a file, path relative to the document's folder. Undefined when it does not exist or cannot be read. */
  read(path: string): string | undefined;
  /** Undefined when there is no disk to look at, as for text from standard input. */
  exists(path: string): boolean | undefined;
  /** Names in a folder; folders end in a slash. Undefined when there is no disk to look at or no such folder. */
  list(path: string): readonly string[] | undefined;
  /** The document's own file name. */
  readonly fileName: string;
  /** What the other files of the workspace say. */
  readonly workspace: WorkspaceView;
  /** What `reader` makes of data that ships with the product; made once and kept. Undefined where the data is missing. */
  data<T>(reader: DataReader<T>): T | undefined;
  /** What `make`, a constant, says of these surroundings, kept for as long as nothing of them changes that was looked at. */
  once?<T>(make: (near: Surroundings) => T): T;
}

/** Makes something of a file of shipped data; `other` gives further files. A constant, because results are kept by reader. */
export interface DataReader<T> {
  readonly name: string;
  read(data: unknown, other: (name: string) => unknown): T;
}

/** What the user says of the project as a whole. */
export interface ProjectSettings {
  /** Minor number of the Kubernetes version that manifests are written for: 34 for 1.34. */
  readonly kubernetesMinor: number;
  /** Pod Security level that pods are held to where no Namespace says otherwise. */
  readonly podSecurity: 'privileged' | 'baseline' | 'restricted';
}

export interface RuleContext {
  report(report: Report): void;
  readonly text: string;
  readonly near: Surroundings;
  /** What other files say; findings of a part that rest on it are kept until an answer changes. */
  readonly workspace: WorkspaceView;
  readonly settings: ProjectSettings;
  /** `near.data`, but findings stay kept: shipped data never changes. */
  data<T>(reader: DataReader<T>): T | undefined;
  /** The rule's options, defaults filled in. */
  option<T extends OptionValue>(name: string): T;
}

export type OptionValue = number | string | boolean | readonly string[];

export interface OptionDefinition {
  readonly type: 'number' | 'string' | 'boolean' | 'strings';
  readonly default: OptionValue;
  readonly description: string;
}

/** A rule's page; reading `text` may read a file. */
export interface PageText {
  readonly text: string;
  /** The first source that it cites. */
  readonly link: string | undefined;
}

export interface RuleDefinition<L extends LanguageId = LanguageId> {
  /** `<language>/<the-bad-pattern>`, readable after "ignore". */
  readonly id: `${L}/${string}`;
  readonly language: L;
  readonly severity: Severity;
  readonly presets: readonly Preset[];
  readonly since: string;
  /** `peer:id` of the peers' rules that this one answers for. */
  readonly aliases?: readonly string[];
  /** The best safety among the rule's fixes. */
  readonly fix: FixSafety | 'none';
  readonly tags?: readonly ('unnecessary' | 'deprecated')[];
  readonly options?: Readonly<Record<string, OptionDefinition>>;
  /**
   * It tells only of what is written out and wrong wherever it stands, so it may look at text with `{{ … }}` in it too: nothing that
   * lacks, nothing that depends on what stands elsewhere in the document.
   */
  readonly templates?: true;
  /** Facts of other files that it asks for: without such a rule nobody reads the workspace. */
  readonly needs?: readonly FactKind[];
  /** The rule's `.md`. */
  readonly page: PageText;
  readonly check: LanguageChecks[L];
}

/** Declares a rule. The type refuses a check that the language does not know. */
export function defineRule<L extends LanguageId>(rule: RuleDefinition<L>): RuleDefinition<L> {
  return rule;
}
