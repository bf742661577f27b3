// What the doubles know and remember: one JSON file, named in SLIPWAY_DOUBLE, that they read, change and log beside.
import { appendFileSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';

const path = process.env.SLIPWAY_DOUBLE;
if (path === undefined) {
  process.stderr.write('a test double runs with SLIPWAY_DOUBLE alone\n');
  process.exit(70);
}

export function load() {
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** Changes the world in one go: another double may run at the same time. */
export function change(work) {
  const world = load();
  const result = work(world);
  const next = `${path}.${process.pid}`;
  writeFileSync(next, JSON.stringify(world, null, 1));
  renameSync(next, path);
  return result;
}

/** Every call, for tests that hold commands to what was really started. */
export function logCall(program, argv) {
  appendFileSync(`${path}.log`, `${JSON.stringify({ program, argv, cwd: process.cwd(), env: process.env })}\n`);
}

export function out(text) {
  process.stdout.write(`${text}\n`);
}

export function err(text) {
  process.stderr.write(`${text}\n`);
}

/** Ends behind everything that was written: a pipe takes its time. */
export function exit(code) {
  process.stdout.write('', () => process.stderr.write('', () => process.exit(code)));
  return new Promise(() => undefined);
}

export const sleep = (ms) => new Promise((wake) => setTimeout(wake, ms));

export const socket = 'unix:///var/run/docker.sock';
export const daemonDown = `Cannot connect to the Docker daemon at ${socket}. Is the docker daemon running?`;

/** Options (`--name value`, `--name=value`, `-n value`) and the words beside them. `flags` names those that take no value. */
export function options(argv, { values, flags = [], short = {} }) {
  const found = {};
  const words = [];
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i];
    if (word === '--') {
      words.push(...argv.slice(i + 1));
      break;
    }
    if (!word.startsWith('-') || word === '-') {
      words.push(word);
      continue;
    }
    const [given, inline] = word.includes('=') ? [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)] : [word];
    const name = given.startsWith('--') ? given.slice(2) : (short[given.slice(1)] ?? given.slice(1));
    if (flags.includes(name)) found[name] = inline ?? 'true';
    else if (values.includes(name)) (found[name] ??= []).push(inline ?? argv[++i] ?? '');
    else return { unknown: given, found, words };
  }
  return { found, words };
}

/** As Docker and containerd write a name. */
export function full(reference) {
  const [first, ...rest] = reference.split('/');
  const named = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost') ? reference : `docker.io/${rest.length > 0 ? '' : 'library/'}${reference}`;
  return /:[^/]+$/.test(named) ? named : `${named}:latest`;
}

export function imageNamed(world, reference) {
  return (world.docker?.images ?? []).find((image) => image.id === reference || image.tags.some((tag) => full(tag) === full(reference)));
}

/** Names of the containers of a cluster that are k3s nodes, with their state. */
export function nodesOf(cluster) {
  const count = (role, number) => Array.from({ length: number }, (_, i) => ({ name: `k3d-${cluster.name}-${role}-${i}`, role }));
  return [...count('server', cluster.servers ?? 1), ...count('agent', cluster.agents ?? 0)].map((node) => ({
    ...node,
    status: cluster.isStopped === true ? 'exited' : (cluster.states?.[node.name] ?? 'running'),
  }));
}

export { basename };
