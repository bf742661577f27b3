import type { RuleContext, Surroundings } from '../../engine/rule/define.js';
import { folderOf } from '../../languages/builders/facts.js';
import { joinPath } from '../../languages/compose/facts.js';
import { contextsOfFile, seenFrom } from '../../languages/builders/context.js';
import type { Container, ProbeKind } from '../../languages/kubernetes/container.js';
import { sourceOf } from '../../languages/kubernetes/imageSource.js';

// Paths that an application serves, as far as its sources say so in plain text. Nothing is run and nothing is understood: what is
// written as a route is one, and whatever else is in quotes may be a part of one.

export interface AppPaths {
  /** Paths of routes that stand for health by their name, with the file that names each. */
  readonly health: ReadonlyMap<string, string>;
  /** Whether the sources may serve the path. */
  mayServe(path: string): boolean;
}

const isSource = (name: string): boolean =>
  /\.(?:py|js|mjs|cjs|ts|mts|go|rb|php)$/.test(name) && !/\.(?:test|spec|d|config)\.|_test\.go$|^test_/.test(name);
const foldersAside =
  /^(?:\.|_|node_modules\/|venv\/|env\/|vendor\/|dist\/|build\/|out\/|target\/|tests?\/|__tests__\/|e2e\/|docs?\/|migrations\/|static\/|public\/|assets\/|locales?\/|k8s\/|charts?\/)/;
/** More than a service somebody reads in one go; of a larger one nothing is said. */
const mostFiles = 40;
const mostFolders = 30;
const deepest = 4;
const largest = 100_000;

/** Undefined where the sources are not to be seen, too many, or put their paths together from parts. */
export function appPathsBelow(near: Surroundings): AppPaths | undefined {
  const files = sourcesBelow(near);
  if (files === undefined || files.length === 0) return undefined;
  const routes = new Map<string, string>();
  const quoted = new Set<string>();
  let isComposed = false;
  for (const file of files) {
    const text = near.read(file);
    if (text === undefined || text.length > largest) return undefined;
    isComposed ||= mounts.test(text);
    for (const [, path = ''] of text.matchAll(route)) if (!routes.has(slashed(path))) routes.set(slashed(path), file);
    for (const [, path = ''] of text.matchAll(quotedPath)) quoted.add(plain(slashed(path)));
  }
  const health = new Map([...routes].filter(([path]) => isHealth.test(path)));
  return {
    // A router that is mounted somewhere has other paths than it says.
    health: isComposed ? new Map([...health].filter(([, file]) => !mounts.test(near.read(file) ?? ''))) : health,
    mayServe: (path) => {
      const asked = plain(path);
      return [...quoted].some((known) => {
        const fixed = known.replace(/[:{<*].*$/, '');
        if (fixed !== known) return fixed.length > 1 && asked.startsWith(fixed);
        return known !== '/' && (asked === known || asked.endsWith(known) || asked.startsWith(`${known}/`));
      });
    },
  };
}

/** Those of the application whose image the container runs. */
export function appPathsOf(container: Container, ctx: RuleContext): AppPaths | undefined {
  const { image } = container;
  const source = image === undefined ? undefined : sourceOf(ctx.workspace, image.text);
  if (source === undefined || ctx.workspace.path === undefined) return undefined;
  const { path } = source.dockerfile;
  const [context] = contextsOfFile(path, ctx.near);
  const folders = [folderOf(path), ...(context?.said === undefined ? [] : [context.said.data.context])];
  for (const folder of folders) {
    const found = appPathsBelow(seenFrom(ctx.near, folder));
    if (found === undefined) continue;
    // As the manifest sees the files.
    const health = [...found.health].map(([route, file]) => [route, ctx.workspace.relative(joinPath(folder, file))] as const);
    return { ...found, health: new Map(health) };
  }
  return undefined;
}

const kinds: Readonly<Record<ProbeKind, RegExp>> = {
  readinessProbe: /ready|readi/,
  livenessProbe: /live|alive/,
  startupProbe: /start|live|alive/,
};

/** The path that is meant for a kind of probe, else one for health in general. */
export function pathFor(kind: ProbeKind, { health }: AppPaths): string | undefined {
  const all = [...health.keys()];
  return all.find((path) => kinds[kind].test(path)) ?? all.find((path) => !Object.values(kinds).some((other) => other.test(path)));
}

/** The path that tells most of whether the program works, for a HEALTHCHECK, which can ask only one. */
export function generalPath({ health }: AppPaths): string | undefined {
  const all = [...health.keys()];
  return (
    all.find((path) => !Object.values(kinds).some((kind) => kind.test(path))) ??
    all.find((path) => kinds.livenessProbe.test(path)) ??
    all[0]
  );
}

const isHealth =
  /(?:^|\/)_?(?:health(?:[-_]?(?:z|check))?|live(?:z|ness)?|alive|ready(?:z)?|readiness|start(?:up)?z?|ping|status|up|heartbeat)\/?$/i;

/** `app.get("/x"`, `@app.route('/x'`, `HandleFunc("GET /x"`, `path("x/"`. */
const route =
  /(?:\.(?:get|head|all|use|route|add_url_rule|add_api_route|add_route|add_get|Get|GET|Any|Handle|HandleFunc)|\b(?:re_)?path|\bget|\bmatch)\s?\(?\s{0,40}["'`](?:GET )?(\^?\/?[\w\-./]*)\$?["'`]/g;
const quotedPath = /["'`](?:GET )?(\^?\/?[\w\-./:{}<>]+)\$?["'`]/g;
const mounts =
  /prefix\s*[=:]|Blueprint\(|include_router|\binclude\(|\.Group\(|\.Route\(|\.mount\(|root_path|\.use\(\s*["'`]\/|createRouter|namespace\s+["':]/;

const slashed = (path: string): string => (path.startsWith('/') ? path : `/${path.replace(/^\^?\/?/, '')}`);
const plain = (path: string): string => path.replace(/[?#].*$/, '').replace(/(.)\/+$/, '$1');

/** Undefined when there is no disk, or more than can be looked at. */
function sourcesBelow(near: Surroundings): readonly string[] | undefined {
  const files: string[] = [];
  const folders: { readonly path: string; readonly depth: number }[] = [{ path: '.', depth: 0 }];
  for (const [i, { path, depth }] of folders.entries()) {
    if (i >= mostFolders) return undefined;
    const names = near.list(path);
    if (names === undefined) return path === '.' ? undefined : files;
    for (const name of names) {
      const inside = path === '.' ? name : `${path}/${name}`;
      if (name.endsWith('/')) {
        if (depth < deepest && !foldersAside.test(name)) folders.push({ path: inside.slice(0, -1), depth: depth + 1 });
      } else if (isSource(name)) {
        files.push(inside);
        if (files.length > mostFiles) return undefined;
      }
    }
  }
  return files;
}
