import type { Stage } from './model.js';

/** The user that an image's container starts as. */
export type RuntimeUser =
  | { readonly kind: 'root'; readonly because: 'user' | 'base' }
  | { readonly kind: 'other' }
  /** The base image is not known, and most run as root. */
  | { readonly kind: 'base' }
  | { readonly kind: 'unknown' };

export function runtimeUser(stage: Stage): RuntimeUser {
  const { user } = stage.end;
  if (user !== undefined && user.words.length > 0) {
    if (!user.complete) return { kind: 'unknown' };
    return /^(?:root|0)$/.test(user.user) ? { kind: 'root', because: 'user' } : { kind: 'other' };
  }
  const { facts, image, scratch, windows } = stage.base;
  if (windows) return { kind: 'unknown' };
  if (scratch) return { kind: 'root', because: 'base' };
  if (facts?.defaultUser !== undefined) return facts.defaultUser.uid === 0 ? { kind: 'root', because: 'base' } : { kind: 'other' };
  // dhi.io is Docker's registry of hardened images, which run as `nonroot`: https://docs.docker.com/dhi/.
  if (image?.registry === 'dhi.io' && !/(?:^|-)dev(?:-|$)/.test(image.tag ?? '')) return { kind: 'other' };
  return image === undefined ? { kind: 'unknown' } : { kind: 'base' };
}
