import { number, readJson, record, string } from '../checked.js';
import { done, failed, type ToolCommand } from '../tool.js';
import { explained, type Engine } from './engine.js';

/** Version of the buildx plugin, `0.27.0`; null when Docker has none, so the legacy builder would run. */
export function buildxVersion(): ToolCommand<string | null> {
  return {
    program: 'docker',
    args: ['buildx', 'version'],
    timeoutMs: 15_000,
    // `github.com/docker/buildx v0.27.0 28c90ea`; without the plugin an error, with exit code 0 or 1 by version.
    parse: ({ code, stdout }) => done(code === 0 ? (/\bv?(\d+\.\d+\.\d+\S*)/.exec(stdout)?.[1] ?? null) : null),
  };
}

export interface EngineInfo {
  readonly version: string;
  /** As Docker says: `linux`. */
  readonly os: string;
  /** As images say: `amd64`, `arm64`. */
  readonly architecture: string;
  /** Images lie in containerd: `docker save` then writes an index of which only one platform is there, and k3d's import fails of it. */
  readonly hasContainerdStore: boolean;
  /** Logical processors and bytes that builds may use. */
  readonly processors: number;
  readonly memory: number;
}

export function info(program: Engine): ToolCommand<EngineInfo> {
  const args = ['info', '--format', program === 'docker' ? '{{json .}}' : 'json'];
  return {
    program,
    args,
    timeoutMs: 30_000,
    parse: (output) => {
      const said = record(readJson(output.stdout));
      // Docker answers with what it knows of itself even where no daemon does.
      const errors = said['ServerErrors'];
      if (output.code !== 0 || Object.keys(said).length === 0 || Array.isArray(errors))
        return failed(explained(program, args, { ...output, stdout: Array.isArray(errors) ? errors.join('\n') : output.stdout }));
      return done(program === 'docker' ? dockerInfo(said) : podmanInfo(said));
    },
  };
}

function dockerInfo(said: Readonly<Record<string, unknown>>): EngineInfo {
  return {
    version: string(said['ServerVersion']),
    os: string(said['OSType']),
    architecture: imageArchitecture(string(said['Architecture'])),
    hasContainerdStore: JSON.stringify(said['DriverStatus'] ?? []).includes('io.containerd.snapshotter'),
    processors: number(said['NCPU']),
    memory: number(said['MemTotal']),
  };
}

function podmanInfo(said: Readonly<Record<string, unknown>>): EngineInfo {
  const host = record(said['host']);
  return {
    version: string(record(said['version'])['Version']),
    os: string(host['os']),
    architecture: imageArchitecture(string(host['arch'])),
    hasContainerdStore: false,
    processors: number(host['cpus']),
    memory: number(host['memTotal']),
  };
}

/** A machine as images and nodes say it, from the kernel's word or Node's. */
export function imageArchitecture(machine: string): string {
  const words: Readonly<Record<string, string>> = {
    x86_64: 'amd64',
    x64: 'amd64',
    aarch64: 'arm64',
    armv7l: 'arm',
    i686: '386',
    i386: '386',
    ia32: '386',
  };
  return words[machine] ?? machine;
}
