import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { LanguageId, RuleDefinition } from '../../server/src/engine/rule/define.js';
import { rules } from '../../server/src/rules/index.js';
import { readCases, type SpecCase } from './spec.js';

export function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) =>
    statSync(join(folder, name)).isDirectory() ? filesBelow(join(folder, name)) : [join(folder, name)],
  );
}

/** The files of `examples/` that are of the language. */
export function exampleFiles(language: LanguageId): string[] {
  const patterns: Readonly<Record<LanguageId, RegExp>> = {
    dockerfile: /Dockerfile(?:\.\w+)?$/,
    dockerignore: /\.dockerignore$/,
    compose: /compose[\w.-]*\.ya?ml$/,
    helm: /\/(?:Chart\.yaml|values[\w.-]*\.yaml|templates\/.*)$/,
    kustomize: /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/,
    kubernetes: /(?<!compose[\w.-]*)\.ya?ml$/,
  };
  const pattern = patterns[language];
  return filesBelow('examples').filter((file) => pattern.test(file));
}

/** The cases of every rule page and of every file of further cases: short, and each with something special in it. */
export function pageCases(language: LanguageId): { readonly rule: RuleDefinition; readonly spec: SpecCase }[] {
  return (rules as readonly RuleDefinition[])
    .filter((rule) => rule.language === language)
    .flatMap((rule) =>
      [`server/src/rules/${rule.id}.md`, `test/rules/${rule.id}.md`]
        .filter((path) => existsSync(path))
        .flatMap((path) => readCases(readFileSync(path, 'utf8'), language).map((spec) => ({ rule, spec }))),
    );
}
