import { DearFix } from '../../../engine/rule/dearFix.js';
import type { Fix } from '../../../engine/rule/define.js';
import { applyEdits, replace, type Edit, type Span } from '../../../engine/text/span.js';
import type { Patch, PatchValue } from '../../yaml/edit.js';
import { mergeThrough, removeAt, removeItemAt } from '../../yaml/inherited.js';
import type { YamlNode } from '../../yaml/nodes.js';
import { mapsIn } from '../../yaml/reading.js';
import type { Container } from '../container.js';
import { KubernetesDocument } from '../document.js';
import type { KubernetesFile } from '../file.js';
import type { Pod } from '../pod.js';
import {
  appArmorAnnotation,
  isAllowedAppArmor,
  isAllowedAppArmorAnnotation,
  isAllowedSeccomp,
  isAllowedSelinuxType,
  isSafeSysctl,
  refusedVolumeTypes,
  restrictedCapability,
} from '../podSecurity.js';

/**
 * "Harden this container" and "Harden this pod": what *restricted* of the Pod Security Standards asks
 * (https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted), and a root file system that is read-only
 * with an emptyDir at `/tmp`. Volumes of the node stay, for nobody but the author knows what they are for.
 */
export function hardenRefactorings(file: KubernetesFile, span: Span): readonly Fix[] {
  const document = file.documentAt(span.start);
  if (document === undefined || document.isTemplated || document.text.length > mostCharacters || document.faults.length > 0) return [];
  const pod = document.objects
    .flatMap(({ pods }) => pods)
    .find(({ spec, specEntry }) => holds(document, specEntry?.key.from ?? spec.from, spec.to, span));
  // Of what hardening writes, an operating system without Linux security knows little: https://kubernetes.io/docs/concepts/security/pod-security-standards/#os-specific-policy-controls.
  if (pod === undefined || pod.isWindows) return [];
  const container = pod.allContainers.find(({ node }) => holds(document, node.from, node.to, span));
  const fixes: Fix[] = [];
  if (container !== undefined) {
    const at = pod.allContainers.indexOf(container);
    if (hasStep(pod, container)) fixes.push(settled('Harden this container', pod, (now) => stepFor(now, now.allContainers[at]), cures));
  }
  if (hasStep(pod, undefined)) fixes.push(settled(`Harden this pod${leftover(pod)}`, pod, (now) => stepFor(now, undefined)));
  return fixes;
}

/** Each step reads the document again, which nobody should wait for who only looks at what there is to do. */
function settled(title: string, pod: Pod, step: (pod: Pod) => readonly Edit[] | undefined, cured?: readonly string[]): Fix {
  const make = (): readonly Edit[] => {
    const edit = settle(pod, step);
    return edit === undefined ? [] : [edit];
  };
  return new DearFix(title, make, cured === undefined ? {} : { cures: cured });
}

/** Those that nearly every container without a security context has. */
const cures = [
  'kubernetes/capabilities-not-dropped',
  'kubernetes/privilege-escalation-allowed',
  'kubernetes/writable-root-filesystem',
  'kubernetes/run-as-root-allowed',
  'kubernetes/seccomp-unset',
];

/** What to merge into a pod and its containers so that they pass *restricted*, with a root that cannot be written. */
export interface Hardened {
  readonly pod: Patch;
  readonly containers: ReadonlyMap<Container, Patch>;
}

export function hardened(pod: Pod): Hardened {
  const type = pod.get('securityContext', 'seccompProfile', 'type');
  const ofPod: Record<string, PatchValue> = {};
  const everyContainer = (...path: readonly string[]): boolean =>
    pod.allContainers.length > 0 && pod.allContainers.every((container) => given(container.security(...path)) !== undefined);
  const nonRoot = given(pod.get('securityContext', 'runAsNonRoot'));
  if (nonRoot === undefined ? !everyContainer('runAsNonRoot') : nonRoot.boolean === false) ofPod['runAsNonRoot'] = true;
  if (
    given(type) === undefined
      ? given(pod.get('securityContext', 'seccompProfile')) !== undefined || !everyContainer('seccompProfile')
      : isRefusedType(type, isAllowedSeccomp)
  )
    ofPod['seccompProfile'] = { type: 'RuntimeDefault' };
  if (pod.get('securityContext', 'runAsUser')?.number === 0) ofPod['runAsUser'] = unprivilegedUser;
  if (isRefusedType(pod.get('securityContext', 'appArmorProfile', 'type'), isAllowedAppArmor))
    ofPod['appArmorProfile'] = { type: 'RuntimeDefault' };
  return {
    pod: Object.keys(ofPod).length === 0 || isUnknown(pod.get('securityContext')) ? {} : { securityContext: ofPod },
    containers: new Map(pod.allContainers.map((container) => [container, hardenedContainer(container, false)])),
  };
}

