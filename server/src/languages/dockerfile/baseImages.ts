/**
 * What is known about base images, as data. Sizes are of the unpacked image in megabytes, rounded, as Docker Hub's pages
 * and `docker images` give them; they order images, they promise nothing. What is not listed is not known: a rule that
 * needs it stays silent.
 *
 * Read 2026-11 from the images' pages (hub.docker.com/_/NAME), their Dockerfiles (github.com/docker-library,
 * github.com/GoogleContainerTools/distroless, github.com/dotnet/dotnet-docker, github.com/chainguard-images) and
 * endoflife.date for the ends of support.
 */
export const baseImagesDate = '2026-11';

export type LibC = 'glibc' | 'musl' | 'none';
export type PackageManager = 'apt' | 'apk' | 'dnf' | 'microdnf' | 'yum' | 'zypper' | 'pacman' | 'tdnf' | 'none';
/** tiny: below 20 MB; small: below 130; medium: below 400; large: above. */
export type SizeClass = 'tiny' | 'small' | 'medium' | 'large';
export type Runtime = 'python' | 'node' | 'go' | 'java' | 'ruby' | 'php' | 'rust' | 'dotnet' | 'deno' | 'bun' | 'gcc';

export interface Account {
  readonly name: string;
  readonly uid: number;
}

export interface BaseImageFacts {
  /** The distribution, or what takes its place: `debian`, `alpine`, `distroless`, `windows`, … */
  readonly family: string;
  readonly runtime?: Runtime;
  readonly libc?: LibC;
  /** What `/bin/sh` is; `none` for images that cannot run shell text. */
  readonly shell?: 'dash' | 'bash' | 'busybox' | 'none' | 'powershell' | 'cmd';
  readonly packageManager?: PackageManager;
  readonly defaultUser?: Account;
  /** An account that exists in the image and is meant to be switched to. */
  readonly nonRootUser?: Account;
  readonly tools?: ReadonlySet<string>;
  readonly absentTools?: ReadonlySet<string>;
  readonly sizeMegabytes?: number;
  readonly sizeClass?: SizeClass;
  readonly attackSurface?: 'high' | 'medium' | 'low' | 'very low' | 'minimal';
  /** The same image with less in it, for the tag that was asked about. */
  readonly slimTag?: string;
  /** A tag of a maintained line, for who wrote none. */
  readonly suggestedTag?: string;
  readonly deprecated?: { readonly reason: string; readonly replacement?: string; readonly source: string };
  readonly source: string;
}

const root: Account = { name: 'root', uid: 0 };
const hub = (name: string): string => `https://hub.docker.com/_/${name}`;
const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const debianSlim = {
  family: 'debian',
  libc: 'glibc',
  shell: 'dash',
  packageManager: 'apt',
  defaultUser: root,
  absentTools: set('curl wget git gcc make cc g++ nc ping ssh vim ps'),
  attackSurface: 'medium',
} as const;
/** buildpack-deps, the base of the full-size language images: https://github.com/docker-library/buildpack-deps. */
const debianFull = {
  family: 'debian',
  libc: 'glibc',
  shell: 'dash',
  packageManager: 'apt',
  defaultUser: root,
  tools: set('curl wget git gcc make cc g++ ssh'),
  attackSurface: 'high',
} as const;
const alpine = {
  family: 'alpine',
  libc: 'musl',
  shell: 'busybox',
  packageManager: 'apk',
  defaultUser: root,
  tools: set('wget nc ping vi ps'),
  absentTools: set('curl git gcc make cc g++ bash'),
  attackSurface: 'low',
} as const;
const distroless = {
  family: 'distroless',
  libc: 'glibc',
  shell: 'none',
  packageManager: 'none',
  absentTools: set('curl wget sh bash git gcc make nc ps cat ls'),
  attackSurface: 'minimal',
  source: 'https://github.com/GoogleContainerTools/distroless',
} as const;
const redHat = { libc: 'glibc', shell: 'bash', defaultUser: root } as const;

type Entry = (tag: string) => Omit<BaseImageFacts, 'sizeClass'> | undefined;

