// Declarations say `number` for whole numbers and others alike. The compiled validators beside them know the difference.

/** Names of fields whose number must be whole. */
export function integerFields(validator: string): ReadonlySet<string> {
  const bodies = new Map<string, string>();
  for (const part of validator.split(/(?=\bfunction validate\d+\()/)) {
    const name = /^function (validate\d+)\(/.exec(part)?.[1];
    if (name !== undefined) bodies.set(name, part);
  }
  const fields = new Set<string>();
  for (const [, field = '', check = ''] of validator.matchAll(/void 0!==data(?:\.([\w$]+)|\["[^"]+"\])&&\(?(validate\d+)\(/g)) {
    if (wantsInteger(check, bodies, new Set())) fields.add(field);
  }
  return fields;
}

/** Lists and maps check their entries in functions of their own. */
function wantsInteger(check: string, bodies: ReadonlyMap<string, string>, seen: Set<string>): boolean {
  const body = bodies.get(check);
  if (body === undefined || seen.has(check)) return false;
  seen.add(check);
  if (body.includes('type:"integer"')) return true;
  if (body.includes('void 0!==data.')) return false;
  return [...body.slice(body.indexOf('{')).matchAll(/\b(validate\d+)\(/g)].some(([, next = '']) => wantsInteger(next, bodies, seen));
}
