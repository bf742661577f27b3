import { build, transform } from 'esbuild';
import { basename } from 'node:path';

// The server in two scripts, so that V8 reads and keeps the code of each on its own: what every start runs, and what waits for
// a file that needs it. esbuild works out who shares what, as chunks; here each becomes a function of what it imports. A chunk
// has its own scope: nothing between them is slower than inside of one.

/**
 * `entries` by name; the one named `first` runs at once. Chunks that it imports, directly or not, go with it; all others are
 * made when `$later(name of an entry)` or a dynamic `import()` asks.
 */
export async function scripts({ entries, first, minify, ...options }) {
  const built = await build({
    ...options,
    minify: false,
    minifySyntax: minify,
    entryPoints: Object.entries(entries).map(([out, input]) => ({ in: input, out })),
    outdir: 'dist',
    format: 'esm',
    splitting: true,
    chunkNames: 'chunk-[hash]',
    metafile: true,
    write: false,
  });
  const chunks = new Map(built.outputFiles.map(({ path, text }) => [basename(path, '.js'), readChunk(text, basename(path))]));
  const atOnce = inOrder(chunks, [first]);
  const rest = inOrder(chunks, chunks.keys()).filter((name) => !atOnce.includes(name));
  // What nobody takes would be left out: the script's value gets a name for as long.
  const finish = async (text) => {
    const { code } = await transform(`$script = ${text}`, { minify, target: options.target, charset: 'ascii', legalComments: 'none' });
    return escaped(code.replace(/^\s*\$script\s*=/, '(').replace(/;?\s*$/, ')'));
  };
  const table = (names) => `{${names.map((name) => `${JSON.stringify(name)}: ${functionOf(chunks.get(name))}`).join(',\n')}}`;
  return {
    metafile: built.metafile,
    first: await finish(`(function (require, __dirname, $made, $later, $import) {
      "use strict";
      const all = ${table(atOnce)};
      for (const name of ${JSON.stringify(atOnce)}) $made[name] = all[name]();
      return $made[${JSON.stringify(first)}];
    })`),
    later: await finish(`(function (require, __dirname, $made, $later, $import) {
      "use strict";
      const all = ${table(rest)};
      const needs = ${JSON.stringify(Object.fromEntries(rest.map((name) => [name, inOrder(chunks, [name])])))};
      return (name) => {
        for (const each of needs[name]) $made[each] ??= all[each]();
        return $made[name];
      };
    })`),
  };
}

/** The text of a chunk without its imports and exports, which stand at the ends. Places are counted from what is known to be there. */
function readChunk(text, file) {
  const imports = [];
  const names = (list) =>
    list
      .split(',')
      .map((each) => /^\s*([\w$]+)(?:\s+as\s+([\w$]+))?\s*$/.exec(each))
      .filter((match) => match !== null)
      .map(([, from, to]) => ({ from, to: to ?? from }));
  let exported = [];
  const body = text
    .replaceAll(/^import \{([^}]*)\} from "\.\/([\w-]+)\.js";$/gm, (_, list, chunk) => {
      imports.push({ chunk, names: names(list) });
      return '';
    })
    .replaceAll(/^import "\.\/([\w-]+)\.js";$/gm, (_, chunk) => {
      imports.push({ chunk, names: [] });
      return '';
    })
    .replaceAll(/^import \{([^}]*)\} from "((?:node:)?[\w/]+)";$/gm, (_, list, module) => {
      const taken = names(list).map(({ from, to }) => (from === to ? from : `${from}: ${to}`));
      return `var { ${taken.join(', ')} } = require("${module}");`;
    })
    .replaceAll(/^import (?:\* as )?([\w$]+) from "((?:node:)?[\w/]+)";$/gm, (_, name, module) => `var ${name} = require("${module}");`)
    .replaceAll(/\bimport\("\.\/([\w-]+)\.js"\)/g, (_, chunk) => `$import("${chunk}")`)
    .replace(/^export \{([^}]*)\};\s*$/m, (_, list) => {
      exported = names(list);
      return '';
    });
  const left = /^(?:import|export)\b.*|(?<![$\w])import\(.*/m.exec(body);
  if (left !== null) throw new Error(`${file}: the build cannot put this into a script: ${left[0].slice(0, 100)}`);
  // Such a module gets its values late, and other chunks take them once.
  const late = exported.find(({ from }) => new RegExp(`^var ${from.replaceAll('$', '\\$')} = __esm\\(`, 'm').test(body));
  if (late !== undefined) throw new Error(`${file}: ${late.from} is shared, so import that module instead of requiring it`);
  return { imports, body, exported };
}

function functionOf({ imports, body, exported }) {
  const taken = imports.flatMap(({ chunk, names }) =>
    names.length === 0 ? [] : [`var { ${names.map(({ from, to }) => `${from}: ${to}`).join(', ')} } = $made[${JSON.stringify(chunk)}];`],
  );
  return `() => { ${taken.join('\n')}\n${body}\nreturn { ${exported.map(({ from, to }) => `${to}: ${from}`).join(', ')} }; }`;
}

/** Characters that esbuild leaves, in regular expressions: V8 reads ASCII twice as fast. */
const escaped = (code) => code.replaceAll(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** The named chunks with all that they import, each behind what it needs. */
function inOrder(chunks, names) {
  const order = new Set();
  const add = (name) => {
    if (order.has(name)) return;
    for (const { chunk } of chunks.get(name).imports) add(chunk);
    order.add(name);
  };
  for (const name of names) add(name);
  return [...order];
}
