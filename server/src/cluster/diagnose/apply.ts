import { newestKubernetesMinor } from '../../engine/config/config.js';
import { lineBreakOf } from '../../engine/text/lines.js';
import { insert, replace } from '../../engine/text/span.js';
import { nearest } from '../../languages/dockerfile/vocabulary.js';
import { apiVersionStatus } from '../../languages/kubernetes/apiVersions.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import { merge } from '../../languages/yaml/edit.js';
import { textMap } from '../../languages/yaml/reading.js';
import type { Evidence } from '../../protocol.js';
import { rewrite } from '../../rules/shared/kubernetesImages.js';
import { firstFault } from '../../rules/shared/yamlFaults.js';
import { admission, RefusedCase } from './admission.js';
import { command, short, type Offer, type Recognised, type Recogniser } from './case.js';
import type { FilePlace, Files, PlacedObject } from './files.js';
import { causesIn, nodeOfField, placeOfField, stepsOf, valuesAt, type FieldCause } from './fields.js';

// What `kubectl apply` says of objects that it refuses; texts seen with kubectl 1.32.

/** A refusal with its object: `kubectl` tells one after the other. */
export interface Refused {
  readonly code: string;
  readonly workload: string;
  readonly recognised: Recognised;
}

export function applyRefusals(evidence: Evidence, files: Files): readonly Refused[] {
  return evidence.refusals.flatMap(({ path, stderr }) =>
    messagesIn(stderr.slice(0, mostText)).flatMap((said) => refused(evidence, files, path, said)),
  );
}

/** More than this is no message of kubectl's. */
const mostText = 50_000;

/** Each message begins in a line of its own; bullets and advice belong to the one above. */
function messagesIn(stderr: string): readonly string[] {
  const found: string[] = [];
  for (const line of stderr.split(/\r?\n/)) {
    if (line.trim() === '' || /^(?:Warning:|E\d{4} )/.test(line)) continue;
    if (found.length > 0 && /^\s*(?:\*|\]|ensure CRDs|\s)/.test(line)) found.push(`${found.pop() ?? ''}\n${line}`);
    else found.push(line);
  }
  return found.length === 0 && stderr.trim() !== '' ? [stderr.trim()] : found;
}

function refused(evidence: Evidence, files: Files, path: string, said: string): Refused[] {
  const file = files.manifest(path);
  const named = objectOf(said);
  const placed = placedObject(evidence, files, path, named, file);
  const c = new RefusedCase(
    evidence,
    files,
    placed,
    said,
    placed?.object.kind ?? named.kind ?? '',
    placed?.object.name ?? named.name ?? '',
  );
  const workload = c.name === '' ? path.slice(path.lastIndexOf('/') + 1) : `${c.kind} ${c.name}`.trim();
  const causes = /is invalid/.test(said) ? causesIn(said.slice(said.indexOf('is invalid') + 'is invalid:'.length)) : [];
  if (causes.length > 0) return causes.map((cause) => ({ code: codeOf(cause), workload, recognised: invalidField(c, cause) }));
  for (const { code, recognise } of recognisers) {
    const recognised = recognise(c);
    if (recognised !== undefined) {
      const broken = code === 'yaml-broken' ? brokenPlace(files, path) : undefined;
      return [{ code, workload, recognised: broken === undefined ? recognised : { ...recognised, ...broken } }];
    }
  }
  return [];
}

/** What a message calls its object. */
interface Named {
  readonly kind?: string | undefined;
  readonly name?: string | undefined;
  readonly namespace?: string | undefined;
}

