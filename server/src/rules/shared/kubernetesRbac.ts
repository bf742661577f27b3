import type { Fix, RuleContext } from '../../engine/rule/define.js';
import { remove, replace, type Edit, type Span } from '../../engine/text/span.js';
import type { KubernetesChecks } from '../../languages/kubernetes/checks.js';
import type { KubernetesFile } from '../../languages/kubernetes/file.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import { removeItem, replaceValue } from '../../languages/yaml/edit.js';
import type { YamlMap, YamlNode, YamlScalar, YamlSequence } from '../../languages/yaml/nodes.js';

// Roles and bindings as the API server reads them: https://kubernetes.io/docs/reference/access-authn-authz/rbac/.

export const rbacGroup = 'rbac.authorization.k8s.io';
export const readVerbs = ['get', 'list', 'watch'] as const;
export const writeVerbs = ['create', 'update', 'patch', 'delete', 'deletecollection'] as const;
/** As a group of `Right.on`: whatever group the resource is in. */
export const anyGroup = '*';

/** One entry of a role's `rules`. */
export interface PolicyRule {
  readonly role: KubernetesObject;
  readonly node: YamlMap;
  readonly list: YamlSequence;
  readonly index: number;
  readonly verbs: readonly YamlScalar[];
  readonly groups: readonly YamlScalar[];
  readonly resources: readonly YamlScalar[];
  /** Undefined where the rule is not limited to names. */
  readonly names: readonly YamlScalar[] | undefined;
}

/** What a rule asks for: one of the verbs on one of the resources. */
export interface Right {
  /** Resources by API group; the core group is `''`. */
  readonly on: Readonly<Record<string, readonly string[]>>;
  readonly verbs: readonly string[];
}

/** A right that a policy rule gives, with the words that decide it. */
export interface Grant {
  readonly rule: PolicyRule;
  readonly verb: YamlScalar;
  readonly resource: YamlScalar;
}

export const roleKinds: readonly string[] = ['Role', 'ClusterRole'];

export function isRole(object: KubernetesObject): boolean {
  return object.isBuiltIn && (object.kind === 'Role' || object.kind === 'ClusterRole');
}

/** Roles that Kubernetes or a cloud provider creates: they are what they are, and one who writes them down changes nothing. */
export function isProvided(object: KubernetesObject): boolean {
  const name = object.name ?? '';
  if (/^(?:system|gce|eks|aks|azure):/.test(name) || object.labels.get('kubernetes.io/bootstrapping') === 'rbac-defaults') return true;
  if (object.kind === 'ClusterRoleBinding') return name === 'cluster-admin';
  return object.kind === 'ClusterRole' && ['cluster-admin', 'admin', 'edit', 'view'].includes(name);
}

export function policyRules(role: KubernetesObject): readonly PolicyRule[] {
  return role.once(readPolicyRules);
}

function readPolicyRules(role: KubernetesObject): readonly PolicyRule[] {
  const list = role.get('rules');
  if (list?.kind !== 'sequence') return [];
  return list.items.flatMap((node, index) => {
    if (node.kind !== 'map') return [];
    const words = (key: string): YamlScalar[] => wordsIn(node.get(key));
    const names = node.get('resourceNames');
    return [
      {
        role,
        node,
        list,
        index,
        verbs: words('verbs'),
        groups: words('apiGroups'),
        resources: words('resources'),
        // An empty list limits nothing: https://kubernetes.io/docs/reference/kubernetes-api/authorization-resources/role-v1/#rules.
        names: names === undefined || (names.kind === 'sequence' && names.items.length === 0) ? undefined : words('resourceNames'),
      },
    ];
  });
}

/** The scalars of a list, or the one that stands where a list belongs; unknown ones are left out. */
export function wordsIn(node: YamlNode | undefined): YamlScalar[] {
  const items = node?.kind === 'sequence' ? node.items : node === undefined ? [] : [node];
  return items.filter((item): item is YamlScalar => item.kind === 'scalar' && item.scalarText !== undefined);
}

/** The grant of `right` in this rule; a word of its own decides before a `*` does. */
export function grantOf(rule: PolicyRule, right: Right): Grant | undefined {
  const verb = pick(rule.verbs, (text) => right.verbs.includes(text));
  if (verb === undefined) return undefined;
  for (const isExact of [true, false]) {
    for (const resource of rule.resources) if (coversResource(rule, resource.content, right, isExact)) return { rule, verb, resource };
  }
  return undefined;
}

