import type { PlacedFact, WorkspaceView } from '../../engine/facts/facts.js';
import { baseImageFacts } from '../dockerfile/baseImages.js';
import { stageKey } from '../dockerfile/facts.js';
import { parseImageReference } from '../dockerfile/image.js';
import { imageNames, lastPart } from '../dockerfile/imageNames.js';
import { containersOf } from '../helm/defaults/containers.js';
import { effectiveImages } from '../kustomize/images.js';
import type { UsedImage } from './facts.js';

declare module '../../engine/facts/facts.js' {
  interface FactData {
    /** Something says which Dockerfile builds an image; the key is the image's repository. */
    'image.build': {
      /** Absolute path of the Dockerfile. */
      readonly dockerfile: string;
      readonly target: string | null;
      readonly by: BuildSource;
      /** The tag that it gives the image, where it is written out. */
      readonly tag?: string;
    };
  }
}

/** Who says so, the one that is believed first in front. */
export const buildSources = ['settings', 'command', 'compose', 'bake', 'skaffold', 'tilt', 'kustomize', 'helm'] as const;
export type BuildSource = (typeof buildSources)[number];

/** The Dockerfile and stage behind an image. */
export interface ImageSource {
  readonly dockerfile: PlacedFact<'dockerfile'>;
  /** Index of the stage that becomes the image. */
  readonly stage: number;
  /** Key of the stage's facts. */
  readonly key: string;
  /** What the pairing rests on: a file that says so, or names alone. */
  readonly by: BuildSource | 'name';
  /** The file that says so. */
  readonly said?: PlacedFact<'image.build'>;
}

/**
 * The Dockerfile that builds `image` as the file at the view's path means it; undefined where nothing or more than one thing
 * fits: a wrong pairing does more harm than none.
 */
export function sourceOf(workspace: WorkspaceView, image: string): ImageSource | undefined {
  // Every rule about pairs asks for each container.
  const known = workspace.once?.(noSources);
  let found = known?.get(image);
  if (found === undefined) {
    found = ownSource(workspace, image) ?? overriddenSource(workspace, image) ?? null;
    known?.set(image, found);
  }
  return found ?? undefined;
}

/** By image, null for those without one. */
function noSources(): Map<string, ImageSource | null> {
  return new Map();
}

/** That of the image which kustomizations put in its place, where all of them lead to one. */
function overriddenSource(workspace: WorkspaceView, image: string): ImageSource | undefined {
  if (workspace.path === undefined) return undefined;
  const { repository } = parseImageReference(image);
  const names = new Set(effectiveImages(workspace, workspace.path, image).map((way) => way.image));
  const others = [...names].filter((name) => parseImageReference(name).repository !== repository);
  const found = others.map((name) => ownSource(workspace, name));
  const [first] = found;
  return first === undefined || found.some((each) => each?.key !== first.key) ? undefined : { ...first, by: 'kustomize' };
}

function ownSource(workspace: WorkspaceView, image: string): ImageSource | undefined {
  const { repository } = parseImageReference(image);
  const said = workspace
    .find('image.build', repository)
    .filter((fact) => holdsFor(fact, workspace.path))
    .sort(
      (a, b) =>
        buildSources.indexOf(a.data.by) - buildSources.indexOf(b.data.by) ||
        nearness(workspace.path, b.path) - nearness(workspace.path, a.path),
    );
  for (const fact of said) {
    const { data } = fact;
    const [dockerfile] = workspace.find('dockerfile', data.dockerfile);
    if (dockerfile === undefined) continue;
    const named =
      data.target === null
        ? dockerfile.data.final
        : dockerfile.data.stages.findIndex((name) => name?.toLowerCase() === data.target?.toLowerCase());
    if (named >= 0) return { ...source(dockerfile, named, data.by), said: fact };
  }
  return byName(workspace, repository);
}

/** A container that runs what a stage of the Dockerfile becomes. */
export type ImageUse = PlacedFact<'image.used'> & { readonly stage: number; readonly chart?: ChartUse };

/** What a container of a chart is with each file of values that leads to the Dockerfile; the use's own data is the first. */
export interface ChartUse {
  readonly variants: readonly ChartVariant[];
  /** Something that is not known may be in the pod: nothing that lacks in the data is sure to lack. */
  readonly isOpen: boolean;
}

export interface ChartVariant {
  /** Name of the file that is put over values.yaml; null for the defaults alone. */
  readonly file: string | null;
  readonly data: UsedImage;
}

/** The images that the Dockerfile at the view's path is the source of, as manifests use them. */
export function usesOf(workspace: WorkspaceView): readonly ImageUse[] {
  return workspace.once === undefined ? findUses(workspace) : workspace.once(findUses);
}

