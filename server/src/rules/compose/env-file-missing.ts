import { defineRule, type Fix } from '../../engine/rule/define.js';
import type { RuleContext } from '../../engine/rule/define.js';
import { insert } from '../../engine/text/span.js';
import type { Service } from '../../languages/compose/service.js';
import { replaceValue } from '../../languages/yaml/edit.js';
import type { YamlNode } from '../../languages/yaml/nodes.js';
import { isOutside } from '../shared/composePaths.js';
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
      for (const { path, node, isRequired } of service.envFiles) {
        if (!isRequired || isOutside(path) || ctx.near.exists(path) !== false) continue;
        ctx.report({
          at: node.span,
          message: `There is no file \`${path}\`, and Compose starts nothing without it.`,
          fix: () => [...fromTemplate(path, ctx), optional(service, node)].flatMap((fix) => fix ?? []),
        });
      }
    },
  },
});

function fromTemplate(path: string, ctx: RuleContext): Fix[] {
  for (const ending of ['.example', '.sample', '.template', '.dist']) {
    const text = ctx.near.read(`${path}${ending}`);
    if (text !== undefined)
      return [{ title: `Create it from \`${path}${ending}\``, edits: [], files: [{ path, edits: [insert(0, text)] }] }];
  }
  return [];
}

function optional(service: Service, node: YamlNode): Fix | undefined {
  const { map } = service;
  const entry = map?.entry('env_file');
  if (map === undefined || entry === undefined || !map.entries.includes(entry) || entry.alias !== undefined) return undefined;
  const paths = service.envFiles.map((file) => (file.node === node || !file.isRequired ? { path: file.path, required: false } : file.path));
  const isWhole = entry.value.kind === 'scalar' || paths.length === entry.value.items.length;
  if (!isWhole || entry.value.written.includes('#')) return undefined;
  return { title: 'Go on without it', edits: replaceValue(entry, paths, map) };
}