interface Line {
  readonly runtime?: Runtime;
  readonly suggestedTag: string;
  readonly sizes: { readonly full: number; readonly slim?: number; readonly alpine?: number };
  readonly user?: Account;
  readonly tools: string;
  /** The last day of support by the version at the start of the tag. */
  readonly ends?: Readonly<Record<string, string>>;
}

/** A Docker official language image: full size, `-slim` and `-alpine` in the same repository. */
function officialLanguage(name: string, line: Line): Entry {
  return (tag) => {
    const windows = /windowsservercore|nanoserver/.test(tag);
    const source = hub(name);
    const common = {
      ...(line.runtime === undefined ? {} : { runtime: line.runtime }),
      ...(line.user === undefined ? {} : { nonRootUser: line.user }),
      suggestedTag: line.suggestedTag,
      source,
      ...endOfLife(tag, line, name),
    };
    if (windows) return { ...common, family: 'windows', shell: 'cmd', packageManager: 'none' };
    const own = set(line.tools);
    if (/alpine/.test(tag)) return { ...alpine, ...common, tools: new Set([...alpine.tools, ...own]), ...size(line.sizes.alpine) };
    if (/slim/.test(tag)) return { ...debianSlim, ...common, tools: own, ...size(line.sizes.slim) };
    const slimTag = line.sizes.slim === undefined ? undefined : slimOf(name, tag);
    return {
      ...debianFull,
      ...common,
      tools: new Set([...debianFull.tools, ...own]),
      ...size(line.sizes.full),
      ...(slimTag === undefined ? {} : { slimTag }),
    };
  };
}

const size = (megabytes: number | undefined): { sizeMegabytes?: number } => (megabytes === undefined ? {} : { sizeMegabytes: megabytes });

/** `3.12` → `3.12-slim`, `3.12-bookworm` → `3.12-slim-bookworm`; Node puts the release first. */
function slimOf(name: string, tag: string): string | undefined {
  if (tag === '' || tag === 'latest') return 'slim';
  const match = /^([\w.]+?)(?:-(trixie|bookworm|bullseye|buster|stretch))?$/.exec(tag);
  if (match === null) return undefined;
  const [, version = '', release] = match;
  if (/^(?:trixie|bookworm|bullseye|buster|stretch)$/.test(version)) return `${version}-slim`;
  if (release === undefined) return `${version}-slim`;
  return name === 'node' ? `${version}-${release}-slim` : `${version}-slim-${release}`;
}

function endOfLife(tag: string, line: Line, name: string): { deprecated?: NonNullable<BaseImageFacts['deprecated']> } {
  for (const [version, end] of Object.entries(line.ends ?? {})) {
    if (tag !== version && !tag.startsWith(`${version}.`) && !tag.startsWith(`${version}-`)) continue;
    if (end > baseImagesDate) return {};
    return {
      deprecated: {
        reason: `${name} ${version} has had no updates since ${end}`,
        replacement: `${name}:${line.suggestedTag}`,
        source: `https://endoflife.date/${endOfLifeNames[name] ?? name}`,
      },
    };
  }
  return {};
}

const endOfLifeNames: Readonly<Record<string, string>> = { node: 'nodejs', golang: 'go' };
const nodeUser: Account = { name: 'node', uid: 1000 };

