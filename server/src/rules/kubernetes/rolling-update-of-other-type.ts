import { defineRule, type RuleContext } from '../../engine/rule/define.js';
import type { YamlNode } from '../../languages/yaml/nodes.js';
import { removeEntry } from '../../languages/yaml/edit.js';
import page from './rolling-update-of-other-type.md';

export default defineRule({
  id: 'kubernetes/rolling-update-of-other-type',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    Kind: {
      Deployment: (object, ctx) => check(object.get('spec', 'strategy'), 'Recreate', ctx),
      StatefulSet: (object, ctx) => check(object.get('spec', 'updateStrategy'), 'OnDelete', ctx),
    },
  },
});

function check(strategy: YamlNode | undefined, other: string, ctx: RuleContext): void {
  if (strategy?.kind !== 'map' || strategy.get('type')?.string !== other) return;
  const entry = strategy.entry('rollingUpdate');
  if (entry === undefined || entry.value.isNull) return;
  ctx.report({
    at: entry.key.span,
    message: `\`rollingUpdate\` belongs to the type RollingUpdate: with \`${other}\` the API server refuses it.`,
    fix: () => {
      const edits = removeEntry(strategy, 'rollingUpdate');
      return edits === undefined ? undefined : { title: 'Remove `rollingUpdate`', edits };
    },
  });
}
