import { defineRule } from '../../engine/rule/define.js';
import { fixWith, isBuiltInGroup, isProvided, isRole, policyRules, roleKinds } from '../shared/kubernetesRbac.js';
import { replace } from '../../engine/text/span.js';
import page from './role-verb-unknown.md';

const known = new Set([
  '*',
  'get',
  'list',
  'watch',
  'create',
  'update',
  'patch',
  'delete',
  'deletecollection',
  'proxy',
  'connect',
  'use',
  'bind',
  'escalate',
  'impersonate',
  'approve',
  'sign',
  'attest',
]);
/** Words of HTTP and of other systems, and the verbs that are meant. */
const meant: Readonly<Record<string, string>> = {
  post: 'create',
  put: 'update',
  edit: 'update',
  write: 'update',
  modify: 'update',
  read: 'get',
  view: 'get',
  head: 'get',
  remove: 'delete',
  deletecollections: 'deletecollection',
  all: '*',
};

export default defineRule({
  id: 'kubernetes/role-verb-unknown',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    where: roleKinds,
    Object(object, ctx) {
      if (!isRole(object) || isProvided(object)) return;
      for (const rule of policyRules(object)) {
        if (rule.resources.length === 0 || rule.groups.length === 0 || !rule.groups.every(({ content }) => isBuiltInGroup(content)))
          continue;
        for (const verb of rule.verbs) {
          // What stands behind a colon qualifies the verb (`impersonate:user-info`); patterns have a rule of their own.
          if (known.has(verb.content) || /[:*]/.test(verb.content)) continue;
          const lower = verb.content.trim().toLowerCase();
          const better = known.has(lower) ? lower : Object.hasOwn(meant, lower) ? meant[lower] : undefined;
          ctx.report({
            at: verb.span,
            message: `\`${verb.content}\` is no verb of the Kubernetes API, so it allows nothing.`,
            fix: () =>
              better === undefined || better === '*' ? undefined : fixWith(`Change to \`${better}\``, [replace(verb.span, better)]),
          });
        }
      }
    },
  },
});
