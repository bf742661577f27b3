import { defineRule } from '../../engine/rule/define.js';
import page from './personal-data-in-config-map.md';

/** Linear: each part is bounded or excludes what follows it. */
const address = /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\.[A-Za-z]{2,24}(?![\w-])/;
const name = /(?:^|[\s,{"'_.-])(user[-_]?name|e[-_]?mail|phone|iban)["']?[ \t]{0,8}[=:][ \t]{0,8}["']?[^\s"'$<{]/i;

function isPersonal(lines: string): boolean {
  return lines.split('\n').some((line) => line.length < 2000 && (address.test(line) || name.test(line)));
}

export default defineRule({
  id: 'kubernetes/personal-data-in-config-map',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['trivy-checks:KSV-01010'],
  fix: 'none',
  page,
  check: {
    Kind: {
      ConfigMap(object, ctx) {
        const data = object.get('data');
        if (data?.kind !== 'map') return;
        for (const { key, value } of data.entries) {
          const text = value.scalarText;
          if (text === undefined || text === '' || key.isUnknown) continue;
          const found = object.document.anyLine(`personal data ${key.content}`, text, isPersonal);
          if (!found && !name.test(`${key.content}=x`)) continue;
          ctx.report({
            at: key.span,
            message: `\`${key.content}\` has a user name, an address or the like in it, and a ConfigMap is open to everybody who reads the repository or the namespace.`,
          });
        }
      },
    },
  },
});
