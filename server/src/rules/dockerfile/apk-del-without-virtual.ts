import { defineRule } from '../../engine/rule/define.js';
import { hasOption } from '../../languages/dockerfile/options.js';
import { packageCall } from '../shared/osPackages.js';
import page from './apk-del-without-virtual.md';

export default defineRule({
  id: 'dockerfile/apk-del-without-virtual',
  language: 'dockerfile',
  severity: 'info',
  presets: ['strict'],
  since: '0.1.0',
  aliases: ['dockerfilelint:apkadd-missing-virtual'],
  fix: 'none',
  page,
  check: {
    Command: {
      apk(command, ctx) {
        const call = packageCall(command, 'del');
        if (call === undefined) return;
        const added = new Set<string>();
        for (const other of command.siblings) {
          if (other.nameWord === command.nameWord) break;
          if (other.name !== 'apk' || hasOption(other, '-t', '--virtual')) continue;
          for (const word of packageCall(other, 'add')?.packages ?? []) if (word.literal) added.add(nameOf(word.value));
        }
        const named = call.packages.find((word) => word.literal && added.has(nameOf(word.value)));
        if (named === undefined) return;
        ctx.report({
          at: named.span,
          message: `\`${named.value}\` is added and deleted by name in one RUN, so the two lists have to be kept alike. \`apk add --virtual NAME\` gives them one name to delete.`,
        });
      },
    },
  },
});

/** Without the version: `gcc=14.2.0-r6` is deleted as `gcc`. */
const nameOf = (value: string): string => value.replace(/[=<>~@].*$/, '');
