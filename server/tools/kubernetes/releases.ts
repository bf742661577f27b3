// The API of one release of Kubernetes, as a package of npm that was made from its OpenAPI document has it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** Field of the API → name of the model that it holds, bare of lists and maps. */
export type Fields = ReadonlyMap<string, string>;

export interface Release {
  readonly minor: number;
  /** Whether the package has that group and version at all. */
  knows(apiVersion: string): boolean;
  /** Undefined where the release does not serve the kind. */
  modelOf(apiVersion: string, kind: string): string | undefined;
  fieldsOf(model: string): Fields | undefined;
}

/**
 * `@kubernetes/client-node`: a class for each model, and one for each group and version that says which models it serves. Each
 * file names the release that it was made from; what an earlier release left behind is not read.
 */
export function releaseOfClient(folder: string): Release {
  const gen = join(folder, 'dist', 'gen');
  const [models, apis] = existsSync(join(gen, 'models'))
    ? [join(gen, 'models'), join(gen, 'apis')]
    : [join(gen, 'model'), join(gen, 'api')];
  const texts = new Map(
    readdirSync(models).flatMap((file) =>
      file.endsWith('.js') ? [[capital(basename(file, '.js')), readFileSync(join(models, file), 'utf8')]] : [],
    ),
  );
  const release = mostFrequent([...texts.values()].map((text) => releaseIn(text) ?? ''));
  const minor = Number(/^(?:v|release-)1\.(\d+)/.exec(release)?.[1]);
  if (!Number.isInteger(minor)) throw new Error(`${folder}: made from ${JSON.stringify(release)}`);
  const apiTexts = new Map(
    readdirSync(apis).flatMap((file) =>
      file.endsWith('Api.d.ts') ? [[capital(basename(file, '.d.ts')), readFileSync(join(apis, file), 'utf8')]] : [],
    ),
  );
  const isCurrent = (text: string | undefined): text is string => text !== undefined && releaseIn(text) === release;

  const apiText = (group: string, version: string): string | undefined => apiTexts.get(`${wordsOf(group).join('')}${capital(version)}Api`);

  return {
    minor,
    knows: (apiVersion) => apiText(...partsOf(apiVersion)) !== undefined,
    modelOf(apiVersion, kind) {
      const [group, version] = partsOf(apiVersion);
      const api = apiText(group, version) ?? '';
      const plain = `${capital(version)}${kind}`;
      return [`${wordsOf(group)[0] ?? ''}${plain}`, plain].find(
        (model) => isCurrent(texts.get(model)) && new RegExp(`\\b${model}\\b`).test(api),
      );
    },
    fieldsOf(model) {
      const text = texts.get(model);
      if (!isCurrent(text)) return undefined;
      const rows = text.matchAll(/"baseName": "([^"]+)",\s+"type": "([^"]+)"/g);
      return new Map([...rows].map(([, name = '', type = '']) => [name, /\b(?!Array\b)[A-Z]\w+/.exec(type)?.[0] ?? '']));
    },
  };
}

/** `kubernetes-types`: a file for each group and version. Its version is that of Kubernetes. */
export function releaseOfTypes(folder: string, version: string): Release {
  const texts = new Map(
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .flatMap(({ name }) =>
        readdirSync(join(folder, name)).map((file) => [
          `${name}/${basename(file, '.d.ts')}`,
          readFileSync(join(folder, name, file), 'utf8'),
        ]),
      ),
  );
  const file = (group: string, apiVersion: string): string => texts.get(`${group}/${apiVersion}`) ?? '';
  const body = (model: string): string | undefined => {
    const [group = '', apiVersion = '', name = ''] = model.split(' ');
    return new RegExp(`^export interface ${name} \\{\\n([\\s\\S]*?)^\\}`, 'm').exec(file(group, apiVersion))?.[1];
  };
  const named = (name: string, from: string): string => {
    const [group = '', apiVersion = ''] = from.split(' ');
    const imported = new RegExp(`import \\{[^}]*\\b${name}\\b[^}]*\\} from "\\.\\./(\\w+)/(\\w+)"`).exec(file(group, apiVersion));
    return `${imported?.[1] ?? group} ${imported?.[2] ?? apiVersion} ${name}`;
  };
  return {
    minor: Number(version.split('.')[1]),
    knows(apiVersion) {
      const [group, of] = partsOf(apiVersion);
      return file(group.split('.')[0] ?? '', of) !== '';
    },
    modelOf(apiVersion, kind) {
      const [group, of] = partsOf(apiVersion);
      const model = `${group.split('.')[0] ?? ''} ${of} ${kind}`;
      return body(model) === undefined ? undefined : model;
    },
    fieldsOf(model) {
      const rows = body(model)?.matchAll(/^ {4}(?:readonly )?"?([\w$-]+)"?\??: (.+)$/gm);
      if (rows === undefined) return undefined;
      return new Map([...rows].map(([, name = '', type = '']) => [name, named(/\b(?!Array\b)[A-Z]\w+/.exec(type)?.[0] ?? '', model)]));
    },
  };
}

/**
 * `cdk8s-plus-31`: for each kind what it is called, and for each model a function that writes it as JSON. The package's name says
 * the release. A status is no part of it.
 */
export function releaseOfCdk8s(folder: string, minor: number): Release {
  const text = readFileSync(join(folder, 'lib', 'imports', 'k8s.js'), 'utf8');
  const kinds = new Map(
    [...text.matchAll(/^(Kube\w+)\.GVK = \{\s+apiVersion: '([^']+)',\s+kind: '([^']+)'/gm)].map(
      ([, model = '', apiVersion = '', kind = '']) => [`${apiVersion} ${kind}`, `${model}Props`],
    ),
  );
  const models = new Map(
    [...text.matchAll(/^function toJson_(\w+)\(obj\) \{[\s\S]*?const result = \{\n([\s\S]*?)^ {4}\};/gm)].map(
      ([, model = '', body = '']) => {
        const rows = [...body.matchAll(/^ {8}'([^']+)': (.*)$/gm)];
        const fields: [string, string][] = rows.map(([, name = '', code = '']) => [name, /toJson_(\w+)\(/.exec(code)?.[1] ?? '']);
        // Every kind has these, whether one writes them or not.
        const given: [string, string][] = /^Kube\w+Props$/.test(model) ? ['apiVersion', 'kind', 'status'].map((name) => [name, '']) : [];
        return [model, new Map([...given, ...fields])];
      },
    ),
  );
  return {
    minor,
    knows: (apiVersion) => [...kinds.keys()].some((known) => known.startsWith(`${apiVersion} `)),
    modelOf: (apiVersion, kind) => kinds.get(`${apiVersion} ${kind}`),
    fieldsOf: (model) => models.get(model),
  };
}

function partsOf(apiVersion: string): readonly [group: string, version: string] {
  const slash = apiVersion.indexOf('/');
  return slash === -1 ? ['core', apiVersion] : [apiVersion.slice(0, slash), apiVersion.slice(slash + 1)];
}

const wordsOf = (group: string): string[] =>
  group
    .replace(/\.k8s\.io$/, '')
    .split('.')
    .map(capital);

const releaseIn = (text: string): string | undefined => /(?:OpenAPI spec version|version of the OpenAPI document): (\S+)/.exec(text)?.[1];

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function mostFrequent(values: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? '';
}
