import { nodeFromData } from '../yaml/fromData.js';
import type { AppObject } from './appFacts.js';
import { KubernetesDocument } from './document.js';
import { KubernetesObject } from './object.js';

/** The object that a fact tells of, with nodes that stand nowhere; undefined for what cannot be read. */
export function objectOf(fact: AppObject): KubernetesObject | undefined {
  return fact.once(read);
}

function read(json: string): KubernetesObject | undefined {
  if (json === '') return undefined;
  const root = nodeFromData(JSON.parse(json));
  const [apiVersion, kind] = [root.get('apiVersion')?.string, root.get('kind')?.string];
  return root.kind !== 'map' || apiVersion === undefined || kind === undefined
    ? undefined
    : new KubernetesObject(new KubernetesDocument('', 0), root, apiVersion, kind);
}
