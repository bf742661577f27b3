import type { HoverText } from '../../engine/features/hover.js';
import type { Surroundings } from '../../engine/rule/define.js';
import { touches } from '../../engine/text/span.js';
import { matchedFolder } from '../builders/ignoreFiles.js';
import type { Dockerignore, IgnorePattern } from './language.js';
import { compilePattern, ignoreMatcher } from './match.js';

/** What the pattern at `offset` means, and what it leaves out here. */
export function dockerignoreHover(file: Dockerignore, offset: number, near: Surroundings): HoverText | undefined {
  const pattern = file.patterns.find(({ span }) => touches(span, offset));
  if (pattern === undefined) return undefined;
  const paragraphs = [meaning(pattern), here(file, pattern, near), reference];
  return { markdown: paragraphs.filter((text) => text !== '').join('\n\n'), span: pattern.span };
}

const reference = '[.dockerignore](https://docs.docker.com/build/concepts/context/#dockerignore-files)';

function meaning({ text, path, negated }: IgnorePattern): string {
  const lead = negated ? `**\`${text}\`** puts back what lines above leave out` : `**\`${text}\`** keeps out of the build context`;
  if (compilePattern(path) === undefined) return `**\`${text}\`** is no pattern; the build ends with an error.`;
  if (path === '.' || path === '/' || path === '..' || path.startsWith('../')) return `**\`${text}\`** matches nothing below the context.`;
  return `${lead}: ${subject(path)}. ${negated ? 'The last line that matches a path decides.' : ''}`.trim();
}

function subject(path: string): string {
  if (path === '**' || path === '*') return 'everything';
  const tail = path.replace(/^\*\*\//, '');
  const plain = !/[*?[\]\\]/.test(tail);
  const inside = ', with what is in it';
  if (path.startsWith('**/')) return `${plain ? `\`${tail}\`` : `what matches \`${tail}\``} at any depth${inside}`;
  if (path.endsWith('/**') && !/[*?[\]\\]/.test(path.slice(0, -3))) return `what is in \`${path.slice(0, -3)}\`, not the folder itself`;
  if (path.includes('**')) return `what matches \`${path}\`; \`**\` stands for any number of folders`;
  const place = path.includes('/') ? 'at this place alone' : 'in the top folder alone; `**/` before it reaches all folders';
  return `${plain ? `\`${path}\`` : `what matches \`${path}\``} ${place}${path.includes('/') ? inside : ''}`;
}

/** So many folders are looked into for one hover. */
const folderLimit = 150;
const shownLimit = 8;

/** What the pattern matches on the disk, where the context is known. */
function here(file: Dockerignore, pattern: IgnorePattern, near: Surroundings): string {
  const test = compilePattern(pattern.path);
  const context = matchedFolder(near);
  if (test === undefined || context?.list('.') === undefined) return '';
  const found: string[] = [];
  const queue = ['.'];
  let looked = 0;
  for (let folder = queue.shift(); folder !== undefined && looked < folderLimit; folder = queue.shift()) {
    looked++;
    for (const name of context.list(folder) ?? []) {
      const path = folder === '.' ? name : `${folder}/${name}`;
      const bare = path.replace(/\/$/, '');
      if (test(bare)) found.push(path);
      // What is in a folder that matches is matched with it; these two are large, and nobody writes a pattern for their insides.
      else if (name.endsWith('/') && name !== '.git/' && name !== 'node_modules/') queue.push(bare);
    }
  }
  const isWhole = queue.length === 0;
  if (found.length === 0) return isWhole ? 'Nothing here matches now.' : '';
  const matcher = ignoreMatcher(file.patterns);
  const overruled = found.filter((path) => matcher.isIgnored(path.replace(/\/$/, '')) === pattern.negated).length;
  const names = found.slice(0, shownLimit).map((path) => `\`${path}\``);
  const more = found.length - names.length;
  const list = `Here: ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}${isWhole ? '' : ', as far as looked'}.`;
  if (overruled === 0) return list;
  return `${list} ${overruled === found.length ? 'Other lines overrule it.' : `For ${overruled} of them other lines overrule it.`}`;
}
