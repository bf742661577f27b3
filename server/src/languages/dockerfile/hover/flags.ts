import type { Teaching } from './instructions.js';

/** The teaching of a flag, and the version of the Dockerfile syntax that brought it. */
interface FlagTeaching extends Teaching {
  readonly since?: string;
}

// Versions and defaults: the option tables of https://docs.docker.com/reference/dockerfile/, read 2026-11.
const chown: FlagTeaching = {
  does: 'Sets the owner of the copies: names or numbers, `user:group`.',
  trap: 'Without it they belong to 0:0, whatever USER says. A name must be in the image’s `/etc/passwd`; with `--link` only numbers work.',
  anchor: 'copy---chown',
};
const chmod: FlagTeaching = {
  does: 'Sets the permissions of the copies, octal (`755`) or symbolic (`u=rwX,go=rX`, from syntax 1.14 on).',
  trap: 'A `RUN chmod` instead would store the files a second time in its layer. It does not work for Windows containers.',
  anchor: 'copy---chmod',
  since: '1.2',
};
const link: FlagTeaching = {
  does: 'Puts the copies into a layer of their own that does not depend on the layers below, so it is kept when those change.',
  trap: 'A symlink in the destination path is not followed but replaced by a folder, and `--chown` takes numbers only.',
  anchor: 'copy---link',
  since: '1.4',
};
const exclude: FlagTeaching = {
  does: 'Leaves out the files that the pattern matches. It may be given several times.',
  trap: 'What no build should see belongs in `.dockerignore`, which also keeps it from being sent to the builder.',
  anchor: 'copy---exclude',
  since: '1.19',
};

export const flagTexts: Readonly<Record<string, Readonly<Record<string, FlagTeaching>>>> = {
  FROM: {
    platform: {
      does: 'Chooses the platform of an image that exists for several. Without it, it is the platform that is built for.',
      trap: '`$BUILDPLATFORM` keeps a compiler stage native and fast. A fixed platform breaks builds for others.',
      anchor: 'from',
    },
  },
  RUN: {
    mount: {
      does: 'Mounts files, a cache, a secret, a tmpfs or an SSH agent for this command alone. Nothing of the mount lands in the layer.',
      trap: 'The next RUN does not have it unless it asks for it as well.',
      anchor: 'run---mount',
      since: '1.2',
    },
    network: {
      does: 'Sets the network of the command: `default`, `none` or `host`.',
      trap: '`none` proves that a step needs no download. `host` works only where the builder allows `network.host`.',
      anchor: 'run---network',
      since: '1.3',
    },
    security: {
      does: '`insecure` runs the command without a sandbox, like `docker run --privileged`; `sandbox` is the default.',
      trap: 'It works only where the builder allows `security.insecure`.',
      anchor: 'run---security',
      since: '1.20',
    },
    device: {
      does: 'Gives the command a CDI device, such as a GPU.',
      trap: 'It works only where the builder knows the device and allows `device`.',
      anchor: 'run---device',
      since: '1.27',
    },
  },
  COPY: {
    from: {
      does: 'Copies from a stage, a named context or an image instead of the build context.',
      trap: 'Source paths start at the root of that stage, not at its WORKDIR. An image without a version is `latest`.',
      anchor: 'copy---from',
    },
    chown,
    chmod,
    link,
    parents: {
      does: 'Keeps the folders of the sources: `src/a.txt` becomes `DEST/src/a.txt`. A `./` in the path marks where they begin.',
      trap: 'Without it files of the same name overwrite each other silently.',
      anchor: 'copy---parents',
      since: '1.20',
    },
    exclude,
  },
  ADD: {
    'keep-git-dir': {
      does: 'Keeps the `.git` folder of a repository that is added.',
      trap: 'The history then is in the image, for everybody to read.',
      anchor: 'add---keep-git-dir',
      since: '1.1',
    },
    checksum: {
      does: 'The digest that a download must have (`sha256:…`), or the commit of a Git source. Otherwise the build fails.',
      trap: 'Without it, whatever the server sends is built in.',
      anchor: 'add---checksum',
      since: '1.6',
    },
    chown: { ...chown, anchor: 'add---chown' },
    chmod: { ...chmod, anchor: 'add---chmod' },
    link: { ...link, anchor: 'add---link' },
    unpack: {
      does: 'Says whether tar archives are unpacked.',
      trap: 'Without it local archives are unpacked and downloaded ones are not.',
      anchor: 'add---unpack',
      since: '1.17',
    },
    exclude: { ...exclude, anchor: 'add---exclude' },
  },
  HEALTHCHECK: {
    interval: {
      does: 'Time from the start to the first check, and from the end of one check to the next; 30s when absent.',
      anchor: 'healthcheck',
    },
    timeout: { does: 'A check that takes longer is killed and has failed; 30s when absent.', anchor: 'healthcheck' },
    'start-period': {
      does: 'Time after the start in which failures do not count; 0s when absent.',
      trap: 'The first check that passes ends it: from then on failures count.',
      anchor: 'healthcheck',
    },
    'start-interval': {
      does: 'Time between checks during the start period; 5s when absent.',
      trap: 'Needs Docker Engine 25.0 and has no effect without `--start-period`.',
      anchor: 'healthcheck',
    },
    retries: { does: 'Failures in a row that make the container unhealthy; 3 when absent.', anchor: 'healthcheck' },
  },
};

