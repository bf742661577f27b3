import { defineRule } from '../../engine/rule/define.js';
import page from './download-without-checksum.md';

export default defineRule({
  id: 'dockerfile/download-without-checksum',
  language: 'dockerfile',
  severity: 'info',
  presets: ['strict'],
  since: '0.1.0',
  aliases: ['checkov:CKV_DOCKER_4'],
  fix: 'none',
  page,
  check: {
    Add({ sources, flags }, ctx) {
      if (flags.some(({ name }) => name === 'checksum')) return;
      for (const source of sources) {
        if (!/^https?:\/\//.test(source.value) || /\.git(?:#.*)?$/.test(source.value)) continue;
        ctx.report({
          at: source.span,
          message: `Nothing says what \`${source.text}\` is to contain: when the file changes, the image changes. \`--checksum=sha256:…\` fixes it.`,
        });
      }
    },
  },
});
