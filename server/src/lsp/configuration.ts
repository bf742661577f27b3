import { dirname } from 'node:path';
import { activeRules, kubernetesMinor, type ActiveRule, type Config, type KubernetesConfig } from '../engine/config/config.js';
import { podSecurityMeanings, presetMeanings, severityMeanings } from '../engine/config/schema.js';
import type { RuleDefinition } from '../engine/rule/define.js';
import { findConfig, globMatcher, knownConfig, unread, type ConfigFile } from '../host/configFile.js';
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
  readonly config: Config;
  /** The configuration as text: what documents with the same one have in common is found by it. */
  readonly key: string;
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
  /** One for all documents with the same configuration, which is nearly always all of them. */
  readonly #shared = new Map<string, DocumentRules>();
  /** Questions that are on their way. */
  readonly #asked = new Map<string, Promise<DocumentRules>>();
  /** What the editor said of a place; a promise for as long as it has not. */
  readonly #settings = new Map<string, Said | Promise<Said>>();
  readonly #isThere: (path: string) => boolean;
  /** Folders of the workspace as uris, those within others in front. */
  #folders: readonly string[] = [];
  #revision = 0;

  /** `isThere` answers whether a file is on disk. */
  constructor(rules: readonly RuleDefinition[], ask: (uri: string) => Promise<Settings>, isThere: (path: string) => boolean) {
    this.#rules = rules;
    this.#ask = ask;
    this.#isThere = isThere;
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

  /** What is known without waiting: nearly always the editor has spoken, and nothing has to be read. */
  known(uri: string, path: string | undefined): DocumentRules | undefined {
    const known = this.#documents.get(uri);
    if (known !== undefined) return known;
    const folder = this.#folderOf(uri);
    const said = folder === undefined ? undefined : this.#settings.get(folder);
    if (said === undefined || said instanceof Promise) return undefined;
    const file = path === undefined ? undefined : knownConfig(dirname(path), undefined, this.#files, this.#isThere);
    return file === unread ? undefined : this.#keep(uri, said, file, path);
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
    const said = await this.#settingsFor(uri);
    const file = path === undefined ? undefined : await findConfig(dirname(path), undefined, this.#files, this.#isThere);
    // A change that came while we waited makes this answer old: it serves this request and is not kept.
    return revision === this.#revision ? this.#keep(uri, said, file, path) : this.#documentRules(said, file, path, revision).rules;
  }

  /** What the editor says of a folder of the workspace. Asked at the start, the first document finds the answer there or under way. */
  async settingsIn(folder: string): Promise<Settings> {
    return (await this.#settingsFor(`${folder.replace(/\/$/, '')}/`)).asked;
  }

  #keep(uri: string, said: Said, file: ConfigFile | undefined, path: string | undefined): DocumentRules {
    const { key, rules } = this.#documentRules(said, file, path, this.#revision);
    this.#shared.set(key, rules);
    this.#documents.set(uri, rules);
    return rules;
  }

  #folderOf(uri: string): string | undefined {
    for (const each of this.#folders) if (uri.startsWith(each) && uri.charAt(each.length) === '/') return each;
    return undefined;
  }

  async #settingsFor(uri: string): Promise<Said> {
    const folder = this.#folderOf(uri);
    if (folder === undefined) return this.#settingsAt(uri);
    const known = this.#settings.get(folder);
    if (known !== undefined) return known;
    const asked = this.#settingsAt(folder);
    this.#settings.set(folder, asked);
    const said = await asked;
    if (this.#settings.get(folder) === asked) this.#settings.set(folder, said);
    return said;
  }

  async #settingsAt(uri: string): Promise<Said> {
    const asked = await this.#ask(uri);
    const settings = await this.#sound(asked);
    const config = configOf(settings);
    return { asked, settings, config, key: JSON.stringify([settings.enable, asked.codeLens, asked.completion?.fields, config]) };
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

  #documentRules(
    { asked, settings, config, key: own }: Said,
    file: ConfigFile | undefined,
    path: string | undefined,
    revision: number,
  ): { readonly key: string; readonly rules: DocumentRules } {
    const isMatch = file === undefined || path === undefined ? noMatch : globMatcher(dirname(file.path), path);
    const matching = (file?.config.overrides ?? []).map((override) => isMatch(override.files));
    const key = file === undefined ? own : JSON.stringify([own, file.path, matching]);
    const known = revision === this.#revision ? this.#shared.get(key) : undefined;
    if (known !== undefined) return { key, rules: known };
    const rules: DocumentRules = {
      rules: settings.enable === false ? [] : activeRules(this.#rules, file === undefined ? [config] : [config, file.config], isMatch),
      revision: String(revision),
      problems: file?.problems ?? [],
      lenses: asked.codeLens !== false,
      offersFields: asked.completion?.fields !== false,
    };
    return { key, rules };
  }
}

const noMatch = (): boolean => false;

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
