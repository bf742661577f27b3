import { defineRule, type Fix } from '../../engine/rule/define.js';
import type { RuleContext } from '../../engine/rule/define.js';
import { insert, type Edit } from '../../engine/text/span.js';
import type { Service } from '../../languages/compose/service.js';
import { replaceValue } from '../../languages/yaml/edit.js';
import { isToldBefore } from '../shared/composeEnvFiles.js';
import { isOutside } from '../shared/composePaths.js';
import { isIgnored } from '../shared/gitignore.js';
import page from './env-file-missing.md';

export default defineRule({
  id: 'compose/env-file-missing',
  language: 'compose',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    Service(service, ctx) {
      if (service.own('env_file') === undefined) return;
      for (const file of service.envFiles) {
        const { path, node, isRequired } = file;
        if (!isRequired || isToldBefore(service, file, (other) => other.isRequired) || isOutside(path) || ctx.near.exists(path) !== false)
          continue;
        // What Git leaves out, or has a template beside it, everybody makes for themselves: a fresh checkout is no mistake.
        const isMadeByHand = isIgnored(path, ctx) === true || templateOf(path, ctx) !== undefined;
        ctx.report({
          at: node.span,
          severity: isMadeByHand ? 'info' : 'error',
          message: isMadeByHand
            ? `There is no file \`${path}\` here yet, and Compose starts nothing without it.`
            : `There is no file \`${path}\`, and Compose starts nothing without it.`,
          fix: () => [...fromTemplate(path, ctx), optional(service, path)].flatMap((fix) => fix ?? []),
        });
      }
    },
  },
});

/** `.env.example` for `.env`, `example.env` too; its path. */
function templateOf(path: string, { near }: RuleContext): string | undefined {
  const slash = path.lastIndexOf('/') + 1;
  const [folder, name] = [path.slice(0, slash), path.slice(slash)];
  const words = ['example', 'sample', 'template', 'dist'];
  const beside = words.flatMap((word) => [`${path}.${word}`, `${folder}${word}${name.startsWith('.') ? name : `.${name}`}`]);
  return beside.find((other) => near.exists(other) === true);
}

function fromTemplate(path: string, ctx: RuleContext): Fix[] {
  const template = templateOf(path, ctx);
  const text = template === undefined ? undefined : ctx.near.read(template);
  return text === undefined
    ? []
    : [{ title: `Create it from \`${String(template)}\``, edits: [], files: [{ path, edits: [insert(0, text)] }] }];
}

/** In all services that ask for the file; undefined where one of them cannot be edited. */
function optional(service: Service, path: string): Fix | undefined {
  const edits: Edit[] = [];
  const seen = new Set<number>();
  for (const other of service.file.services) {
    const file = other.envFiles.find((each) => each.isRequired && each.path === path);
    if (file === undefined) continue;
    // An anchor brings the same words to several, and would be lost.
    if (seen.has(file.node.span.start)) return undefined;
    seen.add(file.node.span.start);
    const own = optionalIn(other, path);
    if (own === undefined) return undefined;
    edits.push(...own);
  }
  return edits.length === 0 ? undefined : { title: 'Go on without it', edits };
}

function optionalIn({ map, envFiles }: Service, path: string): readonly Edit[] | undefined {
  const entry = map?.entry('env_file');
  if (map === undefined || entry === undefined || !map.entries.includes(entry) || entry.alias !== undefined) return undefined;
  const paths = envFiles.map((file) => (file.path === path || !file.isRequired ? { path: file.path, required: false } : file.path));
  const isWhole = entry.value.kind === 'scalar' || paths.length === entry.value.items.length;
  if (!isWhole || entry.value.written.includes('#')) return undefined;
  return replaceValue(entry, paths, map);
}
