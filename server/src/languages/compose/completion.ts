import type { Surroundings } from '../../engine/rule/define.js';
import type { PathOffer, PathOffers } from '../dockerfile/completion.js';
import { isDockerfileName } from '../dockerfile/fileNames.js';
import { placeAt } from '../slipwayConfig/place.js';
import type { ComposeFile } from './model.js';

/** Folders behind `build:` and `context:`, Dockerfiles behind `dockerfile:`, as seen from where Compose looks for them. */
export function composeOffers(file: ComposeFile, offset: number, near: Surroundings): PathOffers | undefined {
  const place = placeAt(file.text, offset);
  if (place?.kind !== 'value') return undefined;
  const [section, name, key, field, ...deeper] = place.path;
  if (section !== 'services' || name === undefined || key !== 'build' || deeper.length > 0) return undefined;
  const typed = file.text.slice(place.span.start, offset);
  if (/^(?:\/|\w+:|git@)|[$"']/.test(typed)) return undefined;
  if (field === undefined || field === 'context') return pathsIn(near, '.', typed, offset, place.span.end, (each) => each.endsWith('/'));
  const context = file.service(name)?.build?.context;
  if (field !== 'dockerfile' || context === undefined || /^(?:\/|~|\w+:)/.test(context)) return undefined;
  return pathsIn(near, context, typed, offset, place.span.end, (each) => each.endsWith('/') || isDockerfileName(each));
}

export function pathsIn(
  near: Surroundings,
  base: string,
  typed: string,
  offset: number,
  end: number,
  isWanted: (name: string) => boolean,
): PathOffers | undefined {
  const slash = typed.lastIndexOf('/');
  const prefix = typed.slice(slash + 1);
  const folder = typed.slice(0, slash + 1);
  const names = near.list(`${base}/${folder}`.replace(/\/+$/, '') || '.');
  if (names === undefined) return undefined;
  const offers = names
    .filter(
      (each) =>
        isWanted(each) && (prefix.startsWith('.') || !each.startsWith('.')) && each !== 'node_modules/' && !/[\s:#"'{}[\]]/.test(each),
    )
    .sort()
    .map((word): PathOffer => ({ kind: word.endsWith('/') ? 'folder' : 'file', word, detail: '', isLeftOut: false }));
  return { span: { start: offset - prefix.length, end }, offers };
}
