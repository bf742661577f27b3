const piece = 1024;

/** Where the texts differ: from `start` up to `oldEnd` in the old one. */
export function changedRange(old: string, text: string): { readonly start: number; readonly oldEnd: number } {
  const shorter = Math.min(old.length, text.length);
  let start = 0;
  // Whole pieces are compared quicker than characters.
  while (start + piece <= shorter && old.slice(start, start + piece) === text.slice(start, start + piece)) start += piece;
  while (start < shorter && old.charCodeAt(start) === text.charCodeAt(start)) start++;
  let same = 0;
  while (
    same + piece <= shorter - start &&
    old.slice(old.length - same - piece, old.length - same) === text.slice(text.length - same - piece, text.length - same)
  )
    same += piece;
  while (same < shorter - start && old.charCodeAt(old.length - 1 - same) === text.charCodeAt(text.length - 1 - same)) same++;
  return { start, oldEnd: old.length - same };
}
