import { defineRule } from '../../engine/rule/define.js';
import type { RuleContext } from '../../engine/rule/define.js';
import { baseImageFacts } from '../../languages/dockerfile/baseImages.js';
import { parseImageReference } from '../../languages/dockerfile/image.js';
import { entriesOf } from '../../languages/helm/facts.js';
import type { YamlNode } from '../../languages/yaml/nodes.js';
import { rewritten } from '../shared/helmChart.js';
import page from './values-image-latest.md';

export default defineRule({
  id: 'helm/values-image-latest',
  language: 'helm',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'review',
  options: {
    tags: { type: 'strings', default: ['latest'], description: 'Tags that name no version, such as `latest`, `main` or `stable`.' },
  },
  page,
  check: {
    Values(file, ctx) {
      const floating = ctx.option<readonly string[]>('tags');
      for (const { path, key, value, map } of file.once(entriesOf)) {
        const text = value.scalarText;
        if (text === undefined) continue;
        const isTag = /^(?:tag|imageTag)$/.test(key.content) || /ImageTag$/.test(key.content);
        if (isTag && floating.includes(text)) {
          const isPinned = (map.get('digest')?.scalarText ?? map.get('sha')?.scalarText ?? '') !== '';
          const isImage =
            map.has('repository') || map.has('image') || map.has('name') || /image/i.test(path.at(-2) ?? '') || key.content !== 'tag';
          if (isImage && !isPinned) tell(value, text, map.get('repository')?.scalarText, ctx);
        } else if (/^(?:image|repository)$|Image$/.test(key.content)) {
          const { tag, digest, name, wellFormed, repository } = parseImageReference(text);
          if (wellFormed && digest === undefined && tag !== undefined && floating.includes(tag))
            tell(value, tag, repository, ctx, `${name}:`);
        }
      }
    },
  },
});

function tell(node: YamlNode, tag: string, repository: string | undefined, ctx: RuleContext, before = ''): void {
  ctx.report({
    at: node.span,
    message: `\`${tag}\` is whatever was pushed last: nodes run different versions, and \`helm rollback\` brings none back.`,
    fix: () => {
      const suggested =
        repository === undefined ? undefined : baseImageFacts(parseImageReference(repository).repository, undefined)?.suggestedTag;
      return suggested === undefined ? undefined : { title: `Use \`${suggested}\``, edits: rewritten(node, `${before}${suggested}`) };
    },
  });
}
