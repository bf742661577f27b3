import { defineRule } from '../../engine/rule/define.js';
import { lineEnd, lineStart } from '../../engine/text/lines.js';
import { isSecretKey } from '../shared/kubernetesSecrets.js';
import { spanOf } from '../shared/helmTemplates.js';
import page from './random-on-every-upgrade.md';

export default defineRule({
  id: 'helm/random-on-every-upgrade',
  language: 'helm',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'none',
  page,
  check: {
    Template(file, ctx) {
      const { text } = file;
      // What was made before is looked up, or kept by a hook.
      if (/\blookup\b|helm\.sh\/(?:hook|resource-policy)|\bIsInstall\b/.test(text)) return;
      for (const use of file.template.functions) {
        if (!/^(?:rand(?:Alpha|AlphaNum|Numeric|Ascii|Bytes)|genPrivateKey)$/.test(use.name)) continue;
        const line = text.slice(lineStart(text, use.from), lineEnd(text, use.from));
        const key = /^\s*(?:- )?"?([\w.-]+)"?:\s/.exec(line)?.[1];
        if (key === undefined || !isSecretKey(key)) continue;
        ctx.report({
          at: spanOf(file, use),
          message: `Each \`helm upgrade\` makes another \`${key}\`: what was given out before no longer fits, and a database keeps the old one.`,
        });
      }
    },
  },
});
