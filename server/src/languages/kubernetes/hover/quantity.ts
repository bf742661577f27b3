import { fieldAt, kubernetesSchema } from '../schema.js';
import type { Surroundings } from '../../../engine/rule/define.js';
import { code, sentences } from '../../dockerfile/hover/markdown.js';
import { bytesInWords, coresInWords, likelyQuantity, parseQuantity, unitOf, type Quantity, type Unit } from '../quantity.js';
import { decimalBytes, grouped } from './amount.js';
import type { Place } from './place.js';
import { docs, type Paragraphs } from './texts.js';

const link = docs('Quantity', 'reference/kubernetes-api/common-definitions/quantity/');
const cpuLink = docs('CPU units', 'concepts/configuration/manage-resources-containers/#meaning-of-cpu');
const memoryLink = docs('Memory units', 'concepts/configuration/manage-resources-containers/#meaning-of-memory');

/** The value of a quantity in cores, bytes or pieces. */
export function quantityTopic(place: Place, near: Surroundings): Paragraphs | undefined {
  if (place.part !== 'value' || !isQuantityPlace(place, near)) return undefined;
  const text = place.node.scalarText?.trim();
  if (text === undefined) return undefined;
  const quantity = parseQuantity(text);
  if (quantity === undefined) {
    const likely = likelyQuantity(text);
    return [
      sentences(
        `${code(text)} is no quantity, so the API server refuses it.`,
        likely === undefined ? undefined : `${code(likely)} is one.`,
      ),
      link,
    ];
  }
  switch (unitAt(place)) {
    case 'cores':
      return [coresMeaning(quantity), sideOf(place, 'cpu'), cpuLink];
    case 'bytes':
      return [bytesMeaning(quantity), sideOf(place, place.key), memoryLink];
    case 'pieces':
      return [`**${code(text)}** is ${Number.isInteger(quantity.value) ? grouped(quantity.value) : quantity.value}.`, link];
  }
}

function unitAt({ object, key, path }: Place): Unit {
  if (path.includes('maxLimitRequestRatio')) return 'pieces';
  if (key === 'sizeLimit') return 'bytes';
  // An autoscaler names the resource beside its target.
  const metric = key === 'averageValue' || key === 'value' ? object.get(...path.slice(0, -2), 'name')?.string : undefined;
  return unitOf(metric ?? key);
}

function isQuantityPlace(place: Place, near: Surroundings): boolean {
  const { object, path } = place;
  const schema = near.data(kubernetesSchema);
  const type = schema === undefined ? undefined : fieldAt(schema, object.apiVersion, object.kind, path)?.type;
  if (type !== undefined) return type.kind === 'scalar' && type.type === 'quantity';
  // Custom resources that hold a pod.
  const [first, side, , end] = place.containerPath ?? [];
  return first === 'resources' && (side === 'requests' || side === 'limits') && end === undefined;
}

function coresMeaning({ text, value: cores }: Quantity): string {
  if (cores < 0.001 && cores > 0) return `**${code(text)}** is less than a thousandth of a core (\`1m\`), the least there is.`;
  const share =
    cores === 1 ? ': all the time of one core' : cores < 1 ? `: ${Number((cores * 100).toPrecision(4))} % of one core’s time` : '';
  const many = cores >= 100 ? ` Few machines have that many; \`${Math.round(cores)}m\` is ${coresInWords(cores / 1000)}.` : '';
  return `**${code(text)}** is ${coresInWords(cores)}${share}.${many}`;
}

function bytesMeaning({ text, value: bytes, suffix }: Quantity): string {
  if (suffix === 'm') {
    const mebi = text.slice(0, -1);
    return `**${code(text)}** is ${bytesInWords(bytes)}: \`m\` means thousandths. \`${mebi}Mi\` is ${bytesInWords(Number(mebi) * 2 ** 20)}.`;
  }
  if (bytes < 1000)
    return `**${code(text)}** is ${bytesInWords(bytes)}${bytes > 0 && suffix === '' ? ': a number without a unit counts bytes' : ''}.`;
  const [first, second] = suffix.endsWith('i') ? [bytesInWords(bytes), decimalBytes(bytes)] : [decimalBytes(bytes), bytesInWords(bytes)];
  return `**${code(text)}** is ${first}: ${grouped(bytes)} bytes, or ${second}.`;
}

/** What a request or limit of this size does to a container. */
function sideOf({ containerPath, pod }: Place, resource: string): string | undefined {
  const side = containerPath?.[0] === 'resources' ? containerPath[1] : undefined;
  if (side === 'requests') {
    return resource === 'cpu'
      ? 'Reserved on the node. When the CPU is busy, containers share it in proportion to their requests.'
      : resource === 'memory'
        ? 'Reserved on the node. A pod that uses more may be evicted when the node runs short.'
        : undefined;
  }
  if (side !== 'limits') return undefined;
  if (resource === 'cpu') return 'In each 0.1 s the container gets that share and then waits for the next one; it is never killed for it.';
  if (resource === 'memory')
    return sentences(
      'A container that needs more is killed (`OOMKilled`)',
      pod?.isLongRunning === true ? 'and started again.' : 'on the spot.',
    );
  return resource === 'ephemeral-storage' ? 'A container that writes more lets the whole pod be evicted.' : undefined;
}
