import { defineRule, type RuleContext } from '../../engine/rule/define.js';
import type { KubernetesFile } from '../../languages/kubernetes/file.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import { appFacts, appOf } from '../shared/kubernetesApp.js';
import page from './duplicate-object.md';

export default defineRule({
  id: 'kubernetes/duplicate-object',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'none',
  needs: appFacts,
  page,
  check: {
    File(file, ctx) {
      const first = new Map<string, KubernetesObject>();
      for (const object of file.objects) {
        const name = object.name;
        if (name === undefined || object.document.isTemplated) continue;
        const { namespace } = object;
        if (namespace === undefined && object.get('metadata', 'namespace')?.isUnknown === true) continue;
        const key = `${object.group}/${object.kind}/${namespace ?? ''}/${name}`;
        const before = first.get(key);
        if (before === undefined) {
          first.set(key, object);
          continue;
        }
        ctx.report({
          at: object.anchor,
          message: `The ${object.kind} \`${name}\` stands in this file twice: the later one overwrites the earlier.`,
          related: [{ at: before.anchor, message: 'The first one' }],
        });
      }
      if (first.size > 0) reportAround(file, ctx, [...first.values()]);
    },
  },
});

function reportAround(file: KubernetesFile, ctx: RuleContext, objects: readonly KubernetesObject[]): void {
  const app = appOf(file, ctx);
  if (!app.workspace.complete || app.isOpen) return;
  for (const object of objects) {
    const [other] = app.doublesOf(object);
    if (other === undefined) continue;
    const where = app.fileOf(other) ?? '';
    ctx.report({
      at: object.anchor,
      severity: app.isListed ? 'error' : 'info',
      message: `The ${object.kind} \`${object.name ?? ''}\` stands in \`${where}\` too: ${app.isListed ? 'the same kustomization lists both, and kustomize refuses to build it' : 'where both are applied, the later one overwrites the earlier'}.`,
      related: [app.related(ctx, other, 'The other one')],
    });
  }
}
