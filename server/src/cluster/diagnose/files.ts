import type { WorkspaceView } from '../../engine/facts/facts.js';
import type { Span } from '../../engine/text/span.js';
import { parseImageReference } from '../../languages/dockerfile/image.js';
import type { Dockerfile, Stage } from '../../languages/dockerfile/model.js';
import { parseDockerfile } from '../../languages/dockerfile/parse.js';
import { objectKey } from '../../languages/kubernetes/facts.js';
import { parseKubernetes, type KubernetesFile } from '../../languages/kubernetes/file.js';
import { nearness, sourceOf, viewFrom } from '../../languages/kubernetes/imageSource.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import type { DeployedObject, Evidence } from '../../protocol.js';
import { eventsOf, type EventState } from './state.js';

/** What the diagnosis may look at beside the evidence. */
export interface Sources {
  /** Text of a file as the editor has it; undefined for folders and what is not there. */
  read(path: string): string | undefined;
  readonly workspace: WorkspaceView;
}

export interface FilePlace {
  readonly path: string;
  readonly text: string;
  readonly span: Span;
}

/** An object in the file that it was deployed from. */
export interface PlacedObject {
  readonly path: string;
  readonly text: string;
  readonly object: KubernetesObject;
  readonly file: KubernetesFile;
}

/** The Dockerfile and stage that an image was built from. */
export interface BuiltFrom {
  readonly path: string;
  readonly text: string;
  readonly file: Dockerfile;
  readonly stage: Stage;
}

/** The files that were deployed and built, read once for a diagnosis. */
export class Files {
  readonly #sources: Sources;
  readonly #evidence: Evidence;
  readonly #manifests = new Map<string, KubernetesFile | undefined>();
  readonly #dockerfiles = new Map<string, Dockerfile | undefined>();
  #claims: readonly EventState[] | undefined;

  constructor(evidence: Evidence, sources: Sources) {
    this.#evidence = evidence;
    this.#sources = sources;
  }

  get workspace(): WorkspaceView {
    return this.#sources.workspace;
  }

  /** What was said of claims, which are no pods. */
  get eventsOfClaims(): readonly EventState[] {
    return (this.#claims ??= eventsOf(this.#evidence).filter(({ object }) => object.kind === 'PersistentVolumeClaim'));
  }

  manifest(path: string): { readonly path: string; readonly text: string; readonly file: KubernetesFile } | undefined {
    const file = this.#parsed(this.#manifests, path, parseKubernetes);
    return file === undefined ? undefined : { path, text: file.text, file };
  }

  /** Where the deployed object is written. Rendered ones are looked for by kind and name among the files of the workspace. */
  object(kind: string, name: string): PlacedObject | undefined {
    const deployed = this.#evidence.objects.find((each) => each.kind === kind && each.name === name);
    if (deployed !== undefined) {
      const here = this.objectIn(deployed.path, kind, name);
      if (here !== undefined) return here;
      // The file was read, and the object is not in it any more.
      if (this.manifest(deployed.path) !== undefined) return undefined;
    }
    return this.#rendered(kind, name, deployed);
  }

  objectIn(path: string, kind: string, name: string): PlacedObject | undefined {
    const held = this.manifest(path);
    const object = held?.file.objects.find((each) => each.kind === kind && each.name === name && !each.document.isTemplated);
    return held === undefined || object === undefined ? undefined : { ...held, object };
  }

  /** Names of all objects of a kind that were deployed or stand in the workspace. */
  namesOf(kind: string): readonly string[] {
    const known = this.#sources.workspace
      .all('object')
      .flatMap(({ key }) => (key.startsWith(`${kind} `) ? key.slice(key.indexOf('/') + 1) : []));
    return [...new Set([...this.#evidence.objects.filter((each) => each.kind === kind).map((each) => each.name), ...known])];
  }

  #rendered(kind: string, name: string, deployed: DeployedObject | undefined): PlacedObject | undefined {
    const { workspace } = this.#sources;
    const root = deployed?.path;
    const namespaces = [...new Set([deployed?.namespace ?? '', this.#evidence.namespace, ''])];
    const exact = namespaces.flatMap((namespace) => workspace.find('object', objectKey(kind, namespace, name)));
    // Kustomize may have put something before or behind the name.
    const candidates =
      exact.length > 0
        ? exact
        : workspace.all('object').filter(({ key }) => {
            const own = key.slice(key.indexOf('/') + 1);
            return key.startsWith(`${kind} `) && own.length > 2 && (name.endsWith(`-${own}`) || name.startsWith(`${own}-`));
          });
    const ranked = candidates
      .map((each) => ({ path: each.path, name: each.key.slice(each.key.indexOf('/') + 1), near: nearness(`${root ?? ''}/x`, each.path) }))
      .sort((a, b) => b.near - a.near);
    const [first, second] = ranked;
    if (first === undefined || (second !== undefined && second.near === first.near && second.path !== first.path)) return undefined;
    return this.objectIn(first.path, kind, first.name);
  }

  /** `near` is the manifest that runs the image. */
  builtFrom(image: string, near: string | undefined): BuiltFrom | undefined {
    const { builds } = this.#evidence;
    const { repository } = parseImageReference(image);
    const build =
      builds.find((each) => each.image === image) ?? builds.find((each) => parseImageReference(each.image).repository === repository);
    if (build !== undefined) {
      const file = this.#dockerfile(build.dockerfile);
      const wanted = build.target?.toLowerCase();
      const stage =
        wanted === undefined
          ? file?.finalStage
          : file?.stages.find(({ name, index }) => name?.toLowerCase() === wanted || String(index) === wanted);
      return file === undefined || stage === undefined ? undefined : { path: build.dockerfile, text: file.text, file, stage };
    }
    const { workspace } = this.#sources;
    const source = sourceOf(near === undefined ? workspace : viewFrom(workspace, near), image);
    const file = source === undefined ? undefined : this.#dockerfile(source.dockerfile.path);
    const stage = source === undefined ? undefined : file?.stages[source.stage];
    return source === undefined || file === undefined || stage === undefined
      ? undefined
      : { path: source.dockerfile.path, text: file.text, file, stage };
  }

  #dockerfile(path: string): Dockerfile | undefined {
    return this.#parsed(this.#dockerfiles, path, (text) => parseDockerfile(text));
  }

  #parsed<T>(kept: Map<string, T | undefined>, path: string, parse: (text: string) => T): T | undefined {
    if (!kept.has(path)) {
      const text = this.#sources.read(path);
      kept.set(path, text === undefined ? undefined : parse(text));
    }
    return kept.get(path);
  }
}