const languages: Readonly<Record<string, Entry>> = {
  // https://endoflife.date/python
  python: officialLanguage('python', {
    runtime: 'python',
    suggestedTag: '3.13-slim',
    sizes: { full: 1020, slim: 125, alpine: 50 },
    tools: 'python python3 pip pip3',
    ends: {
      '2': '2020-01',
      '2.7': '2020-01',
      '3.5': '2020-09',
      '3.6': '2021-12',
      '3.7': '2023-06',
      '3.8': '2024-10',
      '3.9': '2025-10',
      '3.10': '2026-10',
    },
  }),
  // https://endoflife.date/nodejs
  node: officialLanguage('node', {
    runtime: 'node',
    suggestedTag: '24-slim',
    sizes: { full: 1100, slim: 230, alpine: 160 },
    user: nodeUser,
    tools: 'node npm npx yarn corepack',
    ends: {
      '8': '2019-12',
      '10': '2021-04',
      '12': '2022-04',
      '13': '2020-06',
      '14': '2023-04',
      '15': '2021-06',
      '16': '2023-09',
      '17': '2022-06',
      '18': '2025-04',
      '19': '2023-06',
      '20': '2026-04',
      '21': '2024-06',
      '23': '2025-06',
    },
  }),
  golang: officialLanguage('golang', {
    runtime: 'go',
    suggestedTag: '1.25',
    sizes: { full: 860, alpine: 270 },
    tools: 'go gofmt git gcc make',
  }),
  rust: officialLanguage('rust', {
    runtime: 'rust',
    suggestedTag: '1-slim',
    sizes: { full: 1500, slim: 780, alpine: 760 },
    tools: 'cargo rustc rustup gcc cc',
  }),
  ruby: officialLanguage('ruby', {
    runtime: 'ruby',
    suggestedTag: '3.4-slim',
    sizes: { full: 1000, slim: 220, alpine: 90 },
    tools: 'ruby gem bundle bundler irb rake',
    ends: {
      '2': '2023-03',
      '2.4': '2020-03',
      '2.5': '2021-03',
      '2.6': '2022-04',
      '2.7': '2023-03',
      '3.0': '2024-04',
      '3.1': '2025-03',
      '3.2': '2026-03',
    },
  }),
  // https://endoflife.date/php
  php: officialLanguage('php', {
    runtime: 'php',
    suggestedTag: '8.4-cli',
    sizes: { full: 500, alpine: 100 },
    tools: 'php curl',
    ends: {
      '5': '2018-12',
      '5.6': '2018-12',
      '7': '2022-11',
      '7.0': '2019-01',
      '7.1': '2019-12',
      '7.2': '2020-11',
      '7.3': '2021-12',
      '7.4': '2022-11',
      '8.0': '2023-11',
      '8.1': '2025-12',
    },
  }),
  perl: officialLanguage('perl', { suggestedTag: '5.42-slim', sizes: { full: 900, slim: 150 }, tools: 'perl cpanm' }),
  haskell: officialLanguage('haskell', { suggestedTag: '9-slim', sizes: { full: 2000, slim: 1400 }, tools: 'ghc cabal stack' }),
  'buildpack-deps': () => ({ ...debianFull, source: hub('buildpack-deps'), sizeMegabytes: 830 }),
  gcc: () => ({ ...debianFull, runtime: 'gcc', source: hub('gcc'), sizeMegabytes: 1400, suggestedTag: '15' }),
  openjdk: () => ({
    family: 'debian',
    runtime: 'java',
    defaultUser: root,
    source: hub('openjdk'),
    deprecated: { reason: 'the image is deprecated and gets no updates', replacement: 'eclipse-temurin:21-jre', source: hub('openjdk') },
  }),
  java: () => ({
    family: 'debian',
    runtime: 'java',
    defaultUser: root,
    source: hub('java'),
    deprecated: { reason: 'the image was replaced years ago', replacement: 'eclipse-temurin:21-jre', source: hub('java') },
  }),
  'eclipse-temurin': (tag) => {
    const base = { runtime: 'java', suggestedTag: '21-jre', source: hub('eclipse-temurin') } as const;
    if (/alpine/.test(tag)) return { ...alpine, ...base, sizeMegabytes: /jre/.test(tag) ? 190 : 330 };
    if (/windows|nanoserver/.test(tag)) return { ...base, family: 'windows', shell: 'cmd', packageManager: 'none' };
    return {
      family: 'ubuntu',
      libc: 'glibc',
      shell: 'dash',
      packageManager: 'apt',
      defaultUser: root,
      attackSurface: 'medium',
      ...base,
      sizeMegabytes: /jre/.test(tag) ? 270 : 450,
    };
  },
  maven: () => ({
    family: 'ubuntu',
    runtime: 'java',
    libc: 'glibc',
    defaultUser: root,
    suggestedTag: '3-eclipse-temurin-21',
    source: hub('maven'),
    sizeMegabytes: 540,
  }),
  gradle: () => ({
    family: 'ubuntu',
    runtime: 'java',
    libc: 'glibc',
    defaultUser: root,
    nonRootUser: { name: 'gradle', uid: 1000 },
    suggestedTag: '8-jdk21',
    source: hub('gradle'),
    sizeMegabytes: 700,
  }),
};

