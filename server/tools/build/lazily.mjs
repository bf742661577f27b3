import { createRequire } from 'node:module';

/**
 * Loads a package when one of its functions is first called: whoever opens a Dockerfile does not wait for the YAML parser.
 * Only functions and classes come through; other exports are refused when the bundle is built.
 */
export function lazily(name, root) {
  return {
    name: `lazily-${name}`,
    setup({ onResolve, onLoad }) {
      onResolve({ filter: new RegExp(`^${name}$`) }, ({ pluginData, kind }) =>
        pluginData === 'real' || kind === 'require-call' ? undefined : { path: name, namespace: 'lazily' },
      );
      onLoad({ filter: /.*/, namespace: 'lazily' }, () => {
        const real = createRequire(import.meta.url)(name);
        const functions = Object.keys(real).filter((key) => typeof real[key] === 'function');
        const lines = functions.map(
          (key) =>
            `export function ${key}(...args) { const real = load().${key}; return new.target === undefined ? real(...args) : new real(...args); }`,
        );
        return { contents: [`let loaded; const load = () => (loaded ??= require('${name}'));`, ...lines].join('\n'), resolveDir: root };
      });
    },
  };
}
