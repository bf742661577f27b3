import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/**
 * Rule pages: in the bundle for tests and tools; for the product in `dist/pages.json`, which both programs share and read when
 * somebody hovers or asks for an explanation.
 */
export function pages(root, beside) {
  const folder = join(root, 'server', 'src', 'rules');
  return {
    name: 'pages',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^slipway-pages$/ }, ({ path }) => ({ path, namespace: 'pages' }));
      onLoad({ filter: /.*/, namespace: 'pages' }, () => ({
        contents: `let known;
          export const pageText = (id) => (known ??= JSON.parse(require('fs').readFileSync(require('path').join(__dirname, 'pages.json'), 'utf8')))[id] ?? '';`,
      }));
      onLoad({ filter: /\.md$/ }, ({ path }) => {
        const text = readFileSync(path, 'utf8');
        const link = JSON.stringify(firstSource(text)) ?? 'undefined';
        if (!beside) return { contents: `export default { text: ${JSON.stringify(text)}, link: ${link} };`, loader: 'js' };
        const id = JSON.stringify(pageId(folder, path));
        return {
          contents: `import { pageText } from 'slipway-pages'; export default { get text() { return pageText(${id}); }, link: ${link} };`,
          loader: 'js',
        };
      });
    },
  };
}

const pageId = (folder, path) => relative(folder, path).replaceAll('\\', '/').replace(/\.md$/, '');

/** As `readPage` has it: the first link of the section Sources. */
function firstSource(text) {
  const sources = /^#{2,3} sources[ \t]*$/im.exec(text);
  return sources === null ? undefined : /\((https?:\/\/[^)\s]+)\)/.exec(text.slice(sources.index))?.[1];
}

/** `dist/pages.json`: the pages by the ids of their rules. */
export function writePages(root) {
  const folder = join(root, 'server', 'src', 'rules');
  const all = filesBelow(folder).filter((file) => file.endsWith('.md') && !file.endsWith('README.md'));
  const texts = Object.fromEntries(all.map((file) => [pageId(folder, file), readFileSync(file, 'utf8')]));
  writeFileSync(join(root, 'dist', 'pages.json'), JSON.stringify(texts));
}

function filesBelow(folder) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}
