/** A small generator of numbers that is the same on every machine: mulberry32 by Tommy Ettinger, public domain. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const pieces = [
  '\n',
  '\r\n',
  '\r',
  ' ',
  '\t',
  '\\',
  '\\\n',
  '`',
  '#',
  '"',
  "'",
  '$',
  '${',
  '}',
  '[',
  ']',
  ',',
  '=',
  ':',
  '@',
  '--',
  '<<EOF\n',
  '<<-"X"\n',
  'EOF\n',
  'FROM ',
  'RUN ',
  'COPY --from=',
  'ONBUILD ',
  'ENV ',
  'ARG ',
  'HEALTHCHECK ',
  'SHELL [',
  '# escape=`\n',
  '&& ',
  '| ',
  '$(',
  ')',
  '\u0000',
  '\ufeff',
  '\u{1f6a2}',
  'é',
  '\ud800',
]; // prettier-ignore

/** One change of `text`: a piece put in, a stretch taken out, doubled or moved. */
export function mutate(text: string, next: () => number): string {
  const at = Math.floor(next() * (text.length + 1));
  const end = Math.min(text.length, at + Math.floor(next() * 20));
  switch (Math.floor(next() * 5)) {
    case 0:
      return text.slice(0, at) + (pieces[Math.floor(next() * pieces.length)] ?? '') + text.slice(at);
    case 1:
      return text.slice(0, at) + text.slice(end);
    case 2:
      return text.slice(0, end) + text.slice(at, end) + text.slice(end);
    case 3:
      return text.slice(0, at) + (pieces[Math.floor(next() * pieces.length)] ?? '') + text.slice(end);
    default:
      return text.slice(end) + text.slice(0, at);
  }
}

const yamlPieces = [
  '\n',
  '\n  ',
  '\n- ',
  '\n---\n',
  ': ',
  ': |\n  ',
  ': >-\n',
  '&a ',
  '*a',
  '<<: *a',
  '{',
  '}',
  '[',
  ']',
  '- ',
  '? ',
  '!!str ',
  '{{ .a }}',
  '${A}',
  '~',
  'null',
  'yes',
  '0',
  '100m',
  '1Gi',
  '#x',
  '\t',
  '\r\n',
  '"',
  "'",
  '%',
  '@',
  '...\n',
  'kind: ',
  'apiVersion: v1\n',
]; // prettier-ignore

/** One change of YAML: a piece put in, a line taken out, doubled, or moved to the left or right. */
export function mutateYaml(text: string, next: () => number): string {
  const at = Math.floor(next() * (text.length + 1));
  const start = text.lastIndexOf('\n', at - 1) + 1;
  const end = text.indexOf('\n', at) === -1 ? text.length : text.indexOf('\n', at) + 1;
  switch (Math.floor(next() * 6)) {
    case 0:
    case 1:
      return text.slice(0, at) + (yamlPieces[Math.floor(next() * yamlPieces.length)] ?? '') + text.slice(at);
    case 2:
      return text.slice(0, start) + text.slice(end);
    case 3:
      return text.slice(0, end) + text.slice(start);
    case 4:
      return `${text.slice(0, start)}  ${text.slice(start)}`;
    default:
      return text.slice(0, start) + text.slice(start).replace(/^ {1,2}/, '');
  }
}
