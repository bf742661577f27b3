import { defineRule } from '../../engine/rule/define.js';
import type { RuleContext } from '../../engine/rule/define.js';
import type { Container } from '../../languages/kubernetes/container.js';
import { removeItem } from '../../languages/yaml/edit.js';
import page from './git-sync-custom-git.md';

export default defineRule({
  id: 'kubernetes/git-sync-custom-git',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['strict'],
  since: '0.2.0',
  aliases: ['checkov:CKV_K8S_159'],
  fix: 'review',
  page,
  check: {
    Container(container, ctx) {
      check(container, 'env', (item) => /^(?:GITSYNC_GIT|GIT_SYNC_GIT)$/.test(item.get('name')?.string ?? ''), ctx);
      if (container.image?.name.endsWith('git-sync') !== true) return;
      check(container, 'args', (item) => /^--?git(?:=|$)/.test(item.string ?? ''), ctx);
    },
  },
});

type Item = NonNullable<ReturnType<Container['get']>>;

function check(container: Container, key: string, isBad: (item: Item) => boolean, ctx: RuleContext): void {
  const list = container.get(key);
  if (list?.kind !== 'sequence') return;
  list.items.forEach((item, i) => {
    if (!isBad(item)) return;
    ctx.report({
      at: (item.get('name') ?? item).span,
      message: `\`${item.get('name')?.string ?? item.string ?? ''}\` names the program that git-sync runs for git: whoever can change the manifest runs a program of theirs in this pod.`,
      fix: () => {
        const edits = removeItem(list, i);
        return edits === undefined ? undefined : { title: 'Take it out', edits };
      },
    });
  });
}
