import type { Language } from '../engine/language.js';
import { dockerfileLanguage } from './dockerfile/language.js';
import { dockerignoreLanguage } from './dockerignore/language.js';
import { kubernetesLanguage } from './kubernetes/language.js';

/** Every dialect the product knows; the first that matches a file has it. */
export const languages: readonly Language[] = [
  dockerignoreLanguage as Language,
  dockerfileLanguage as Language,
  kubernetesLanguage as Language,
];

export function languageOf(path: string, editorLanguage?: string): Language | undefined {
  return languages.find((language) => language.matches(path.replaceAll('\\', '/'), editorLanguage));
}
