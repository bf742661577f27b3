import { defineRule } from '../../engine/rule/define.js';
import { rewrite } from '../shared/kubernetesImages.js';
import page from './open-ended-repository-prefix.md';

export default defineRule({
  id: 'kubernetes/open-ended-repository-prefix',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['trivy-checks:KSV-0124'],
  fix: 'review',
  page,
  check: {
    where: ['K8sAllowedRepos'],
    Object(object, ctx) {
      if (object.group !== 'constraints.gatekeeper.sh' || object.kind !== 'K8sAllowedRepos') return;
      for (const node of object.get('spec', 'parameters', 'repos')?.items ?? []) {
        const text = node.string?.trim();
        if (text === undefined || node.kind !== 'scalar') continue;
        const isAllOfHub = text === 'docker.io/';
        // Behind a tag or a digest nothing can follow that would make it another image.
        if (!isAllOfHub && (text.endsWith('/') || /:(?!\d+(?:\/|$))|@/.test(text))) continue;
        ctx.report({
          at: node.span,
          message: isAllOfHub
            ? '`docker.io/` allows everything that anybody publishes on Docker Hub.'
            : `\`${text}\` is compared as a prefix, so it allows \`${text}${text.includes('/') ? '-anything' : '.example.net/anything'}\` too.`,
          fix: () => (isAllOfHub ? undefined : { title: `Change to \`${text}/\``, edits: rewrite(node, `${text}/`) }),
        });
      }
    },
  },
});
