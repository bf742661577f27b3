import type { OutlineSymbol } from '../../../engine/features/navigation.js';
import { contains, type Span } from '../../../engine/text/span.js';
import type { YamlNode } from '../../yaml/nodes.js';
import type { Container } from '../container.js';
import type { KubernetesFile } from '../file.js';
import type { KubernetesObject } from '../object.js';
import { partsOf, titleOf, type NamedPart } from './references.js';

/** Objects with their containers, keys and ports. */
export function manifestSymbols(file: KubernetesFile): OutlineSymbol[] {
  return file.objects.map((object) => {
    const { span } = object;
    const children = [
      ...object.pods.flatMap((pod) => pod.allContainers.map((container) => containerSymbol(container, span))),
      ...partSymbols(object, span),
    ];
    return { sort: 'object', name: titleOf(object), detail: object.namespace ?? '', span, nameSpan: inside(object.anchor, span), children };
  });
}

function containerSymbol(container: Container, outer: Span): OutlineSymbol {
  const span = inside(container.node.span, outer);
  const name = container.name ?? container.listKey;
  const detail = container.imageNode?.scalarText ?? '';
  return { sort: 'container', name, detail, span, nameSpan: inside(container.anchor, span), children: [] };
}

function partSymbols(object: KubernetesObject, outer: Span): OutlineSymbol[] {
  const isPort = object.kind === 'Service';
  const named = partsOf(object).filter(({ node }) => !isPort || isNameOfPort(object, node));
  return named.map(({ node, part }: NamedPart) => {
    const span = inside(node.span, outer);
    return { sort: isPort ? 'port' : 'key', name: part, detail: '', span, nameSpan: span, children: [] };
  });
}

/** A port with a name is shown by it, one without by its number. */
function isNameOfPort(object: KubernetesObject, node: YamlNode): boolean {
  const port = (object.get('spec', 'ports')?.items ?? []).find((item) => item.get('name') === node || item.get('port') === node);
  return port?.get('name')?.scalarText === undefined || port.get('name') === node;
}

/** What an alias brings is written elsewhere: the outline wants parts inside of the whole. */
const inside = (span: Span, outer: Span): Span => (contains(outer, span) ? span : { start: outer.start, end: outer.start });
