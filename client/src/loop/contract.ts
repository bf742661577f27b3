import type {
  BuiltParams,
  Candidates,
  DeployedObject,
  Diagnosis,
  DiagnoseParams,
  DockerfileOutline,
  ManifestSource,
  PrepareParams,
  PrepareResult,
} from '../../../server/src/protocol.js';
import type { Failure, Outcome, Runner } from '../tools/tool.js';

/** What the loop needs of whoever runs it: the extension or the command line. No part of the loop knows which. */
export interface LoopContext {
  readonly runner: Runner;
  readonly engine: Engine;
  readonly front: Front;
  readonly settings: LoopSettings;
  /** Ends the running step; what was begun is ended or undone before the loop answers `cancelled`. */
  readonly signal: AbortSignal;
  /** Absolute folders of the workspace. */
  readonly folders: readonly string[];
  /** Answers that were said for this very run, by a flag or a task: where one does not hold, the run fails and takes no other. */
  readonly given?: ReadonlySet<AnswerKey>;
  /** Milliseconds between two looks at pods; 2000 when absent. */
  readonly pace?: number;
}

/** What files mean: the language server for the extension, the engine itself for the command line. */
export interface Engine {
  outline(dockerfile: string): Promise<DockerfileOutline | undefined>;
  prepare(params: PrepareParams): Promise<PrepareResult>;
  diagnose(params: DiagnoseParams): Promise<readonly Diagnosis[]>;
  clearDiagnoses(): Promise<void>;
  /** An image was built: the other files learn which Dockerfile it is of. */
  built(params: BuiltParams): Promise<void>;
  /** Dockerfiles of the workspace and what holds manifests in it. */
  candidates(): Promise<Candidates>;
}

/** How a run is shown and what it asks. */
export interface Front {
  /** A step begins or goes on; `fraction` from 0 to 1 where it is known. */
  progress(step: Step, text: string, fraction?: number): void;
  /** Output of programs, one line, secrets masked. */
  output(line: string): void;
  /** One of several; undefined when the user turned away. A front without a user answers undefined for all but a sole `preferred`. */
  choose(question: Question): Promise<string | undefined>;
  /** Free text, checked while it is typed; undefined when the user turned away. */
  ask(question: TextQuestion): Promise<string | undefined>;
  /** What would change, shown object by object before it is confirmed. */
  changes(changes: readonly Change[]): Promise<void>;
  /** A yes to something that cannot be taken back or that lies outside of a local cluster. */
  confirm(question: Confirmation): Promise<boolean>;
  /** Problems of the last build on lines of the Dockerfile; none clears them. */
  buildProblems(dockerfile: string, problems: readonly BuildProblem[]): void;
  /** Sizes of layers on the instructions that made them. */
  layers(dockerfile: string, layers: readonly InstructionLayer[]): void;
}

export type Step = 'check' | 'build' | 'deliver' | 'diff' | 'deploy' | 'wait' | 'diagnose';

export interface Question {
  /** What the answer is remembered by, and the flag of the command line that gives it: `target`, `cluster`, `manifests`. */
  readonly key: AnswerKey;
  readonly title: string;
  readonly choices: readonly Choice[];
}
export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  /** Taken where nobody can be asked. */
  readonly isPreferred?: boolean;
}
export interface TextQuestion {
  readonly key: AnswerKey;
  readonly title: string;
  readonly value?: string;
  readonly isSecret?: boolean;
  /** What is wrong with a value; undefined when nothing is. */
  readonly fault: (value: string) => string | undefined;
}
export interface Confirmation {
  readonly title: string;
  readonly detail: string;
  /** The button that goes on. */
  readonly action: string;
  /** The user has to type this: for deletions outside of proven local clusters. */
  readonly typed?: string;
}

/** An object before and after, as YAML; values of Secrets are masked. */
export interface Change {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** Null for a new one. */
  readonly before: string | null;
  readonly after: string;
}

/** One line of the Dockerfile, from 0, both ends included. */
export interface BuildProblem {
  readonly firstLine: number;
  readonly lastLine: number;
  readonly message: string;
  readonly severity: 'error' | 'warning';
  /** BuildKit's rule for warnings, `build-failed` for errors. */
  readonly code: string;
}

