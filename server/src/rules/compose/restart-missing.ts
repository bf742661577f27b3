import { defineRule, type Fix } from '../../engine/rule/define.js';
import type { Service } from '../../languages/compose/service.js';
import { databaseOf } from '../shared/composeDatabases.js';
import { isWhole } from '../shared/composeFiles.js';
import { isDeveloped, isDevelopment, isShortLived } from '../shared/composeLife.js';
import { isDevContainer } from '../shared/devContainer.js';
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
      const { file, key } = service;
      if (!lacksRestart(service) || !isWhole(file, ctx) || isDevelopment(ctx.near.fileName)) return;
      // The databases of a program that runs beside, or of one whose code is changed while it runs.
      if (file.services.some(isDeveloped) || file.services.every((each) => databaseOf(each) !== undefined)) return;
      // Where no service has one, it is one thing to tell, and one to mend.
      const alike = file.services.filter(lacksRestart);
      const isOne =
        alike.length > 1 && file.services.every((each) => each.lacks('restart') && each.get('deploy', 'restart_policy') === undefined);
      if (isOne && alike[0] !== service) return;
      const others = isOne ? ` and ${alike.length === 2 ? `\`${alike[1]?.name ?? ''}\`` : `the other ${alike.length - 1} services`}` : '';
      if (isDevContainer(ctx)) return;
      ctx.report({
        at: key.span,
        message: `Nothing restarts \`${service.name}\`${others} when ${isOne ? 'they crash' : 'it crashes'} or the machine starts again: the default of \`restart\` is \`no\`.`,
        fix: () => addTo(isOne ? alike : [service]),
      });
    },
  },
});

function lacksRestart(service: Service): boolean {
  if (service.map === undefined || isShortLived(service)) return false;
  return service.lacks('restart') && service.get('deploy', 'restart_policy') === undefined && service.get('provider') === undefined;
}

function addTo(services: readonly Service[]): Fix[] {
  const edits = services.flatMap(({ map }) => (map === undefined ? [] : (mergeFix('', map, { restart: 'unless-stopped' })?.edits ?? [])));
  if (edits.length === 0) return [];
  const where = services.length > 1 ? `all ${services.length} services` : `\`${services[0]?.name ?? ''}\``;
  return [{ title: `Add \`restart: unless-stopped\` to ${where}`, edits }];
}
