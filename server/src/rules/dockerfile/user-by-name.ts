import { defineRule } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import { uidOf } from '../../languages/dockerfile/accounts.js';
import { isDevContainer } from '../shared/devContainer.js';
import { pairFacts } from '../shared/imagePairs.js';
import { isRefusedByManifest } from '../shared/pairUser.js';
import page from './user-by-name.md';

export default defineRule({
  id: 'dockerfile/user-by-name',
  language: 'dockerfile',
  severity: 'info',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['hadolint:DL3066', 'tally:hadolint/DL3066'],
  fix: 'review',
  needs: pairFacts,
  page,
  check: {
    Stage(stage, ctx) {
      const { user } = stage.end;
      if (!stage.isFinal || user === undefined || stage.base.windows) return;
      const [word] = user.words;
      if (word === undefined || !user.complete || /^\d+$/.test(user.user) || /^(?:root)?$/.test(user.user)) return;
      if (isRefusedByManifest(stage, ctx) || isDevContainer(ctx)) return;
      const name = user.user;
      const uid = user.stage === undefined ? undefined : uidOf(stage, name);
      const end = word.span.start + name.length;
      const isLiteral = ctx.text.slice(word.span.start, end) === name;
      ctx.report({
        at: isLiteral ? { start: word.span.start, end } : word.span,
        message: `\`${name}\` is a name, and Kubernetes cannot tell a name from root: under \`runAsNonRoot\` the container does not start unless the pod sets \`runAsUser\`.`,
        fix: () =>
          uid === undefined || !isLiteral
            ? undefined
            : { title: `Change to ${uid}, the number of \`${name}\``, edits: [replace({ start: word.span.start, end }, String(uid))] },
      });
    },
  },
});
