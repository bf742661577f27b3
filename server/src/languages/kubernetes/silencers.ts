import type { Suppression } from '../../engine/config/suppressions.js';
import type { RuleDefinition } from '../../engine/rule/define.js';
import type { Span } from '../../engine/text/span.js';
import type { YamlEntry, YamlMap, YamlNode } from '../yaml/nodes.js';
import type { KubernetesDocument } from './document.js';
import type { KubernetesObject } from './object.js';

/** An annotation that another linter reads as "leave this out": `names` are its rules, undefined is all of them. */
interface Spelling {
  readonly peer: string;
  readonly key: RegExp;
  readonly names: (key: RegExpExecArray, value: string) => readonly string[] | undefined;
  readonly reason?: (value: string) => string;
}

/**
 * Sources: https://docs.kubelinter.io/#/configuring-kubelinter, https://github.com/zegl/kube-score#ignoring-a-test,
 * https://polaris.docs.fairwinds.com/customization/exemptions/, https://www.checkov.io/2.Basics/Suppressing%20and%20Skipping%20Policies.html,
 * https://hub.datree.io/configuration/suppress-a-rule, https://github.com/kubeshop/monokle-core.
 */
const annotations: readonly Spelling[] = [
  { peer: 'kube-linter', key: /^ignore-check\.kube-linter\.io\/(.+)$/, names: (key) => [key[1] ?? ''], reason: (value) => value },
  { peer: 'kube-linter', key: /^kube-linter\.io\/ignore-all$/, names: () => undefined, reason: (value) => value },
  { peer: 'kube-score', key: /^kube-score\/ignore$/, names: (_, value) => (value.trim() === '*' ? undefined : value.split(',')) },
  { peer: 'polaris', key: /^polaris\.fairwinds\.com\/exempt$/, names: (_, value) => (value === 'true' ? undefined : []) },
  { peer: 'polaris', key: /^polaris\.fairwinds\.com\/(.+)-exempt$/, names: (key, value) => (value === 'true' ? [key[1] ?? ''] : []) },
  {
    peer: 'checkov',
    key: /^(?:checkov|bridgecrew|cortex)\.io\/skip\d*$/,
    names: (_, value) => [value.split('=')[0] ?? ''],
    reason: (value) => value.slice(value.indexOf('=') + 1),
  },
  { peer: 'datree', key: /^datree\.skip\/(.+)$/, names: (key) => [key[1] ?? ''], reason: (value) => value },
  { peer: 'monokle', key: /^monokle\.io\/suppress\.(?:[\w-]+\.)?(.+)$/, names: (key) => [key[1] ?? ''] },
];

/**
 * Labels that switch kubeaudit's auditors off, for a pod or behind `container.` for one container:
 * https://github.com/Shopify/kubeaudit#override-errors.
 */
const kubeauditOverrides: readonly (readonly [RegExp, string])[] = [
  [/^allow-privilege-escalation$/, 'privesc'],
  [/^allow-privileged$/, 'privileged'],
  [/^allow-run-as-root$/, 'nonroot'],
  [/^allow-capability-/, 'capabilities'],
  [/^allow-automount-service-account-token$/, 'asat'],
  [/^allow-disabled-seccomp$/, 'seccomp'],
  [/^allow-disabled-apparmor$/, 'apparmor'],
  [/^allow-read-only-root-filesystem-false$/, 'rootfs'],
  [/^allow-namespace-host-|^allow-host-/, 'hostns'],
  [/^allow-non-default-deny-/, 'netpols'],
  [/^allow-sensitive-paths|^allow-docker-sock/, 'mounts'],
  [/^allow-unset-limits/, 'limits'],
];

/** What the annotations and labels of the document's objects silence. */
export function readSilencers(document: KubernetesDocument): Suppression[] {
  // Nearly no document has any.
  if (
    !/kube-linter\.io|kube-score\/|fairwinds\.com|(?:checkov|bridgecrew|cortex)\.io|datree\.skip|monokle\.io|kubeaudit\.io/.test(
      document.text,
    )
  )
    return [];
  return document.objects.flatMap((object) => [
    ...annotated(object.get('metadata', 'annotations'), object.span),
    ...object.pods.flatMap((pod) => [
      ...(pod.holder === object.root ? [] : annotated(pod.holder.get('metadata', 'annotations'), object.span)),
      ...labelled(
        pod.holder.get('metadata', 'labels'),
        object,
        (name) => pod.allContainers.find((container) => container.name === name)?.node,
      ),
    ]),
  ]);
}

function annotated(node: YamlNode | undefined, reach: Span): Suppression[] {
  return (node?.entries ?? []).flatMap((entry) => {
    for (const { peer, key, names, reason } of annotations) {
      const match = key.exec(entry.key.content);
      if (match === null) continue;
      const value = entry.value.scalarText ?? '';
      const listed = names(match, value);
      const because = reason?.(value);
      if (listed === undefined)
        return [silencer(entry, reach, `${peer}:*`, because, (rule) => (rule.aliases ?? []).some((alias) => alias.startsWith(`${peer}:`)))];
      return listed.map((name) => silencer(entry, reach, name.trim(), because, answersFor(`${peer}:${name.trim()}`)));
    }
    return [];
  });
}

function labelled(node: YamlNode | undefined, object: KubernetesObject, container: (name: string) => YamlMap | undefined): Suppression[] {
  return (node?.entries ?? []).flatMap((entry) => {
    const match = /^(?:(container)\.)?kubeaudit\.io\/(.+)$/.exec(entry.key.content);
    if (match === null) return [];
    const rest = match[2] ?? '';
    const dot = rest.indexOf('.');
    const override = match[1] === undefined ? rest : rest.slice(dot + 1);
    const reach = match[1] === undefined ? object.span : container(rest.slice(0, Math.max(0, dot)))?.span;
    const auditor = kubeauditOverrides.find(([pattern]) => pattern.test(override))?.[1];
    if (reach === undefined || auditor === undefined) return [];
    return [silencer(entry, reach, auditor, entry.value.scalarText, answersFor(`kubeaudit:${auditor}`))];
  });
}

const answersFor =
  (alias: string) =>
  (rule: RuleDefinition): boolean =>
    (rule.aliases ?? []).some((known) => known.toLowerCase() === alias.toLowerCase());

function silencer(entry: YamlEntry, reach: Span, name: string, reason: string | undefined, covers: Suppression['covers']): Suppression {
  const comment = { text: entry.key.content, span: entry.key.span, next: reach, leading: false };
  return { comment, at: entry.key.span, name, reason: reason === '' ? undefined : reason, scope: 'next', ours: false, covers };
}
