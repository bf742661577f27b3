/**
 * Who looked at what, found from both ends: with a thousand open documents nobody goes through all of their questions
 * when one answer changes.
 */
export class Interests<Who extends object> {
  /** Most things are looked at by one alone. */
  readonly #by = new Map<string, Who | Set<Who>>();
  readonly #of = new Map<Who, string[]>();

  add(who: Who, what: string): void {
    const known = this.#by.get(what);
    if (known === who) return;
    if (known === undefined) this.#by.set(what, who);
    else if (known instanceof Set) {
      if (known.has(who)) return;
      known.add(who);
    } else this.#by.set(what, new Set([known, who]));
    const own = this.#of.get(who);
    if (own === undefined) this.#of.set(who, [what]);
    else own.push(what);
  }

  /** How many things `who` looked at. */
  count(who: Who): number {
    return this.#of.get(who)?.length ?? 0;
  }

  /** Adds those who looked at `what`. */
  collect(what: string, into: Set<Who>): void {
    const known = this.#by.get(what);
    if (known instanceof Set) for (const who of known) into.add(who);
    else if (known !== undefined) into.add(known);
  }

  forget(who: Who): void {
    for (const what of this.#of.get(who) ?? []) {
      const known = this.#by.get(what);
      if (known === who) this.#by.delete(what);
      else if (known instanceof Set && known.delete(who) && known.size === 0) this.#by.delete(what);
    }
    this.#of.delete(who);
  }
}
