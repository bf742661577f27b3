/** What a name or the dot stands for: steps from the root context, or nothing that is known. */
export type Meaning = readonly string[] | undefined;

/**
 * The variables of one `define`, or of what stands in none. Blocks that nobody has closed yet may be thousands, so nothing is
 * copied and nobody climbs.
 */
export class Variables {
  /** Of each name the meanings in the blocks that declare it, the innermost last; of the first `forgotten` nothing is known. */
  readonly #known = new Map<string, { readonly meanings: Meaning[]; readonly depths: number[]; forgotten: number }>();
  /** What each open block declares. */
  readonly #declared: string[][] = [[]];

  constructor(root: Meaning) {
    this.declare('$', root);
  }

  begin(): void {
    this.#declared.push([]);
  }

  end(): void {
    for (const name of this.#declared.pop() ?? []) {
      const variable = this.#known.get(name);
      variable?.meanings.pop();
      variable?.depths.pop();
      if (variable?.meanings.length === 0) this.#known.delete(name);
      else if (variable !== undefined) variable.forgotten = Math.min(variable.forgotten, variable.meanings.length);
    }
  }

  declare(name: string, meaning: Meaning): void {
    const depth = this.#declared.length;
    let variable = this.#known.get(name);
    if (variable === undefined) this.#known.set(name, (variable = { meanings: [], depths: [], forgotten: 0 }));
    if (variable.depths.at(-1) === depth) variable.meanings.pop();
    else {
      variable.depths.push(depth);
      this.#declared.at(-1)?.push(name);
    }
    variable.forgotten = Math.min(variable.forgotten, variable.meanings.length);
    variable.meanings.push(meaning);
  }

  /** Another value may be in it from here on, in the blocks around too. */
  forget(name: string): void {
    const variable = this.#known.get(name);
    if (variable === undefined) return;
    for (; variable.forgotten < variable.meanings.length; variable.forgotten++) variable.meanings[variable.forgotten] = undefined;
  }

  has(name: string): boolean {
    return this.#known.has(name);
  }

  get(name: string): Meaning {
    return this.#known.get(name)?.meanings.at(-1);
  }
}
