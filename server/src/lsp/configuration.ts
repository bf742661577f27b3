import { dirname } from 'node:path';
import { activeRules, kubernetesMinor, type ActiveRule, type Config, type KubernetesConfig } from '../engine/config/config.js';
import { podSecurityMeanings, presetMeanings, severityMeanings } from '../engine/config/schema.js';
import type { RuleDefinition } from '../engine/rule/define.js';
import { findConfig, globMatcher, type ConfigFile } from '../host/configFile.js';
import type { Settings } from '../protocol.js';

/** The rules that hold for one document, and a key that changes when they may have changed. */
export interface DocumentRules {
  readonly rules: readonly ActiveRule[];
  readonly revision: string;
  readonly problems: readonly string[];
  /** Whether lines above the text say who else has to do with it. */
  readonly lenses: boolean;
  /** Whether fields and their values are offered while typing, or names of the workspace alone. */
  readonly offersFields: boolean;
}

/** Settings as the editor said them, and what of them makes sense. */
interface Said {
  readonly asked: Settings;
  readonly settings: Settings;
}

/**
 * Editor settings below the project's `.slipway.yaml`, per document. Both are read when a document first needs them and
 * remembered until somebody says that they changed.
 */
export class Configuration {
  readonly #rules: readonly RuleDefinition[];
  readonly #ask: (uri: string) => Promise<Settings>;
  readonly #files = new Map<string, ConfigFile | undefined>();
  readonly #documents = new Map<string, DocumentRules>();
  /** One list for all documents with the same configuration, which is nearly always all of them. */
  readonly #shared = new Map<string, readonly ActiveRule[]>();
  /** Questions that are on their way. */
  readonly #asked = new Map<string, Promise<DocumentRules>>();
  /** What the editor said of a place. */
  readonly #settings = new Map<string, Promise<Said>>();
  /** Folders of the workspace as uris, those within others in front. */
  #folders: readonly string[] = [];
  #revision = 0;

  constructor(rules: readonly RuleDefinition[], ask: (uri: string) => Promise<Settings>) {
    this.#rules = rules;
    this.#ask = ask;
  }

  /** Uris of the workspace's folders: all files of one have the same settings, so the editor is asked once for each. */
  setFolders(uris: readonly string[]): void {
    this.#folders = uris.map((uri) => uri.replace(/\/$/, '')).sort((a, b) => b.length - a.length);
    this.changed();
  }

  changed(): void {
    this.#revision++;
    this.#settings.clear();
    this.#files.clear();
    this.#documents.clear();
    this.#asked.clear();
    this.#shared.clear();
  }

  forget(uri: string): void {
    this.#documents.delete(uri);
  }

  /** What is known already, without waiting. */
  known(uri: string): DocumentRules | undefined {
    return this.#documents.get(uri);
  }

  async rulesFor(uri: string, path: string | undefined): Promise<DocumentRules> {
    const known = this.#documents.get(uri) ?? this.#asked.get(uri);
    if (known !== undefined) return known;
    const asked = this.#read(uri, path).finally(() => {
      if (this.#asked.get(uri) === asked) this.#asked.delete(uri);
    });
    this.#asked.set(uri, asked);
    return asked;
  }

  async #read(uri: string, path: string | undefined): Promise<DocumentRules> {
    const revision = this.#revision;
    const { asked, settings } = await this.#settingsFor(uri);
    const file = path === undefined ? undefined : await findConfig(dirname(path), undefined, this.#files);
    const result: DocumentRules = {
      rules: this.#activate(settings, file, path),
      revision: String(revision),
      problems: file?.problems ?? [],
      lenses: asked.codeLens !== false,
      offersFields: asked.completion?.fields !== false,
    };
    // A change that came while we waited makes this answer old: it serves this request and is not kept.
    if (revision === this.#revision) this.#documents.set(uri, result);
    return result;
  }

  async #settingsFor(uri: string): Promise<Said> {
    const folder = this.#folders.find((each) => uri.startsWith(`${each}/`));
    if (folder === undefined) return this.#settingsAt(uri);
    let known = this.#settings.get(folder);
    if (known === undefined) this.#settings.set(folder, (known = this.#settingsAt(folder)));
    return known;
  }

  async #settingsAt(uri: string): Promise<Said> {
    const asked = await this.#ask(uri);
    return { asked, settings: await this.#sound(asked) };
  }

  /** The settings without what makes no sense in them. Ordinary ones are seen to be sound without loading the schema. */
  async #sound(settings: Settings): Promise<Settings> {
    const own = configOf(settings);
    const { preset, rules, leaveTo, kubernetes } = own;
    const isSound =
      (preset === undefined || Object.hasOwn(presetMeanings, preset)) &&
      (kubernetes === undefined || isKubernetes(kubernetes)) &&
      (leaveTo === undefined || Array.isArray(leaveTo)) &&
      (rules === undefined || isSeverities(rules));
    if (isSound) return settings;
    const { soundConfig } = await import('../host/configText.js');
    const { enable } = settings;
    return { ...(enable === undefined ? {} : { enable }), ...soundConfig(own, this.#rules) };
  }

  #activate(settings: Settings, file: ConfigFile | undefined, path: string | undefined): readonly ActiveRule[] {
    if (settings.enable === false) return [];
    const own = configOf(settings);
    const isMatch = file === undefined || path === undefined ? () => false : globMatcher(dirname(file.path), path);
    const matching = (file?.config.overrides ?? []).map((override) => isMatch(override.files));
    const key = JSON.stringify([own, file?.path, matching]);
    let rules = this.#shared.get(key);
    if (rules === undefined) {
      rules = activeRules(this.#rules, file === undefined ? [own] : [own, file.config], isMatch);
      this.#shared.set(key, rules);
    }
    return rules;
  }
}

function isSeverities(rules: unknown): boolean {
  if (typeof rules !== 'object' || rules === null || Array.isArray(rules)) return false;
  return Object.values(rules).every((setting) => typeof setting === 'string' && Object.hasOwn(severityMeanings, setting));
}

/** As the editor sends it: empty where nobody wrote anything. */
function isKubernetes({ version, podSecurity }: KubernetesConfig): boolean {
  return (
    (version === undefined || kubernetesMinor(version) !== undefined) &&
    (podSecurity === undefined || Object.hasOwn(podSecurityMeanings, podSecurity))
  );
}

function configOf(settings: Settings): Config {
  return {
    ...(settings.preset === undefined ? {} : { preset: settings.preset }),
    ...(settings.rules === undefined ? {} : { rules: settings.rules as NonNullable<Config['rules']> }),
    ...(settings.kubernetes === undefined ? {} : { kubernetes: withoutEmpty(settings.kubernetes) }),
    ...(settings.leaveTo === undefined ? {} : { leaveTo: settings.leaveTo }),
  };
}

/** An empty text in the settings means "not set". */
function withoutEmpty(settings: NonNullable<Settings['kubernetes']>): KubernetesConfig {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== '' && value !== null));
}
