import type { Language } from '../engine/language.js';
import type { Fact } from '../engine/facts/facts.js';
import { composeLanguage } from './compose/language.js';
import { dockerfileLanguage } from './dockerfile/language.js';
import { dockerignoreLanguage } from './dockerignore/language.js';
import { kubernetesLanguage } from './kubernetes/language.js';

/** Every dialect the product knows; the first that matches a file has it. */
export const languages: readonly Language[] = [
  dockerignoreLanguage as Language,
  dockerfileLanguage as Language,
  composeLanguage as Language,
  kubernetesLanguage as Language,
];

export function languageOf(path: string, editorLanguage?: string): Language | undefined {
  return languages.find((language) => language.matches(path.replaceAll('\\', '/'), editorLanguage));
}

/** Whether a file of this path may say something to the others. */
export function tellsFacts(path: string): boolean {
  return languageOf(path)?.facts !== undefined;
}

/** What the file at `path` (absolute, with slashes) tells the others. */
export function factsOf(path: string, text: string): readonly Fact[] {
  const language = languageOf(path);
  // A model's spans hold on to it; of a file that nobody edits only the facts are kept.
  return (language?.facts?.(language.parse(text), path) ?? []).map((fact) => ({ ...fact, at: { start: fact.at.start, end: fact.at.end } }));
}
