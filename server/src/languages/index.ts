import type { Language } from '../engine/language.js';
import type { Fact } from '../engine/facts/facts.js';
import { builderFacts, tellsBuilds } from './builders/index.js';
import { composeLanguage } from './compose/language.js';
import { dockerfileLanguage } from './dockerfile/language.js';
import { dockerignoreLanguage } from './dockerignore/language.js';
import { helmLanguage } from './helm/language.js';
import { kubernetesLanguage } from './kubernetes/language.js';
import { kustomizeLanguage } from './kustomize/language.js';

/** Every dialect the product knows; the first that matches a file has it. */
export const languages: readonly Language[] = [
  dockerignoreLanguage as Language,
  dockerfileLanguage as Language,
  composeLanguage as Language,
  kustomizeLanguage as Language,
  helmLanguage as Language,
  kubernetesLanguage as Language,
];

/** Answers whether a path, beginning as the one that is asked about, exists. */
export type IsThere = (path: string) => boolean;

export function languageOf(path: string, editorLanguage?: string, isThere?: IsThere): Language | undefined {
  return languages.find((language) => language.matches(path.replaceAll('\\', '/'), editorLanguage, isThere));
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