const debianReleases: Readonly<Record<string, string>> = {
  '8': '2020-06',
  jessie: '2020-06',
  '9': '2022-06',
  stretch: '2022-06',
  '10': '2024-06',
  buster: '2024-06',
  '11': '2026-08',
  bullseye: '2026-08',
};
const ubuntuReleases: Readonly<Record<string, string>> = {
  '14.04': '2019-04',
  '16.04': '2021-04',
  '18.04': '2023-05',
  '20.04': '2025-05',
  '19.04': '2020-01',
  '19.10': '2020-07',
  '20.10': '2021-07',
  '21.04': '2022-01',
  '21.10': '2022-07',
  '22.10': '2023-07',
  '23.04': '2024-01',
  '23.10': '2024-07',
  '24.10': '2025-07',
  '25.04': '2026-01',
  trusty: '2019-04',
  xenial: '2021-04',
  bionic: '2023-05',
  focal: '2025-05',
};

function ended(
  name: string,
  tag: string,
  releases: Readonly<Record<string, string>>,
  replacement: string,
): { deprecated?: NonNullable<BaseImageFacts['deprecated']> } {
  const version = Object.keys(releases).find(
    (release) => tag === release || tag.startsWith(`${release}-`) || tag.startsWith(`${release}.`),
  );
  const end = version === undefined ? undefined : releases[version];
  if (version === undefined || end === undefined || end > baseImagesDate) return {};
  return {
    deprecated: {
      reason: `${name} ${version} has had no free updates since ${end}`,
      replacement,
      source: `https://endoflife.date/${name}`,
    },
  };
}

const distributions: Readonly<Record<string, Entry>> = {
  debian: (tag) => ({
    ...debianSlim,
    source: hub('debian'),
    suggestedTag: '13-slim',
    sizeMegabytes: /slim/.test(tag) ? 75 : 120,
    ...(/slim/.test(tag) ? {} : { slimTag: tag === '' || tag === 'latest' ? 'stable-slim' : `${tag}-slim` }),
    ...ended('debian', tag, debianReleases, 'debian:13-slim'),
  }),
  ubuntu: (tag) => ({
    ...debianSlim,
    family: 'ubuntu',
    attackSurface: 'high',
    source: hub('ubuntu'),
    suggestedTag: '24.04',
    sizeMegabytes: 78,
    ...ended('ubuntu', tag, ubuntuReleases, 'ubuntu:24.04'),
  }),
  alpine: () => ({ ...alpine, attackSurface: 'very low', source: hub('alpine'), suggestedTag: '3.22', sizeMegabytes: 8 }),
  busybox: () => ({
    family: 'busybox',
    shell: 'busybox',
    packageManager: 'none',
    defaultUser: root,
    tools: set('wget nc ping vi ps'),
    absentTools: set('curl git bash'),
    attackSurface: 'very low',
    source: hub('busybox'),
    suggestedTag: '1.37',
    sizeMegabytes: 4,
  }),
  fedora: () => ({ ...redHat, family: 'fedora', packageManager: 'dnf', source: hub('fedora'), sizeMegabytes: 170, tools: set('curl') }),
  centos: () => ({
    ...redHat,
    family: 'centos',
    packageManager: 'yum',
    source: hub('centos'),
    sizeMegabytes: 230,
    deprecated: { reason: 'CentOS Linux ended and the image gets no updates', replacement: 'almalinux:9', source: hub('centos') },
  }),
  rockylinux: () => ({
    ...redHat,
    family: 'rocky',
    packageManager: 'dnf',
    source: hub('rockylinux'),
    suggestedTag: '9',
    tools: set('curl'),
  }),
  almalinux: () => ({ ...redHat, family: 'alma', packageManager: 'dnf', source: hub('almalinux'), suggestedTag: '9', tools: set('curl') }),
  oraclelinux: () => ({ ...redHat, family: 'oracle', packageManager: 'dnf', source: hub('oraclelinux'), tools: set('curl') }),
  amazonlinux: (tag) => ({
    ...redHat,
    family: 'amazon',
    packageManager: tag.startsWith('2023') ? 'dnf' : 'yum',
    source: hub('amazonlinux'),
    suggestedTag: '2023',
    tools: set('curl'),
  }),
  archlinux: () => ({ ...redHat, family: 'arch', packageManager: 'pacman', source: hub('archlinux'), sizeMegabytes: 450 }),
  'opensuse/leap': () => ({ ...redHat, family: 'opensuse', packageManager: 'zypper', source: 'https://hub.docker.com/r/opensuse/leap' }),
};

