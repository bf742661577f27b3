import type { FactData, FactKind, PlacedFact, WorkspaceView } from '../../engine/facts/facts.js';
import type { Fix, Related, RuleContext } from '../../engine/rule/define.js';
import type { Edit } from '../../engine/text/span.js';
import { parseKubernetes, type KubernetesFile } from '../../languages/kubernetes/file.js';
import { appFolder } from '../../languages/kubernetes/appFacts.js';
import { objectOf } from '../../languages/kubernetes/appObject.js';
import { objectKey } from '../../languages/kubernetes/facts.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import { eachValue } from '../../languages/yaml/nodes.js';

// The objects of an application's other files. What belongs together is said by a kustomization, else by the folder: fifty
// applications of one repository may all have a Service `api`, and three overlays of one application too.

/** Facts that rules ask for which look beyond their own file. */
export const appFacts: readonly FactKind[] = ['app.object', 'object', 'kustomize', 'kustomize.resource', 'kustomize.generated'];

/** Examples lie side by side and have nothing to do with each other. Where the whole project lies says nothing: one may open a sample. */
const isAside = ({ path = '', root }: WorkspaceView): boolean => isAsidePath(path, root);
export const isAsidePath = (path: string, root: string | undefined): boolean =>
  asideFolder.test(root === undefined ? path.split('/').slice(-5).join('/') : path.slice(root.length + 1));
const asideFolder =
  /(?:^|\/)(?:tests?|__tests__|testdata|fixtures?|examples?|samples?|tutorials?|demos?|snippets?|vendor|third_party|e2e)\//i;

/** Words of file names that tell versions of the same objects apart. */
const variantWord =
  /(?:^|[._-])(dev|develop|development|test|testing|qa|uat|stage|staging|stg|prod|production|live|local|ci|preview|canary|blue|green|k3d|kind|minikube|gke|eks|aks|aws|gcp|azure|example|sample|old|new|bak|backup|copy|v\d+)(?=[._-]|$)/gi;

export class App {
  /** Those of other files that no object of this file stands for. */
  readonly others: readonly KubernetesObject[];
  /** Whether some of the application's objects are in no file that can be read, or its files are no one application. */
  readonly isOpen: boolean;
  /** Whether a kustomization patches some of its objects: their numbers are not the last word. */
  readonly isPatched: boolean;
  /** Whether kustomizations say what belongs together, and not the folder. */
  readonly isListed: boolean;
  /** Whether files of another variant stand beside this one: what they hold may be meant by what both share. */
  readonly hasVariants: boolean;
  /** The namespace that the kustomization puts its objects into. */
  readonly namespace: string | undefined;
  readonly #file: KubernetesFile;
  readonly #workspace: WorkspaceView;
  readonly #placed = new Map<KubernetesObject, PlacedFact<'app.object'>>();
  readonly #twins: ReadonlySet<KubernetesObject>;
  readonly #doubles: ReadonlyMap<string, readonly KubernetesObject[]>;
  readonly #files = new Map<string, KubernetesFile | undefined>();
  readonly #made = new Map<unknown, unknown>();
  /** Answers of `mayBeMade`, which hundreds of names of a file ask for at each edit of one. */
  readonly #makings = new Map<string, boolean>();
  #mentioned: ReadonlySet<string> | undefined;

  constructor(file: KubernetesFile, workspace: WorkspaceView) {
    this.#workspace = workspace;
    this.#file = file;
    const { facts, isOpen, isPatched, isListed, hasVariants, namespace } = factsAround(workspace);
    this.isPatched = isPatched;
    this.isListed = isListed;
    this.hasVariants = hasVariants;
    this.namespace = namespace;
    // Of a file that stands alone names decide nothing here.
    const own = new Set(facts.length === 0 ? [] : file.objects.map(identity));
    const known = new Map<string, KubernetesObject>();
    const twins = new Set<KubernetesObject>();
    const others: KubernetesObject[] = [];
    const doubles = new Map<string, KubernetesObject[]>();
    for (const fact of facts) {
      const object = objectOf(fact.data);
      if (object === undefined) continue;
      this.#placed.set(object, fact);
      const id = identity(object);
      const same = known.get(id);
      // A Namespace is often written wherever it is used.
      if ((own.has(id) || same !== undefined) && object.kind !== 'Namespace') doubles.set(id, [...(doubles.get(id) ?? []), object]);
      if (own.has(id)) continue;
      others.push(object);
      if (same === undefined) known.set(id, object);
      else twins.add(same).add(object);
    }
    this.others = others;
    this.#twins = twins;
    this.#doubles = doubles;
    // One object that stands twice is a mistake; many are variants of each other, and so are three of one.
    this.isOpen =
      isOpen ||
      doubles.size > 2 ||
      [...doubles.values()].some((same) => same.length > 1) ||
      isAside(workspace) ||
      facts.some(({ data }) => data.json === '');
  }

