import { createRequire } from 'node:module';
import { forwarding } from './later.mjs';

/**
 * Loads a package when one of its functions is first called: whoever opens a Dockerfile does not wait for the YAML parser.
 * Only functions and classes come through; other exports are refused when the bundle is built. `isScript`: the package is an entry
 * of its own, `lazily-real:<name>`, named as the package; see `scripts.mjs`.
 */
export function lazily(name, root, isScript = false) {
  return {
    name: `lazily-${name}`,
    setup({ onResolve, onLoad }) {
      onResolve({ filter: new RegExp(`^${name}$`) }, ({ pluginData, kind }) =>
        pluginData === 'real' || kind === 'require-call' ? undefined : { path: name, namespace: 'lazily' },
      );
      onResolve({ filter: new RegExp(`^lazily-real:${name}$`) }, () => ({ path: name, namespace: 'lazily-real' }));
      onLoad({ filter: /.*/, namespace: 'lazily-real' }, () => ({ contents: `export const real = require('${name}');`, resolveDir: root }));
      onLoad({ filter: /.*/, namespace: 'lazily' }, () => {
        const real = createRequire(import.meta.url)(name);
        const functions = Object.keys(real).filter((key) => typeof real[key] === 'function');
        return {
          contents: forwarding(functions, isScript ? `$later('${name}').real` : `require('${name}')`),
          resolveDir: root,
        };
      });
    },
  };
}
