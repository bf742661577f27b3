import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/**
 * Rule pages: in the bundle for tests and tools; for the product in `dist/pages.md`, one behind the other, of which both programs
 * read a page when somebody hovers or asks for an explanation. `dist/pages.json` says where: all of them read at once are 10 MB.
 */
export function pages(root, beside) {
  const folder = join(root, 'server', 'src', 'rules');
  return {
    name: 'pages',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^slipway-pages$/ }, ({ path }) => ({ path, namespace: 'pages' }));
      onLoad({ filter: /.*/, namespace: 'pages' }, () => ({
        contents: `let places;
          export function pageText(id) {
            const { closeSync, openSync, readFileSync, readSync } = require('fs');
            const { join } = require('path');
            places ??= JSON.parse(readFileSync(join(__dirname, 'pages.json'), 'utf8'));
            if (!Object.hasOwn(places, id)) return '';
            const [start, length] = places[id];
            const bytes = Buffer.allocUnsafe(length);
            const file = openSync(join(__dirname, 'pages.md'), 'r');
            try {
              return bytes.toString('utf8', 0, readSync(file, bytes, 0, length, start));
            } finally {
              closeSync(file);
            }
          }`,
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

/** `dist/pages.md`, and where in it the page of each rule stands: offset and length in bytes. */
export function writePages(root) {
  const folder = join(root, 'server', 'src', 'rules');
  const all = filesBelow(folder).filter((file) => file.endsWith('.md') && !file.endsWith('README.md'));
  const places = {};
  let end = 0;
  const pages = all.map((file) => {
    const page = readFileSync(file);
    places[pageId(folder, file)] = [end, page.length];
    end += page.length;
    return page;
  });
  writeFileSync(join(root, 'dist', 'pages.md'), Buffer.concat(pages));
  writeFileSync(join(root, 'dist', 'pages.json'), JSON.stringify(places));
}

function filesBelow(folder) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}
