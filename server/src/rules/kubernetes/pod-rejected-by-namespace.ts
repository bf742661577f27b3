import { defineRule, type Related, type RuleContext } from '../../engine/rule/define.js';
import { settle } from '../../languages/kubernetes/refactor/harden.js';
import { appFacts, appOf, type App } from '../shared/kubernetesApp.js';
import { enforcedInWorkspace, enforcedLevels, enforceLabel, type Enforced } from '../shared/kubernetesNamespaces.js';
import { refusals, type Refusal } from '../shared/kubernetesPodSecurity.js';
import { fixOf } from '../shared/kubernetesSecurityContext.js';
import { anyPod } from '../../languages/kubernetes/words.js';
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
    where: ['Namespace', anyPod],
    File(file, ctx) {
      const minor = ctx.settings.kubernetesMinor;
      const here = enforcedLevels(file.objects, minor);
      const app = appOf(file, ctx);
      const around = enforcedLevels(
        app.others.filter((object) => !app.isTwin(object)),
        minor,
      );
      if (here.size > 0) reportNamespaces(ctx, app, [...here.values()]);
      for (const object of file.objects) {
        const space = object.namespace ?? app.namespace;
        if (space === undefined || object.pods.length === 0 || object.document.isTemplated) continue;
        const near = here.get(space) ?? (app.isPatched ? undefined : around.get(space));
        const rule = near === undefined ? faraway(ctx, app, space) : { ...near, ...placeOf(ctx, app, near, space) };
        if (rule === undefined) continue;
        for (const pod of object.pods) {
          const refused = refusals(pod, rule.level, rule.minor);
          if (refused.length === 0) continue;
          const whose = object.kind === 'Pod' ? 'this pod' : `the pods of this ${object.kind}`;
          ctx.report({
            at: pod.anchor,
            message: `Namespace \`${space}\`${rule.file === undefined ? '' : ` (\`${rule.file}\`)`} enforces \`${rule.level}\` and refuses ${whose}: ${listed(refused)}.`,
            related: [
              rule.related,
              ...refused.map(({ at, control, words, field }) => ({ at, message: `${control}: ${words} (${field}).` })),
            ],
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

interface Asked extends Pick<Enforced, 'level' | 'minor'> {
  /** Undefined for the file itself. */
  readonly file: string | undefined;
  readonly related: Related;
}

const enforces = (space: string, level: string): string => `Namespace \`${space}\` enforces \`${level}\`.`;

function placeOf(ctx: RuleContext, app: App, { object, level, at }: Enforced, space: string): Pick<Asked, 'file' | 'related'> {
  const message = enforces(space, level);
  const related = app.isElsewhere(object) ? app.related(ctx, object, message, ...enforceLabel) : { at, message };
  return { file: app.fileOf(object), related };
}

/** A Namespace that is defined outside of the application, as platform teams do. */
function faraway(ctx: RuleContext, app: App, space: string): Asked | undefined {
  if (app.isOpen || app.isPatched) return undefined;
  const found = enforcedInWorkspace(ctx.workspace, space, ctx.settings.kubernetesMinor);
  if (found === undefined) return undefined;
  const file = ctx.workspace.relative(found.fact.path);
  return { ...found, file, related: { at: found.fact.at, path: file, message: enforces(space, found.level) } };
}

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
