import { defineRule } from '../../engine/rule/define.js';
import { createdAccounts } from '../../languages/dockerfile/accounts.js';
import type { Stage } from '../../languages/dockerfile/model.js';
import { runtimeUser } from '../../languages/dockerfile/runtimeUser.js';
import { dropsPrivileges, isInteractive, switchUser } from '../shared/runtimeUser.js';
import { isDevContainer } from '../shared/devContainer.js';
import { pairFacts } from '../shared/imagePairs.js';
import { isRefusedByManifest } from '../shared/pairUser.js';
import page from './image-runs-as-root.md';

export default defineRule({
  id: 'dockerfile/image-runs-as-root',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: [
    'hadolint:DL3002',
    'tally:hadolint/DL3002',
    'trivy:DS-0002',
    'checkov:CKV_DOCKER_3',
    'checkov:CKV_DOCKER_8',
    'dockle:CIS-DI-0001',
    'semgrep:last-user-is-root',
    'semgrep:missing-user',
    'semgrep:missing-user-entrypoint',
    'sonar:S6471',
  ],
  fix: 'review',
  needs: pairFacts,
  page,
  check: {
    Stage(stage, ctx) {
      if (!stage.isFinal) return;
      const who = runtimeUser(stage);
      if (who.kind === 'other' || who.kind === 'unknown' || isRefusedByManifest(stage, ctx) || isDevContainer(ctx)) return;
      if (who.kind === 'root' && who.because === 'user') {
        const word = stage.end.user?.words[0];
        if (word === undefined) return;
        ctx.report({
          at: word.span,
          message: `The container starts as \`${word.text}\`: whoever breaks out of the program is root in it, and Kubernetes refuses it under \`runAsNonRoot\`.`,
          fix: () => (dropsPrivileges(stage) ? undefined : switchUser(ctx.text, stage)),
        });
        return;
      }
      if (stage.from?.image === undefined || isForOthers(stage)) return;
      const base = stage.base.image?.text ?? 'scratch';
      // Lambda runs functions as an account of its own, whatever USER says.
      if (/(?:^|\/)(?:aws-)?lambda(?:\/|$)|aws-lambda/.test(stage.base.image?.repository ?? '')) return;
      ctx.report({
        at: stage.from.image.span,
        ...(who.kind === 'base' ? { severity: 'info' as const } : {}),
        message:
          who.kind === 'base'
            ? `No USER: the container starts as root unless \`${base}\` says otherwise.`
            : `No USER, and \`${base}\` runs as root: whoever breaks out of the program is root in the container.`,
        fix: () => switchUser(ctx.text, stage),
      });
    },
  },
});

/** A prompt, a start script that gives up root, and an account that nobody switches to: that has a rule of its own. */
function isForOthers(stage: Stage): boolean {
  return isInteractive(stage) || dropsPrivileges(stage) || createdAccounts(stage).length > 0;
}
