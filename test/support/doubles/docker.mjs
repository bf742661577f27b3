// docker as a test double: it "builds" a Dockerfile by reading it, keeps images in the world's file and reaches k3d's nodes.
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { change, daemonDown, err, exit, full, imageNamed, load, logCall, nodesOf, options, out, sleep } from './world.mjs';

const argv = process.argv.slice(2);
logCall('docker', argv);
const world = load();
const docker = world.docker ?? {};
const state = docker.state ?? 'up';
const buildx = docker.buildx === undefined ? '0.27.0' : docker.buildx;

const [verb, ...rest] = argv;
if (verb === 'buildx') await buildxCommand();
else if (verb === 'version') out(state === 'up' ? '28.2.2' : '');
else if (verb === 'info') await info();
else if (state === 'down') await down();
else if (state === 'forbidden') await fail('permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: dial unix /var/run/docker.sock: connect: permission denied');
else if (verb === 'build') await build();
else if (verb === 'image' && rest[0] === 'inspect') await inspect(rest.slice(1));
else if (verb === 'history') await history();
else if (verb === 'tag') await tag();
else if (verb === 'push') await push();
else if (verb === 'save') await save();
else if (verb === 'exec') await exec();
else await fail(`docker: unknown command: docker ${verb}\n\nRun 'docker --help' for more information`);
await exit(0);

async function fail(message, code = 1) {
  err(message);
  await exit(code);
}

async function down() {
  // An inspection answers with an empty list all the same.
  if (verb === 'image') out('[]');
  await fail(verb === 'build' && buildx !== null && process.env.DOCKER_BUILDKIT !== '0' ? `ERROR: ${daemonDown}` : daemonDown);
}

/** The daemon goes away under a build, as Docker 20.10 and buildx 0.27 told it: `killed`, or `stopped` in good order. */
async function die(isLegacy) {
  change((next) => void (next.docker.state = 'down'));
  if (!isLegacy) await fail('ERROR: failed to build: failed to solve: Unavailable: error reading from server: EOF');
  await fail(...(docker.dies === 'killed' ? ['unexpected EOF'] : ["The command '/bin/sh -c true' returned a non-zero code: 137", 137]));
}

async function buildxCommand() {
  if (buildx === null) await fail("docker: unknown command: docker buildx\n\nRun 'docker --help' for more information");
  out(`github.com/docker/buildx v${buildx} 28c90ea`);
}

async function info() {
  const client = { ClientInfo: { Version: '28.2.2' } };
  if (state !== 'up') {
    out(JSON.stringify({ ID: '', Containers: 0, DriverStatus: null, ServerErrors: [daemonDown], ...client }));
    // Newer clients end with 1 here.
    await exit(1);
  }
  const driverStatus = docker.store === 'containerd' ? [['driver-type', 'io.containerd.snapshotter.v1']] : [['Backing Filesystem', 'extfs'], ['Supports d_type', 'true']];
  out(JSON.stringify({ ServerVersion: '28.2.2', OSType: 'linux', Architecture: docker.machine ?? 'x86_64', NCPU: 4, MemTotal: 8_222_072_832, DriverStatus: driverStatus, ...client }));
}

async function inspect(words) {
  const [name] = options(words, { values: ['format'] }).words;
  const image = imageNamed(world, name);
  if (image === undefined) {
    out('[]');
    await fail(`Error response from daemon: no such image: ${name}: No such image: ${name}`);
  }
  const config = { User: image.user ?? '', Entrypoint: image.entrypoint ?? null, Cmd: image.cmd ?? null, ...(image.ports === undefined ? {} : { ExposedPorts: Object.fromEntries(image.ports.map((port) => [port, {}])) }) };
  out(JSON.stringify([{ Id: image.id, RepoTags: image.tags, RepoDigests: [], Size: image.bytes ?? 12_345_678, Architecture: image.architecture ?? 'amd64', Os: 'linux', Config: config, RootFS: { Type: 'layers', Layers: (image.layers ?? [1]).map((_, i) => `sha256:${i}`) } }], null, 4));
}