function pick(words: readonly YamlScalar[], wanted: (text: string) => boolean): YamlScalar | undefined {
  return words.find((word) => wanted(word.content)) ?? words.find((word) => word.content === '*');
}

function coversResource(rule: PolicyRule, text: string, right: Right, isExact: boolean): boolean {
  return Object.entries(right.on).some(
    ([group, resources]) =>
      (group === anyGroup || rule.groups.length === 0 || rule.groups.some((word) => word.content === '*' || word.content === group)) &&
      resources.some((resource) => (isExact ? text === resource : resourceCovers(text, resource))),
  );
}

/**
 * `*` and the form `*` `/exec` as the API reads them (https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources).
 * `pods/*` matches nothing there, but its author wants it to, and a later hand will make it do so.
 */
export function resourceCovers(text: string, resource: string): boolean {
  if (text === '*' || text === resource) return true;
  const slash = resource.indexOf('/');
  if (slash === -1) return false;
  return text === `*${resource.slice(slash)}` || text === `${resource.slice(0, slash)}/*`;
}

/** All of the core group: Secrets, pods and tokens are in it, so the rest follows. */
export const everything: Right = { on: { '': ['*'] }, verbs: ['*'] };

export function isEverything(rule: PolicyRule): boolean {
  return grantOf(rule, everything) !== undefined;
}

export interface Warning extends Right {
  /** Behind "`get` on `secrets`": what the right is worth to a thief. */
  readonly lets: string;
  /** Where it points; the resource unless the verb is the danger. */
  readonly at?: 'verb' | 'resource';
  readonly kinds?: readonly ('Role' | 'ClusterRole')[];
  /** Further conditions on the rule. */
  readonly when?: (rule: PolicyRule) => boolean;
  /** Whether a rule that allows everything counts too; `role-grants-everything` tells of it, once for all rights. */
  readonly evenEverything?: boolean;
  /** Whether nobody can know what is to be left. */
  readonly noFix?: boolean;
  /** Whether roles that Kubernetes provides count too. */
  readonly providedToo?: boolean;
}

/** Checks roles for a right; at most one finding for each of their rules. */
export function warnsOf(warning: Warning): KubernetesChecks {
  const check = (role: KubernetesObject, ctx: RuleContext): void => {
    if (warning.providedToo !== true && isProvided(role)) return;
    for (const rule of policyRules(role)) {
      const grant = grantOf(rule, warning);
      if (grant === undefined || warning.when?.(rule) === false) continue;
      if (warning.evenEverything !== true && isEverything(rule)) continue;
      ctx.report({
        at: (warning.at === 'verb' ? grant.verb : grant.resource).span,
        message: `\`${grant.verb.content}\` on \`${grant.resource.content}\` ${warning.lets}`,
        fix: () => (warning.noFix === true ? undefined : narrow(grant, warning)),
      });
    }
  };
  return { Kind: Object.fromEntries((warning.kinds ?? ['Role', 'ClusterRole']).map((kind) => [kind, check])) };
}

/** Takes the right out of the rule: its verbs, its resources, or the whole rule. */
export function narrow({ rule }: Grant, right: Right & Pick<Warning, 'at'>): Fix[] {
  const isCovered = (text: string): boolean =>
    Object.values(right.on).some((resources) => resources.some((resource) => resourceCovers(text, resource)));
  const isDangerous = (text: string): boolean => right.verbs.includes(text);
  const hasStar = rule.verbs.some((word) => word.content === '*');
  const verbs = hasStar
    ? readVerbs.some(isDangerous)
      ? undefined
      : fixWith('Allow only `get`, `list` and `watch`', onlyVerbs(rule, readVerbs))
    : fixWith(`Take ${quoted(rule.verbs, isDangerous)} out`, removeWords(rule.node, 'verbs', isDangerous));
  const resources = fixWith(`Take ${quoted(rule.resources, isCovered)} out`, removeWords(rule.node, 'resources', isCovered));
  // What the other resources of the rule need stays where the resource alone can go.
  const fixes = rule.list.slots[rule.index]?.alias !== undefined ? [] : right.at === 'verb' ? [verbs, resources] : [resources, verbs];
  if (rule.resources.every((word) => word.content !== '*' && isCovered(word.content)))
    fixes.push(fixWith('Take the rule out', removeWhole(rule.list, rule.index)));
  return fixes.filter((fix) => fix !== undefined);
}

