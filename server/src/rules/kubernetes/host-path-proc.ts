import { defineRule } from '../../engine/rule/define.js';
import { hostPathCheck } from '../shared/kubernetesHostPaths.js';
import page from './host-path-proc.md';

export default defineRule({
  id: 'kubernetes/host-path-proc',
  language: 'kubernetes',
  severity: 'warning',
  presets: [],
  since: '0.2.0',
  aliases: ['kubesec:ProcMount'],
  fix: 'none',
  page,
  check: hostPathCheck((path) =>
    /^\/proc\/*$/.test(path) ? "The node's `/proc` shows all its processes, and lets root change its kernel." : undefined,
  ),
});
