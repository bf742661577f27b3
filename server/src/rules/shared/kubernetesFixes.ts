import type { Fix } from '../../engine/rule/define.js';
import { merge, type Patch } from '../../languages/yaml/edit.js';
import type { YamlMap } from '../../languages/yaml/nodes.js';

/** A fix after which `map` holds `patch` too; undefined where nothing would change. */
export function mergeFix(title: string, map: YamlMap, patch: Patch): Fix | undefined {
  const edits = merge(map, patch);
  return edits.length === 0 ? undefined : { title, edits };
}
