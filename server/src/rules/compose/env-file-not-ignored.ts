import { defineRule } from '../../engine/rule/define.js';
import type { RuleContext } from '../../engine/rule/define.js';
import { isToldBefore } from '../shared/composeEnvFiles.js';
import { isOutside } from '../shared/composePaths.js';
import { appended } from '../shared/composeSecrets.js';
import { isIgnored } from '../shared/gitignore.js';
import { findAssignment } from '../shared/kubernetesSecrets.js';
import { isEnvFile } from '../shared/secretFiles.js';
import { findSecret } from '../shared/secrets.js';
import page from './env-file-not-ignored.md';

export default defineRule({
  id: 'compose/env-file-not-ignored',
  language: 'compose',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    Service(service, ctx) {
      if (service.own('env_file') === undefined) return;
      for (const file of service.envFiles) {
        const { path, node } = file;
        if (isToldBefore(service, file) || isOutside(path) || !holdsSecrets(path, ctx) || isIgnored(path, ctx) !== false) continue;
        const clean = path.replace(/^\.\//, '');
        ctx.report({
          at: node.span,
          message: `\`${path}\` holds the settings and secrets of one machine, and no \`.gitignore\` keeps it out of the repository.`,
          fix: () => ({
            title: `Add \`${clean}\` to \`.gitignore\``,
            edits: [],
            files: [{ path: '.gitignore', edits: [appended(ctx.near.read('.gitignore') ?? '', `${clean}\n`)] }],
          }),
        });
      }
    },
  },
});

/** By its name, or by what stands in it. */
function holdsSecrets(path: string, ctx: RuleContext): boolean {
  const text = ctx.near.read(path);
  if (text === undefined) return false;
  return isEnvFile(path.slice(path.lastIndexOf('/') + 1)) || findAssignment(text) !== undefined || findSecret(text) !== undefined;
}
