import { defineRule } from '../../engine/rule/define.js';
import { ignoreMatcher } from '../../languages/dockerignore/match.js';
import { appendLines, contextNames, isNeverWhole, reportLack } from '../shared/ignorePatterns.js';
import { isEnvFile } from '../shared/secretFiles.js';
import page from './env-files-not-ignored.md';

export default defineRule({
  id: 'dockerignore/env-files-not-ignored',
  language: 'dockerignore',
  severity: 'info',
  presets: ['recommended'],
  since: '0.1.0',
  fix: 'review',
  page,
  check: {
    File(file, ctx) {
      if (isNeverWhole(ctx.near)) return;
      const matcher = ignoreMatcher(file.patterns);
      // A pattern that puts env files back is `secret-reincluded`'s.
      const isOpen = (name: string): boolean => matcher.decidedBy(name) === undefined;
      const present = (contextNames(ctx.near) ?? []).filter((name) => isEnvFile(name) && isOpen(name));
      if (present.length === 0 && !isOpen('.env')) return;
      const named = present.length === 0 ? ['.env'] : present;
      const lines = matcher.isIgnored('.env.example') ? ['.env*'] : ['.env*', '!.env.example'];
      reportLack(file, ctx, {
        message: `${named.map((name) => `\`${name}\``).join(', ')} ${named.length > 1 ? 'are' : 'is'} not left out: \`COPY . .\` takes the settings of this machine, and its secrets, into the image.`,
        fix: { title: 'Ignore `.env` files', edits: [appendLines(file.text, lines)] },
      });
    },
  },
});
