// Writes the list of all rules, `server/src/rules/index.ts`. It imports no rule, so that a list that is out of date cannot stand in its way.
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const rulesFolder = 'server/src/rules';
export const registryPath = `${rulesFolder}/index.ts`;

/** The text of the list. A rule whose page is still to be written is no rule yet. */
export function registry(): string {
  const files = ruleNames().filter((name) => existsSync(pageOf(name)));
  const variable = (file: string): string => file.replace(/[/-](\w)/g, (_, letter: string) => letter.toUpperCase());
  return [
    '// Written by `npm run generate`.',
    "import type { RuleDefinition } from '../engine/rule/define.js';",
    ...files.map((file) => `import ${variable(file)} from './${file}.js';`),
    '',
    '/** Every rule of the product, by id. */',
    'export const rules: readonly RuleDefinition[] = [',
    ...files.map((file) => `  ${variable(file)} as RuleDefinition,`),
    '];',
    '',
  ].join('\n');
}

/** Pages of rules that have none. */
export function missingPages(): string[] {
  return ruleNames()
    .map(pageOf)
    .filter((page) => !existsSync(page));
}

const pageOf = (name: string): string => join(rulesFolder, `${name}.md`);

function ruleNames(): string[] {
  const languages = readdirSync(rulesFolder, { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== 'shared');
  return languages
    .flatMap((language) =>
      readdirSync(join(rulesFolder, language.name))
        .filter((name) => name.endsWith('.ts'))
        .map((name) => `${language.name}/${name.replace(/\.ts$/, '')}`),
    )
    .sort();
}

if (process.argv.includes('--write')) writeFileSync(registryPath, registry());
