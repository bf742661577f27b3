import { defineRule } from '../../engine/rule/define.js';
import { buildPlaces } from '../../languages/compose/facts.js';
import { nearest } from '../../languages/dockerfile/vocabulary.js';
import { named } from '../shared/composeFiles.js';
import { rewrite } from '../shared/kubernetesImages.js';
import page from './build-target-unknown.md';

export default defineRule({
  id: 'compose/build-target-unknown',
  language: 'compose',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  needs: ['dockerfile'],
  page,
  check: {
    Service(service, ctx) {
      const { build } = service;
      const path = ctx.workspace.path;
      if (build?.target === undefined || build.target === '' || build.targetNode === undefined || path === undefined) return;
      const { target, targetNode } = build;
      const places = buildPlaces(build, path.slice(0, path.lastIndexOf('/')));
      const [dockerfile] = places === undefined ? [] : ctx.workspace.find('dockerfile', places.dockerfile);
      // A number is the stage in that place.
      if (dockerfile === undefined || /^\d+$/.test(target)) return;
      const names = dockerfile.data.stages.flatMap((name) => name ?? []);
      if (names.some((name) => name.toLowerCase() === target.toLowerCase())) return;
      const file = ctx.workspace.relative(dockerfile.path);
      ctx.report({
        at: targetNode.span,
        message: `\`${file}\` has no stage \`${target}\`${names.length === 0 ? '' : `, only ${named(names)}`}: the build fails.`,
        related: [{ at: dockerfile.at, path: file, message: 'the Dockerfile' }],
        fix: () => {
          const near = nearest(target, names);
          return near === undefined || targetNode.kind !== 'scalar'
            ? undefined
            : { title: `Change to \`${near}\``, edits: rewrite(targetNode, near) };
        },
      });
    },
  },
});
