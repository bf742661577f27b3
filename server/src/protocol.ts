/** Names and shapes that the client and the server share; nothing here imports anything. */

export const extensionId = 'slipway.slipway';
export const settingsSection = 'slipway';
export const fixAllKind = 'source.fixAll.slipway';

/** Server to client: what the status item shows. */
export const statusMethod = 'slipway/status';
export interface StatusParams {
  readonly state: 'ok' | 'busy' | 'slow' | 'error';
  /** One line for the tooltip. */
  readonly detail: string;
}

/** Client to server: the page of a rule as Markdown. */
export const explainMethod = 'slipway/explain';
export interface ExplainParams {
  readonly rule: string;
}
export interface ExplainResult {
  readonly title: string;
  readonly markdown: string;
}

/** Client to server: every rule, for pickers. */
export const rulesMethod = 'slipway/rules';
export interface RuleSummary {
  readonly id: string;
  readonly title: string;
  readonly severity: string;
  readonly aliases: readonly string[];
  readonly presets: readonly string[];
  readonly fix: 'safe' | 'review' | 'none';
  readonly languages: readonly string[];
}

/** Client to server: a `.dockerignore` for the files of a folder. */
export const dockerignoreMethod = 'slipway/dockerignoreFor';
export interface DockerignoreParams {
  readonly names: readonly string[];
}

/** Client to server: Dockerfiles of the workspace that may build an image, for a picker; the nearest first. */
export const dockerfilesMethod = 'slipway/dockerfilesFor';
export interface DockerfilesParams {
  /** The file that runs the image. */
  readonly uri: string;
  /** Its name without tag. */
  readonly image: string;
}
export interface DockerfileChoice {
  /** Absolute, with slashes. */
  readonly path: string;
  /** As seen from the workspace folder. */
  readonly label: string;
  /** Names of its stages, the unnamed left out. */
  readonly stages: readonly string[];
  /** Whether it is taken for the image's now. */
  readonly isPresent: boolean;
}

/** Client to server: the edit of `.slipway.yaml` (a WorkspaceEdit of the protocol) that says so; null where the file cannot be changed. */
export const sayDockerfileMethod = 'slipway/sayDockerfile';
export interface SayDockerfileParams extends DockerfilesParams {
  /** Absolute. */
  readonly dockerfile: string;
  /** A stage; the last one when absent. */
  readonly target?: string;
}

/** Command of the client: lets the user say which Dockerfile builds an image. Arguments are the uri of the manifest and the image's name. */
export const chooseDockerfileCommand = 'slipway.chooseDockerfile';

/**
 * Client to server, a notification: a build of ours has made an image. It is believed before all files, after the user's own settings,
 * until another build of the image is told.
 */
export const builtMethod = 'slipway/built';
export interface BuiltParams {
  /** The reference that the image was given. */
  readonly image: string;
  /** Absolute paths. */
  readonly dockerfile: string;
  readonly context?: string;
  readonly target?: string;
}

/** Command of the client: what a click on a code lens shows. Arguments are uri, position and locations of the protocol. */
export const showReferencesCommand = 'slipway.showReferences';
export interface ShownPosition {
  readonly line: number;
  readonly character: number;
}
export interface ShownLocation {
  readonly uri: string;
  readonly range: { readonly start: ShownPosition; readonly end: ShownPosition };
}

/** What a client may pass at start; the same keys as the settings section. */
export interface Settings {
  readonly enable?: boolean;
  readonly preset?: 'recommended' | 'strict' | 'all' | 'none';
  readonly rules?: Readonly<Record<string, unknown>>;
  readonly kubernetes?: { readonly version?: string | number; readonly podSecurity?: 'privileged' | 'baseline' | 'restricted' };
  readonly leaveTo?: readonly string[];
  /** Which Dockerfile builds an image; paths are relative to the workspace folder. */
  readonly images?: Readonly<Record<string, unknown>>;
  /** Lines above the text that say who runs an image and who builds it. */
  readonly codeLens?: boolean;
  /** `fields`: whether fields and their values are offered while typing, or names of the workspace alone. */
  readonly completion?: { readonly fields?: boolean };
  /** Prefix of a link to a rule's page; the rule's id is appended. Without it, a finding links to its first source. */
  readonly rulePages?: string;
  /** The client has the command `slipway.showReferences`; without it, code lenses are text alone. */
  readonly showsReferences?: boolean;
  /** The client has the command `slipway.chooseDockerfile`; without it, nothing leads to it. */
  readonly choosesDockerfiles?: boolean;
  /** The client has the command `editor.action.triggerSuggest`; without it, nothing is offered behind what was just taken. */
  readonly suggestsAgain?: boolean;
  /** The client pulls while somebody types: what is new then is told in the next pause. */
  readonly waitsForPause?: boolean;
  /** The client has the command `slipway.remedy`; without it, failures of a deployment are mended by edits alone. */
  readonly runsRemedies?: boolean;
}

