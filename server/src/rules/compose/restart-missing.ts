import { defineRule } from '../../engine/rule/define.js';
import { databaseOf } from '../shared/composeDatabases.js';
import { isWhole } from '../shared/composeFiles.js';
import { isDeveloped, isDevelopment, isShortLived } from '../shared/composeLife.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import page from './restart-missing.md';

export default defineRule({
  id: 'compose/restart-missing',
  language: 'compose',
  severity: 'info',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    Service(service, ctx) {
      const { file, map, key } = service;
      if (map === undefined || !isWhole(file, ctx) || isDevelopment(ctx.near.fileName) || isShortLived(service)) return;
      // The databases of a program that runs beside, or of one whose code is changed while it runs.
      if (file.services.some(isDeveloped) || file.services.every((each) => databaseOf(each) !== undefined)) return;
      if (!service.lacks('restart') || service.get('deploy', 'restart_policy') !== undefined || service.get('provider') !== undefined)
        return;
      ctx.report({
        at: key.span,
        message: `Nothing restarts \`${service.name}\` when it crashes or the machine starts again: the default of \`restart\` is \`no\`.`,
        fix: () => mergeFix('Add `restart: unless-stopped`', map, { restart: 'unless-stopped' }),
      });
    },
  },
});
