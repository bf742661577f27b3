// The declarations of `kubernetes-models`, as both makers of data about the API read them.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDeclaration, type Declaration, type Member, type Shape } from './declarations.js';
import { integerFields } from './validators.js';

const packages = ['node_modules/kubernetes-models', 'node_modules/@kubernetes-models/apimachinery'];

export interface Source extends Declaration {
  readonly integers: ReadonlySet<string>;
}

export function readSources(): Source[] {
  return packages.flatMap((folder) =>
    declarationFiles(folder).flatMap((file) => {
      const declaration = readDeclaration(readFileSync(file, 'utf8'));
      if (declaration === undefined) return [];
      const validator = join(folder, '_schemas', `${declaration.globalName.slice(1)}.js`);
      return [{ ...declaration, integers: existsSync(validator) ? integerFields(readFileSync(validator, 'utf8')) : new Set<string>() }];
    }),
  );
}

function declarationFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return entry.name === 'node_modules' || entry.name === '_schemas' ? [] : declarationFiles(path);
      return entry.name.endsWith('.d.ts') ? [path] : [];
    });
}

export function literalOf(members: readonly Member[], name: string): string | undefined {
  const shape = members.find((member) => member.name === name)?.shape;
  return shape?.kind === 'literals' ? shape.values[0] : undefined;
}

export function hasMember(shape: Shape, name: string): boolean {
  return shape.kind === 'object' && shape.members.some((member) => member.name === name);
}
