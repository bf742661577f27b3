/**
 * The same text in memory of its own. A piece that is cut out keeps the whole alive: what is read anew after each key would keep as many
 * versions of the file as places that were edited.
 */
export function ownText(text: string): string {
  return ` ${text}`.slice(1);
}
