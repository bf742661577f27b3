import type { OptionValue, ProjectSettings, RuleDefinition, Severity } from '../rule/define.js';

/** What `.slipway.yaml` and the editor's settings say; plain data, checked before it gets here. */
export interface Config {
  readonly preset?: PresetName;
  readonly rules?: Readonly<Record<string, RuleSetting>>;
  readonly overrides?: readonly Override[];
  readonly kubernetes?: KubernetesConfig;
  /** Which Dockerfile builds an image, by its name without tag. */
  readonly images?: Readonly<Record<string, string | ImageConfig>>;
  /** Sources of findings that the user leaves to other extensions; see `deferrals.ts`. */
  readonly leaveTo?: readonly string[];
}

export interface KubernetesConfig {
  /** `1.34`, which YAML may have read as a number; the newest that Slipway knows when absent. */
  readonly version?: string | number;
  readonly podSecurity?: ProjectSettings['podSecurity'];
}

/** Paths are relative to the configuration file's folder, those of editor settings to the workspace folder's. */
export interface ImageConfig {
  readonly dockerfile: string;
  readonly target?: string;
  readonly context?: string;
}

/** The newest Kubernetes release whose API the bundled schema describes. */
export const newestKubernetesMinor = 36;

export type PresetName = 'recommended' | 'strict' | 'all' | 'none';
export type RuleSetting =
  | 'off'
  | 'on'
  | Severity
  | ({ readonly severity?: 'off' | 'on' | Severity } & Readonly<Record<string, OptionValue>>);

export interface Override {
  /** Globs relative to the configuration file's folder. */
  readonly files: readonly string[];
  readonly preset?: PresetName;
  readonly rules?: Readonly<Record<string, RuleSetting>>;
}

/** A rule that runs, with what was decided for it. */
export interface ActiveRule {
  readonly rule: RuleDefinition;
  readonly severity: Severity;
  readonly options: Readonly<Record<string, OptionValue>>;
  /** One object for all rules of a document. */
  readonly settings: ProjectSettings;
}

/** Later layers win: preset, then each layer's rules in order. */
export function activeRules(
  rules: readonly RuleDefinition[],
  layers: readonly Config[],
  isMatch: (globs: readonly string[]) => boolean,
): readonly ActiveRule[] {
  const flat = layers.flatMap((layer) => [layer, ...(layer.overrides ?? []).filter((override) => isMatch(override.files))]);
  const preset = flat.reduce<PresetName>((found, layer) => layer.preset ?? found, 'recommended');
  const left = new Set(layers.flatMap((layer) => layer.leaveTo ?? []));
  const settings = projectSettings(layers);
  const active: ActiveRule[] = [];
  for (const rule of rules) {
    let severity: Severity | 'off' = isInPreset(rule, preset) && !isLeftTo(rule, left) ? rule.severity : 'off';
    let options: Record<string, OptionValue> = Object.fromEntries(
      Object.entries(rule.options ?? {}).map(([name, option]) => [name, option.default]),
    );
    for (const layer of flat) {
      const setting = layer.rules?.[rule.id];
      if (setting === undefined) continue;
      if (typeof setting === 'string') severity = applySetting(rule, severity, setting);
      else {
        const { severity: wanted, ...rest } = setting;
        severity = applySetting(rule, severity, wanted ?? (severity === 'off' ? 'on' : severity));
        options = { ...options, ...(rest as Record<string, OptionValue>) };
      }
    }
    if (severity !== 'off') active.push({ rule, severity, options, settings });
  }
  return active;
}

/** Undefined for what is no version. To YAML `1.30` is the number 1.3: there is no manifest for Kubernetes 1.3 any more. */
export function kubernetesMinor(version: string | number | undefined): number | undefined {
  if (typeof version === 'number') return version > 1 && version < 2 ? Math.round((version - 1) * 100) : undefined;
  const minor = /^v?1\.(\d{1,2})(?:\.\d+)?$/.exec(version?.trim() ?? '')?.[1];
  return minor === undefined ? undefined : Number(minor);
}

/** Later layers win. A version that is none counts as absent: the schema of the configuration tells. */
export function projectSettings(layers: readonly Config[]): ProjectSettings {
  const merged = layers.reduce<KubernetesConfig>((found, { kubernetes }) => ({ ...found, ...kubernetes }), {});
  return { kubernetesMinor: kubernetesMinor(merged.version) ?? newestKubernetesMinor, podSecurity: merged.podSecurity ?? 'restricted' };
}

function applySetting(rule: RuleDefinition, current: Severity | 'off', setting: 'off' | 'on' | Severity): Severity | 'off' {
  if (setting === 'on') return current === 'off' ? rule.severity : current;
  return setting;
}

function isInPreset(rule: RuleDefinition, preset: PresetName): boolean {
  if (preset === 'all') return true;
  if (preset === 'none') return false;
  return rule.presets.includes('recommended') || (preset === 'strict' && rule.presets.includes('strict'));
}

/** A rule is left to another tool when that tool's id for it is among the aliases. */
function isLeftTo(rule: RuleDefinition, left: ReadonlySet<string>): boolean {
  return left.size > 0 && (rule.aliases ?? []).some((alias) => left.has(alias.slice(0, alias.indexOf(':'))));
}