/** Client to server: the hardening report of a folder; null when it was cancelled. */
export const reportMethod = 'slipway/report';
export interface ReportParams {
  /** Absolute. */
  readonly folder: string;
}
export interface ReportResult {
  readonly markdown: string;
  readonly summary: string;
}

/*
 * The inner loop. Client and command line run programs; what files mean is asked of the engine through these.
 * Paths are absolute; ranges are of the protocol (line and character from 0).
 */

export interface ShownRange {
  readonly start: ShownPosition;
  readonly end: ShownPosition;
}

/** What a build needs to know of a Dockerfile; null when the path is none. */
export const dockerfileOutlineMethod = 'slipway/dockerfileOutline';
export interface DockerfileOutlineParams {
  readonly path: string;
}
export interface DockerfileOutline {
  readonly path: string;
  readonly stages: readonly { readonly name: string | null; readonly base: string; readonly line: number }[];
  /** Declared build arguments, the first declaration of each; `value` is the default as written. */
  readonly args: readonly { readonly name: string; readonly value: string | null; readonly line: number }[];
  /** Ids of `RUN --mount=type=secret`. */
  readonly secrets: readonly { readonly id: string; readonly isRequired: boolean }[];
  /** EXPOSEd by the final stage. */
  readonly ports: readonly number[];
  /** Every instruction: what build steps and layers are mapped to. Lines from 0, both included. */
  readonly instructions: readonly {
    readonly keyword: string;
    readonly firstLine: number;
    readonly lastLine: number;
    readonly stage: number;
  }[];
  /** Absolute folders that something in the workspace says it is built from; the Dockerfile's own folder when nothing does. */
  readonly contexts: readonly string[];
  /** Repositories that manifests and build files of the workspace name it by, the surest first. */
  readonly images: readonly string[];
  /** The first context has no `.dockerignore` that applies. */
  readonly lacksIgnoreFile: boolean;
}

/** What of the workspace can be built and deployed, ignored files left out. */
export const candidatesMethod = 'slipway/candidates';
export interface Candidates {
  readonly dockerfiles: readonly string[];
  /** Kustomize roots and charts first, then folders of manifests, then single files. */
  readonly manifests: readonly ManifestSource[];
}
export interface ManifestSource {
  readonly kind: 'file' | 'folder' | 'kustomize' | 'helm';
  /** Absolute. */
  readonly path: string;
}

/** Manifests as they will be sent to a cluster: images replaced in the text and nowhere else, objects listed. */
export const prepareMethod = 'slipway/prepareManifests';
export interface PrepareParams {
  readonly texts: readonly ManifestText[];
  /** Every image of the repository becomes the reference. */
  readonly images: readonly { readonly repository: string; readonly reference: string }[];
}
export interface ManifestText {
  /** Absolute path of the file, or of the folder or chart that was rendered. */
  readonly path: string;
  readonly text: string;
}
export interface PrepareResult {
  readonly texts: readonly ManifestText[];
  readonly objects: readonly DeployedObject[];
  /** Why a text cannot be sent: not YAML, templated, no object. */
  readonly problems: readonly { readonly path: string; readonly line: number; readonly message: string }[];
  /** The text of each object alone, by the path and the index of `objects`: for sending one after the other. */
  readonly documents?: readonly { readonly path: string; readonly index: number; readonly text: string }[];
}
export interface DeployedObject {
  readonly path: string;
  readonly line: number;
  /** Index of its document among the objects of the text, for sending it alone. */
  readonly index: number;
  readonly apiVersion: string;
  readonly kind: string;
  /** Null when the manifest names none. */
  readonly namespace: string | null;
  readonly name: string;
  /** Containers of a workload, init containers first. */
  readonly containers: readonly DeployedContainer[];
  /** Of a Service. */
  readonly ports: readonly { readonly name: string | null; readonly port: number }[];
}
export interface DeployedContainer {
  readonly name: string;
  /** As it is sent. */
  readonly image: string;
  /** As the file says. */
  readonly writtenImage: string;
  readonly imagePullPolicy: string | null;
}

