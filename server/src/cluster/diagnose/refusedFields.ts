import { replace } from '../../engine/text/span.js';
import { nearest } from '../../languages/dockerfile/vocabulary.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import { merge } from '../../languages/yaml/edit.js';
import { textMap } from '../../languages/yaml/reading.js';
import { rewrite } from '../../rules/shared/kubernetesImages.js';
import type { RefusedCase } from './admission.js';
import { short, type Offer, type Recognised, type Recogniser } from './case.js';
import { nodeOfField, placeOfField, stepsOf, valuesAt, type FieldCause } from './fields.js';

// Single fields that the API server refuses.

export const codeOf = ({ message }: FieldCause): string =>
  /immutable|field is immutable|cannot be changed|updates to .* are forbidden/i.test(message) ? 'immutable-field' : 'invalid-field';

export function invalidField(c: RefusedCase, cause: FieldCause): Recognised {
  const { manifest } = c;
  const object = manifest?.object;
  const isImmutable = codeOf(cause) === 'immutable-field';
  const found = object === undefined ? undefined : nodeOfField(object, cause.path);
  return {
    cause: `\`${cause.field}\` is refused: ${plain(cause.message)}.`,
    explanation: isImmutable
      ? `What is in the cluster cannot be changed there: ${c.kind === '' ? 'the object' : `${c.kind} \`${c.name}\``} has to be deleted before it is applied.`
      : 'Nothing of the object is applied as long as that stands there.',
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

/** Fields that a message names without a list of causes. */
export const refusedFields: readonly Recogniser<RefusedCase>[] = [
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
      const node = valuesAt(object?.root, path).find(
        (each) => each.kind === 'scalar' && typeof each.value === (has === 'bool' ? 'boolean' : has),
      );
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
      const [, who, field] = /conflicts? with "([^"]+)"[^:]*:\s*(?:- )?\.?([\w.[\]/"-]+)/.exec(c.said) ?? [];
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
];