/** Hardening knows no version of the cluster: it takes what the newest policy allows. */
const latest = Number.POSITIVE_INFINITY;

/** A user that no image is likely to have. */
const unprivilegedUser = 10001;

/** `alone`: the pod stays as it is, so the container has to say all itself. */
function hardenedContainer(container: Container, alone: boolean): Patch {
  if (isUnknown(container.get('securityContext'))) return {};
  const context: Record<string, PatchValue> = {};
  const want = (key: string, value: boolean): void => {
    const node = given(container.security(key));
    if (node === undefined || node.boolean === !value) context[key] = value;
  };
  if (container.security('privileged')?.boolean === true) context['privileged'] = false;
  want('allowPrivilegeEscalation', false);
  want('readOnlyRootFilesystem', true);
  const inherited = given(container.pod.get('securityContext', 'runAsNonRoot'));
  const own = given(container.security('runAsNonRoot'));
  if (own === undefined ? alone && inherited?.boolean !== true && !isUnknown(inherited) : own.boolean === false)
    context['runAsNonRoot'] = true;
  const user = given(container.security('runAsUser')) ?? (alone ? container.pod.get('securityContext', 'runAsUser') : undefined);
  if (user?.number === 0) context['runAsUser'] = unprivilegedUser;
  const profile = given(container.security('seccompProfile'));
  const ofPod = container.pod.get('securityContext', 'seccompProfile', 'type');
  if (
    profile === undefined
      ? alone && !isUnknown(ofPod) && !isAllowedSeccomp(ofPod?.scalarText ?? '')
      : isMissingOrRefused(profile.get('type'), isAllowedSeccomp)
  )
    context['seccompProfile'] = { type: 'RuntimeDefault' };
  if (isRefusedType(container.security('appArmorProfile', 'type'), isAllowedAppArmor))
    context['appArmorProfile'] = { type: 'RuntimeDefault' };
  const drop = container.security('capabilities', 'drop');
  if (!isUnknown(drop) && !(drop?.items ?? []).some((item) => item.string === 'ALL')) context['capabilities'] = { drop: ['ALL'] };
  return Object.keys(context).length === 0 ? {} : { securityContext: context };
}

/** Mounts an emptyDir at `/tmp`; no edits where something is mounted there. */
export function tmpEdits(container: Container): Edit[] {
  const { pod } = container;
  if (hasTmp(container) || isUnknown(container.get('volumeMounts')) || isUnknown(pod.get('volumes'))) return [];
  const name = tmpVolume(container);
  const isThere = pod.volume(name) !== undefined;
  return [
    ...mergeThrough(container.node, { volumeMounts: [{ name, mountPath: '/tmp' }] }),
    ...(isThere ? [] : mergeThrough(pod.spec, { volumes: [{ name, emptyDir: {} }] })),
  ];
}

