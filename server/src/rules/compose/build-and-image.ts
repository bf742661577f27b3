import { defineRule } from '../../engine/rule/define.js';
import page from './build-and-image.md';

export default defineRule({
  id: 'compose/build-and-image',
  language: 'compose',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['dclint:no-build-and-image'],
  fix: 'none',
  page,
  check: {
    Service(service, ctx) {
      const [build, image] = [service.own('build'), service.own('image')];
      if (build === undefined || image === undefined || service.get('pull_policy') !== undefined) return;
      ctx.report({
        at: image.key.span,
        message: `Service \`${service.name}\` has \`build\` and \`image\`: without a \`pull_policy\` the reader cannot tell whether it is pulled or built.`,
        about: service.name,
      });
    },
  },
});