export interface InstructionLayer {
  readonly firstLine: number;
  readonly lastLine: number;
  readonly bytes: number;
}

/** Machine-scoped and user settings; never from the workspace. */
export interface LoopSettings {
  readonly builder: 'auto' | 'docker' | 'legacy' | 'podman';
  /** `kubectl` contexts beside proven local k3d clusters that may be deployed to, each after a yes. */
  readonly allowedContexts: readonly string[];
  readonly delivery: 'auto' | 'import' | 'push';
  /** Seconds that a rollout may take. */
  readonly rolloutTimeout: number;
  readonly serverSideApply: boolean;
  readonly showDiff: boolean;
}

/** What is remembered of a run, per workspace folder: plain JSON. Values of build arguments that look secret are not in it. */
export interface Answers {
  readonly version: 1;
  readonly folder: string;
  readonly dockerfile?: string;
  readonly context?: string;
  readonly target?: string | null;
  readonly image?: string;
  readonly platform?: string;
  readonly buildArgs?: Readonly<Record<string, string>>;
  /** Secret id → environment variable or absolute file. */
  readonly secrets?: Readonly<Record<string, { readonly env: string } | { readonly file: string }>>;
  readonly cluster?: string;
  readonly kubeContext?: string;
  readonly namespace?: string;
  readonly manifests?: readonly ManifestSource[];
  readonly delivery?: 'import' | 'push';
}
/** What follow-up commands need of earlier runs, per workspace folder: plain JSON. */
export interface Remembered {
  readonly answers: Answers;
  readonly image?: BuiltImage;
  readonly deployment?: Deployment;
  /** Of earlier deployments, what the last one did not send again: it still lies in its cluster. */
  readonly left?: readonly Deployment[];
  /** Bytes of the last image by `dockerfile#target`. */
  readonly bytes?: Readonly<Record<string, number>>;
}

/** Keeps what is remembered; the extension in its workspace state, the command line nowhere. */
export interface Memory {
  get(): Remembered;
  set(remembered: Remembered): Promise<void>;
}

export type AnswerKey = Exclude<keyof Answers, 'version' | 'folder'> | 'pod' | 'container' | 'port' | 'revision';

export interface BuiltImage {
  /** `repository:tag` as Docker knows it. */
  readonly reference: string;
  readonly repository: string;
  readonly id: string;
  readonly bytes: number;
  readonly architecture: string;
  /** Whose store it lies in; Docker when absent. */
  readonly engine?: 'docker' | 'podman';
  readonly dockerfile: string;
  readonly target: string | null;
  /** Bytes against the last build of the same Dockerfile and target; absent for the first. */
  readonly change?: number;
}

/** An image where pods of the cluster find it. */
export interface Delivery {
  readonly by: 'import' | 'direct' | 'push' | 'ctr';
  /** As manifests have to name it. */
  readonly reference: string;
  /** Nodes that were seen to hold it; empty for a push. */
  readonly nodes: readonly string[];
}

/** A cluster that was proven to be a local k3d one, or that the user allowed. */
export interface Target {
  readonly kubeContext: string;
  readonly server: string;
  readonly namespace: string;
  /** Of k3d; absent for an allowed context that is none. */
  readonly cluster?: string;
}

export interface Deployment {
  readonly target: Target;
  readonly objects: readonly AppliedObject[];
}
export interface AppliedObject extends DeployedObject {
  readonly result: 'created' | 'configured' | 'unchanged' | 'refused';
  /** What the server said of a refused one. */
  readonly refusal?: string;
}

/** How a whole run ended. `failed` names the step; nothing half-done is told as done. */
export type RunEnd =
  | { readonly state: 'running'; readonly image?: BuiltImage; readonly delivery?: Delivery; readonly deployment: Deployment }
  | {
      readonly state: 'failed' | 'cancelled';
      readonly step: Step;
      readonly failure: Failure;
      readonly diagnoses: readonly Diagnosis[];
      /** What did happen before: an image that was built, objects that were applied. */
      readonly done: { readonly image?: BuiltImage; readonly delivery?: Delivery; readonly deployment?: Deployment };
    };

export type { Candidates, Failure, ManifestSource, Outcome };
