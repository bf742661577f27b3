import { defineRule } from '../../engine/rule/define.js';
import { isMain, siblings } from '../shared/composeFiles.js';
import page from './image-and-build-missing.md';

export default defineRule({
  id: 'compose/image-and-build-missing',
  language: 'compose',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'none',
  page,
  check: {
    Service(service, ctx) {
      const { file, map, key } = service;
      if (!file.isSound || !isMain(ctx) || map === undefined || file.hasIncludes) return;
      if (!['image', 'build', 'provider', 'extends'].every((each) => service.lacks(each))) return;
      if (siblings(ctx).some((other) => other.service(service.name)?.get('image') ?? other.service(service.name)?.get('build'))) return;
      ctx.report({
        at: key.span,
        message: `Service \`${service.name}\` has neither \`image\` nor \`build\`, so Compose does not know what to run.`,
      });
    },
  },
});
