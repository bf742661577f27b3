// `npm run new-rule dockerfile/some-pattern`: the two files of a rule, ready to be filled in.
import { existsSync, writeFileSync } from 'node:fs';

const id = process.argv[2] ?? '';
const match = /^(compose|dockerfile|dockerignore|kubernetes|kustomize)\/([a-z0-9]+(?:-[a-z0-9]+)*)$/.exec(id);
if (match === null) {
  console.error('usage: npm run new-rule <language>/<the-bad-pattern>, for instance dockerfile/untagged-base-image');
  process.exit(2);
}
const [, language = '', name = ''] = match;
const file = `server/src/rules/${id}`;
const fence = language === 'kubernetes' || language === 'compose' || language === 'kustomize' ? 'yaml' : language;
if (existsSync(`${file}.ts`)) {
  console.error(`${file}.ts exists already`);
  process.exit(1);
}
writeFileSync(
  `${file}.ts`,
  `import { defineRule } from '../../engine/rule/define.js';
import page from './${name}.md';

export default defineRule({
  id: '${id}',
  language: '${language}',
  severity: 'warning',
  presets: [],
  since: '0.2.0',
  aliases: [],
  fix: 'none',
  page,
  check: {},
});
`,
);
writeFileSync(
  `${file}.md`,
  `# ${name.replaceAll('-', ' ').replace(/^./, (letter) => letter.toUpperCase())}

What is wrong, in the reader's words.
What follows from it.

## Bad
\`\`\`${fence}
\`\`\`

## Good
\`\`\`${fence}
\`\`\`

## Sources
- [Title](https://example.org): the fact that the source states.
`,
);
console.log(`${file}.ts and ${file}.md: write them, then \`npm run test:rules -- ${name}\` and \`npm run generate\``);