async function history() {
  const [name] = options(rest, { values: ['format', 'human'], flags: ['no-trunc'] }).words;
  const image = imageNamed(world, name);
  if (image === undefined) await fail(`Error response from daemon: No such image: ${name}`);
  for (const { createdBy, bytes } of [...(image.layers ?? [])].reverse()) out(JSON.stringify({ Comment: 'buildkit.dockerfile.v0', CreatedBy: createdBy, ID: '<missing>', Size: String(bytes) }));
}

async function tag() {
  const [from, to] = options(rest, { values: [] }).words;
  if (imageNamed(world, from) === undefined) await fail(`Error response from daemon: No such image: ${from}`);
  change((next) => {
    for (const image of next.docker.images) image.tags = image.tags.filter((other) => full(other) !== full(to));
    imageNamed(next, from).tags.push(to);
  });
}

async function push() {
  const [name] = options(rest, { values: [] }).words;
  const registry = name.split('/')[0];
  out(`The push refers to repository [${name.replace(/:[^/:]+$/, '')}]`);
  const image = imageNamed(world, name);
  if (image === undefined) await fail(`An image does not exist locally with the tag: ${name.replace(/:[^/:]+$/, '')}`);
  const known = docker.registries ?? (world.k3d?.registries ?? []).map(({ port = 5000 }) => `localhost:${port}`);
  if (!known.includes(registry)) {
    if (/^localhost|^127\./.test(registry)) await fail(`Get "http://${registry}/v2/": dial tcp 127.0.0.1:${registry.split(':')[1]}: connect: connection refused`);
    await fail(`Get "https://${registry}/v2/": dial tcp: lookup ${registry.split(':')[0]} on 10.0.0.2:53: no such host`);
  }
  out('5f70bf18a086: Pushed');
  out(`${name.split(':').at(-1)}: digest: ${image.id} size: 1234`);
  change((next) => (next.pushed ??= []).push({ tag: name, id: image.id }));
}

async function save() {
  const { found, words } = options(rest, { values: ['output'], short: { o: 'output' } });
  const image = imageNamed(world, words[0]);
  if (image === undefined) await fail(`Error response from daemon: reference does not exist`);
  if (docker.fault === 'disk-full') await fail(`write ${found.output[0]}: no space left on device`);
  writeFileSync(found.output[0], JSON.stringify({ tag: full(words[0]), id: image.id }));
}

async function exec() {
  const { words } = options(rest, { values: [], flags: ['interactive', 'i'] });
  const [node, ...command] = words;
  const cluster = (world.k3d?.clusters ?? []).find((candidate) => nodesOf(candidate).some(({ name }) => name === node));
  if (cluster === undefined) await fail(`Error response from daemon: No such container: ${node}`);
  const { status } = nodesOf(cluster).find(({ name }) => name === node);
  if (status !== 'running') await fail(`Error response from daemon: container 4f2c1e is not running`);
  const line = command.join(' ');
  if (line.startsWith('crictl images')) {
    const images = (world.nodes?.[node] ?? []).map(({ tag, id }) => ({ id, repoTags: [tag], repoDigests: [], size: '12345678', username: '', uid: null, spec: null, pinned: false }));
    out(JSON.stringify({ images }, null, 2));
  } else if (line.startsWith('ctr ')) {
    const archive = JSON.parse(readFileSync(0, 'utf8'));
    if (world.k3d?.ctr?.[node] === 'fails') await fail('ctr: failed to ingest "blobs/sha256/1b2c": no space left on device');
    out(`unpacking ${archive.tag} (${archive.id})...done`);
    change((next) => {
      next.nodes ??= {};
      (next.nodes[node] ??= []).push(archive);
    });
  } else await fail(`OCI runtime exec failed: exec failed: unable to start container process: exec: "${command[0]}": executable file not found in $PATH: unknown`, 126);
}

