import { defineRule } from '../../engine/rule/define.js';
import { isOutside, nearbyFile } from '../shared/composePaths.js';
import page from './build-context-missing.md';

export default defineRule({
  id: 'compose/build-context-missing',
  language: 'compose',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    Service(service, ctx) {
      const { build } = service;
      if (build?.contextNode?.kind !== 'scalar' || build.context === undefined || build.isRemote || isOutside(build.context)) return;
      const { context, contextNode } = build;
      if (ctx.near.exists(context) !== false) return;
      ctx.report({
        at: contextNode.span,
        message: `There is no folder \`${context}\`, so there is nothing to build \`${service.name}\` from.`,
        about: service.name,
        fix: () => nearbyFile(contextNode, context, ctx.near),
      });
    },
  },
});
