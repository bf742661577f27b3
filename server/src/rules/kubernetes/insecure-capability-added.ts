import { defineRule } from '../../engine/rule/define.js';
import { addedCheck } from '../shared/kubernetesCapabilities.js';
import page from './insecure-capability-added.md';

export default defineRule({
  id: 'kubernetes/insecure-capability-added',
  language: 'kubernetes',
  severity: 'warning',
  presets: [],
  since: '0.2.0',
  aliases: ['kubescape:insecure-capabilities'],
  fix: 'review',
  options: {
    capabilities: {
      type: 'strings',
      default: [
        'ALL',
        'AUDIT_CONTROL',
        'BPF',
        'MAC_ADMIN',
        'MAC_OVERRIDE',
        'NET_ADMIN',
        'NET_RAW',
        'PERFMON',
        'SETPCAP',
        'SYS_ADMIN',
        'SYS_BOOT',
        'SYS_MODULE',
        'SYS_PTRACE',
        'SYS_RAWIO',
      ],
      description: 'Capabilities that are told, in upper case without `CAP_`.',
    },
  },
  page,
  check: addedCheck((name, ctx) => ctx.option<readonly string[]>('capabilities').includes(name)),
});
