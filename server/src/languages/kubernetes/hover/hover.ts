import type { HoverText } from '../../../engine/features/hover.js';
import type { Surroundings } from '../../../engine/rule/define.js';
import { touches } from '../../../engine/text/span.js';
import { hoverText } from '../../dockerfile/hover/markdown.js';
import type { KubernetesFile } from '../file.js';
import { schemaKnowing } from '../customKinds.js';
import { fieldAt } from '../schema.js';
import { cronTopic } from './cron.js';
import { fieldHover } from './field.js';
import { imageTopic } from './image.js';
import { kindTopic } from './kind.js';
import { placeAt, type Place } from './place.js';
import { probeTopic } from './probe.js';
import { resourcesTopic } from './qos.js';
import { quantityTopic } from './quantity.js';
import { securityTopic } from './security.js';
import { selectorTopic } from './selector.js';
import type { Paragraphs } from './texts.js';

/** What there is to know of the key or value at `offset`; nothing in comments and inside of scripts. */
export function kubernetesHover(file: KubernetesFile, offset: number, near: Surroundings): HoverText | undefined {
  const document = file.documentAt(offset);
  if (document === undefined || document.comments.some(({ span }) => touches(span, offset))) return undefined;
  const place = placeAt(document, offset);
  if (place === undefined || isText(place)) return undefined;
  const topic = topicOf(place, file, near);
  const field = place.part === 'key' || topic === undefined ? fieldText(place, near) : undefined;
  if (topic === undefined && field === undefined) return undefined;
  const templated =
    document.isTemplated && topic !== undefined ? 'Parts of this file are filled in by a template, so the result may differ.' : undefined;
  // What the field means here comes before what the API says of it everywhere.
  const [head, rest] = topic === undefined || field === undefined ? [field, undefined] : headAndRest(field);
  return hoverText(place.span, head, ...(topic ?? []), templated, rest);
}

function headAndRest(field: string): readonly [string, string | undefined] {
  const end = field.indexOf('\n\n');
  return end === -1 ? [field, undefined] : [field.slice(0, end), field.slice(end + 2)];
}

/** What the API says of the field; nothing for values that are the author's own, as labels are. */
function fieldText({ object, path, part }: Place, near: Surroundings): string | undefined {
  const schema = schemaKnowing(object, near);
  if (schema === undefined) return undefined;
  const { apiVersion, kind } = object;
  if (part === 'value') {
    const owner = path.length === 1 ? undefined : fieldAt(schema, apiVersion, kind, path.slice(0, -1));
    if (owner?.type.kind === 'map' || owner?.type.kind === 'array') return undefined;
  }
  return fieldHover(schema, apiVersion, kind, path);
}

/** A text of several lines is a file or script of its own. */
const isText = ({ node, part }: Place): boolean =>
  part === 'value' && node.kind === 'scalar' && (node.style === 'literal' || node.style === 'folded');

/** What values come to first, then what fields mean in this pod. */
function topicOf(place: Place, file: KubernetesFile, near: Surroundings): Paragraphs | undefined {
  return (
    kindTopic(place, near) ??
    quantityTopic(place, near) ??
    cronTopic(place) ??
    imageTopic(place, near) ??
    probeTopic(place) ??
    resourcesTopic(place) ??
    securityTopic(place) ??
    selectorTopic(place, file)
  );
}