function findUses(workspace: WorkspaceView): readonly ImageUse[] {
  const { path } = workspace;
  if (path === undefined) return [];
  const said = workspace.all('image.build').flatMap(({ key, data }) => (data.dockerfile === path ? key : []));
  const isUsed = workspace.tells?.('image.used') !== false;
  const isCharted = workspace.tells?.('helm.image') !== false;
  if (!isUsed && !isCharted) return [];
  // Most images have nothing to do with this file: the names alone tell.
  const names = imageNames(path).map(({ name }) => name);
  const written = isUsed ? writtenUses(workspace, path, said, names) : [];
  return isCharted ? [...written, ...chartUses(workspace, path, [...said.map(lastPart), ...names])] : written;
}

/** Containers of manifests; `said` are repositories that somebody says the Dockerfile builds, `names` what others may be called. */
function writtenUses(workspace: WorkspaceView, path: string, said: readonly string[], names: readonly string[]): readonly ImageUse[] {
  const named = names.flatMap((name) => workspace.find('image.named', name).map(({ data }) => data.repository));
  const own = new Set([...said, ...named, ...names]);
  // Manifests of a base have another name for what a kustomization puts in its place.
  const renamed = workspace.all('kustomize.image').flatMap(({ key, data: { newName } }) => {
    const { repository } = parseImageReference(newName ?? '');
    return newName !== null && (own.has(repository) || own.has(lastPart(repository))) ? key : [];
  });
  return [...new Set([...said, ...named, ...renamed])].flatMap((repository) =>
    workspace.find('image.used', repository).flatMap((used) => {
      const from = sourceOf(viewFrom(workspace, used.path), used.data.image);
      return from?.dockerfile.path === path ? [{ ...used, stage: from.stage }] : [];
    }),
  );
}

/**
 * `sourceOf` for an image of a chart. Charts of tests and examples name images that others build: names alone lead out of such a
 * folder to nobody.
 */
export function chartSourceOf(workspace: WorkspaceView, image: string): ImageSource | undefined {
  const source = sourceOf(workspace, image);
  const isStray = source?.by === 'name' && workspace.path !== undefined && isAside(source.dockerfile.path, workspace.path);
  return isStray ? undefined : source;
}

/** Containers of charts whose image is built by the Dockerfile at `path`; `names` are what such an image's name may end with. */
function chartUses(workspace: WorkspaceView, path: string, names: readonly string[]): readonly ImageUse[] {
  const roots = new Set([...new Set(names)].flatMap((name) => workspace.find('helm.image', name).map(({ data }) => data.root)));
  return [...roots].flatMap((root) => {
    const found = new Map<string, ImageUse & { readonly chart: ChartUse & { readonly variants: ChartVariant[] } }>();
    for (const each of containersOf(workspace, root)) {
      const { used, file, at, isOpen } = each;
      const from = chartSourceOf(viewFrom(workspace, each.path), used.image);
      if (from?.dockerfile.path !== path) continue;
      const id = `${each.path} ${each.id} ${from.stage}`;
      const known = found.get(id);
      if (known !== undefined) {
        known.chart.variants.push({ file, data: used });
        if (isOpen) found.set(id, { ...known, chart: { ...known.chart, isOpen } });
        continue;
      }
      const { repository } = parseImageReference(used.image);
      const chart = { variants: [{ file, data: used }], isOpen };
      found.set(id, { kind: 'image.used', key: repository, data: used, at, path: each.path, stage: from.stage, chart });
    }
    return [...found.values()];
  });
}

/** A `.slipway.yaml` speaks of the files below its folder, the settings of an editor of those in their workspace folder. */
export function holdsFor({ data, path }: PlacedFact<'image.build' | 'build.context'>, asking: string | undefined): boolean {
  if (data.by !== 'settings') return true;
  const folder = path.slice(0, path.lastIndexOf('/')).replace(/\/\.vscode$/, '');
  return asking?.startsWith(`${folder}/`) === true;
}

