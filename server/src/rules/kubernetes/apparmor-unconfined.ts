import { defineRule } from '../../engine/rule/define.js';
import { appArmorProfile } from '../shared/kubernetesPodSecurityBaseline.js';
import page from './apparmor-unconfined.md';

export default defineRule({
  id: 'kubernetes/apparmor-unconfined',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['kubesec:ApparmorUnconfined'],
  fix: 'review',
  page,
  check: {
    where: ['appArmorProfile', 'annotations'],
    Pod(pod, ctx) {
      for (const { at, words, fix } of appArmorProfile(pod)) {
        if (!/`unconfined`$/i.test(words)) continue;
        ctx.report({ at, message: 'Nothing that AppArmor forbids to others is forbidden here.', ...(fix === undefined ? {} : { fix }) });
      }
    },
  },
});