/** Why pods of a deployment fail. The findings are shown on the lines that caused them until the next call or `clear`. */
export const diagnoseMethod = 'slipway/diagnose';
export const clearDiagnosesMethod = 'slipway/clearDiagnoses';
export interface DiagnoseParams {
  readonly evidence: Evidence;
  /** Show the findings in the editor; without it the answer is all there is. */
  readonly publish: boolean;
}
/** What was seen in the cluster, as kubectl's JSON gives it. */
export interface Evidence {
  readonly namespace: string;
  /** Deployments, StatefulSets, DaemonSets, Jobs. */
  readonly workloads: readonly unknown[];
  readonly replicaSets: readonly unknown[];
  readonly pods: readonly unknown[];
  readonly events: readonly unknown[];
  readonly nodes: readonly unknown[];
  readonly logs: readonly { readonly pod: string; readonly container: string; readonly previous: boolean; readonly text: string }[];
  readonly images: readonly ImageEvidence[];
  /** Registries that the cluster's nodes know, `host:port` as manifests name them and as the workstation reaches them. */
  readonly registries: readonly { readonly inCluster: string; readonly onHost: string }[];
  /** What `kubectl apply` said of files that it refused. */
  readonly refusals: readonly { readonly path: string; readonly stderr: string }[];
  /** The deployed files and the Dockerfiles whose images they run. */
  readonly objects: readonly DeployedObject[];
  readonly builds: readonly { readonly image: string; readonly dockerfile: string; readonly target: string | null }[];
}
export interface ImageEvidence {
  readonly reference: string;
  /** Null: not asked. */
  readonly isInDocker: boolean | null;
  /** Names of the nodes that hold it; null: not asked. */
  readonly onNodes: readonly string[] | null;
  /** `amd64`, `arm64` …; null: not known. */
  readonly architecture: string | null;
}
export interface Diagnosis {
  /** `image-not-imported`, `non-numeric-user` …: `cluster/<code>` in the editor. */
  readonly code: string;
  /** What is wrong, in the user's words. */
  readonly cause: string;
  /** Why, and what follows. */
  readonly explanation: string;
  readonly severity: 'error' | 'warning' | 'info';
  /** Waiting longer cannot help. */
  readonly isHopeless: boolean;
  readonly workload: string;
  readonly pod: string | null;
  readonly container: string | null;
  /** What the cluster itself said: an event, a state, lines of a log. */
  readonly said: string;
  /** Where the cause stands; null when it is in none of the files. */
  readonly place: { readonly path: string; readonly range: ShownRange } | null;
  readonly related: readonly { readonly path: string; readonly range: ShownRange; readonly message: string }[];
  readonly remedies: readonly Remedy[];
}
/** `edit`: a change to a file, offered by the lightbulb at the place. `command`: something to run. */
export type Remedy =
  | { readonly kind: 'edit'; readonly title: string }
  | { readonly kind: 'command'; readonly title: string; readonly command: RemedyCommand; readonly args: readonly string[] };
/**
 * Command of the client that runs a remedy: arguments are a RemedyCommand and its own. `import` and `push` have the image, `build` the
 * Dockerfile and options for the build, `logs` the pod and the container.
 */
export const remedyCommand = 'slipway.remedy';
export type RemedyCommand = 'import' | 'push' | 'build' | 'startCluster' | 'createCluster' | 'logs';
export interface DiagnoseResult {
  readonly diagnoses: readonly Diagnosis[];
}
