import type {
  ArgInstruction,
  Base,
  Declaration,
  EnvInstruction,
  Instruction,
  ShellInstruction,
  ShellSetting,
  State,
  UserInstruction,
} from './model.js';
import { expand, type Lookup } from './variables.js';

/** Set by BuildKit for FROM and, once declared by ARG, in a stage: https://docs.docker.com/reference/dockerfile/#automatic-platform-args-in-the-global-scope. */
const platformArguments: ReadonlySet<string> = new Set([
  'TARGETPLATFORM',
  'TARGETOS',
  'TARGETARCH',
  'TARGETVARIANT',
  'BUILDPLATFORM',
  'BUILDOS',
  'BUILDARCH',
  'BUILDVARIANT',
]);

interface Scope {
  readonly declaration: Declaration;
  readonly outer: Scope | undefined;
}

/** A point of a stage. Immutable: each instruction that changes something makes the next point, all others share one. */
export class StagePoint implements State {
  /** Equal for points of two versions at which the same is in force. */
  readonly id: number;
  readonly user: UserInstruction | undefined;
  readonly workdir: string | undefined;
  readonly shell: ShellSetting;
  readonly #scope: Scope | undefined;
  readonly #globals: ReadonlyMap<string, Declaration>;
  /** Whether a variable nobody declares may still come from the base image. */
  readonly #openEnvironment: boolean;

  constructor(parts: PointParts) {
    this.id = parts.id;
    this.user = parts.user;
    this.workdir = parts.workdir;
    this.shell = parts.shell;
    this.#scope = parts.scope;
    this.#globals = parts.globals;
    this.#openEnvironment = parts.openEnvironment;
  }

  get lookup(): Lookup {
    // Made anew for whoever asks: a point that holds its own closure outlives its file by many, until V8 looks at its old space.
    return (name) => this.#find(name);
  }

  declarationOf(name: string): Declaration | undefined {
    let argument: Declaration | undefined;
    for (let scope = this.#scope; scope !== undefined; scope = scope.outer) {
      if (scope.declaration.name !== name) continue;
      // ENV wins over ARG of the same name, wherever it stands: https://docs.docker.com/reference/dockerfile/#using-arg-variables.
      if (scope.declaration.kind === 'ENV') return scope.declaration;
      argument ??= scope.declaration;
    }
    return argument;
  }

  environment(name: string): Declaration | undefined {
    const found = this.declarationOf(name);
    return found?.kind === 'ENV' ? found : undefined;
  }

  names(): readonly string[] {
    const names = new Set<string>();
    for (let scope = this.#scope; scope !== undefined; scope = scope.outer) names.add(scope.declaration.name);
    return [...names];
  }

  /** The point behind `instruction`, which is called `id` when it is another one. */
  after(instruction: Instruction, escape: string, id: number): StagePoint {
    switch (instruction.kind) {
      case 'USER':
        return this.#with({ id, user: instruction });
      case 'WORKDIR':
        return this.#with({ id, workdir: instruction.path.complete ? joinPath(this.workdir, instruction.path.value) : undefined });
      case 'SHELL':
        return this.#with({ id, shell: shellOfWords(instruction.json?.elements.map((word) => word.value) ?? [], instruction) });
      case 'ENV':
      case 'ARG':
        return this.#declare(instruction, escape, id);
      default:
        return this;
    }
  }

  #declare(instruction: ArgInstruction | EnvInstruction, escape: string, id: number): StagePoint {
    let scope = this.#scope;
    for (const pair of instruction.pairs) {
      const name = pair.name.value;
      if (name === '') continue;
      const inherited = instruction.kind === 'ARG' && pair.value === undefined ? this.#globals.get(name) : undefined;
      const text = pair.value === undefined ? undefined : expand(pair.value.value, this.lookup, escape);
      const value = inherited?.value ?? (text?.complete === true ? text.value : undefined);
      scope = {
        declaration: { kind: instruction.kind, name, pair, instruction, value, overridable: instruction.kind === 'ARG' },
        outer: scope,
      };
    }
    return this.#with({ id, scope });
  }

  #find(name: string): ReturnType<Lookup> {
    const found = this.declarationOf(name);
    if (found !== undefined) return found.value === undefined ? 'unknown' : { value: found.value };
    return this.#openEnvironment || platformArguments.has(name) ? 'unknown' : 'unset';
  }

  #with(change: Partial<PointParts>): StagePoint {
    return new StagePoint({
      id: this.id,
      user: this.user,
      workdir: this.workdir,
      shell: this.shell,
      scope: this.#scope,
      globals: this.#globals,
      openEnvironment: this.#openEnvironment,
      ...change,
    });
  }
}

interface PointParts {
  readonly id: number;
  readonly user: UserInstruction | undefined;
  readonly workdir: string | undefined;
  readonly shell: ShellSetting;
  readonly scope: Scope | undefined;
  readonly globals: ReadonlyMap<string, Declaration>;
  readonly openEnvironment: boolean;
}

/** Before the first FROM: only what global ARGs say is known. */
export function globalPoint(): StagePoint {
  return new StagePoint({
    id: 0,
    user: undefined,
    workdir: undefined,
    shell: shellOfBase(undefined),
    scope: undefined,
    globals: new Map(),
    openEnvironment: false,
  });
}

/** At the start of a stage on an outside image. */
export function stageStart(base: Base, globals: ReadonlyMap<string, Declaration>, id: number): StagePoint {
  return new StagePoint({
    id,
    user: undefined,
    workdir: base.scratch ? '/' : undefined,
    shell: shellOfBase(base),
    scope: undefined,
    globals,
    openEnvironment: !base.scratch,
  });
}

function shellOfBase(base: Base | undefined): ShellSetting {
  if (base?.scratch === true) return { kind: 'none', words: [], instruction: undefined, pipefail: false, posix: true };
  if (base?.windows === true) return { kind: 'cmd', words: ['cmd', '/S', '/C'], instruction: undefined, pipefail: false, posix: false };
  const kind = base?.facts?.shell === 'none' ? 'none' : base?.facts?.shell === 'busybox' ? 'ash' : 'sh';
  return { kind, words: ['/bin/sh', '-c'], instruction: undefined, pipefail: false, posix: true };
}

function shellOfWords(words: readonly string[], instruction: ShellInstruction): ShellSetting {
  const program = (words[0] ?? '').replace(/\\/g, '/');
  const name = program
    .slice(program.lastIndexOf('/') + 1)
    .replace(/\.exe$/i, '')
    .toLowerCase();
  const pipefail = words.some((word, i) => word === 'pipefail' && /^-[a-z]*o$/.test(words[i - 1] ?? ''));
  const kinds: Readonly<Record<string, ShellSetting['kind']>> = {
    sh: 'sh',
    dash: 'sh',
    bash: 'bash',
    ash: 'ash',
    busybox: 'ash',
    zsh: 'zsh',
    pwsh: 'powershell',
    powershell: 'powershell',
    cmd: 'cmd',
  };
  const kind = kinds[name] ?? 'other';
  return { kind, words, instruction, pipefail, posix: ['sh', 'bash', 'ash', 'zsh'].includes(kind) };
}

function joinPath(from: string | undefined, path: string): string | undefined {
  if (/^(?:[A-Za-z]:)?[\\/]/.test(path)) return path;
  if (from === undefined) return undefined;
  return `${from.replace(/\/$/, '')}/${path.replace(/^\.\//, '')}`;
}
