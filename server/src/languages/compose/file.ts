import { Origin } from '../../engine/text/origin.js';
import type { YamlMap } from '../yaml/nodes.js';
import { parseYaml } from '../yaml/parse.js';
import { reparse } from '../yaml/reparse.js';
import { isTemplated, maskTemplates } from '../yaml/templates.js';
import { ComposeFile } from './model.js';

/** Never throws. `previous` is used up, but for a text that is the same as before, which keeps its model. */
export function parseCompose(text: string, previous?: ComposeFile): ComposeFile {
  if (previous?.text === text) return previous;
  const carried = previous === undefined ? undefined : carriedFrom(previous, text);
  if (carried !== undefined) return carried;
  const origin = new Origin(0);
  const { roots, faults, hasAnchors } = parseYaml(maskTemplates(text), { text, origin });
  const maps = roots.filter((root): root is YamlMap => root.kind === 'map');
  const canBeCarried = !hasAnchors && roots.length === 1;
  return new ComposeFile({ text, roots: maps, faults, isTemplated: isTemplated(text) && hasForeignTemplate(text), canBeCarried, origin });
}

/** Reading this much takes less time than looking for what has changed. */
const smallText = 4000;

/** Of a large file only the entry around an edit is read; the rest of its tree moves. */
function carriedFrom({ text: old, roots, faults, canBeCarried, origin }: ComposeFile, text: string): ComposeFile | undefined {
  const [root] = roots;
  if (root === undefined || !canBeCarried || faults.length > 0 || text.length < smallText) return undefined;
  if (isTemplated(old) || isTemplated(text) || !reparse(root, root.source, text)) return undefined;
  return new ComposeFile({ text, roots, faults, isTemplated: false, canBeCarried, origin });
}

/**
 * Docker itself fills in `{{.Node.Hostname}}` and `{{.Name}}` when the container is made, so these are values like others; everything
 * else is Jinja or Helm, which makes another file of this one: https://docs.docker.com/engine/cli/formatting/.
 */
function hasForeignTemplate(text: string): boolean {
  if (text.includes('{%')) return true;
  const actions = text.match(/\{\{[^\n]{0,300}?\}\}/g) ?? [];
  // An action over several lines is no format of Docker's.
  if (actions.length < text.split('{{').length - 1) return true;
  return actions.some(
    (action) =>
      !/^\{\{-?\s*(?:json\s+|range\s+|if\s+|with\s+|printf\s+)?(?:\.(?!Values\b|Chart\b|Release\b)|\w+\s+\.|end\b|else\b|")/.test(action),
  );
}

/** Names that Compose looks for, with the words that people put between: https://docs.docker.com/compose/intro/compose-application-model/#the-compose-file. */
export function isComposeFile(path: string, editorLanguage?: string): boolean {
  return isComposeName(path) || editorLanguage === 'dockercompose';
}

export function isComposeName(path: string): boolean {
  return /(?:^|\/)(?:compose(?:[.-][^/]+)?|docker-compose[^/]*)\.ya?ml$/i.test(path);
}

/** Whether Compose reads a file of this name without being told; others mostly add to one that it does. */
export function isMainName(name: string): boolean {
  return /^(?:docker-)?compose\.ya?ml$/i.test(name);
}