/** Services whose images start as root and step down by themselves, or that have an account of their own. */
const services: Readonly<Record<string, Entry>> = {
  nginx: (tag) => ({
    ...(/alpine/.test(tag) ? alpine : { ...debianSlim, absentTools: set('wget git gcc') }),
    tools: set('nginx curl'),
    nonRootUser: { name: 'nginx', uid: 101 },
    suggestedTag: '1.29-alpine',
    source: hub('nginx'),
    sizeMegabytes: /alpine/.test(tag) ? 50 : 190,
  }),
  httpd: (tag) => ({
    ...(/alpine/.test(tag) ? alpine : debianSlim),
    nonRootUser: { name: 'www-data', uid: 33 },
    suggestedTag: '2.4',
    source: hub('httpd'),
  }),
  caddy: () => ({ ...alpine, source: hub('caddy'), suggestedTag: '2-alpine' }),
  redis: (tag) => ({
    ...(/alpine/.test(tag) ? alpine : debianSlim),
    nonRootUser: { name: 'redis', uid: 999 },
    suggestedTag: '8-alpine',
    source: hub('redis'),
  }),
  postgres: (tag) => ({
    ...(/alpine/.test(tag) ? alpine : debianSlim),
    nonRootUser: { name: 'postgres', uid: /alpine/.test(tag) ? 70 : 999 },
    suggestedTag: '17',
    source: hub('postgres'),
  }),
  mysql: () => ({
    family: 'oracle',
    libc: 'glibc',
    shell: 'bash',
    packageManager: 'microdnf',
    defaultUser: root,
    nonRootUser: { name: 'mysql', uid: 999 },
    suggestedTag: '8.4',
    source: hub('mysql'),
  }),
  mariadb: () => ({
    ...debianSlim,
    family: 'ubuntu',
    nonRootUser: { name: 'mysql', uid: 999 },
    suggestedTag: '11.8',
    source: hub('mariadb'),
  }),
  mongo: () => ({ ...debianSlim, family: 'ubuntu', nonRootUser: { name: 'mongodb', uid: 999 }, suggestedTag: '8', source: hub('mongo') }),
  memcached: (tag) => ({
    ...(/alpine/.test(tag) ? alpine : debianSlim),
    defaultUser: { name: 'memcache', uid: 11211 },
    source: hub('memcached'),
    suggestedTag: '1-alpine',
  }),
  docker: () => ({ ...alpine, source: hub('docker'), tools: set('docker wget git') }),
};

/** Names that tell the user: images documented to start as somebody else than root. */
const nonRoot: readonly {
  readonly pattern: RegExp;
  readonly user: Account;
  readonly facts: Omit<BaseImageFacts, 'source'>;
  readonly source: string;
}[] = [
  {
    pattern: /^(?:docker\.io\/)?nginxinc\/nginx-unprivileged$/,
    user: { name: 'nginx', uid: 101 },
    facts: { family: 'debian', tools: set('nginx curl') },
    source: 'https://hub.docker.com/r/nginxinc/nginx-unprivileged',
  },
  {
    pattern: /^(?:docker\.io\/)?bitnami(?:legacy|secure)?\//,
    user: { name: '1001', uid: 1001 },
    facts: { family: 'debian', libc: 'glibc', shell: 'dash' },
    source: 'https://techdocs.broadcom.com/us/en/vmware-tanzu/bitnami-secure-images/bitnami-secure-images/services/bsi-doc/index.html',
  },
  {
    pattern: /^cgr\.dev\/chainguard\//,
    user: { name: 'nonroot', uid: 65532 },
    facts: { family: 'chainguard', libc: 'glibc', attackSurface: 'minimal' },
    source: 'https://edu.chainguard.dev/chainguard/chainguard-images/overview/',
  },
  {
    pattern: /^jenkins\/(?:jenkins|inbound-agent|agent|ssh-agent)$/,
    user: { name: 'jenkins', uid: 1000 },
    facts: { family: 'debian', libc: 'glibc' },
    source: 'https://github.com/jenkinsci/docker',
  },
  {
    pattern: /^grafana\/grafana(?:-oss|-enterprise)?$/,
    user: { name: 'grafana', uid: 472 },
    facts: { family: 'alpine' },
    source: 'https://grafana.com/docs/grafana/latest/setup-grafana/configure-docker/',
  },
  {
    pattern: /^prom\//,
    user: { name: 'nobody', uid: 65534 },
    facts: { family: 'busybox' },
    source: 'https://github.com/prometheus/prometheus/blob/main/Dockerfile',
  },
  {
    pattern: /^(?:sonarqube|solr|elasticsearch|kibana|logstash|neo4j|couchbase|groovy)$/,
    user: { name: 'service', uid: 1000 },
    facts: { family: 'ubuntu' },
    source: 'https://rules.sonarsource.com/docker/RSPEC-6471/',
  },
  {
    pattern: /^quay\.io\/keycloak\/keycloak$/,
    user: { name: 'keycloak', uid: 1000 },
    facts: { family: 'ubi', shell: 'bash' },
    source: 'https://www.keycloak.org/server/containers',
  },
  {
    pattern: /^(?:docker\.io\/)?(?:rootless|nonroot)\//,
    user: { name: 'nonroot', uid: 65532 },
    facts: { family: 'other' },
    source: 'https://docs.docker.com/build/building/best-practices/#user',
  },
];

