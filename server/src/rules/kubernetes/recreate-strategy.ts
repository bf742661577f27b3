import { defineRule } from '../../engine/rule/define.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import page from './recreate-strategy.md';

const rolling: Readonly<Record<string, string>> = { Deployment: 'RollingUpdate', DeploymentConfig: 'Rolling' };

export default defineRule({
  id: 'kubernetes/recreate-strategy',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['kube-linter:no-rolling-update-strategy', 'kubescape:C-0305', 'kubescape:no-rolling-update-strategy'],
  fix: 'review',
  page,
  check: {
    where: ['strategy'],
    Object(object, ctx) {
      const wanted = rolling[object.kind];
      const strategy = object.get('spec', 'strategy');
      const type = strategy?.get('type');
      if (wanted === undefined || strategy?.kind !== 'map' || type?.string === undefined || /^Rolling(?:Update)?$/.test(type.string))
        return;
      ctx.report({
        at: type.span,
        message: `\`${type.string}\` ends all pods before the first new one starts: each rollout of \`${object.name ?? ''}\` is an outage.`,
        fix: () => mergeFix(`Change to \`${wanted}\``, strategy, { type: wanted }),
      });
    },
  },
});
