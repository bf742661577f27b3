import { defineRule } from '../../engine/rule/define.js';
import { joinPath } from '../../languages/compose/facts.js';
import { goesUp, isOutside, nearbyDockerfile } from '../shared/composePaths.js';
import page from './dockerfile-missing.md';

export default defineRule({
  id: 'compose/dockerfile-missing',
  language: 'compose',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    Service(service, ctx) {
      const { build } = service;
      if (build === undefined || build.isRemote || build.context === undefined || build.dockerfile === undefined) return;
      const { context, dockerfile, dockerfileNode } = build;
      if (isOutside(context) || isOutside(dockerfile) || ctx.near.exists(context) !== true) return;
      const path = joinPath('', `./${context}/${dockerfile}`).replace(/^\//, '');
      if (goesUp(context, dockerfile) || ctx.near.exists(path) !== false) return;
      const at = dockerfileNode ?? build.contextNode ?? build.node;
      ctx.report({
        at: at.kind === 'scalar' ? at.span : (service.own('build')?.key.span ?? service.anchor),
        message: `There is no \`${dockerfile}\` in the context \`${context}\`, so \`${service.name}\` cannot be built.`,
        about: service.name,
        fix: () => (dockerfileNode?.kind === 'scalar' ? nearbyDockerfile(dockerfileNode, context, dockerfile, ctx.near) : undefined),
      });
    },
  },
});