export function fixWith(title: string, edits: readonly Edit[] | undefined): Fix | undefined {
  return edits === undefined || edits.length === 0 ? undefined : { title, edits };
}

function quoted(words: readonly YamlScalar[], wanted: (text: string) => boolean): string {
  const texts = words.filter((word) => wanted(word.content)).map((word) => `\`${word.content}\``);
  return texts.length < 2 ? (texts[0] ?? '') : `${texts.slice(0, -1).join(', ')} and ${texts.at(-1) ?? ''}`;
}

/** The rule's verbs are these and no others, in the style in which they are written. */
export function onlyVerbs(rule: PolicyRule, verbs: readonly string[]): Edit[] | undefined {
  const entry = rule.node.entry('verbs');
  if (entry === undefined || entry.alias !== undefined || !rule.node.entries.includes(entry) || isShared(entry.value)) return undefined;
  if (entry.value.kind === 'sequence' && entry.value.isFlow) return [replace(entry.value.span, `[${verbs.join(', ')}]`)];
  return replaceValue(entry, verbs, rule.node);
}

/** Takes the matching items out of a list of words; undefined where none or nothing would stay. */
export function removeWords(map: YamlMap, key: string, wanted: (text: string) => boolean): Edit[] | undefined {
  const entry = map.entry(key);
  const list = entry?.value;
  if (entry === undefined || entry.alias !== undefined || list?.kind !== 'sequence' || !map.entries.includes(entry) || isShared(list))
    return undefined;
  const isGone = list.items.map((item) => item.kind === 'scalar' && wanted(item.content));
  if (!isGone.includes(true) || !isGone.includes(false)) return undefined;
  if (!list.isFlow) {
    const edits = list.slots.map((_, i) => (isGone[i] === true ? removeItem(list, i) : []));
    return edits.every((edit) => edit !== undefined) ? edits.flat() : undefined;
  }
  const spans = list.slots.map((slot) => slot.alias ?? slot.value.span);
  const lastKept = isGone.lastIndexOf(false);
  const edits = spans.flatMap((span, i) =>
    isGone[i] === true && i < lastKept ? [remove({ start: span.start, end: (spans[i + 1] as Span).start })] : [],
  );
  if (lastKept < spans.length - 1) edits.push(remove({ start: (spans[lastKept] as Span).end, end: (spans.at(-1) as Span).end }));
  return edits;
}

/** Whether something in it may be used elsewhere by its anchor, so that a change or removal reaches further than it looks. */
function isShared(node: YamlNode): boolean {
  return node.anchor !== undefined || /(?:^|[\s,[{])&[^\s,\]}]/.test(node.written);
}

/** Takes an item out, unless an alias may need what is in it. */
export function removeWhole(list: YamlSequence, index: number): Edit[] | undefined {
  const slot = list.slots[index];
  return slot === undefined || (slot.alias === undefined && isShared(slot.value)) ? undefined : removeItem(list, index);
}

export interface Subject {
  readonly node: YamlMap;
  readonly index: number;
  readonly kind: string | undefined;
  readonly name: string | undefined;
  readonly namespace: string | undefined;
}

/** A RoleBinding or ClusterRoleBinding. */
export interface Binding {
  readonly object: KubernetesObject;
  readonly isClusterWide: boolean;
  readonly roleKind: string | undefined;
  readonly roleName: string | undefined;
  readonly subjects: readonly Subject[];
}

/** For `where`: whatever letters they are written in. */
export const bindingKinds: readonly string[] = ['rolebinding', 'clusterrolebinding'];

export function bindingOf(object: KubernetesObject): Binding | undefined {
  return object.isBuiltIn && /^(?:cluster)?rolebinding$/i.test(object.kind) ? object.once(readBinding) : undefined;
}

function readBinding(object: KubernetesObject): Binding {
  const kind = object.kind.toLowerCase();
  const list = object.get('subjects');
  const nodes = list?.kind === 'map' ? [list] : (list?.items ?? []);
  return {
    object,
    isClusterWide: kind === 'clusterrolebinding',
    roleKind: object.get('roleRef', 'kind')?.scalarText,
    roleName: object.get('roleRef', 'name')?.scalarText,
    subjects: nodes.flatMap((node, index) => {
      if (node.kind !== 'map') return [];
      const text = (key: string): string | undefined => node.get(key)?.scalarText;
      return [{ node, index, kind: text('kind'), name: text('name'), namespace: text('namespace') }];
    }),
  };
}

