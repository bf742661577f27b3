import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const name = 'vscode-languageserver/node';
const inLibrary = /[\\/]node_modules[\\/]vscode-(?:languageserver|jsonrpc)\b.*\.js$/;
/** Modules of Node that the library takes whole and a start does without. */
const unneeded = /^(?:node:)?(?:crypto|child_process)$/;

/**
 * Half of what a start runs is the protocol library, which is put together from CommonJS modules that hand on each other's exports:
 * four getters for each of 300 names, and one more for each of our modules that imports it. Here our modules take values, so do
 * theirs, and `crypto` (2 ms) and `child_process` are loaded by the first who uses them.
 */
export function protocolLibrary(root) {
  return {
    name: 'protocol-library',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: new RegExp(`^${name}$`) }, ({ kind }) =>
        kind === 'import-statement' ? { path: name, namespace: 'protocol-library' } : undefined,
      );
      onLoad({ filter: /.*/, namespace: 'protocol-library' }, () => {
        const all = Object.keys(createRequire(import.meta.url)(name));
        // Pure, so that names which nobody imports go.
        const lines = all.map((key) => `export const ${key} = /* @__PURE__ */ (() => all.${key})();`);
        return { contents: [`const all = require('${name}');`, ...lines].join('\n'), resolveDir: root };
      });

      onLoad({ filter: inLibrary }, ({ path }) => ({ contents: withValues(readFileSync(path, 'utf8')), loader: 'js' }));

      onResolve({ filter: unneeded }, ({ path, importer, kind }) =>
        kind === 'require-call' && inLibrary.test(importer) ? { path: path.replace(/^node:/, ''), namespace: 'unneeded' } : undefined,
      );
      onLoad({ filter: /.*/, namespace: 'unneeded' }, ({ path }) => ({
        contents: `module.exports = new Proxy({}, { get: (_, key) => require('node:${path}')[key] });`,
      }));
    },
  };
}

/** What TypeScript writes for `export *` makes getters; one is needed only for what comes later, in a circle of modules. */
function withValues(text) {
  return text.replace(
    /^var __createBinding = [^]*?\n\}\)\);$/m,
    `var __createBinding = (to, from, key, as = key) => {
      const value = from[key];
      if (value === undefined) Object.defineProperty(to, as, { enumerable: true, get: () => from[key] });
      else to[as] = value;
    };`,
  );
}
