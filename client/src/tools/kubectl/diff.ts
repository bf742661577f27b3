import { stringify } from 'yaml';
import { record, string, type Checked } from '../checked.js';
import { mask } from '../redact.js';
import { done, failed } from '../tool.js';
import { accessFailure, kubectl, kubectlFailure, withoutNoise, type Access } from './access.js';
import { applyWords, textFailure, type ApplyOptions } from './apply.js';
import { nameOf, readObjects } from './objects.js';
import { readRefusals, type Refusal } from './refusals.js';

/** What objects would be after an apply. With one refusal kubectl gives none of them: send each object by itself then. */
export type Plan =
  | { readonly isWhole: true; readonly objects: readonly unknown[] }
  | { readonly isWhole: false; readonly refusals: readonly Refusal[] };

export function planApply(access: Access, manifests: string, options: ApplyOptions = {}): Checked<Plan> {
  const words = ['apply', ...applyWords({ ...options, isDryRun: true }), '--output=json'];
  return kubectl(access, {
    words,
    input: manifests,
    timeoutMs: 120_000,
    parse: (output) => {
      const objects = readObjects(output.stdout);
      if (output.code === 0 && objects !== undefined) return done({ isWhole: true, objects });
      const fault = accessFailure(output.stderr) ?? textFailure(output);
      if (fault !== undefined) return failed(fault);
      const refusals = readRefusals(withoutNoise(output.stderr));
      return refusals.some(({ reason }) => reason !== 'Other') ? done({ isWhole: false, refusals }) : failed(kubectlFailure(words, output));
    },
  });
}

/** One object before and after, as YAML for a diff editor. */
export interface ObjectChange {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** Null for an object that would be new. */
  readonly before: string | null;
  readonly after: string;
  readonly isSame: boolean;
}

/** Pairs what is with what would be (`getLive`, `planApply`). What the server keeps for itself is left out, values of Secrets are masked. */
export function changes(live: readonly unknown[], planned: readonly unknown[]): readonly ObjectChange[] {
  const byKey = new Map(live.map((object) => [keyOf(object), object]));
  return planned.map((object) => {
    const present = byKey.get(keyOf(object));
    const [before, after] = present === undefined ? [null, pruned(object)] : [pruned(present), pruned(object)];
    const isSame = before !== null && JSON.stringify(sorted(before)) === JSON.stringify(sorted(after));
    const [shownBefore, shownAfter] = string(after['kind']) === 'Secret' ? maskedSecrets(before, after) : [before, after];
    return {
      kind: string(after['kind']),
      namespace: string(record(after['metadata'])['namespace']),
      name: nameOf(object),
      before: shownBefore === null ? null : yaml(shownBefore),
      after: yaml(shownAfter),
      isSame,
    };
  });
}

type Plain = Readonly<Record<string, unknown>>;

function keyOf(object: unknown): string {
  const { apiVersion, kind, metadata } = record(object);
  return [string(apiVersion).split('/').slice(0, -1).join('/'), string(kind), string(record(metadata)['namespace']), nameOf(object)].join(
    ' ',
  );
}

const ownMetadata = new Set(['managedFields', 'resourceVersion', 'uid', 'generation', 'creationTimestamp', 'selfLink']);
const ownAnnotations = new Set(['kubectl.kubernetes.io/last-applied-configuration', 'deployment.kubernetes.io/revision']);

function pruned(object: unknown): Plain {
  const { status: _status, metadata, ...rest } = record(object);
  const kept = Object.entries(record(metadata)).flatMap(([key, value]): [string, unknown][] => {
    if (ownMetadata.has(key)) return [];
    if (key !== 'annotations') return [[key, value]];
    const annotations = Object.entries(record(value)).filter(([name]) => !ownAnnotations.has(name));
    return annotations.length === 0 ? [] : [[key, Object.fromEntries(annotations)]];
  });
  const { apiVersion, kind, ...body } = rest;
  return { apiVersion, kind, metadata: Object.fromEntries(kept), ...body };
}

/** Which values differ is shown, what they are is not. */
function maskedSecrets(before: Plain | null, after: Plain): readonly [Plain | null, Plain] {
  const hide = (object: Plain, other: Plain | null, isNew: boolean): Plain => {
    const values = (key: 'data' | 'stringData'): Plain =>
      object[key] === undefined
        ? {}
        : {
            [key]: Object.fromEntries(
              Object.entries(record(object[key])).map(([name, value]) => {
                const isChanged = other !== null && record(other[key])[name] !== value;
                return [name, isChanged ? `${mask} (${isNew ? 'after' : 'before'})` : mask];
              }),
            ),
          };
    return { ...object, ...values('data'), ...values('stringData') };
  };
  return [before === null ? null : hide(before, after, false), hide(after, before, true)];
}

/** The same text for the same object, whatever the order of keys. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  );
}

function yaml(object: Plain): string {
  return stringify(object, { lineWidth: 0, aliasDuplicateObjects: false });
}
