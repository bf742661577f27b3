import type { Language } from '../engine/language.js';
import { composeLanguage } from './compose/language.js';
import { helmLanguage } from './helm/language.js';
import { kubernetesLanguage } from './kubernetes/language.js';
import { kustomizeLanguage } from './kustomize/language.js';

// The languages that a Dockerfile does without. The server has them in a script of its own, so only functions may stand here:
// see `server/tools/build/later.mjs`.

export const compose = (): Language => composeLanguage as Language;
export const kustomize = (): Language => kustomizeLanguage as Language;
export const helm = (): Language => helmLanguage as Language;
export const kubernetes = (): Language => kubernetesLanguage as Language;
