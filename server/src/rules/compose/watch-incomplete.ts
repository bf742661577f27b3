import { defineRule, type Fix, type RuleContext } from '../../engine/rule/define.js';
import { Absence } from '../../engine/text/span.js';
import { relativePlace } from '../../languages/builders/context.js';
import { buildPlaces, joinPath } from '../../languages/compose/facts.js';
import { knownText } from '../../languages/compose/interpolation.js';
import type { Service } from '../../languages/compose/service.js';
import type { YamlMap } from '../../languages/yaml/nodes.js';
import { stageOf } from '../shared/composeStages.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import page from './watch-incomplete.md';

export default defineRule({
  id: 'compose/watch-incomplete',
  language: 'compose',
  severity: 'error',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'review',
  needs: ['dockerfile', 'stage.workdir'],
  page,
  check: {
    Service(service, ctx) {
      if (!service.file.isSound) return;
      for (const watch of service.watches) {
        // A merge key brings what is not to be seen here, and an extension may.
        if (watch.entries.some(({ key }) => key.content === '<<')) continue;
        const lacking = ['action', 'path'].find((key) => watch.get(key) === undefined);
        if (lacking !== undefined) {
          ctx.report({
            at: anchorOf(watch),
            message: `This rule has no \`${lacking}\`, and Compose refuses the file without one.`,
            fix: () => (lacking === 'action' ? withAction(watch) : undefined),
          });
          continue;
        }
        const node = watch.get('action');
        const action = knownText(node);
        // `restart` starts the container again and moves nothing: https://docs.docker.com/reference/compose-file/develop/#action.
        if (node === undefined || action === undefined || !/^sync(?:\+restart|\+exec)?$/.test(action) || hasTarget(watch)) continue;
        ctx.report({
          at: node.span,
          message: `\`${action}\` copies files into the container, and there is no \`target\` to copy them to: Compose refuses the file.`,
          fix: () => withTarget(watch, service, ctx),
        });
      }
    },
  },
});

const anchorOf = (watch: YamlMap): Absence => new Absence(watch.entries[0]?.key.span ?? watch.span);

function hasTarget(watch: YamlMap): boolean {
  const target = watch.get('target');
  return target !== undefined && !target.isNull && target.scalarText !== '';
}

function withAction(watch: YamlMap): Fix | undefined {
  const action = hasTarget(watch) ? 'sync' : 'rebuild';
  return mergeFix(`Add \`action: ${action}\``, watch, { action });
}

/** The folder in the image that stands for the path, as COPY into the working directory would have it. */
function withTarget(watch: YamlMap, service: Service, ctx: RuleContext): Fix | undefined {
  const path = knownText(watch.get('path'));
  const stage = stageOf(service, ctx.workspace);
  const own = ctx.workspace.path;
  if (path === undefined || stage === undefined || own === undefined || service.build === undefined) return undefined;
  const folder = own.slice(0, own.lastIndexOf('/'));
  const places = buildPlaces(service.build, folder);
  const workdir = ctx.workspace.find('stage.workdir', stage.key)[0]?.data.path;
  if (places === undefined || workdir === undefined) return undefined;
  const inside = relativePlace(places.context, joinPath(folder, path));
  if (inside.startsWith('..') || inside.startsWith('/')) return undefined;
  const target = inside === '.' ? workdir : `${workdir.replace(/\/$/, '')}/${inside}`;
  return mergeFix(`Add \`target: ${target}\``, watch, { target });
}
