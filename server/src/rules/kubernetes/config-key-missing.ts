import { defineRule, type Fix, type RuleContext } from '../../engine/rule/define.js';
import { nearest } from '../../languages/dockerfile/vocabulary.js';
import type { KubernetesFile } from '../../languages/kubernetes/file.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import { inOneNamespace } from '../../languages/kubernetes/selectors.js';
import { merge } from '../../languages/yaml/edit.js';
import { appFacts, appOf, type App } from '../shared/kubernetesApp.js';
import { configReferencesIn, configReferencesOf, keysOf, type ConfigReference } from '../shared/kubernetesConfig.js';
import { lookUp } from '../shared/kubernetesMissing.js';
import { kindIn, lookupsOf, renameFix, spanOf, type Lookups } from '../shared/kubernetesReferences.js';
import { anyPod } from '../../languages/kubernetes/words.js';
import page from './config-key-missing.md';

export default defineRule({
  id: 'kubernetes/config-key-missing',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['kube-linter:env-value-from'],
  fix: 'review',
  needs: appFacts,
  page,
  check: {
    where: [anyPod, 'ConfigMap', 'Secret'],
    File(file, ctx) {
      const lookups = lookupsOf(file);
      for (const reference of configReferencesIn(file)) {
        const target = targetOf(file, ctx, lookups, reference);
        if (target !== undefined) reportKeys(file, ctx, reference, target);
      }
      if (kindIn(file, 'ConfigMap').length > 0 || kindIn(file, 'Secret').length > 0) reportAsked(file, ctx, lookups);
    },
  },
});

/** The one object that a reference with keys means. */
function targetOf(file: KubernetesFile, ctx: RuleContext, lookups: Lookups, reference: ConfigReference): KubernetesObject | undefined {
  if (reference.isOptional || reference.keys.length === 0) return undefined;
  const lookup = lookUp(file, ctx, lookups, reference);
  if (lookup.is !== 'found' || inOneNamespace(lookup.object, reference.from) !== 'yes') return undefined;
  // Two objects of one name are for two clusters.
  return lookups.catalog(reference.kind).named(reference.name).length > 1 ? undefined : lookup.object;
}

function reportKeys(file: KubernetesFile, ctx: RuleContext, reference: ConfigReference, target: KubernetesObject): void {
  const { kind, name: object, keys } = reference;
  const known = keysOf(target);
  if (known === undefined) return;
  for (const { name, map } of keys) {
    if (known.includes(name)) continue;
    const app = appOf(file, ctx);
    const isElsewhere = app.isElsewhere(target);
    if (isElsewhere && !isCertain(app, reference)) continue;
    const near = nearest(name, known);
    ctx.report({
      at: spanOf({ map, key: 'key' }),
      message: `${isElsewhere ? app.titled(target) : `${kind} \`${object}\``} has no key \`${name}\`${near === undefined ? '' : `, but \`${near}\``}: the container does not start.`,
      ...(isElsewhere ? { severity: 'warning' as const } : {}),
      related: [app.related(ctx, target, `${kind} \`${object}\``)],
      fix: () => [
        ...oneFix(near === undefined ? undefined : renameFix(map, 'key', near)),
        ...(isElsewhere ? addKey(app, ctx, target, name) : []),
      ],
    });
  }
}

/** The same mistake as the file sees it that holds the keys. */
function reportAsked(file: KubernetesFile, ctx: RuleContext, lookups: Lookups): void {
  const app = appOf(file, ctx);
  for (const object of app.others) {
    if (app.isTwin(object)) continue;
    for (const reference of configReferencesOf(object)) {
      if (reference.isOptional || reference.keys.length === 0) continue;
      const lookup = lookups.find(reference);
      if (lookup.is !== 'found' || inOneNamespace(lookup.object, object) !== 'yes' || !isCertain(app, reference)) continue;
      if (lookups.catalog(reference.kind).named(reference.name).length > 1) continue;
      const target = lookup.object;
      const known = keysOf(target);
      for (const { name } of reference.keys) {
        if (known === undefined || known.includes(name)) continue;
        const near = nearest(name, known);
        const entry = near === undefined ? undefined : keyEntry(target, near);
        ctx.report({
          at: entry?.key.span ?? target.anchor,
          message: `${app.titled(object)} takes the key \`${name}\`, which this ${reference.kind} does not have: the container does not start.`,
          severity: 'warning',
          related: [app.related(ctx, object, app.titled(object))],
          fix: () => [
            ...addKey(app, ctx, target, name),
            ...(near === undefined
              ? []
              : app.fix(ctx, object, `Take the key \`${near}\``, (real) =>
                  configReferencesOf(real)
                    .filter((each) => each.kind === reference.kind && each.name === reference.name)
                    .flatMap((each) => each.keys.filter((key) => key.name === name))
                    .flatMap(({ map }) => renameFix(map, 'key', near)?.edits ?? []),
                )),
          ],
        });
      }
    }
  }
}

/** Whether no other file, and no generator, may bring the key. */
function isCertain(app: App, { kind, name }: ConfigReference): boolean {
  return (
    app.workspace.complete && !app.isOpen && !app.isPatched && app.workspace.find('kustomize.generated', `${kind} ${name}`).length === 0
  );
}

function keyEntry(object: KubernetesObject, key: string) {
  for (const holder of ['data', 'stringData', 'binaryData']) {
    const node = object.get(holder);
    const entry = node?.kind === 'map' ? node.entry(key) : undefined;
    if (entry !== undefined) return entry;
  }
  return undefined;
}

/** What a Secret holds is no matter of a fix. */
function addKey(app: App, ctx: RuleContext, target: KubernetesObject, key: string): Fix[] {
  if (target.kind !== 'ConfigMap') return [];
  return app.fix(ctx, target, `Add the key \`${key}\``, ({ root }) => merge(root, { data: { [key]: '' } }));
}

const oneFix = (fix: Fix | undefined): Fix[] => (fix === undefined ? [] : [fix]);
