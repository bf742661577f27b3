import { defineRule } from '../../engine/rule/define.js';
import { apiVersionAliases, factOf, successor, versionFix } from '../shared/apiVersions.js';
import page from './removed-api-version.md';

export default defineRule({
  id: 'kubernetes/removed-api-version',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: [...apiVersionAliases, 'monokle:K8S003'],
  fix: 'safe',
  tags: ['deprecated'],
  page,
  check: {
    Object(object, ctx) {
      const fact = factOf(object, 'removed', ctx);
      if (fact === undefined) return;
      const since = fact.goneFrom ?? `Kubernetes 1.${fact.removedIn ?? 0}`;
      ctx.report({
        at: (object.get('apiVersion') ?? object.root).span,
        message: `\`${object.apiVersion}\` has no ${object.kind} since ${since}, so the object cannot be created; ${successor(fact)}.`,
        fix: () => versionFix(object, fact, ctx),
      });
    },
  },
});