  /** Who uses the application rests on what `work` reads of the file. */
  within<T>(_make: unknown, work: () => T): T {
    return this.#file.within(emptyHolder, work);
  }

  get workspace(): WorkspaceView {
    return this.#workspace;
  }

  /** Whether another file has an object of the same name: which of them is meant is not known. */
  isTwin(object: KubernetesObject): boolean {
    return this.#twins.has(object);
  }

  /** Objects of other files, of the same variant, that an object of this file is too. */
  doublesOf(object: KubernetesObject): readonly KubernetesObject[] {
    if (this.#doubles.size === 0) return [];
    const variant = variantOf(this.#workspace.path ?? '');
    return (this.#doubles.get(identity(object)) ?? []).filter((other) => {
      const path = this.#placed.get(other)?.path;
      return path !== undefined && (this.isListed || variantOf(path) === variant);
    });
  }

  isElsewhere(object: KubernetesObject): boolean {
    return this.#placed.has(object);
  }

  /** What `make`, a constant, says of the other objects, computed once. */
  once<T>(make: (objects: readonly KubernetesObject[], app: App) => T): T {
    if (!this.#made.has(make)) this.#made.set(make, make(this.others, this));
    return this.#made.get(make) as T;
  }

  /** The file of an object of `others`, as this file sees it; undefined for this file's own. */
  fileOf(object: KubernetesObject): string | undefined {
    const fact = this.#placed.get(object);
    return fact === undefined ? undefined : this.#workspace.relative(fact.path);
  }

  /** `Deployment api` in words, with the file where it is another one. */
  titled(object: KubernetesObject): string {
    const file = this.fileOf(object);
    return `${object.kind} \`${object.name ?? ''}\`${file === undefined ? '' : ` (\`${file}\`)`}`;
  }

  /** A place in this file or another one; `path` leads to what is meant, as far as it is there. */
  related(ctx: RuleContext, object: KubernetesObject, message: string, ...path: readonly string[]): Related {
    const fact = this.#placed.get(object);
    if (fact === undefined) return { at: path.length === 0 ? object.anchor : object.lackOf(...path), message };
    const real = path.length === 0 ? undefined : this.real(ctx, object);
    return { at: real?.lackOf(...path) ?? fact.at, path: this.#workspace.relative(fact.path), message };
  }

  /** The object with its place in its file: itself where that is this one. */
  real(ctx: RuleContext, object: KubernetesObject): KubernetesObject | undefined {
    const path = this.fileOf(object);
    if (path === undefined) return object;
    if (!this.#files.has(path)) {
      const text = ctx.near.read(path);
      this.#files.set(path, text === undefined ? undefined : parseKubernetes(text));
    }
    return this.#files.get(path)?.objects.find((candidate) => identity(candidate) === identity(object));
  }

  /** A change of the object in whatever file it stands. */
  fix(ctx: RuleContext, object: KubernetesObject, title: string, edit: (real: KubernetesObject) => readonly Edit[] | undefined): Fix[] {
    const real = this.real(ctx, object);
    const edits = real === undefined ? undefined : edit(real);
    if (edits === undefined || edits.length === 0) return [];
    const path = this.fileOf(object);
    return path === undefined ? [{ title, edits }] : [{ title: `${title}, in ${path}`, edits: [], files: [{ path, edits }] }];
  }

  /**
   * Whether a finding may say that nothing bears a name: all files are read, and nothing unseen may make it. `isLikely`: a name
   * that is nearly the same is here, so that one of a far-away folder is hardly meant.
   */
  canMiss(kind: string, namespace: string | undefined, name: string, isLikely: boolean): boolean {
    return this.#workspace.complete && !this.isOpen && !this.hasVariants && !this.mayBeMade(kind, namespace, name, isLikely);
  }

  /** Whether some file of the workspace has such an object, a generator makes it, or a custom resource speaks of it. */
  mayBeMade(kind: string, namespace: string | undefined, name: string, isLikely: boolean): boolean {
    const question = `${objectKey(kind, namespace, name)}${isLikely ? ' !' : ''}`;
    let known = this.#makings.get(question);
    if (known === undefined) this.#makings.set(question, (known = this.#mayBeMade(kind, namespace, name, isLikely)));
    return known;
  }

  #mayBeMade(kind: string, namespace: string | undefined, name: string, isLikely: boolean): boolean {
    if (this.#mentionedByCustom().has(name)) return true;
    if ((kind === 'ConfigMap' || kind === 'Secret') && this.#workspace.find('kustomize.generated', `${kind} ${name}`).length > 0)
      return true;
    if (namespace !== undefined && this.#workspace.find('object', objectKey(kind, namespace, name)).length > 0) return true;
    const around = folderOf(appFolder(this.#workspace.path ?? ''));
    return this.#workspace
      .find('object', objectKey(kind, undefined, name))
      .some(({ path }) => !isLikely || around === '' || path.startsWith(`${around}/`));
  }

  #mentionedByCustom(): ReadonlySet<string> {
    if (this.#mentioned === undefined) {
      const names = new Set<string>();
      for (const object of this.others)
        if (!object.isBuiltIn && object.pod === undefined) eachValue(object.root, ({ content }) => names.add(content));
      this.#mentioned = names;
    }
    return this.#mentioned;
  }
}

/** The application that the file belongs to; of text that is no file, and of patches, there are no others. */
export function appOf(file: KubernetesFile, ctx: RuleContext): App {
  const holder = file.once(emptyHolder);
  const { workspace } = ctx;
  if (holder.app?.workspace !== workspace) holder.app = file.within(emptyHolder, () => new App(file, workspace));
  return holder.app;
}

/** Answers of the workspace are those of one view: with the next one they are asked again. */
function emptyHolder(): { app: App | undefined } {
  return { app: undefined };
}

export function identity(object: KubernetesObject): string {
  return `${object.group}/${object.kind} ${object.namespace ?? ''}/${object.name ?? ''}`;
}

interface Around {
  readonly facts: readonly PlacedFact<'app.object'>[];
  readonly isOpen: boolean;
  readonly isPatched: boolean;
  readonly isListed: boolean;
  readonly hasVariants: boolean;
  readonly namespace: string | undefined;
}

const nothing: Around = { facts: [], isOpen: true, isPatched: false, isListed: false, hasVariants: false, namespace: undefined };

const alone: Around = { ...nothing, isOpen: false };

function factsAround(workspace: WorkspaceView): Around {
  const { path } = workspace;
  if (path === undefined) return nothing;
  // A patch is no object, and a file that something is made of neither.
  if (workspace.find('kustomize.patch', path).length > 0 || workspace.find('kustomize.file', path).length > 0) return nothing;
  const owners = workspace.find('kustomize.resource', path);
  return owners.length > 0 ? listedWith(workspace, path, owners) : besides(workspace, path);
}

/** What the kustomizations bring that list the file, down to the last folder. */
function listedWith(workspace: WorkspaceView, path: string, owners: readonly PlacedFact<'kustomize.resource'>[]): Around {
  const files = new Set<string>();
  const seen = new Set<string>();
  let isOpen = false;
  let isPatched = false;
  const look = (data: FactData['kustomize']): void => {
    if (data.hasUnseen || data.isTransformed) isOpen = true;
    if (data.hasPatches || data.replicas.length > 0) isPatched = true;
  };
  const visit = (folder: string, namespace: string | null): void => {
    if (seen.has(folder)) return;
    seen.add(folder);
    for (const { data } of workspace.find('kustomize', folder)) {
      look(data);
      // Elsewhere its names and labels would be others.
      if (namespace === null && data.namespace !== null && seen.size > 1) {
        isOpen = true;
        continue;
      }
      for (const listed of [...data.resources, ...data.components]) {
        if (workspace.find('kustomize', listed).length > 0) visit(listed, namespace ?? data.namespace);
        else files.add(listed);
      }
    }
  };
  for (const { data } of owners) {
    const folder = folderOf(data.by);
    visit(folder, data.namespace);
    // Overlays change what they stand on.
    for (const { data: listed } of workspace.find('kustomize.resource', folder))
      for (const overlay of workspace.find('kustomize', folderOf(listed.by)))
        if (overlay.data.hasPatches || overlay.data.replicas.length > 0) isPatched = true;
  }
  files.delete(path);
  const folders = new Set([...files].map(appFolder));
  const facts = [...folders].flatMap((folder) => workspace.find('app.object', folder)).filter((fact) => files.has(fact.path));
  return { facts, isOpen, isPatched, isListed: true, hasVariants: false, namespace: owners[0]?.data.namespace ?? undefined };
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));

/** The files of the same folder, where no kustomization says otherwise. */
function besides(workspace: WorkspaceView, path: string): Around {
  const folder = folderOf(path);
  if (workspace.find('kustomize', folder).length > 0) return nothing;
  let above = folder;
  for (let level = 0; level < 2 && above.includes('/'); level++) {
    above = folderOf(above);
    const [owner] = workspace.find('kustomize', above);
    if (owner !== undefined && [...owner.data.resources, ...owner.data.patches].some((listed) => listed.startsWith(`${folder}/`)))
      return nothing;
  }
  const others = workspace.find('app.object', appFolder(path)).filter((fact) => fact.path !== path);
  if (others.length === 0) return alone;
  const variant = variantOf(path);
  const facts = others.filter((fact) => {
    const theirs = variantOf(fact.path);
    return theirs === variant || theirs === '' || variant === '';
  });
  const hasVariants = facts.length < others.length;
  return { facts, isOpen: false, isPatched: false, isListed: false, hasVariants, namespace: undefined };
}

/** `prod` of `deployment-prod.yaml`: files of different variants are for different clusters. */
function variantOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.ya?ml$/i, '');
  return [...name.matchAll(variantWord)].map(([, word]) => word?.toLowerCase()).join();
}