/** The name of the role, else what there is of the reference. */
export function roleSpan({ object }: Binding): Span {
  return object.get('roleRef', 'name')?.span ?? object.lackOf('roleRef', 'name');
}

/** Calls `visit` for bindings that people wrote. */
export function eachBinding(visit: (binding: Binding, ctx: RuleContext) => void): KubernetesChecks {
  return {
    where: bindingKinds,
    Object(object, ctx) {
      const binding = bindingOf(object);
      if (binding !== undefined && !isProvided(object)) visit(binding, ctx);
    },
  };
}

/** Takes the subject out; a binding of nobody is a binding of nobody. */
export function removeSubject(binding: Binding, subject: Subject): Fix | undefined {
  const list = binding.object.get('subjects');
  return list?.kind === 'sequence' ? fixWith(`Take \`${subject.name ?? ''}\` out`, removeWhole(list, subject.index)) : undefined;
}

/** Roles and bindings of a file; templated documents are left out. */
export interface RbacOfFile {
  readonly bindings: readonly Binding[];
  /** The role that the binding names, when it stands in the same file. */
  roleOf(binding: Binding): KubernetesObject | undefined;
}

export function rbacOf(file: KubernetesFile): RbacOfFile {
  return file.once(readRbac);
}

function readRbac(file: KubernetesFile): RbacOfFile {
  const bindings: Binding[] = [];
  const roles = new Map<string, KubernetesObject[]>();
  for (const object of file.objects) {
    if (object.document.isTemplated) continue;
    if (isRole(object)) {
      const key = `${object.kind}/${object.name ?? ''}`;
      roles.set(key, [...(roles.get(key) ?? []), object]);
      continue;
    }
    const binding = bindingOf(object);
    if (binding !== undefined && !isProvided(object)) bindings.push(binding);
  }
  return {
    bindings,
    roleOf({ object, roleKind, roleName }) {
      const named = roles.get(`${roleKind ?? ''}/${roleName ?? ''}`);
      return roleKind === 'Role' ? named?.find((role) => sameNamespace(role.namespace, object.namespace)) : named?.[0];
    },
  };
}

/** Whether both may be one namespace: what is not written comes from the context, and is `default` where nobody says more. */
export function sameNamespace(a: string | undefined, b: string | undefined): boolean {
  return a === b || (a ?? 'default') === (b ?? 'default');
}

/** Whether the role allows every verb on every resource of every group, as `cluster-admin` does. */
export function allowsEverything(role: KubernetesObject): boolean {
  const everyVerb = [...readVerbs, 'create', 'update', 'patch', 'delete'];
  return policyRules(role).some(({ groups, resources, verbs }) => {
    const has = (words: readonly YamlScalar[], text: string): boolean => words.some((word) => word.content === text);
    return has(groups, '*') && has(resources, '*') && (has(verbs, '*') || everyVerb.every((verb) => has(verbs, verb)));
  });
}

/** The role gives out bindings of this kind, and with `bind` on all roles nothing limits what it binds. */
export function bindsAnything(role: KubernetesObject, bindings: 'rolebindings' | 'clusterrolebindings'): Grant | undefined {
  const rules = policyRules(role);
  const bind = rules.some(
    (rule) =>
      grantOf(rule, { on: { [rbacGroup]: ['roles', 'clusterroles'] }, verbs: ['bind'] }) !== undefined &&
      (rule.names === undefined || rule.names.some((name) => name.content === '*')),
  );
  if (!bind) return undefined;
  for (const rule of rules) {
    const grant = grantOf(rule, { on: { [rbacGroup]: [bindings] }, verbs: ['create'] });
    if (grant !== undefined) return grant;
  }
  return undefined;
}

/** Groups whose resources and verbs are known: those of Kubernetes itself. */
export function isBuiltInGroup(group: string): boolean {
  return !group.includes('.') || (group.endsWith('.k8s.io') && !group.endsWith('.x-k8s.io') && group !== 'metrics.k8s.io');
}
