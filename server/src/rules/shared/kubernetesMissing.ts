import type { Report, RuleContext } from '../../engine/rule/define.js';
import type { KubernetesFile } from '../../languages/kubernetes/file.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import { appOf, type App } from './kubernetesApp.js';
import { Lookups, lookupsOf, mayStartPods, objectsOf, renameFix, spanOf, type Lookup, type Reference } from './kubernetesReferences.js';

// Names that nothing bears: in the file, and in the other files of its application.

/** Lookups among the other files of an application. */
function makeLookupsAround(objects: readonly KubernetesObject[], app: App): Lookups {
  // Knative has Services too.
  return new Lookups(
    objects.filter((object) => object.isBuiltIn || object.kind !== 'Service'),
    app,
    makeLookupsAround,
  );
}

/** What a name stands for in the file, else in the other files of the application. */
export function lookUp(file: KubernetesFile, ctx: RuleContext, lookups: Lookups, reference: Reference): Lookup {
  const own = lookups.find(reference);
  if (own.is === 'found' || own.is === 'unknown') return own;
  const app = appOf(file, ctx);
  const there = app.once(makeLookupsAround).find(reference);
  if (there.is === 'unknown' || (there.is === 'found' && app.isTwin(there.object))) return { is: 'unknown' };
  if (there.is === 'found') return there;
  const { kind, name, from } = reference;
  const namespace = reference.namespace ?? from.namespace;
  const isLikely = [own, there].some((lookup) => lookup.is === 'missing' && lookup.nearest !== undefined);
  if (own.is !== 'not-here') return app.mayBeMade(kind, namespace, name, isLikely) ? { is: 'unknown' } : own;
  if (there.is === 'not-here') return own;
  // Secrets are made by hand more often than not, and operators make anything: others beside it are no sign then.
  if (!isLikely && (kind === 'Secret' || mayStartPods(app.others))) return own;
  return app.canMiss(kind, namespace, name, isLikely) ? { ...there, app } : { is: 'unknown' };
}

/**
 * Findings that are certain: others of the kind are in the file, or the name is in another namespace; with them those that are
 * likely, because the application's other files have some. `effect` says what follows.
 */
export function reportMissing(file: KubernetesFile, ctx: RuleContext, lookups: Lookups, reference: Reference, effect: string): void {
  const lookup = lookUp(file, ctx, lookups, reference);
  if (lookup.is !== 'missing' && lookup.is !== 'in-other-namespace') return;
  ctx.report({
    at: spanOf(reference),
    ...missingTexts(ctx, lookup, reference, effect),
    fix: () =>
      lookup.is === 'missing' && lookup.nearest !== undefined ? renameFix(reference.map, reference.key, lookup.nearest) : undefined,
  });
}

/** What a finding says of a name that nothing bears. */
export function missingTexts(
  ctx: RuleContext,
  lookup: Extract<Lookup, { is: 'missing' | 'in-other-namespace' }>,
  { kind, name, namespace, from }: Reference,
  effect: string,
  whose = `only one of ${namespace === undefined ? `the ${from.kind}'s own namespace` : `\`${namespace}\``} counts`,
): Pick<Report, 'message' | 'related' | 'severity'> {
  const { app } = lookup;
  if (lookup.is === 'in-other-namespace') {
    const { object } = lookup;
    return {
      message: `${kind} \`${name}\` is in namespace \`${object.namespace ?? 'default'}\`, and ${whose}: ${effect}.`,
      ...(app === undefined ? {} : { related: [app.related(ctx, object, app.titled(object), 'metadata', 'namespace')] }),
    };
  }
  const { nearest } = lookup;
  if (app === undefined)
    return {
      message: `No ${kind} of this file is named \`${name}\`${nearest === undefined ? '' : `, but one is \`${nearest}\``}: ${effect}.`,
    };
  const near = nearest === undefined ? undefined : app.others.find((object) => object.kind === kind && object.name === nearest);
  const [other] = near === undefined ? app.others.filter((object) => object.kind === kind) : [near];
  return {
    message: `No ${kind} of this file or those beside it is named \`${name}\`${near === undefined ? '' : `, but one of \`${app.fileOf(near) ?? ''}\` is \`${nearest}\``}: unless it lives elsewhere, ${effect}.`,
    ...(near === undefined ? { severity: 'info' as const } : {}),
    ...(other === undefined ? {} : { related: [app.related(ctx, other, `${kind} \`${other.name ?? ''}\``)] }),
  };
}

/** Findings that are not: nothing of the kind is in the file, nor the object in those beside it. */
export function reportNotHere(file: KubernetesFile, ctx: RuleContext, lookups: Lookups, reference: Reference): void {
  if (lookups.find(reference).is !== 'not-here') return;
  // Where files beside it tell, the rule about missing ones speaks, or nobody.
  if (lookUp(file, ctx, lookups, reference).is !== 'not-here') return;
  ctx.report({
    at: spanOf(reference),
    message: `${reference.kind} \`${reference.name}\` is not in this file: it has to be in the cluster already, or come from another one.`,
  });
}

/** A `File` handler that looks up what `collect`, a constant, finds; certain misses only, or only those that may live elsewhere. */
export function checkReferences(collect: (object: KubernetesObject) => readonly Reference[], effect: string | undefined) {
  // Names change more often than what refers to them.
  const collectAll = (file: KubernetesFile): readonly Reference[] => objectsOf(file).flatMap((object) => object.once(collect));
  return (file: KubernetesFile, ctx: RuleContext): void => {
    const references = file.once(collectAll);
    if (references.length === 0) return;
    const lookups = lookupsOf(file);
    for (const reference of references) {
      if (effect === undefined) reportNotHere(file, ctx, lookups, reference);
      else reportMissing(file, ctx, lookups, reference, effect);
    }
  };
}
