import type { RuleContext } from '../../engine/rule/define.js';
import type { YamlMap, YamlNode } from '../../languages/yaml/nodes.js';

/** Reports items of lists whose `key` another item has too; a list that an alias repeats counts once. */
export function reportTwice(
  ctx: RuleContext,
  items: readonly YamlMap[],
  key: string,
  message: (name: string) => string,
  idOf = (item: YamlMap, node: YamlNode): string | undefined => node.scalarText,
): void {
  const first = new Map<string, YamlNode>();
  for (const item of new Set(items)) {
    const node = item.get(key);
    const id = node === undefined ? undefined : idOf(item, node);
    if (node === undefined || id === undefined || id === '') continue;
    const other = first.get(id);
    if (other === undefined) first.set(id, node);
    else ctx.report({ at: node.span, message: message(node.scalarText ?? ''), related: [{ at: other.span, message: 'The first one' }] });
  }
}
