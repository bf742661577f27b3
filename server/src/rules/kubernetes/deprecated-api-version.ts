import { defineRule } from '../../engine/rule/define.js';
import { apiVersionAliases, factOf, successor, versionFix } from '../shared/apiVersions.js';
import page from './deprecated-api-version.md';

export default defineRule({
  id: 'kubernetes/deprecated-api-version',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: [...apiVersionAliases, 'monokle:K8S002'],
  fix: 'safe',
  tags: ['deprecated'],
  page,
  check: {
    Object(object, ctx) {
      const fact = factOf(object, 'deprecated', ctx);
      if (fact === undefined) return;
      const end = fact.removedIn === undefined ? 'will go' : `is gone from Kubernetes 1.${fact.removedIn} on`;
      ctx.report({
        at: (object.get('apiVersion') ?? object.root).span,
        message: `\`${object.apiVersion}\` of ${object.kind} is deprecated since Kubernetes 1.${fact.deprecatedIn ?? 0} and ${end}; ${successor(fact)}.`,
        fix: () => versionFix(object, fact, ctx),
      });
    },
  },
});