/** The same workspace asked from another file: nearness counts from there. */
export function viewFrom(workspace: WorkspaceView, path: string): WorkspaceView {
  return {
    get complete() {
      return workspace.complete;
    },
    path,
    find: (kind, key) => workspace.find(kind, key),
    all: (kind) => workspace.all(kind),
    relative: (other) => workspace.relative(other),
  };
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** Folders whose Dockerfiles are for nobody outside of them. */
const asideFolder = /\/(?:tests?|__tests__|testdata|fixtures?|examples?|samples?|vendor|third_party|node_modules|e2e)(?=\/)/gi;

/** Docker's official images: https://github.com/docker-library/official-images/tree/master/library, 2026-11. */
const officialImages = words(`adminer aerospike almalinux alpine alt amazoncorretto amazonlinux api-firewall arangodb archlinux backdrop
  bash bonita buildpack-deps busybox caddy cassandra chronograf cirros clearlinux clefos clojure composer consul convertigo couchbase
  couchdb crate dart debian docker drupal eclipse-mosquitto eclipse-temurin eggdrop elasticsearch elixir erlang fedora flink fluentd
  friendica gazebo gcc geonetwork ghost golang gradle groovy haproxy haskell haxe hello-world hitch httpd hylang ibm-semeru-runtimes
  ibmjava influxdb irssi jetty joomla jruby julia kapacitor kibana kong krakend lightstreamer liquibase logstash mageia mariadb matomo
  maven mediawiki memcached mongo mongo-express monica mono mysql nats nats-streaming neo4j neurodebian nextcloud nginx node notary odoo
  open-liberty openjdk opensuse oraclelinux orientdb percona perl photon php phpmyadmin plone postfixadmin postgres pypy python r-base
  rabbitmq rakudo-star redis redmine registry rethinkdb rocket.chat rockylinux ros ruby rust sapmachine satosa scratch sl solr sonarqube
  spark spiped storm swift swipl teamspeak telegraf tomcat tomee traefik ubuntu unit valkey varnish vault websphere-liberty wordpress xwiki
  yourls znc zookeeper`);

/** Registries that nobody but their owners fills, and owners of images on shared ones. */
const othersRegistries =
  /^(?:registry\.k8s\.io|k8s\.gcr\.io|gcr\.io\/(?:distroless|google[-_]containers|cadvisor|kaniko-project)|mcr\.microsoft\.com|docker\.elastic\.co|registry\.(?:access|connect)?\.?redhat\.(?:com|io)|cgr\.dev\/chainguard|dhi\.io|nvcr\.io|lscr\.io|container-registry\.oracle\.com|public\.ecr\.aws\/(?:docker|eks|aws-|bitnami)|icr\.io|docker\.n8n\.io)(?:\/|$|[\w-]*\/)/;
const othersOwners = words(`actions apache aquasec argoproj authelia axllent bitnami bitnamilegacy calico chartmuseum cilium clickhouse
  cloudflare cloudnative-pg cockroachdb confluentinc coredns coreos curlimages datadog dexidp dgraph docker dpage envoyproxy external-secrets
  fluent flannel fluxcd gitea gitlab goharbor grafana hashicorp headlamp-k8s influxdata istio jaegertracing jenkins jetstack kedacore
  keycloak kiwigrid kong kserve kubernetes-sigs kyverno langfuse linuxserver localstack longhornio louislam mailhog metallb metabase minio
  mlflow n8nio natsio nginxinc nvidia oauth2-proxy ollama openpolicyagent open-telemetry openzipkin opensearchproject otel percona pgvector
  portainer prefecthq prom prometheus prometheuscommunity prometheus-operator provectuslabs qdrant rancher redis redpandadata renovate
  sealedsecrets selenium semitechnologies sonatype stakater stefanprodan strimzi supabase temporalio timberio timescale traefik
  vectordotdev velero vmware-tanzu victoriametrics weaviate zalando`);

/** An image that everybody pulls is not built by the folder that bears its name. */
export function isOthers(repository: string): boolean {
  if (officialImages.has(repository) || othersRegistries.test(repository)) return true;
  const parts = repository.split('/');
  const [owner, name] = [parts.at(-2), parts.at(-1)];
  // `traefik/traefik`: projects name their main image so, where everybody may have a place.
  const isPublic = parts.length === 2 || /^(?:quay|ghcr)\.io$/.test(parts[0] ?? '');
  if (owner !== undefined && (othersOwners.has(owner) || (isPublic && owner === name))) return true;
  return baseImageFacts(repository, undefined) !== undefined;
}

function byName(workspace: WorkspaceView, repository: string): ImageSource | undefined {
  if (isOthers(repository)) return undefined;
  const candidates = workspace.find('dockerfile.name', lastPart(repository)).flatMap(({ path, data: { rank } }) => {
    return isAside(workspace.path, path) ? [] : [{ path, rank, near: nearness(workspace.path, path) }];
  });
  // Only one that is at least as well named and as near as every other is believed.
  const rank = Math.min(...candidates.map((one) => one.rank));
  const near = Math.max(...candidates.map((one) => one.near));
  const best = candidates.filter((one) => one.rank === rank && one.near === near);
  const [found] = best;
  if (found === undefined || best.length > 1) return undefined;
  const [dockerfile] = workspace.find('dockerfile', found.path);
  // A Dockerfile that stands on the image changes it for somebody: what the manifest names is the original.
  if (dockerfile === undefined || dockerfile.data.bases.includes(repository)) return undefined;
  return source(dockerfile, dockerfile.data.final, 'name');
}

/** Whether `dockerfile` lies among tests, examples and the like that `from` has no part in. */
export function isAside(from: string | undefined, dockerfile: string): boolean {
  // The slash in front of a shared folder is shared too.
  return [...dockerfile.matchAll(asideFolder)].some(
    ({ index, 0: folder }) => from?.startsWith(`${dockerfile.slice(0, index)}${folder}/`) !== true,
  );
}

function source(dockerfile: PlacedFact<'dockerfile'>, stage: number, by: ImageSource['by']): ImageSource {
  return { dockerfile, stage, key: stageKey(dockerfile.path, stage), by };
}

/** Folders that two paths share: the slashes in what they begin with alike. */
export function nearness(a: string | undefined, b: string): number {
  if (a === undefined) return 0;
  let same = 0;
  for (let i = 0; i < a.length && a[i] === b[i]; i++) if (a[i] === '/') same++;
  return same;
}
