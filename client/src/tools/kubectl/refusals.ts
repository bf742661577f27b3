/** An object that the server did not take. */
export interface Refusal {
  /** As the server says: `Invalid`, `NotFound`, `Forbidden`; `NoSuchKind` where it has no such resource, `Other` for what kubectl itself refused. */
  readonly reason: string;
  readonly kind?: string;
  readonly name?: string;
  /** Paths of fields that it named: `spec.template.spec.containers[0].image`. */
  readonly fields: readonly string[];
  /** Its words, one line. */
  readonly message: string;
  readonly remedy?: string;
}

/** Beginnings of an error; what follows up to the next belongs to it. */
const start =
  /^(?:Error from server|error: |error (?:validating|when|parsing)|unable to |resource mapping not found|The [A-Z]\w* "|Apply failed with|the namespace from the provided object|\* )/;

/** Every refusal that `kubectl apply` told of. */
export function readRefusals(stderr: string): readonly Refusal[] {
  const blocks: string[] = [];
  for (const line of stderr.split(/\r?\n/)) {
    if (/^Warning: /.test(line) || line.trim() === '') continue;
    // A bulleted cause belongs to its error.
    const isNew = start.test(line) && !(line.startsWith('* ') && blocks.length > 0);
    if (isNew || blocks.length === 0) blocks.push(line);
    else blocks[blocks.length - 1] += `\n${line}`;
  }
  return blocks.map(readRefusal);
}

function readRefusal(block: string): Refusal {
  const noKind = /resource mapping not found for name: "([^"]*)"[^\n]*?no matches for kind "([^"]*)" in version "([^"]*)"/.exec(block);
  if (noKind !== null) {
    const [, name = '', kind = '', version = ''] = noKind;
    return {
      reason: 'NoSuchKind',
      kind,
      name,
      fields: [],
      message: `The cluster has no \`${kind}\` of \`${version}\`.`,
      remedy: 'Install what defines it (its CustomResourceDefinition) first',
    };
  }
  const conflict = /^Apply failed with (\d+) conflicts?: ([\s\S]*)/.exec(block);
  if (conflict !== null) {
    const fields = [...block.matchAll(/(?:^|[\s-])(\.[A-Za-z][^\s,]*)/g)].map(([, path = '']) => path.slice(1));
    return {
      reason: 'Conflict',
      fields,
      message: `Another manager owns ${fields.length === 1 ? 'this field' : 'these fields'}: ${oneLine(conflict[2] ?? '')}`,
    };
  }
  const [, reason, said] = /^Error from server(?: \((\w+)\))?: ([\s\S]*)$/.exec(block) ?? [];
  const text = said ?? (/^The [A-Z]\w* "/.test(block) ? block : undefined);
  // Nothing that was said of an object may be lost.
  if (text === undefined)
    return {
      reason: 'Other',
      fields: fieldsIn(block),
      message: oneLine(block.replace(/^error: /, '')).replace(/; if you choose to ignore these errors, turn validation off.*$/, ''),
    };
  const words = text
    .replace(
      /^error when (?:creating|applying patch|patching|retrieving current configuration of):?[\s\S]*?(?:"STDIN"|for: "[^"]*"|from server for): ?/i,
      '',
    )
    .replace(/^error when \w+ "[^"]*": ?/, '');
  const [, kind, name] =
    /(?:^|\s)The ([A-Z]\w*) "([^"]+)" is invalid|(?:^|\s)([A-Z]\w*)(?:\.[\w.-]+)? "([^"]+)" is invalid/
      .exec(words)
      ?.filter((part) => part !== undefined) ?? [];
  const named =
    kind === undefined ? /(?:^|\s)([a-z]+)(?:\.[\w.-]+)? "([^"]+)" (?:is forbidden|not found|already exists)/.exec(words) : null;
  return {
    reason: reason ?? 'Invalid',
    ...(kind === undefined ? {} : { kind }),
    ...(name === undefined ? (named?.[2] === undefined ? {} : { kind: named[1] ?? '', name: named[2] }) : { name }),
    fields: fieldsIn(words),
    message: oneLine(words),
  };
}

/** Paths before `: Invalid value`, `: Required value` …, in a row or in a list, and in the words of strict decoding. */
function fieldsIn(text: string): readonly string[] {
  const found = [
    ...text.matchAll(
      /(?:^|[\s*[])([a-z][A-Za-z0-9]*(?:\.[A-Za-z0-9_-]+|\[[^\]\s]*\])*): (?:Invalid value|Required value|Forbidden|Unsupported value|Duplicate value|Not found|Too (?:long|many|few)|Internal error)/g,
    ),
  ].map(([, path = '']) => path);
  const unknown = [...text.matchAll(/(?:unknown|duplicate) field "([^"]+)"/g)].map(([, path = '']) => path);
  return [...new Set([...found, ...unknown])];
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
