import type { YamlNode, YamlScalar } from './nodes.js';

// An edit of a value leaves the tree as it is: its nodes take over what the tree of the new text says, and whoever holds one
// goes on holding the right one.

/**
 * Whether two trees differ in places, values and styles of scalars alone. What stands at a key of `fixed` has to be the same,
 * for it decides what the rest is.
 */
export function isAlike(old: YamlNode, fresh: YamlNode, fixed: ReadonlySet<string>): boolean {
  if (old.anchor !== undefined || fresh.anchor !== undefined) return false;
  if (old.kind === 'scalar') return fresh.kind === 'scalar';
  if (old.kind === 'map') {
    if (fresh.kind !== 'map' || fresh.isFlow !== old.isFlow || fresh.entries.length !== old.entries.length) return false;
    return old.entries.every((entry, i) => {
      const other = fresh.entries[i];
      if (other === undefined || entry.alias !== undefined || other.alias !== undefined || !isSameKey(entry.key, other.key)) return false;
      const { value } = entry;
      if (value.kind === 'scalar' && fixed.has(entry.key.content) && !(other.value.kind === 'scalar' && value.isSame(other.value)))
        return false;
      return isAlike(value, other.value, fixed);
    });
  }
  if (fresh.kind !== 'sequence' || fresh.isFlow !== old.isFlow || fresh.slots.length !== old.slots.length) return false;
  return old.slots.every((slot, i) => {
    const other = fresh.slots[i];
    return other !== undefined && slot.alias === undefined && other.alias === undefined && isAlike(slot.value, other.value, fixed);
  });
}

function isSameKey(old: YamlScalar, fresh: YamlScalar): boolean {
  return old.anchor === undefined && fresh.anchor === undefined && old.isSame(fresh);
}

/** Makes `old` what `fresh`, its like, is; adds the readers of every scalar that says something else to `readers`. */
export function takeOver(old: YamlNode, fresh: YamlNode, readers: Set<number>): void {
  if (old.kind === 'scalar') {
    const changed = old.become(fresh as YamlScalar);
    if (changed !== undefined) readers.add(changed);
    return;
  }
  old.moveTo(fresh.from, fresh.to);
  if (old.kind === 'map') {
    old.entries.forEach(({ key, value }, i) => {
      const other = fresh.entries[i];
      if (other === undefined) return;
      key.become(other.key);
      takeOver(value, other.value, readers);
    });
  } else if (fresh.kind === 'sequence') {
    old.slots.forEach((slot, i) => {
      const other = fresh.slots[i];
      if (other === undefined) return;
      slot.dash = other.dash;
      takeOver(slot.value, other.value, readers);
    });
  }
}
