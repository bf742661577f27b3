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
  /** Lines above the text that say who runs an image and who builds it. */
  readonly codeLens?: boolean;
  /** Prefix of a link to a rule's page; the rule's id is appended. Without it, a finding links to its first source. */
  readonly rulePages?: string;
  /** The client has the command `slipway.showReferences`; without it, code lenses are text alone. */
  readonly showsReferences?: boolean;
}
