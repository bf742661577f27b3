import { defineRule } from '../../engine/rule/define.js';
import { hostPathCheck } from '../shared/kubernetesHostPaths.js';
import page from './host-path-cloud-credentials.md';

/** Where the tools of clouds keep keys, on nodes of Amazon, Azure and Google. */
const folders =
  /^\/(?:root|home\/[^/]+)?(?:\/?(?:\.aws|\.azure|\.config\/gcloud|\.config|gcloud)(?:\/|$))|^\/etc\/kubernetes(?:\/azure\.json|\/*$)|^\/etc\/*$/;

export default defineRule({
  id: 'kubernetes/host-path-cloud-credentials',
  language: 'kubernetes',
  severity: 'warning',
  presets: [],
  since: '0.2.0',
  aliases: ['kubescape:alert-mount-potential-credentials-paths'],
  fix: 'none',
  page,
  check: hostPathCheck((path) => (folders.test(path) ? `\`${path}\` of the node may hold keys of the cloud account.` : undefined)),
});
