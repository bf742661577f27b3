import { defineRule } from '../../engine/rule/define.js';
import { knownText } from '../../languages/compose/interpolation.js';
import { mayComeFromElsewhere } from '../shared/composeFiles.js';
import page from './watch-rebuild-without-build.md';

export default defineRule({
  id: 'compose/watch-rebuild-without-build',
  language: 'compose',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'none',
  page,
  check: {
    Service(service, ctx) {
      if (!service.file.isSound || !service.lacks('build')) return;
      for (const watch of service.watches) {
        const action = watch.get('action');
        if (
          action === undefined ||
          knownText(action) !== 'rebuild' ||
          mayComeFromElsewhere(service.file, ctx, (other) => other.service(service.name)?.build !== undefined)
        )
          continue;
        ctx.report({
          at: action.span,
          message: `\`${service.name}\` has no \`build\`, so there is nothing to rebuild: \`docker compose watch\` refuses it.`,
          about: service.name,
        });
      }
    },
  },
});
