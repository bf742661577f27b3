import { defineRule } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import type { PlainInstruction } from '../../languages/dockerfile/model.js';
import { nearest, platformArguments, signals } from '../../languages/dockerfile/vocabulary.js';
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
      // What a variable is in the build that runs the trigger is not known here.
      if (word === undefined || (instruction.onbuild !== undefined && word.text.includes('$'))) return;
      const { value, complete } = instruction.expand(word.text);
      const isAbsent = !complete && isSetNowhere(instruction);
      if (!complete && !isAbsent) return;
      const plain = isAbsent ? '' : value.replace(/^(["'])(.*)\1$/, '$2');
      const name = plain.toUpperCase().replace(/^SIG/, '');
      if (/^\d+$/.test(plain) ? Number(plain) >= 1 && Number(plain) <= 64 : signals.has(name) || isRealTime(name)) return;
      const near = plain === '' ? undefined : nearest(name, signals);
      const shown =
        word.text === value ? `\`${value}\`` : `\`${word.text}\`${plain === '' ? ' is not set here, which' : `, which is \`${value}\`,`}`;
      ctx.report({
        at: word.span,
        // A build argument may still change it.
        ...(word.text !== value && plain !== '' ? { severity: 'warning' as const } : {}),
        message: isAbsent
          ? `\`${word.text}\` is set nowhere, so no signal is named and the build fails.`
          : `${shown} is no signal, so the container cannot be created${near === undefined ? '' : `; \`SIG${near}\` is one`}.`,
        fix: () =>
          near === undefined || word.text !== value
            ? undefined
            : { title: `Change to \`SIG${near}\``, edits: [replace(word.span, `SIG${near}`)] },
      });
    },
  },
});

/** Docker's table of signals ends at RTMIN+15 and RTMAX-14: https://pkg.go.dev/github.com/moby/sys/signal. */
const isRealTime = (name: string): boolean => {
  const [, base, offset] = /^RT(MIN\+|MAX-)(\d{1,2})$/.exec(name) ?? [];
  return Number(offset) >= 1 && Number(offset) <= (base === 'MIN+' ? 15 : 14);
};

/** A variable that neither the stage nor, as far as its image is known, the base declares. */
function isSetNowhere({ words, variables, before, stage }: PlainInstruction): boolean {
  const [use] = variables;
  if (use === undefined || use.modifier !== undefined || stage?.base.facts === undefined) return false;
  const isWhole = /^(["']?)\$\{?\w+\}?\1$/.test(words[0]?.text ?? '');
  return isWhole && before.declarationOf(use.name) === undefined && !platformArguments.has(use.name);
}