export const mountTypeTexts: Readonly<Record<string, Teaching>> = {
  bind: {
    does: 'Shows files of the build context, a stage or an image to the command without copying them.',
    trap: 'It is read-only. With `rw` the command may write, but what it writes is thrown away.',
    anchor: 'run---mounttypebind',
  },
  cache: {
    does: 'A folder that stays between builds, for package managers and compilers.',
    trap: 'It is not in the image and may be empty at any time, so nothing that the image needs may live there only.',
    anchor: 'run---mounttypecache',
  },
  tmpfs: { does: 'A folder in memory that is gone after the command.', anchor: 'run---mounttypetmpfs' },
  secret: {
    does: 'Shows a secret of `docker build --secret` to the command, as a file or with `env` as a variable. It is in no layer and not in the history.',
    trap: 'When the build passes no such secret the command runs without it, unless `required=true`.',
    anchor: 'run---mounttypesecret',
  },
  ssh: {
    does: 'Lets the command use the SSH agent of `docker build --ssh`; the keys stay outside.',
    trap: 'The host key of the server must be known, or ssh asks and the build fails.',
    anchor: 'run---mounttypessh',
  },
};

const target = 'Path of the mount in the container.';
const writable = 'Lets the command write; what it writes is thrown away afterwards.';
const bindFrom = 'Stage, context or image that the files come from; the build context when absent.';
const uid = 'Owner as a number; 0, which is root, when absent. An account other than root needs its own number here.';
const gid = 'Group as a number; 0 when absent.';
const required = '`true` makes the build fail when it is missing; otherwise the command runs without it.';

const keyTexts: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  bind: {
    target,
    source: 'Path in `from`; its root when absent.',
    from: bindFrom,
    rw: writable,
    ro: 'Read-only, which a bind mount is anyway.',
  },
  cache: {
    id: 'Name of the cache; the `target` when absent. Caches of the same id are the same folder in all builds.',
    target,
    ro: 'The command may read the cache only.',
    rw: 'The command may write, which a cache allows anyway.',
    sharing:
      '`shared` (the default): several builds write at once. `locked`: the second one waits, as apt needs it. `private`: each gets a folder of its own.',
    from: 'Stage, context or image that a new cache starts from; an empty folder when absent.',
    source: 'Path in `from`; its root when absent.',
    mode: 'Permissions of a new cache folder, octal; 0755 when absent.',
    uid,
    gid,
  },
  tmpfs: { target, size: 'Upper limit of its size.' },
  secret: {
    id: 'Name of the secret, as in `--secret id=…`; the last part of `target` when absent.',
    target: 'File that holds the secret; `/run/secrets/ID` when neither this nor `env` is given.',
    // https://github.com/moby/buildkit/blob/master/frontend/dockerfile/dockerfile2llb/convert_secrets.go
    source: 'Another word for `id`, which it overrides.',
    env: 'Variable that holds the secret, from syntax 1.10 on.',
    required,
    mode: 'Permissions of the file, octal; 0400 when absent.',
    uid,
    gid,
  },
  ssh: {
    id: 'Name of the agent, as in `--ssh id=…`; `default` when absent.',
    target: 'Path of the socket; `/run/buildkit/ssh_agent.N` when absent.',
    required,
    mode: 'Permissions of the socket, octal; 0600 when absent.',
    uid,
    gid,
  },
};

const sameKeys: Readonly<Record<string, string>> = {
  dst: 'target',
  destination: 'target',
  src: 'source',
  readonly: 'ro',
  readwrite: 'rw',
};

/** What `key` of a mount of `type` means. */
export function mountKeyText(type: string, key: string): string | undefined {
  if (key === 'type') return 'Kind of the mount: `bind` (the default), `cache`, `tmpfs`, `secret` or `ssh`.';
  const table = Object.hasOwn(keyTexts, type) ? keyTexts[type] : undefined;
  const name = Object.hasOwn(sameKeys, key) ? (sameKeys[key] ?? key) : key;
  return table !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
}
