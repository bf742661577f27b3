import { newestKubernetesMinor } from '../../engine/config/config.js';
import { lineBreakOf } from '../../engine/text/lines.js';
import { insert } from '../../engine/text/span.js';
import { apiVersionStatus } from '../../languages/kubernetes/apiVersions.js';
import type { Evidence } from '../../protocol.js';
import { rewrite } from '../../rules/shared/kubernetesImages.js';
import { firstFault } from '../../rules/shared/yamlFaults.js';
import { admission, RefusedCase } from './admission.js';
import { command, short, type Recognised, type Recogniser } from './case.js';
import type { FilePlace, Files, PlacedObject } from './files.js';
import { causesIn, nodeOfField, stepsOf } from './fields.js';
import { codeOf, invalidField, refusedFields } from './refusedFields.js';

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
    if (found.length > 0 && /^\s*(?:\*|-|\]|ensure CRDs|\s)/.test(line)) found.push(`${found.pop() ?? ''}\n${line}`);
    else found.push(line);
  }
  return found.length === 0 && stderr.trim() !== '' ? [stderr.trim()] : found;
}

function refused(evidence: Evidence, files: Files, path: string, said: string): Refused[] {
  const file = files.manifest(path);
  const named = objectOf(said);
  const placed = placedObject(evidence, files, path, named, file, said);
  const c = new RefusedCase(
    evidence,
    files,
    placed,
    said,
    placed?.object.kind ?? named.kind ?? '',
    placed?.object.name ?? named.name ?? '',
  );
  const workload = c.name === '' ? path.slice(path.lastIndexOf('/') + 1) : `${c.kind} ${c.name}`.trim();
  // A patch that cannot be read is told as one invalid value.
  const causes =
    /is invalid/.test(said) && !/unknown field|cannot unmarshal/.test(said)
      ? causesIn(said.slice(said.indexOf('is invalid') + 'is invalid:'.length))
      : [];
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
  const unrecognized = /no matches for kind "(\w+)"/.exec(said)?.[1];
  if (unrecognized !== undefined) return { kind: unrecognized };
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
  said: string,
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
  const field = /unknown field "([^"]+)"/.exec(said)?.[1];
  const holder = field === undefined ? undefined : objects.find((object) => nodeOfField(object, stepsOf(field)).isWhole);
  if (file !== undefined && holder !== undefined) return { ...file, object: holder };
  const deployed = evidence.objects.filter(
    (object) => object.path === path && isKind(object) && (name === undefined || object.name === name),
  );
  const [first] = deployed;
  return first === undefined || (deployed.length > 1 && name === undefined) ? undefined : files.object(first.kind, first.name);
}

const recognisers: readonly Recogniser<RefusedCase>[] = [
  ...admission,
  ...refusedFields,
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
      /error (?:parsing|converting) |converting YAML to JSON|Object 'Kind' is missing|no objects passed to apply/.test(said)
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