function objectOf(said: string): Named {
  const [, plainKind, plainName] = /^The (\w+) "([^"]+)" is invalid/m.exec(said) ?? [];
  if (plainName !== undefined) return { kind: plainKind, name: plainName };
  const [, kind, name] = /: (\w+)(?:\.[\w.]+)? "([^"]+)" is (?:invalid|forbidden)/.exec(said) ?? [];
  if (name !== undefined) return { kind, name };
  const [, mapped, mappedKind] = /resource mapping not found for name: "([^"]*)"[\s\S]*?no matches for kind "(\w+)"/.exec(said) ?? [];
  if (mapped !== undefined) return { kind: mappedKind, name: mapped };
  const [, decoded] = /: (\w+) in version "[^"]+" cannot be handled/.exec(said) ?? [];
  const [, validated] = /ValidationError\((\w+)[.)]/.exec(said) ?? [];
  const namespace = /namespaces "([^"]+)" not found|from the provided object "([^"]+)"/
    .exec(said)
    ?.slice(1)
    .find((each) => each !== undefined);
  return { kind: decoded ?? validated, namespace };
}

/** The object that is meant, else the only one that can be. */
function placedObject(
  evidence: Evidence,
  files: Files,
  path: string,
  { kind, name, namespace }: Named,
  file: ReturnType<Files['manifest']>,
): PlacedObject | undefined {
  // `pods "x"` and `deployments.apps "x"` are spelled as resources.
  const isKind = (object: { readonly kind: string }): boolean =>
    kind === undefined || object.kind.toLowerCase() === kind.toLowerCase() || `${object.kind.toLowerCase()}s` === kind.toLowerCase();
  const objects = (file?.file.objects ?? []).filter(
    (object) =>
      isKind(object) &&
      (name === undefined || object.name === name) &&
      (namespace === undefined || (object.namespace ?? namespace) === namespace),
  );
  const only = objects.find((object) => namespace !== undefined && object.namespace === namespace) ?? objects[0];
  if (file !== undefined && only !== undefined && (objects.length === 1 || name !== undefined || namespace !== undefined))
    return { ...file, object: only };
  const deployed = evidence.objects.filter(
    (object) => object.path === path && isKind(object) && (name === undefined || object.name === name),
  );
  const [first] = deployed;
  return first === undefined || (deployed.length > 1 && name === undefined) ? undefined : files.object(first.kind, first.name);
}

const codeOf = ({ message }: FieldCause): string =>
  /immutable|field is immutable|cannot be changed|updates to .* are forbidden/i.test(message) ? 'immutable-field' : 'invalid-field';

function invalidField(c: RefusedCase, cause: FieldCause): Recognised {
  const { manifest } = c;
  const object = manifest?.object;
  const isImmutable = codeOf(cause) === 'immutable-field';
  const found = object === undefined ? undefined : nodeOfField(object, cause.path);
  return {
    cause: `\`${cause.field}\` is refused: ${plain(cause.message)}.`,
    explanation: isImmutable
      ? `What is in the cluster cannot be changed there: ${c.kind === '' ? 'the object' : `${c.kind} \`${c.name}\``} has to be deleted before it is applied.`
      : 'The API server takes nothing of the object as long as that stands there.',
    isHopeless: true,
    said: short(`${cause.field}: ${cause.message}`, 900),
    place: object === undefined ? undefined : c.at(placeOfField(object, cause.path)),
    offers: object === undefined ? [] : [...supported(c, cause, found), ...matchingLabels(c, object, cause)],
  };
}

/** `Invalid value: "x": must be …` → what must be. */
const plain = (message: string): string => {
  if (message.startsWith('Required value')) return message.replace(/^Required value:? ?/, 'a value is required, ').replace(/, $/, '');
  // A long value is shown as the server's own types, which nobody wrote.
  const cut = message
    .replace(/^Invalid value: (?:v\d\w*\.|map\[|\[\]|\{)[\s\S]*?: (?=[a-z`'][^:]*$)/, '')
    .replace(/^(?:Invalid value|Forbidden|Duplicate value|Unsupported value): /, '');
  return short(cut, 240).replace(/\.$/, '');
};

/** A value near to one of those that are allowed. */
function supported(c: RefusedCase, { message }: FieldCause, found: ReturnType<typeof nodeOfField> | undefined): (Offer | undefined)[] {
  const list = /supported values: (.*)$/.exec(message)?.[1];
  const node = found?.node;
  if (list === undefined || node?.kind !== 'scalar' || found?.isWhole !== true) return [];
  const values = [...list.matchAll(/"([^"]*)"/g)].map((match) => match[1] ?? '').filter((value) => value !== '');
  const close = nearest(node.scalarText ?? '', values);
  const wanted = close === undefined ? values.slice(0, 3) : [close];
  return wanted.map((value) => c.edit(`Change to \`${value}\``, rewrite(node, value)));
}

/** A selector and the template's labels that differ. */
function matchingLabels(c: RefusedCase, object: KubernetesObject, { message }: FieldCause): (Offer | undefined)[] {
  const holder = object.pod?.holder;
  if (!/selector.*does not match template.*labels/.test(message) || holder === undefined) return [];
  const wanted = Object.fromEntries(textMap(object.get('spec', 'selector', 'matchLabels')));
  return [c.edit('Give the pods the labels that the selector asks for', merge(holder, { metadata: { labels: wanted } }))];
}

const recognisers: readonly Recogniser<RefusedCase>[] = [
  ...admission,
  {
    code: 'cluster-unreachable',
    recognise: ({ said }) =>
      /failed to download openapi|connection to the server .* was refused|connect: connection refused|no such host|i\/o timeout|Unable to connect to the server/.test(
        said,
      )
        ? {
            cause: 'The cluster does not answer.',
            explanation: 'It is stopped, or not where the context says: nothing is wrong with the file.',
            isHopeless: true,
            said: short(said, 600),
            place: undefined,
            offers: [command('Start the cluster', 'startCluster')],
          }
        : undefined,
  },
  {
    code: 'unknown-kind',
    recognise: (c) => {
      const [, kind, version] = /no matches for kind "([^"]+)" in version "([^"]+)"/.exec(c.said) ?? [];
      if (kind === undefined || version === undefined) return undefined;
      const status = apiVersionStatus(version, kind, newestKubernetesMinor);
      const other = status.state === 'removed' ? status.fact.replacement : undefined;
      const node = c.manifest?.object.get(other === undefined ? 'kind' : 'apiVersion');
      const isSame = status.state === 'removed' && status.fact.sameShape === true;
      return {
        cause: `The cluster knows no \`${kind}\` of \`${version}\`.`,
        explanation:
          other === undefined
            ? 'A kind of its own has to be installed first, as a CustomResourceDefinition or with what brings it.'
            : `That version is gone; \`${other}\` took its place.`,
        isHopeless: other !== undefined,
        said: short(c.said, 600),
        place: c.at(node),
        offers: [
          other !== undefined && isSame && node?.kind === 'scalar' ? c.edit(`Change to \`${other}\``, rewrite(node, other)) : undefined,
        ],
      };
    },
  },
  {
    code: 'namespace-missing',
    recognise: (c) => {
      const name = /namespaces "([^"]+)" not found/.exec(c.said)?.[1];
      if (name === undefined) return undefined;
      const object = c.manifest?.object;
      const isThere = c.manifest?.file.objects.some((each) => each.kind === 'Namespace' && each.name === name) === true;
      return {
        cause: `Namespace \`${name}\` is not in the cluster.`,
        explanation: isThere
          ? 'It is made by the same file, and has to stand in front of what lies in it.'
          : 'It has to be made before what lies in it.',
        isHopeless: true,
        said: short(c.said, 600),
        place: c.at(object?.get('metadata', 'namespace') ?? object?.anchor),
        offers: [
          isThere || c.manifest === undefined
            ? undefined
            : c.edit(`Put Namespace \`${name}\` in front`, namespaceIn(c.manifest.text, name)),
        ],
      };
    },
  },
  {
    code: 'namespace-differs',
    recognise: (c) => {
      const [, own, other] = /namespace from the provided object "([^"]+)" does not match the namespace "([^"]+)"/.exec(c.said) ?? [];
      if (own === undefined || other === undefined) return undefined;
      const node = c.manifest?.object.get('metadata', 'namespace');
      return {
        cause: `The object says namespace \`${own}\`, and was sent to \`${other}\`.`,
        explanation: 'One of the two has to change.',
        isHopeless: true,
        said: short(c.said, 600),
        place: c.at(node),
        offers: [node?.kind === 'scalar' && node.scalarText === own ? c.edit(`Change to \`${other}\``, rewrite(node, other)) : undefined],
      };
    },
  },
  {
    code: 'unknown-field',
    recognise: (c) => {
      const [, whole] = /unknown field "([^"]+)"/.exec(c.said) ?? [];
      if (whole === undefined) return undefined;
      // Older clients name the part that holds the field: `ValidationError(Deployment.spec): unknown field "replica"`.
      const holder = /ValidationError\(\w+\.?([^)]*)\): unknown field/.exec(c.said)?.[1];
      const path = [...(holder === undefined ? [] : stepsOf(holder)), ...stepsOf(whole)];
      const object = c.manifest?.object;
      const found = object === undefined ? undefined : nodeOfField(object, path);
      const name = String(path.at(-1) ?? whole);
      return {
        cause: `There is no field \`${name}\`${
          path.length > 1
            ? ` in \`${path
                .slice(0, -1)
                .join('.')
                .replace(/\.(\d+)(?=\.|$)/g, '[$1]')}\``
            : ''
        }.`,
        explanation: 'It is misspelled, or stands at the wrong depth.',
        isHopeless: true,
        said: short(c.said, 600),
        place: c.at(found?.isWhole === true ? found.key : (found?.key ?? object?.anchor)),
      };
    },
  },
  {
    code: 'wrong-type',
    recognise: (c) => {
      const [, has, field, wants] = /cannot unmarshal (\w+) into Go struct field (\S+) of type (\S+)/.exec(c.said) ?? [];
      if (has === undefined || field === undefined || wants === undefined) return undefined;
      const path = stepsOf(field).slice(1);
      const object = c.manifest?.object;
      const node = valuesAt(object?.root, path).find((each) => each.kind === 'scalar' && typeof each.value === (has === 'bool' ? 'boolean' : has));
      const text = node?.kind === 'scalar' ? node.content : undefined;
      const isText = wants === 'string';
      const isNumber = /^u?int|float/.test(wants) && /^-?\d+$/.test(text ?? '');
      return {
        cause: `\`${path.join('.')}\` has to be ${isText ? 'text' : /int|float/.test(wants) ? 'a number' : wants === 'bool' ? '`true` or `false`' : `of type \`${wants}\``}, and is ${has === 'string' ? 'text' : `a ${has}`}.`,
        explanation: isText ? 'In quotes it is text.' : 'What stands in quotes is text.',
        isHopeless: true,
        said: short(c.said, 600),
        place: c.at(node ?? (object === undefined ? undefined : placeOfField(object, path))),
        offers: [
          text === undefined || node === undefined
            ? undefined
            : isText && node.kind === 'scalar' && typeof node.value !== 'string'
              ? c.edit('Put it in quotes', [replace(node.span, `"${text}"`)])
              : isNumber && node.kind === 'scalar' && typeof node.value === 'string'
                ? c.edit(`Change to \`${text}\``, [replace(node.span, text)])
                : undefined,
        ],
      };
    },
  },
  {
    code: 'field-conflict',
    recognise: (c) => {
      const [, who, field] = /conflict with "([^"]+)"[^:]*: \.?([\w.[\]/"-]+)/.exec(c.said) ?? [];
      if (who === undefined || field === undefined) return undefined;
      const object = c.manifest?.object;
      return {
        cause: `\`${field}\` belongs to \`${who}\`, which set it last.`,
        explanation:
          'A server-side apply leaves to others what they own: the field has to go from the manifest, or the ownership to be taken over by force.',
        isHopeless: true,
        said: short(c.said, 600),
        place: object === undefined ? undefined : c.at(placeOfField(object, stepsOf(field))),
      };
    },
  },
  {
    code: 'not-allowed',
    recognise: ({ said }) => {
      const [, user, verb, resource] = /User "([^"]+)" cannot (\w+) resource "([^"]+)"/.exec(said) ?? [];
      return user === undefined
        ? undefined
        : {
            cause: `\`${user}\` may not ${verb ?? ''} \`${resource ?? ''}\` in this cluster.`,
            explanation: 'A role has to allow it.',
            isHopeless: true,
            said: short(said, 600),
            place: undefined,
          };
    },
  },
  {
    code: 'yaml-broken',
    recognise: ({ said }) =>
      /error (?:parsing|converting) |converting YAML to JSON|unable to decode|Object 'Kind' is missing|no objects passed to apply/.test(
        said,
      )
        ? {
            cause: /no objects passed/.test(said)
              ? 'There is no object in what was sent.'
              : /Kind' is missing/.test(said)
                ? 'A document has no `kind`.'
                : 'This cannot be read as YAML.',
            explanation: 'Nothing of the file was applied.',
            isHopeless: true,
            said: short(said, 400),
            place: undefined,
          }
        : undefined,
  },
  {
    code: 'refused',
    recognise: (c) =>
      /error|invalid|forbidden|refused|unable/i.test(c.said)
        ? {
            cause: `The cluster refuses ${c.name === '' ? 'what was sent' : `${c.kind} \`${c.name}\``}: ${short(c.said.replace(/^(?:E|e)rror(?: from server \(\w+\))?: (?:error when \w+ "[^"]*": )?/, ''), 240).replace(/\.$/, '')}.`,
            explanation: 'What it said stands below.',
            isHopeless: true,
            said: short(c.said, 900),
            place: c.at(c.manifest?.object.anchor),
          }
        : undefined,
  },
];

/** The line that kubectl names is counted in its own way: our parser knows the place. */
function brokenPlace(files: Files, path: string): { readonly place: FilePlace; readonly explanation: string } | undefined {
  const held = files.manifest(path);
  for (const document of held?.file.documents ?? []) {
    const fault = firstFault(document.text, document.faults);
    if (held === undefined || fault === undefined) continue;
    const { start, end } = document.origin.span(fault.from, fault.to);
    return { place: { path, text: held.text, span: { start, end } }, explanation: fault.explanation };
  }
  return undefined;
}

function namespaceIn(text: string, name: string) {
  const eol = lineBreakOf(text);
  // Comments at the top and a first `---` stay where they are.
  const start = /^(?:\uFEFF?(?:[ \t]*(?:#.*)?\r?\n)*---[ \t]*\r?\n)?/.exec(text)?.[0].length ?? 0;
  return [insert(start, ['apiVersion: v1', 'kind: Namespace', 'metadata:', `  name: ${name}`, '---', ''].join(eol))];
}
