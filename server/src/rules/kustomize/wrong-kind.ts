import { defineRule } from '../../engine/rule/define.js';
import { nearest } from '../../languages/dockerfile/vocabulary.js';
import { rewrite } from '../shared/kubernetesImages.js';
import page from './wrong-kind.md';

const kinds = ['Kustomization', 'Component'];

export default defineRule({
  id: 'kustomize/wrong-kind',
  language: 'kustomize',
  severity: 'error',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'review',
  page,
  check: {
    File(file, ctx) {
      if (!file.isSound) return;
      const [kind, version] = [file.get('kind'), file.get('apiVersion')];
      const [kindText, versionText] = [kind?.scalarText, version?.scalarText];
      if (kind?.kind === 'scalar' && kindText !== undefined && kindText !== '' && !kinds.includes(kindText)) {
        const meant = nearest(kindText, kinds) ?? 'Kustomization';
        ctx.report({
          at: kind.span,
          message: `\`${kindText}\` is no kind of kustomize, which takes \`Kustomization\` or \`Component\` and refuses the file.`,
          fix: () => ({ title: `Change to \`${meant}\``, edits: rewrite(kind, meant) }),
        });
      }
      const wanted = `kustomize.config.k8s.io/${file.kind === 'Component' ? 'v1alpha1' : 'v1beta1'}`;
      if (version?.kind === 'scalar' && versionText !== undefined && versionText !== '' && versionText !== wanted)
        ctx.report({
          at: version.span,
          message: `A ${file.kind} has the version \`${wanted}\`, and kustomize refuses every other.`,
          fix: () => ({ title: `Change to \`${wanted}\``, edits: rewrite(version, wanted) }),
        });
    },
  },
});
