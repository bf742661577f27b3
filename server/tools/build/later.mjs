import { build } from 'esbuild';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { pages } from './pages.mjs';

// A server that is asked about a Dockerfile needs no YAML: rules, languages and modules of it are reached through the module
// `slipway-later`, which is a script of its own (`scripts.mjs`). What stands in for them is made here, from what they are.

/** Rules of other languages wait until one of them looks at a file. */
const early = new Set(['dockerfile', 'dockerignore']);
/** Modules of functions alone. */
const gateways = ['languages/yamlLanguages', 'cluster/diagnose/diagnose'];

/** `scratch` is a folder inside the project. */
export async function later(root, scratch) {
  const source = join(root, 'server', 'src');
  const gatewayPath = (name) => join(source, `${name}.ts`);
  const known = await lookAt(root, scratch, source);
  const waiting = known.rules.filter(({ language }) => !early.has(language));
  const isReal = Symbol('real');
  return {
    name: 'later',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^slipway-later$/ }, ({ path }) => ({ path, namespace: 'later' }));
      onLoad({ filter: /^slipway-later$/, namespace: 'later' }, () => ({
        contents: [
          ...gateways.map((name, i) => `export * as gateway${i} from ${JSON.stringify(gatewayPath(name))};`),
          ...waiting.map(({ id }, i) => `import rule${i} from ${JSON.stringify(join(source, 'rules', `${id}.ts`))};`),
          `export const rules = [${waiting.map((_, i) => `rule${i}`).join(', ')}];`,
        ].join('\n'),
        resolveDir: root,
        pluginData: isReal,
      }));
      onResolve({ filter: /^\./ }, ({ path, resolveDir, pluginData }) => {
        if (pluginData === isReal) return undefined;
        const name = gateways.find((each) => join(resolveDir, path.replace(/\.js$/, '.ts')) === gatewayPath(each));
        return name === undefined ? undefined : { path: name, namespace: 'later-gateway' };
      });
      onLoad({ filter: /.*/, namespace: 'later-gateway' }, ({ path }) => ({
        contents: forwarding(known.functions[gateways.indexOf(path)], `$later('later').gateway${gateways.indexOf(path)}`),
      }));
      onLoad({ filter: /[\\/]server[\\/]src[\\/]rules[\\/]index\.ts$/ }, () => ({
        contents: registry(known.rules, waiting),
        loader: 'js',
        resolveDir: join(source, 'rules'),
      }));
    },
  };
}

/** A module whose functions ask `load` for the real ones when they are called. */
export function forwarding(functions, load) {
  const lines = functions.map(
    (name) =>
      `export function ${name}(...args) { const real = load().${name}; return new.target === undefined ? real(...args) : new real(...args); }`,
  );
  return [`let loaded; const load = () => (loaded ??= ${load});`, ...lines].join('\n');
}

/** The list of rules: those that wait are here with all but their checks. */
function registry(rules, waiting) {
  const lines = rules.map((rule) => {
    const { id, page } = rule;
    const place = waiting.findIndex((each) => each.id === id);
    if (place === -1) return { head: `import ${variable(id)} from './${id}.js';`, item: variable(id) };
    const told = Object.fromEntries(Object.entries(rule).filter(([key]) => key !== 'check' && key !== 'page'));
    const text = JSON.stringify(told);
    if (!isDeepStrictEqual(JSON.parse(text), told)) throw new Error(`${id} says something of itself that cannot be written down`);
    return { head: '', item: `new WaitingRule(${text}, ${JSON.stringify(page.link)}, ${place})` };
  });
  return `
    import { pageText } from 'slipway-pages';
    ${lines.map(({ head }) => head).join('\n')}
    class WaitingPage {
      constructor(id, link) { this.id = id; this.link = link; }
      get text() { return pageText(this.id); }
    }
    class WaitingRule {
      #place;
      #check;
      constructor(told, link, place) { Object.assign(this, told); this.page = new WaitingPage(told.id, link); this.#place = place; }
      get check() { return (this.#check ??= $later('later').rules[this.#place].check); }
    }
    export const rules = [${lines.map(({ item }) => item).join(',\n')}];`;
}

const variable = (id) => id.replaceAll(/[^\w]/g, '_');

/** What the rules say of themselves, and the functions of each gateway. */
async function lookAt(root, scratch, source) {
  const outfile = join(scratch, 'later.mjs');
  mkdirSync(scratch, { recursive: true });
  try {
    await build({
      absWorkingDir: root,
      stdin: {
        contents: [
          `export { rules } from ${JSON.stringify(join(source, 'rules', 'index.ts'))};`,
          ...gateways.map((name, i) => `export * as gateway${i} from ${JSON.stringify(join(source, `${name}.ts`))};`),
        ].join('\n'),
        resolveDir: root,
      },
      bundle: true,
      platform: 'node',
      target: 'node20',
      format: 'esm',
      packages: 'external',
      logLevel: 'warning',
      plugins: [pages(root, true)],
      outfile,
    });
    const { rules, ...modules } = await import(pathToFileURL(outfile).href);
    const functions = gateways.map((name, i) => {
      const all = Object.entries(modules[`gateway${i}`]);
      const other = all.find(([, value]) => typeof value !== 'function');
      if (other !== undefined) throw new Error(`${name}.ts is loaded later, so it may export functions alone, and not \`${other[0]}\``);
      return all.map(([key]) => key);
    });
    return { rules, functions };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
