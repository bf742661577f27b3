import type { Stage } from '../../languages/dockerfile/model.js';

/** A command in JSON form that asks `url` with what the image is known to have, and what it asks with; undefined where nothing is known. */
export function askingCommand({ base: { facts } }: Stage, url: string): { readonly words: string; readonly by: string } | undefined {
  const json = (words: readonly string[], by: string) => ({ words: `[${words.map((word) => JSON.stringify(word)).join(', ')}]`, by });
  if (facts?.runtime === 'python') return json(['python', '-c', `import urllib.request as r; r.urlopen('${url}', timeout=3)`], 'Python');
  if (facts?.runtime === 'node')
    return json(['node', '-e', `fetch('${url}').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))`], 'Node');
  if (facts?.tools?.has('wget') === true) return json(['wget', '-q', '-O', '/dev/null', url], 'wget');
  return facts?.tools?.has('curl') === true ? json(['curl', '-fsS', url], 'curl') : undefined;
}
