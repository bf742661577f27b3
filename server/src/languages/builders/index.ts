import type { Fact } from '../../engine/facts/facts.js';
import { configFacts, isConfigName } from '../slipwayConfig/facts.js';
import { bakeFacts, isBakeName } from './bake.js';
import { helmfileFacts, isHelmfileName } from '../helm/installed.js';
import { isSkaffoldName, skaffoldFacts } from './skaffold.js';
import { isTiltName, tiltFacts } from './tilt.js';

interface Reader {
  readonly matches: (path: string) => boolean;
  readonly facts: (text: string, path: string) => readonly Fact[];
}

/** Files that no rule judges, or that another language judges, and that say how images are built or charts installed. */
const readers: readonly Reader[] = [
  { matches: isBakeName, facts: bakeFacts },
  { matches: isSkaffoldName, facts: skaffoldFacts },
  { matches: isHelmfileName, facts: helmfileFacts },
  { matches: isTiltName, facts: tiltFacts },
  { matches: isConfigName, facts: configFacts },
];

export const tellsBuilds = (path: string): boolean => readers.some(({ matches }) => matches(path));

/** What the file at `path` (absolute, with slashes) says of builds. */
export function builderFacts(path: string, text: string): readonly Fact[] {
  return readers.find(({ matches }) => matches(path))?.facts(text, path) ?? [];
}