/** Whether a volume is mounted at `/tmp` or at what holds it. */
export function hasTmp(container: Container): boolean {
  return container.mounts.some((mount) => {
    const path = mount.get('mountPath');
    return isUnknown(path) || /^\/(?:tmp)?\/*$/.test(path?.scalarText ?? '');
  });
}

/** The name of an emptyDir that no other container uses, there or not. */
function tmpVolume(container: Container): string {
  const { pod } = container;
  const isFree = (name: string): boolean => {
    const volume = pod.volume(name);
    if (volume === undefined) return true;
    const isUsed = pod.allContainers.some(({ mounts }) => mounts.some((mount) => mount.get('name')?.scalarText === name));
    return volume.has('emptyDir') && !isUsed;
  };
  const names = ['tmp', ...(container.name === undefined ? [] : [`tmp-${container.name}`])];
  const found = names.find(isFree);
  if (found !== undefined) return found;
  for (let i = 2; ; i++) if (isFree(`tmp-${i}`)) return `tmp-${i}`;
}

/** Whether there is a step to take, without writing it where something lacks. */
function hasStep(pod: Pod, only: Container | undefined): boolean {
  const patches = patchesFor(pod, only);
  const isLacking = [patches.pod, ...patches.containers.values()].some((patch) => Object.keys(patch).length > 0);
  return isLacking || stepFor(pod, only) !== undefined;
}

function patchesFor(pod: Pod, only: Container | undefined): Hardened {
  return only === undefined ? hardened(pod) : { pod: {}, containers: new Map([[only, hardenedContainer(only, true)]]) };
}

/** The next edits on the way; none when there is nothing left to do. */
function stepFor(pod: Pod, only: Container | undefined): readonly Edit[] | undefined {
  const containers = only === undefined ? pod.allContainers : [only];
  const patches = patchesFor(pod, only);
  return first([
    () => mergeThrough(pod.spec, patches.pod),
    ...containers.map((container) => () => mergeThrough(container.node, patches.containers.get(container) ?? {})),
    ...containers.map((container) => () => tmpEdits(container)),
    ...containers.flatMap(removalsIn),
    ...(only === undefined ? removalsOf(pod) : []),
  ]);
}

type Step = () => readonly Edit[] | undefined;

function first(steps: readonly Step[]): readonly Edit[] | undefined {
  for (const step of steps) {
    const edits = step();
    if (edits !== undefined && edits.length > 0) return edits;
  }
  return undefined;
}

const probes = [['livenessProbe'], ['readinessProbe'], ['startupProbe'], ['lifecycle', 'postStart'], ['lifecycle', 'preStop']];

/** What a container has to give up. */
function removalsIn(container: Container): readonly Step[] {
  const { node } = container;
  const steps: Step[] = [
    ...items(container.security('capabilities', 'add'), (name) => name !== restrictedCapability).map(
      (index) => () => removeItemAt(node, ['securityContext', 'capabilities', 'add'], index),
    ),
    // `ALL` stands beside it by now.
    ...items(container.security('capabilities', 'drop'), (name) => name !== 'ALL' && /^(?:CAP_)?ALL$/i.test(name)).map(
      (index) => () => removeItemAt(node, ['securityContext', 'capabilities', 'drop'], index),
    ),
    ...contextRemovals(container.security(), (path) => removeAt(node, ['securityContext', ...path])),
    ...mapsIn(container.get('ports'))
      .filter((port) => (port.get('hostPort')?.number ?? 0) !== 0)
      .map((port) => () => removeAt(port, ['hostPort'])),
  ];
  const mode = container.security('procMount')?.scalarText;
  if (mode !== undefined && mode !== 'Default') steps.push(() => removeAt(node, ['securityContext', 'procMount']));
  for (const probe of probes) {
    for (const action of ['httpGet', 'tcpSocket']) {
      const path = [...probe, action, 'host'];
      if ((container.get(...path)?.scalarText ?? '') !== '') steps.push(() => removeAt(node, path));
    }
  }
  return steps;
}

/** What a pod has to give up. */
function removalsOf(pod: Pod): readonly Step[] {
  const annotations = pod.holder.get('metadata', 'annotations');
  const refused = (annotations?.entries ?? []).filter(
    ({ key, value }) =>
      key.content.startsWith(appArmorAnnotation) && value.scalarText !== undefined && !isAllowedAppArmorAnnotation(value.scalarText),
  );
  const sysctls = pod.get('securityContext', 'sysctls');
  return [
    ...['hostNetwork', 'hostPID', 'hostIPC'].filter((key) => pod.get(key)?.boolean === true).map((key) => () => removeAt(pod.spec, [key])),
    ...contextRemovals(pod.get('securityContext'), (path) => removeAt(pod.spec, ['securityContext', ...path])),
    ...(sysctls?.items ?? [])
      .map((item, index) => ({ name: item.get('name')?.scalarText, index }))
      .filter(({ name }) => name !== undefined && !isSafeSysctl(name, latest))
      .map(
        ({ index }) =>
          () =>
            removeItemAt(pod.spec, ['securityContext', 'sysctls'], index),
      ),
    ...refused.map(
      ({ key }) =>
        () =>
          removeAt(pod.holder, ['metadata', 'annotations', key.content]),
    ),
  ];
}

/** What pods and containers both have. */
function contextRemovals(context: YamlNode | undefined, remove: (path: readonly string[]) => readonly Edit[] | undefined): readonly Step[] {
  const steps: Step[] = [];
  const type = context?.get('seLinuxOptions', 'type')?.scalarText;
  if (type !== undefined && !isAllowedSelinuxType(type, latest)) steps.push(() => remove(['seLinuxOptions', 'type']));
  for (const key of ['user', 'role'])
    if ((context?.get('seLinuxOptions', key)?.scalarText ?? '') !== '') steps.push(() => remove(['seLinuxOptions', key]));
  if (context?.get('windowsOptions', 'hostProcess')?.boolean === true) steps.push(() => remove(['windowsOptions', 'hostProcess']));
  for (const profile of ['seccompProfile', 'appArmorProfile'])
    if (context?.get(profile, 'type')?.string === 'RuntimeDefault' && given(context.get(profile, 'localhostProfile')) !== undefined)
      steps.push(() => remove([profile, 'localhostProfile']));
  return steps;
}

/** Indexes of the scalars that `isMeant`. */
function items(sequence: YamlNode | undefined, isMeant: (name: string) => boolean): readonly number[] {
  return (sequence?.items ?? []).flatMap((item, index) => (item.scalarText !== undefined && isMeant(item.scalarText) ? [index] : []));
}

/** Volumes that *restricted* refuses and that stay. */
function leftover(pod: Pod): string {
  const names = pod.volumes
    .filter((volume) =>
      volume.allEntries().some(({ key, value }) => (key.content === 'hostPath' || refusedVolumeTypes.has(key.content)) && !value.isNull),
    )
    .map((volume) => `\`${volume.get('name')?.scalarText ?? ''}\``);
  if (names.length === 0) return '';
  return names.length === 1 ? `; volume ${names[0]} stays` : `; volumes ${names.join(', ')} stay`;
}

/** Each step reads the document again: beyond this size nobody waits for it. */
const mostCharacters = 200_000;

/** More than any pod needs that comes to an end: a handful for each container. */
const mostSteps = 200;

/**
 * Takes one step after another, each on the text that the last one left, and gives the whole as one edit of the file.
 * Undefined where nothing changes, or where the steps come to no end.
 */
export function settle(pod: Pod, step: (pod: Pod) => readonly Edit[] | undefined): Edit | undefined {
  const { document } = pod.object;
  const index = document.objects.indexOf(pod.object);
  let { text } = document;
  for (let i = 0; i < mostSteps; i++) {
    const whole = new KubernetesDocument(text, 0);
    // Half-typed text can be read in more ways than one.
    if (whole.faults.length > 0) return undefined;
    const now = whole.objects[index]?.pod;
    const edits = now === undefined ? undefined : step(now);
    if (edits === undefined || edits.length === 0)
      return now === undefined || text === document.text ? undefined : difference(document, text);
    const next = applyEdits(text, edits);
    if (next === text) return undefined;
    text = next;
  }
  return undefined;
}

/** From the first character that differs to the last. */
function difference({ text, start }: KubernetesDocument, after: string): Edit {
  const shorter = Math.min(text.length, after.length);
  let front = 0;
  while (front < shorter && text[front] === after[front]) front++;
  let back = 0;
  while (back < shorter - front && text[text.length - 1 - back] === after[after.length - 1 - back]) back++;
  return replace({ start: start + front, end: start + text.length - back }, after.slice(front, after.length - back));
}

function holds({ start }: KubernetesDocument, from: number, to: number, span: Span): boolean {
  return start + from <= span.start && span.end <= start + to;
}

const given = (node: YamlNode | undefined): YamlNode | undefined => (node === undefined || node.isNull ? undefined : node);
const isUnknown = (node: YamlNode | undefined): boolean => node?.isUnknown === true;

/** A type that is written and not allowed. */
function isRefusedType(node: YamlNode | undefined, isAllowed: (type: string) => boolean): boolean {
  const text = node?.scalarText;
  return text !== undefined && !isAllowed(text);
}

const isMissingOrRefused = (node: YamlNode | undefined, isAllowed: (type: string) => boolean): boolean =>
  given(node) === undefined || isRefusedType(node, isAllowed);
