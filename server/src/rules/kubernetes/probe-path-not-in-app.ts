import { defineRule, type RuleContext } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import type { Container } from '../../languages/kubernetes/container.js';
import { usedImageOf } from '../../languages/kubernetes/facts.js';
import { sourceOf } from '../../languages/kubernetes/imageSource.js';
import { appPathsOf, pathFor } from '../shared/appPaths.js';
import { manifestSide, pairFacts } from '../shared/imagePairs.js';
import { probesOf } from '../shared/kubernetesProbes.js';
import { unknownPath } from '../shared/pairHealth.js';
import page from './probe-path-not-in-app.md';

const againstHealthcheck = manifestSide(unknownPath);

export default defineRule({
  id: 'kubernetes/probe-path-not-in-app',
  language: 'kubernetes',
  severity: 'hint',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  needs: [...pairFacts, 'stage.health', 'stage.listens'],
  page,
  check: {
    File: (file, ctx) => againstHealthcheck.File?.(file, ctx),
    Container(container, ctx) {
      againstHealthcheck.Container?.(container, ctx);
      againstSources(container, ctx);
    },
  },
});

/** Where no HEALTHCHECK names a path, the application's sources may. */
function againstSources(container: Container, ctx: RuleContext): void {
  const used = usedImageOf(container);
  if (used === undefined || used.role !== 'main' || used.command !== null || used.args !== null) return;
  const asking = probesOf(container).flatMap(({ kind, map }) => {
    const node = map.get('httpGet', 'path');
    const path = node?.string;
    return node?.kind === 'scalar' && path !== undefined && /^\/\w/.test(path) && map.get('httpGet', 'host') === undefined
      ? [{ kind, node, path, port: used.probes[kind]?.port ?? null }]
      : [];
  });
  if (asking.length === 0) return;
  const source = sourceOf(ctx.workspace, used.image);
  if (source === undefined || ctx.workspace.find('stage.health', source.key).length > 0) return;
  const port = ctx.workspace.find('stage.listens', source.key)[0]?.data.port;
  const known = appPathsOf(container, ctx);
  // Sources that name no path for health get it from somewhere else.
  if (known === undefined || known.health.size === 0) return;
  for (const probe of asking) {
    // Another port is another server: of metrics, of a sidecar library.
    if (known.mayServe(probe.path) || (port !== undefined && probe.port !== null && probe.port !== port)) continue;
    const meant = pathFor(probe.kind, known) ?? [...known.health.keys()][0];
    if (meant === undefined) continue;
    ctx.report({
      at: probe.node.span,
      message: `The sources behind this image serve \`${meant}\` (\`${known.health.get(meant) ?? ''}\`) and nowhere name \`${probe.path}\`: a path that the program does not serve fails every time.`,
      fix: () => ({ title: `Ask for \`${meant}\``, edits: [replace(probe.node.span, meant)] }),
    });
  }
}
