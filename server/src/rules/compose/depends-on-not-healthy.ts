import { defineRule } from '../../engine/rule/define.js';
import { waitForHealth } from '../shared/composeHealth.js';
import page from './depends-on-not-healthy.md';

export default defineRule({
  id: 'compose/depends-on-not-healthy',
  language: 'compose',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    Service(service, ctx) {
      for (const { name, at, condition, options } of service.dependencies) {
        const other = service.file.service(name);
        const healthcheck = other?.healthcheck;
        if (other === undefined || healthcheck === undefined || healthcheck.isDisabled || healthcheck.test === undefined) continue;
        if (options !== undefined && condition !== 'service_started') continue;
        ctx.report({
          at: options?.get('condition')?.span ?? at,
          // Somebody who writes the condition out knows that there are others.
          severity: options === undefined ? 'warning' : 'info',
          message: `\`${service.name}\` starts as soon as \`${name}\` has been started, not when its health check passes: the first connections fail.`,
          about: service.name,
          related: [{ at: healthcheck.node.span, message: `the health check of \`${name}\`` }],
          fix: () => waitForHealth(service, name),
        });
      }
    },
  },
});
