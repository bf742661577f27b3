import type { Surroundings } from '../../../engine/rule/define.js';
import { code, sentences } from '../../dockerfile/hover/markdown.js';
import { appearanceText } from '../appearance.js';
import { apiVersionStatus, type ApiVersionFact } from '../apiVersions.js';
import { kubernetesSchema } from '../schema.js';
import type { Place } from './place.js';
import { docs, type Paragraphs } from './texts.js';

/** What an object is, where it lives, and how long its API version lasts. */
export function kindTopic({ object, path, part }: Place, near: Surroundings): Paragraphs | undefined {
  const [step] = path;
  if (part !== 'value' || path.length !== 1 || (step !== 'kind' && step !== 'apiVersion')) return undefined;
  const { apiVersion, kind } = object;
  const schema = near.data(kubernetesSchema);
  const type = schema?.objectType(apiVersion, kind);
  const status = apiVersionStatus(apiVersion, kind, Number.POSITIVE_INFINITY);
  if (type === undefined && status.state === 'current') return undefined;
  const isNamespaced = schema?.isNamespaced(apiVersion, kind);
  const scope =
    isNamespaced === undefined
      ? undefined
      : isNamespaced
        ? 'It lives in a namespace.'
        : 'It is in no namespace: it holds for the whole cluster.';
  const life = status.state === 'current' ? undefined : lifeText(apiVersion, status.fact);
  const appeared = schema?.since(apiVersion, kind);
  const since = appeared === undefined ? '' : `, since Kubernetes ${appearanceText(appeared)}`;
  return [sentences(`**${kind}** of ${code(apiVersion)}${since}.`, scope), type?.text(), life];
}

function lifeText(apiVersion: string, { deprecatedIn, removedIn, goneFrom, replacement }: ApiVersionFact): string {
  const since = deprecatedIn === undefined ? undefined : `deprecated since Kubernetes 1.${deprecatedIn}`;
  const until =
    goneFrom !== undefined ? `gone from ${goneFrom} on` : removedIn === undefined ? undefined : `not served from 1.${removedIn} on`;
  const parts = [since, until].filter((part) => part !== undefined).join(', ');
  return sentences(
    `**${code(apiVersion)}**${parts === '' ? ' is deprecated' : ` is ${parts}`}.`,
    replacement === undefined ? 'Nothing takes its place.' : `${code(replacement)} takes its place.`,
    docs('Deprecated API versions', 'reference/using-api/deprecation-guide/'),
  );
}