/** The table's answer for a normalised repository (`python`, `gcr.io/distroless/static-debian12`) and its tag. */
export function baseImageFacts(repository: string, tag: string | undefined): BaseImageFacts | undefined {
  const found = lookUp(repository, tag ?? '');
  if (found === undefined) return undefined;
  const megabytes = found.sizeMegabytes;
  return megabytes === undefined
    ? found
    : { ...found, sizeClass: megabytes < 20 ? 'tiny' : megabytes < 130 ? 'small' : megabytes < 400 ? 'medium' : 'large' };
}

function lookUp(repository: string, tag: string): Omit<BaseImageFacts, 'sizeClass'> | undefined {
  const entry = own(languages, repository) ?? own(distributions, repository) ?? own(services, repository);
  if (entry !== undefined) return entry(tag);
  const known = nonRoot.find(({ pattern }) => pattern.test(repository));
  if (known !== undefined) return { ...known.facts, defaultUser: known.user, source: known.source };
  if (/^tiangolo\/(?:uvicorn-gunicorn|meinheld-gunicorn)/.test(repository)) {
    const source = 'https://fastapi.tiangolo.com/deployment/docker/';
    return {
      ...debianFull,
      runtime: 'python',
      source,
      deprecated: { reason: "FastAPI's own guide calls it deprecated", replacement: 'python:3.13-slim', source },
    };
  }
  if (repository.startsWith('gcr.io/distroless/')) return distrolessFacts(repository.slice('gcr.io/distroless/'.length), tag);
  if (repository === 'ghcr.io/astral-sh/uv') return uvFacts(tag);
  if (/^mcr\.microsoft\.com\/dotnet\//.test(repository)) return dotnetFacts(repository, tag);
  if (repository.startsWith('mcr.microsoft.com/windows'))
    return {
      family: 'windows',
      shell: 'cmd',
      packageManager: 'none',
      source: 'https://learn.microsoft.com/virtualization/windowscontainers/manage-containers/container-base-images',
    };
  if (/^(?:registry\.access\.redhat\.com|registry\.redhat\.io)\/ubi\d+/.test(repository)) return ubiFacts(repository);
  if (repository === 'denoland/deno')
    return { ...debianSlim, runtime: 'deno', nonRootUser: { name: 'deno', uid: 1993 }, source: 'https://github.com/denoland/deno_docker' };
  if (repository === 'oven/bun')
    return { ...debianSlim, runtime: 'bun', nonRootUser: { name: 'bun', uid: 1000 }, source: 'https://bun.com/guides/ecosystem/docker' };
  if (repository === 'nvidia/cuda')
    return { ...debianSlim, family: 'ubuntu', source: 'https://hub.docker.com/r/nvidia/cuda', sizeMegabytes: 2500 };
  return undefined;
}

function distrolessFacts(name: string, tag: string): Omit<BaseImageFacts, 'sizeClass'> {
  const kind = /^(static|base-nossl|base|cc|python3|nodejs\d*|java\d*(?:-base)?)/.exec(name)?.[1] ?? name;
  const runtime: Runtime | undefined = kind.startsWith('python')
    ? 'python'
    : kind.startsWith('nodejs')
      ? 'node'
      : kind.startsWith('java')
        ? 'java'
        : undefined;
  const sizes: Readonly<Record<string, number>> = { static: 2, 'base-nossl': 15, base: 21, cc: 24, python3: 53 };
  const megabytes = sizes[kind];
  const hasDebugShell = /debug/.test(tag);
  return {
    ...distroless,
    ...(hasDebugShell ? { shell: 'busybox' as const, absentTools: set('curl bash git gcc'), tools: set('wget sh') } : {}),
    ...(runtime === undefined ? {} : { runtime }),
    defaultUser: /nonroot/.test(tag) ? { name: 'nonroot', uid: 65532 } : root,
    nonRootUser: { name: 'nonroot', uid: 65532 },
    suggestedTag: 'nonroot',
    ...(megabytes === undefined ? {} : { sizeMegabytes: megabytes }),
    ...(/debian1[01]$/.test(name)
      ? {
          deprecated: {
            reason: `Debian ${name.slice(-2)} images are not built any more`,
            replacement: `gcr.io/distroless/${name.replace(/debian1[01]$/, 'debian12')}`,
            source: distroless.source,
          },
        }
      : {}),
  };
}

function uvFacts(tag: string): Omit<BaseImageFacts, 'sizeClass'> {
  const source = 'https://docs.astral.sh/uv/guides/integration/docker/';
  if (/alpine/.test(tag)) return { ...alpine, ...(tag.includes('python') ? { runtime: 'python' } : {}), tools: set('uv uvx wget'), source };
  if (/slim/.test(tag)) return { ...debianSlim, ...(tag.includes('python') ? { runtime: 'python' } : {}), tools: set('uv uvx'), source };
  if (/bookworm|trixie|debian|python/.test(tag)) return { ...debianFull, ...(tag.includes('python') ? { runtime: 'python' } : {}), source };
  // The bare image holds the two programs and nothing else; it is there to be copied from.
  return { family: 'scratch', shell: 'none', packageManager: 'none', defaultUser: root, tools: set('uv uvx'), source, sizeMegabytes: 50 };
}

function dotnetFacts(repository: string, tag: string): Omit<BaseImageFacts, 'sizeClass'> {
  const source = 'https://github.com/dotnet/dotnet-docker';
  const account: Account = { name: 'app', uid: 1654 };
  const isChiseled = /chiseled|distroless/.test(tag);
  if (/nanoserver|windowsservercore/.test(tag))
    return { family: 'windows', runtime: 'dotnet', shell: 'cmd', packageManager: 'none', source };
  if (isChiseled)
    return {
      family: 'distroless',
      runtime: 'dotnet',
      libc: 'glibc',
      shell: 'none',
      packageManager: 'none',
      defaultUser: account,
      nonRootUser: account,
      absentTools: set('curl wget sh bash'),
      attackSurface: 'minimal',
      source,
    };
  if (/alpine/.test(tag)) return { ...alpine, runtime: 'dotnet', nonRootUser: account, source };
  return { ...debianSlim, runtime: 'dotnet', nonRootUser: account, source, sizeMegabytes: /sdk/.test(repository) ? 850 : 220 };
}

function ubiFacts(repository: string): Omit<BaseImageFacts, 'sizeClass'> {
  const source = 'https://catalog.redhat.com/en/software/base-images';
  if (repository.includes('micro')) return { ...redHat, family: 'ubi', packageManager: 'none', source, sizeMegabytes: 30 };
  if (repository.includes('minimal')) return { ...redHat, family: 'ubi', packageManager: 'microdnf', source, sizeMegabytes: 100 };
  // The language builders (ubi9/python-312, ubi9/nodejs-22) run as 1001.
  const isPlain = /\/ubi\d+(?:\/ubi(?:-init)?)?$/.test(repository);
  return { ...redHat, family: 'ubi', packageManager: 'dnf', source, ...(isPlain ? {} : { defaultUser: { name: 'default', uid: 1001 } }) };
}

function own<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
