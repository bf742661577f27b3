import type { YamlNode } from '../../yaml/nodes.js';
import { code } from '../../dockerfile/hover/markdown.js';

/** Paragraphs of a topic; empty ones are left out. */
export type Paragraphs = readonly (string | undefined)[];

/** A page of the Kubernetes documentation. */
export const docs = (title: string, path: string): string => `[${title}](https://kubernetes.io/docs/${path})`;

/** A number that may lack; undefined when something else stands there, as what a template fills in. */
export function numberOr(node: YamlNode | undefined, absent: number): number | undefined {
  return node === undefined || node.isNull ? absent : node.number;
}

/** A time in seconds as people say it: `45 s`, `2 min`, `5 min 30 s`, `1 h`. */
export function timeText(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  const parts = [
    [Math.floor(seconds / 3600), 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ] as const;
  return parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ');
}

/** `1 container`, `3 containers`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** The container by its name, else by its place. */
export const nameOf = (container: { readonly name: string | undefined; readonly index: number }): string =>
  container.name === undefined ? `container ${container.index + 1}` : code(container.name);