async function build() {
  const isLegacy = buildx === null || process.env.DOCKER_BUILDKIT === '0';
  const values = ['file', 'tag', 'target', 'platform', 'build-arg', 'iidfile', ...(isLegacy ? [] : ['progress', 'secret'])];
  const { unknown, found, words } = options(rest, { values, flags: ['pull', 'no-cache', ...(isLegacy ? ['force-rm'] : ['load'])], short: { f: 'file', t: 'tag' } });
  if (unknown !== undefined) await fail(`unknown flag: ${unknown}\n\nUsage:  docker build [OPTIONS] PATH | URL | -`, 125);
  const say = isLegacy ? out : err;
  const file = found.file[0];
  const context = words[0];
  if (isLegacy) err('DEPRECATED: The legacy builder is deprecated and will be removed in a future release.\n            Install the buildx component to build images with BuildKit:\n            https://docs.docker.com/go/buildx/\n');
  else err('#0 building with "default" instance using docker driver\n');
  const given = { args: {}, secrets: {} };
  for (const arg of found['build-arg'] ?? []) {
    const [name, value] = arg.includes('=') ? [arg.slice(0, arg.indexOf('=')), arg.slice(arg.indexOf('=') + 1)] : [arg, process.env[arg]];
    given.args[name] = value;
  }
  for (const secret of found.secret ?? []) given.secrets[/id=([^,"]+)/.exec(secret)?.[1]] = true;
  let at = 1;
  const stop = async () => {
    if (isLegacy) await exit(130);
    err(`#${at} CANCELED`);
    await fail('ERROR: failed to build: failed to solve: Canceled: context canceled', 130);
  };
  process.on('SIGINT', () => {
    if (docker.ignoresSignals !== true) void stop();
  });
  process.on('SIGTERM', () => {
    if (docker.ignoresSignals !== true) void stop();
  });
  if (!existsSync(file))
    await fail(isLegacy ? `unable to prepare context: unable to evaluate symlinks in Dockerfile path: lstat ${file}: no such file or directory` : `ERROR: failed to build: failed to solve: failed to read dockerfile: open ${basename(file)}: no such file or directory`);
  const text = readFileSync(file, 'utf8');
  const all = instructionsOf(text);
  const excerpt = ({ first, last }) => {
    const lines = text.split('\n');
    const shown = [];
    for (let i = Math.max(1, first - 2); i <= Math.min(lines.length, last + 2); i++) shown.push(`${String(i).padStart(4)} | ${i >= first && i <= last ? '>>>' : '   '} ${lines[i - 1]}`);
    err(`${basename(file)}:${first}\n--------------------\n${shown.join('\n')}\n--------------------`);
  };
  const refuse = async (instruction, message) => {
    if (instruction !== undefined) excerpt(instruction);
    await fail(`ERROR: failed to build: failed to solve: ${message}`);
  };
  const known = /^(?:FROM|RUN|COPY|ADD|ENV|ARG|WORKDIR|USER|CMD|ENTRYPOINT|EXPOSE|LABEL|VOLUME|HEALTHCHECK|SHELL|STOPSIGNAL|ONBUILD)$/;
  const wrong = all.find(({ keyword }) => !known.test(keyword));
  if (wrong !== undefined) {
    if (isLegacy) await fail(`Error response from daemon: dockerfile parse error line ${wrong.first}: unknown instruction: ${wrong.keyword}`);
    await refuse(wrong, `dockerfile parse error on line ${wrong.first}: unknown instruction: ${wrong.keyword} (did you mean RUN?)`);
  }
  if (all.length === 0) await fail('ERROR: failed to build: failed to solve: the Dockerfile cannot be empty');
  const stages = stagesOf(all);
  const target = found.target?.[0];
  const wanted = target === undefined ? stages.at(-1) : stages.find(({ name }, i) => name?.toLowerCase() === target.toLowerCase() || String(i) === target);
  if (wanted === undefined) await fail(isLegacy ? `failed to reach build target ${target} in Dockerfile` : `ERROR: failed to build: failed to solve: target stage "${target}" could not be found`);
  if (docker.hangs === true) {
    err('#1 [internal] load build definition from Dockerfile');
    await sleep(3_600_000);
  }
  const needed = [];
  for (let stage = wanted; stage !== undefined; stage = stages.find(({ name }) => name !== undefined && name === stage.base)) needed.unshift(stage);
  let counted = 0;
  for (const stage of needed) {
    const isOnStage = stages.some(({ name }) => name !== undefined && name === stage.base);
    if (!isOnStage && (docker.missingBases ?? []).includes(stage.base)) {
      if (isLegacy) await fail(`pull access denied for ${stage.base}, repository does not exist or may require 'docker login': denied: requested access to the resource is denied`);
      await refuse(stage.from, `${stage.base}: failed to resolve source metadata for docker.io/library/${stage.base}:latest: pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed`);
    }
    const steps = stage.instructions.filter(({ keyword }) => /^(?:RUN|COPY|ADD|WORKDIR)$/.test(keyword));
    if (!isOnStage) steps.unshift(stage.from);
    const name = stages.length === 1 ? '' : `${stage.name ?? `stage-${stages.indexOf(stage)}`} `;
    for (const instruction of isLegacy ? [stage.from, ...stage.instructions] : steps) {
      counted++;
      const number = steps.indexOf(instruction) + 1;
      at++;
      if (isLegacy) say(`Step ${counted}/${all.length} : ${instruction.text}\n ---> Running in 4b0003338c21`);
      else say(`#${at} [${name}${number}/${steps.length}] ${instruction.text}`);
      await sleep(docker.stepMs ?? 0);
      if (instruction.keyword === 'RUN' && docker.dies !== undefined) await die(isLegacy);
      const fault = faultOf(instruction, context, given);
      if (fault !== undefined) {
        if (isLegacy) {
          if (fault.output !== undefined) out(fault.output);
          await fail(fault.legacy, fault.code ?? 1);
        }
        if (fault.output !== undefined) say(`#${at} 0.050 ${fault.output}`);
        say(`#${at} ERROR: ${fault.message}\n------\n > [${name}${number}/${steps.length}] ${instruction.text}:`);
        if (fault.output !== undefined) say(`0.050 ${fault.output}`);
        say('------');
        await refuse(instruction, fault.message);
      }
      if (isLegacy) say(` ---> 848cfc2168f5`);
      else say(docker.cached === true || instruction.keyword === 'FROM' ? `#${at} CACHED\n` : `#${at} DONE 0.1s\n`);
    }
  }
  // The same files and arguments give the same image.
  const id = `sha256:${createHash('sha256').update(text).update(JSON.stringify(given.args)).update(docker.salt ?? '').digest('hex')}`;
  const end = needed.flatMap(({ instructions }) => instructions);
  // The base's own history comes first; what only sets something has an entry without bytes.
  const layers = [
    { createdBy: '/bin/sh -c #(nop) ADD file:1b2c in / ', bytes: 5_000_000 },
    { createdBy: 'CMD ["bash"]', bytes: 0 },
    ...end.map(({ keyword, text: words }) => ({ createdBy: `${words} # buildkit`, bytes: /^(?:RUN|COPY|ADD)$/.test(keyword) ? words.length * 1000 : 0 })),
  ];
  const last = (keyword) => end.filter((instruction) => instruction.keyword === keyword).at(-1)?.text.replace(/^\S+\s+/, '');
  const name = found.tag[0];
  const architecture = /linux\/(\w+)/.exec(found.platform?.[0] ?? '')?.[1] ?? (docker.machine === 'aarch64' ? 'arm64' : 'amd64');
  change((next) => {
    next.docker ??= {};
    const images = (next.docker.images ??= []);
    for (const image of images) image.tags = image.tags.filter((other) => full(other) !== full(name));
    next.docker.images = images.filter(({ id: other }) => other !== id);
    const tags = [...(images.find((image) => image.id === id)?.tags ?? []), name];
    const ports = end.filter(({ keyword }) => keyword === 'EXPOSE').map(({ text: words }) => `${words.split(/\s+/)[1]}/tcp`);
    next.docker.images.push({ id, tags, bytes: layers.reduce((sum, { bytes }) => sum + bytes, 0), architecture, user: last('USER') ?? '', ports, layers });
  });
  if (found.iidfile !== undefined) writeFileSync(found.iidfile[0], id);
  if (isLegacy) out(`Successfully built ${id.slice(7, 19)}\nSuccessfully tagged ${name}`);
  else {
    err(`#${at + 1} exporting to image\n#${at + 1} exporting layers 0.0s done\n#${at + 1} writing image ${id} done\n#${at + 1} naming to ${full(name)} done\n#${at + 1} DONE 0.0s`);
    const shell = all.find(({ keyword, text: words }) => keyword === 'CMD' && !/\[/.test(words));
    if (shell !== undefined) err(`\n\u001b[33m1 warning found (use docker --debug to expand):\n\u001b[0m - JSONArgsRecommended: JSON arguments recommended for CMD to prevent unintended behavior related to OS signals (line ${shell.first})`);
  }
}

function instructionsOf(text) {
  const found = [];
  const lines = text.split('\n');
  for (let i = 0; i < lines.length; i++) {
    if (/^\s*(?:#.*)?$/.test(lines[i])) continue;
    const first = i + 1;
    const words = [];
    for (;;) {
      if (!/^\s*#/.test(lines[i] ?? '')) words.push((lines[i] ?? '').replace(/\\\s*$/, '').trim());
      if (!/\\\s*$/.test(lines[i] ?? '') && !(words.length > 1 && /^\s*#/.test(lines[i] ?? ''))) break;
      i++;
    }
    const joined = words.join(' ').trim();
    found.push({ keyword: joined.split(/\s+/)[0].toUpperCase(), text: joined, first, last: i + 1 });
  }
  return found;
}

function stagesOf(all) {
  const stages = [];
  for (const instruction of all) {
    const [, base, name] = /^FROM\s+(?:--\S+\s+)*(\S+)(?:\s+AS\s+(\S+))?/i.exec(instruction.text) ?? [];
    if (base !== undefined) stages.push({ base, name, from: instruction, instructions: [] });
    else stages.at(-1)?.instructions.push(instruction);
  }
  return stages;
}

/** What goes wrong in an instruction of itself: `exit 3`, `false`, a source that is not there, a secret that was not given. */
function faultOf({ keyword, text }, context, given) {
  const secret = /--mount=type=secret,(?:[^ ]*,)?id=([\w.-]+)/.exec(text)?.[1];
  if (keyword === 'RUN' && secret !== undefined && /required=true|required(?:,| )/.test(text) && !given.secrets[secret]) return { message: `secret ${secret}: not found`, legacy: `secret ${secret} not found` };
  if (keyword === 'RUN' && docker.fault === 'disk-full')
    return { message: `process "/bin/sh -c ${text.slice(4)}" did not complete successfully: exit code: 1`, output: "sh: can't create /big: No space left on device", code: 1, legacy: `The command '/bin/sh -c ${text.slice(4)}' returned a non-zero code: 1` };
  const code = keyword === 'RUN' ? (/(?:^|[;&|]\s*)exit (\d+)\s*$/.exec(text)?.[1] ?? (/(?:\s|&&\s*)false\s*$/.test(text) ? '1' : undefined)) : undefined;
  if (code !== undefined && code !== '0')
    return { message: `process "/bin/sh -c ${text.slice(4)}" did not complete successfully: exit code: ${code}`, output: 'hello', code: Number(code), legacy: `The command '/bin/sh -c ${text.slice(4)}' returned a non-zero code: ${code}` };
  if ((keyword === 'COPY' || keyword === 'ADD') && !/--from=/.test(text)) {
    const sources = text.split(/\s+/).slice(1).filter((word) => !word.startsWith('--')).slice(0, -1);
    const missing = sources.find((source) => !/[*?[]|^https?:|^<</.test(source) && !existsSync(join(context, source)));
    if (missing !== undefined)
      return { message: `failed to calculate checksum of ref ${randomBytes(4).toString('hex')}::abc: "/${missing}": not found`, legacy: `COPY failed: file not found in build context or excluded by .dockerignore: stat ${missing}: file does not exist` };
  }
  return undefined;
}
