import { defineRule } from '../../engine/rule/define.js';
import { removeItemAt } from '../../languages/yaml/inherited.js';
import { isProduction } from '../shared/composeFiles.js';
import { isSource } from '../shared/composeLife.js';
import page from './source-mounted-in-production.md';

export default defineRule({
  id: 'compose/source-mounted-in-production',
  language: 'compose',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    Service(service, ctx) {
      if (!isProduction(ctx.near.fileName) || service.own('volumes') === undefined) return;
      for (const mount of service.mounts) {
        if (!isSource(mount, service)) continue;
        ctx.report({
          at: mount.sourceSpan,
          message: `\`${mount.source ?? ''}\` of the host hides what the image holds at \`${mount.target ?? ''}\`: what runs in production is not what was built.`,
          fix: () => {
            const list = service.map?.get('volumes');
            const index = list?.items.indexOf(mount.node) ?? -1;
            const edits =
              list?.kind !== 'sequence' || service.map === undefined ? undefined : removeItemAt(service.map, ['volumes'], index);
            return edits === undefined ? undefined : { title: 'Remove the mount', edits };
          },
        });
      }
    },
  },
});
