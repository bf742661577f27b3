import { defineRule } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import { nearest, signals } from '../../languages/dockerfile/vocabulary.js';
import page from './stopsignal-invalid.md';

export default defineRule({
  id: 'dockerfile/stopsignal-invalid',
  language: 'dockerfile',
  severity: 'error',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['dockerfile-utils:INVALID_SIGNAL'],
  fix: 'review',
  page,
  check: {
    Stopsignal(instruction, ctx) {
      const [word] = instruction.words;
      if (word === undefined || instruction.onbuild !== undefined) return;
      const { value, complete } = instruction.expand(word.text);
      if (!complete) return;
      const plain = value.replace(/^(["'])(.*)\1$/, '$2');
      const name = plain.toUpperCase().replace(/^SIG/, '');
      if (/^\d+$/.test(plain) ? Number(plain) >= 1 && Number(plain) <= 64 : signals.has(name) || /^RT(?:MIN\+|MAX-)\d+$/.test(name)) return;
      const near = nearest(name, signals);
      const shown =
        word.text === value ? `\`${value}\`` : `\`${word.text}\`${value === '' ? ' is not set here, which' : `, which is \`${value}\`,`}`;
      ctx.report({
        at: word.span,
        // A build argument may still change it.
        ...(word.text !== value && value !== '' ? { severity: 'warning' as const } : {}),
        message: `${shown} is no signal, so the container cannot be created${near === undefined ? '' : `; \`SIG${near}\` is one`}.`,
        fix: () =>
          near === undefined || word.text !== value
            ? undefined
            : { title: `Change to \`SIG${near}\``, edits: [replace(word.span, `SIG${near}`)] },
      });
    },
  },
});
