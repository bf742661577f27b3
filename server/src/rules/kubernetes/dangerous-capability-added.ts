import { defineRule } from '../../engine/rule/define.js';
import { addedCheck } from '../shared/kubernetesCapabilities.js';
import page from './dangerous-capability-added.md';

export default defineRule({
  id: 'kubernetes/dangerous-capability-added',
  language: 'kubernetes',
  severity: 'warning',
  presets: [],
  since: '0.2.0',
  aliases: ['polaris:dangerousCapabilities', 'kubescape:dangerous-capabilities', 'datree:CONTAINERS_INVALID_CAPABILITIES_VALUE'],
  fix: 'review',
  options: {
    capabilities: {
      type: 'strings',
      default: ['ALL', 'NET_ADMIN', 'SYS_ADMIN'],
      description: 'Capabilities that are told, in upper case without `CAP_`.',
    },
  },
  templates: true,
  page,
  check: addedCheck((name, ctx) => ctx.option<readonly string[]>('capabilities').includes(name)),
});
