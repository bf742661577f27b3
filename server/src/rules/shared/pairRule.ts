import type { Fact, FactData, FactKind } from '../../engine/facts/facts.js';
import type { Fix, Severity } from '../../engine/rule/define.js';
import type { Edit, Span } from '../../engine/text/span.js';
import type { Stage } from '../../languages/dockerfile/model.js';
import type { Container } from '../../languages/kubernetes/container.js';
import type { UsedImage } from '../../languages/kubernetes/facts.js';

// What a rule about a manifest and a Dockerfile says, whichever of the two it is told in.

/** A stage as its facts tell it, whichever file asks. */
export class ToldStage {
  readonly #find: (kind: FactKind) => readonly Fact[];

  constructor(find: (kind: FactKind) => readonly Fact[]) {
    this.#find = find;
  }

  all<K extends FactKind>(kind: K): readonly Fact<K>[] {
    return this.#find(kind) as readonly Fact<K>[];
  }

  one<K extends FactKind>(kind: K): Fact<K> | undefined {
    return this.all(kind)[0];
  }

  data<K extends FactKind>(kind: K): FactData[K] | undefined {
    return this.one(kind)?.data;
  }
}

export interface Mend {
  readonly title: string;
  readonly edits: readonly Edit[];
}

/** What a container and its image disagree about. */
export interface Disagreement {
  readonly severity?: Severity;
  /** Where the Dockerfile says its part. */
  readonly dockerfileAt: Span;
  /** `file` is the Dockerfile as the manifest sees it. */
  readonly inManifest: (container: Container, file: string) => { readonly at: Span; readonly message: string };
  /** `runs` is `Deployment api` with its file. */
  readonly inDockerfile: (runs: string) => string;
  /** What stands at the other place, for the related information of the manifest's finding. */
  readonly dockerfileSays: string;
  readonly mendManifest?: (container: Container, stage: Stage | undefined) => Mend | undefined;
  readonly mendDockerfile?: (stage: Stage, text: string) => Mend | undefined;
}

export interface PairRule {
  /** Containers that the rule has nothing to say of need no Dockerfile. */
  readonly concerns: (used: UsedImage) => boolean;
  readonly judge: (used: UsedImage, told: ToldStage) => Disagreement | undefined;
}

export function fixesThere(mend: Mend | undefined, path: string): Fix[] {
  if (mend === undefined || mend.edits.length === 0) return [];
  return [{ title: `${mend.title}, in ${path}`, edits: [], files: [{ path, edits: mend.edits }] }];
}
