import type { Language } from '../engine/language.js';
import type { Fact } from '../engine/facts/facts.js';
import { builderFacts, tellsBuilds } from './builders/index.js';
import { isComposeFile } from './compose/file.js';
import { dockerfileLanguage } from './dockerfile/language.js';
import { dockerignoreLanguage } from './dockerignore/language.js';
import { isHelm } from './helm/place.js';
import { isManifest } from './kubernetes/names.js';
import { isKustomizationName } from './kustomize/file.js';
import { compose, helm, kubernetes, kustomize } from './yamlLanguages.js';

interface KnownLanguage {
  readonly matches: Language['matches'];
  /** The server loads some languages when they are first asked for. */
  language(): Language;
}

/** Every dialect the product knows; the first that matches a file has it. */
const known: readonly KnownLanguage[] = [
  { matches: dockerignoreLanguage.matches, language: () => dockerignoreLanguage as Language },
  { matches: dockerfileLanguage.matches, language: () => dockerfileLanguage as Language },
  { matches: isComposeFile, language: compose },
  { matches: isKustomizationName, language: kustomize },
  { matches: isHelm, language: helm },
  { matches: isManifest, language: kubernetes },
];

export function allLanguages(): readonly Language[] {
  return known.map(({ language }) => language());
}

/** Answers whether a path, beginning as the one that is asked about, exists. */
export type IsThere = (path: string) => boolean;

export function languageOf(path: string, editorLanguage?: string, isThere?: IsThere): Language | undefined {
  return known.find(({ matches }) => matches(path.replaceAll('\\', '/'), editorLanguage, isThere))?.language();
}

/** Whether a file of this path may say something to the others. */
export function tellsFacts(path: string, isThere?: IsThere): boolean {
  return languageOf(path, undefined, isThere)?.facts !== undefined || tellsBuilds(path);
}

/** What the file at `path` (absolute, with slashes) tells the others. */
export function factsOf(path: string, text: string, isThere?: IsThere): readonly Fact[] {
  const language = languageOf(path, undefined, isThere);
  // A model's spans hold on to it; of a file that nobody edits only the facts are kept.
  return [...(language?.facts?.(language.parse(text, undefined, path), path) ?? []), ...builderFacts(path, text)].map((fact) => ({
    ...fact,
    at: { start: fact.at.start, end: fact.at.end },
  }));
}
