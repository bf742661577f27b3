import { defineRule, type Related, type RuleContext } from '../../engine/rule/define.js';
import { settle } from '../../languages/kubernetes/refactor/harden.js';
import { appFacts, appOf, type App } from '../shared/kubernetesApp.js';
import { enforcedLevels, enforceLabel, type Enforced } from '../shared/kubernetesNamespaces.js';
import { refusals, type Refusal } from '../shared/kubernetesPodSecurity.js';
import { fixOf } from '../shared/kubernetesSecurityContext.js';
import page from './pod-rejected-by-namespace.md';

/** The first fix that changes something. */
function nextEdits(refused: readonly Refusal[]) {
  for (const { fix } of refused) {
    const edits = fix?.()?.edits;
    if (edits !== undefined && edits.length > 0) return edits;
  }
  return undefined;
}

/** "privileged (`securityContext.privileged`), … and 2 more": each control once, with its field. */
function listed(refused: readonly Refusal[]): string {
  const first = [...new Map(refused.map((refusal) => [refusal.control, refusal])).values()];
  const words = first.slice(0, 3).map(({ control, field }) => `${control} (\`${field}\`)`);
  return first.length > 3 ? `${words.join(', ')} and ${first.length - 3} more` : words.join(', ');
}

export default defineRule({
  id: 'kubernetes/pod-rejected-by-namespace',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['pod-security-admission:baseline', 'pod-security-admission:restricted'],
  fix: 'review',
  needs: appFacts,
  page,
  check: {
    File(file, ctx) {
      const minor = ctx.settings.kubernetesMinor;
      const here = enforcedLevels(file.objects, minor);
      const app = appOf(file, ctx);
      const around = enforcedLevels(
        app.others.filter((object) => !app.isTwin(object)),
        minor,
      );
      if (here.size > 0) reportNamespaces(ctx, app, [...here.values()]);
      if (here.size + around.size === 0) return;
      for (const object of file.objects) {
        const space = object.namespace ?? app.namespace;
        const rule = space === undefined ? undefined : (here.get(space) ?? (app.isPatched ? undefined : around.get(space)));
        if (space === undefined || rule === undefined || object.document.isTemplated) continue;
        for (const pod of object.pods) {
          const refused = refusals(pod, rule.level, rule.minor);
          if (refused.length === 0) continue;
          const related: Related[] = [
            app.isElsewhere(rule.object)
              ? app.related(ctx, rule.object, `Namespace \`${space}\` enforces \`${rule.level}\`.`, ...enforceLabel)
              : { at: rule.at, message: `Namespace \`${space}\` enforces \`${rule.level}\`.` },
            ...refused.map(({ at, control, words, field }) => ({ at, message: `${control}: ${words} (${field}).` })),
          ];
          const whose = object.kind === 'Pod' ? 'this pod' : `the pods of this ${object.kind}`;
          ctx.report({
            at: pod.anchor,
            message: `Namespace \`${space}\`${app.isElsewhere(rule.object) ? ` (\`${app.fileOf(rule.object) ?? ''}\`)` : ''} enforces \`${rule.level}\` and refuses ${whose}: ${listed(refused)}.`,
            related,
            fix: () => {
              const edit = settle(pod, (now) => nextEdits(refusals(now, rule.level, rule.minor)));
              return edit === undefined ? undefined : fixOf('Change what admission refuses', [edit]);
            },
          });
        }
      }
    },
  },
});

/** The same mistake as the Namespace's file sees it: one finding for all workloads of other files. */
function reportNamespaces(ctx: RuleContext, app: App, enforced: readonly Enforced[]): void {
  if (app.isOpen || app.isPatched) return;
  for (const { object: space, level, minor, at } of enforced) {
    const refused = app.others.filter(
      (object) =>
        (object.namespace ?? app.namespace) === space.name &&
        !app.isTwin(object) &&
        object.pods.some((pod) => refusals(pod, level, minor).length > 0),
    );
    const [first] = refused;
    if (first === undefined) continue;
    const more = refused.length === 1 ? '' : ` and ${refused.length - 1} more`;
    ctx.report({
      at,
      message: `\`${level}\` refuses the pods of ${app.titled(first)}${more}: ${listed(first.pods.flatMap((pod) => refusals(pod, level, minor)))}.`,
      related: refused.slice(0, 5).map((object) => app.related(ctx, object, `${object.kind} \`${object.name ?? ''}\``)),
    });
  }
}
