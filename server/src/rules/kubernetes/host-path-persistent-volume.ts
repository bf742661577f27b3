import { defineRule } from '../../engine/rule/define.js';
import page from './host-path-persistent-volume.md';

export default defineRule({
  id: 'kubernetes/host-path-persistent-volume',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['strict'],
  since: '0.2.0',
  aliases: ['kyverno:limit-hostpath-type-pv'],
  fix: 'none',
  options: {
    allowed: { type: 'strings', default: [], description: 'Folders of the nodes that may be used, with all below them.' },
  },
  page,
  check: {
    Kind: {
      PersistentVolume(object, ctx) {
        const path = object.get('spec', 'hostPath', 'path');
        const text = path?.string;
        if (path === undefined || text === undefined) return;
        const isAllowed = ctx.option<readonly string[]>('allowed').some((folder) => {
          const clean = folder.replace(/\/+$/, '');
          return (text === clean || text.startsWith(`${clean}/`)) && !text.split('/').includes('..');
        });
        if (isAllowed) return;
        ctx.report({
          at: path.span,
          message: `\`${text}\` is a folder of the node: the data is gone on another node, and whoever may claim the volume reads and writes there.`,
        });
      },
    },
  },
});
