import { defineRule } from '../../engine/rule/define.js';
import { databaseOf } from '../shared/composeDatabases.js';
import { addHealthcheck, isPartOf } from '../shared/composeHealth.js';
import page from './database-without-healthcheck.md';

export default defineRule({
  id: 'compose/database-without-healthcheck',
  language: 'compose',
  severity: 'info',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    Service(service, ctx) {
      const database = databaseOf(service);
      if (database?.test === undefined || !service.file.isSound || !service.lacks('healthcheck')) return;
      if (isPartOf(service, ctx)) return;
      const waiting = service.file.services.filter((other) => other.dependencies.some(({ name }) => name === service.name));
      const awaiting = waiting.find((other) =>
        other.dependencies.some(({ name, condition }) => name === service.name && condition === 'service_healthy'),
      );
      // Whoever writes `service_started` says that the program waits by itself.
      const undecided = waiting.filter((other) =>
        other.dependencies.some(
          ({ name, condition, options }) => name === service.name && !(condition === 'service_started' && options?.has('condition')),
        ),
      );
      const [hurried] = undecided;
      if (awaiting === undefined && hurried === undefined && waiting.length > 0) return;
      ctx.report({
        at: service.key.span,
        severity: awaiting !== undefined ? 'error' : hurried !== undefined ? 'warning' : 'info',
        message:
          awaiting !== undefined
            ? `\`${awaiting.name}\` waits until \`${service.name}\` is healthy, and it has no health check: Compose stops with an error.`
            : `${database.what} needs a moment until it answers, and without a health check nobody can wait for that${hurried === undefined ? '' : `: \`${hurried.name}\` starts too early`}.`,
        fix: () => addHealthcheck(service, undecided),
      });
    },
  },
});
