import type { Span } from '../../engine/text/span.js';
import type { BaseImageFacts } from './baseImages.js';
import type { ChunkHeredoc, CommentLine, Directive } from './chunks.js';
import type { ContextSource } from './contextSources.js';
import type { ImageReference, ImageSpans } from './image.js';
import type { Logical } from './logical.js';
import type { ShellCommand, ShellScript } from './shell.js';
import type { Expansion, Lookup, VariableUse } from './variables.js';
import type { Flag, JsonArray, Pair, Word } from './words.js';

export type { BaseImageFacts } from './baseImages.js';
export type { CommentLine, Directive } from './chunks.js';
export type { ImageReference } from './image.js';
export type { ShellCommand, ShellScript, ShellWord } from './shell.js';
export type { VariableUse } from './variables.js';
export type { Flag, JsonArray, Pair, Word } from './words.js';

/** A Dockerfile as rules see it: readonly, complete for any text, every value with its span. */
export interface Dockerfile {
  readonly text: string;
  readonly escape: '\\' | '`';
  readonly directives: readonly Directive[];
  readonly comments: readonly CommentLine[];
  /** Every instruction in the order of the file, triggers of ONBUILD not among them. */
  readonly instructions: readonly Instruction[];
  /** ARG before the first FROM: visible to FROM alone. */
  readonly globalArguments: readonly ArgInstruction[];
  /** At least one; the only one is `implicit` in a file without FROM. */
  readonly stages: readonly Stage[];
  readonly finalStage: Stage;
  /** The stage of that name or number as `COPY --from` sees it from instruction `before`; names are case-insensitive. */
  stageNamed(name: string, before?: Instruction): Stage | undefined;
  /** Instructions of a kind, ONBUILD's triggers included. */
  ofKind<K extends InstructionKind>(kind: K): readonly InstructionOf<K>[];
  /** Shell commands of RUN instructions by program name, in file order, wrapped ones (`sudo apt-get`) included. */
  commandsNamed(name: string): readonly RunCommand[];
  readonly commands: readonly RunCommand[];
  /** The instruction that holds the offset, its comments and here-documents included. */
  instructionAt(offset: number): Instruction | undefined;
}

/** A shell command with the RUN it stands in. */
export interface RunCommand extends ShellCommand {
  readonly run: RunInstruction;
  /** All commands of the same RUN, in order. */
  readonly siblings: readonly RunCommand[];
  /** What `make` makes of its own words, once for as long as they stay: many rules ask the same. A constant function. */
  once?<T>(make: (command: ShellCommand) => T): T;
}

export interface Stage {
  readonly index: number;
  /** True when the file has no FROM: the instructions are still looked at. */
  readonly implicit: boolean;
  readonly from: FromInstruction | undefined;
  /** As written; undefined for an unnamed stage. */
  readonly name: string | undefined;
  readonly instructions: readonly Instruction[];
  /** The stage that FROM names, when it names one. */
  readonly parent: Stage | undefined;
  /** The image at the root of the stage, through parents. */
  readonly base: Base;
  /** What holds after the last instruction. */
  readonly end: State;
  readonly isFinal: boolean;
  /** The stages above, first to last. */
  readonly earlier: readonly Stage[];
  /** ARG before the first FROM. */
  readonly globalArguments: readonly ArgInstruction[];
  /** Who builds on the stage or takes files from it. */
  readonly uses: readonly StageUse[];
  /** What starts in a container of this stage, its parents' instructions counted; see `startCommand.ts`. */
  readonly cmd: CmdInstruction | undefined;
  readonly entrypoint: EntrypointInstruction | undefined;
  readonly healthcheck: HealthcheckInstruction | undefined;
}

export interface StageUse {
  readonly kind: 'from' | 'copy' | 'mount';
  readonly instruction: Instruction;
  readonly by: Stage;
}

export interface Base {
  /** Undefined when the name is not known, for instance because an ARG without default decides it. */
  readonly image: ImageReference | undefined;
  /** Undefined for images that are not in our table: unknown is not absent. */
  readonly facts: BaseImageFacts | undefined;
  readonly scratch: boolean;
  readonly windows: boolean;
}

/** What is in force at one point of a stage. */
export interface State {
  /** The last USER of the stage or of a parent stage; undefined when none was set, so the base image decides. */
  readonly user: UserInstruction | undefined;
  /** Absolute, variables expanded; undefined when it is the base image's or not known. */
  readonly workdir: string | undefined;
  readonly shell: ShellSetting;
  /** The variables that an instruction at this point sees. */
  readonly lookup: Lookup;
  /** The declaration that gives `name` its value here. */
  declarationOf(name: string): Declaration | undefined;
  /** Names declared by ARG or ENV here, nearest first. */
  names(): readonly string[];
  /** ENV alone: what the processes of a container see. */
  environment(name: string): Declaration | undefined;
}

export interface Declaration {
  readonly kind: 'ARG' | 'ENV';
  readonly name: string;
  readonly pair: Pair;
  readonly instruction: ArgInstruction | EnvInstruction;
  /** Undefined for an ARG without default, or when a variable in it is not known. */
  readonly value: string | undefined;
  /** ARG: its value may be replaced at build time. */
  readonly overridable: boolean;
}

export interface ShellSetting {
  readonly kind: 'sh' | 'bash' | 'ash' | 'zsh' | 'powershell' | 'cmd' | 'none' | 'other';
  readonly words: readonly string[];
  /** The SHELL instruction that set it; undefined for the base image's default. */
  readonly instruction: ShellInstruction | undefined;
  /** `-o pipefail` is among its options. */
  readonly pipefail: boolean;
  /** Whether its text can be read as a POSIX shell's. */
  readonly posix: boolean;
}

export interface Heredoc extends ChunkHeredoc {
  readonly text: string;
}

interface InstructionBase {
  readonly keyword: { readonly text: string; readonly span: Span };
  /** From the keyword to the end of the last line, here-documents included. */
  readonly span: Span;
  /** From the keyword to the end of its own lines, without here-documents. */
  readonly head: Span;
  readonly flags: readonly Flag[];
  /** Words behind the flags, split at blanks. */
  readonly words: readonly Word[];
  /** The text behind the flags: blanks at the ends are not part of it. */
  readonly rest: Word;
  readonly heredocs: readonly Heredoc[];
  readonly emptyLines: readonly Span[];
  readonly variables: readonly VariableUse[];
  /** Position among `Dockerfile.instructions`; a trigger has its ONBUILD's. */
  readonly index: number;
  /** Undefined before the first FROM. */
  readonly stage: Stage | undefined;
  /** What is in force just before the instruction. */
  readonly before: State;
  /** The ONBUILD that holds this instruction. */
  readonly onbuild: OnbuildInstruction | undefined;
  /** The instruction's own source text. */
  readonly source: string;
  /** The file's escape character. */
  readonly escape: '\\' | '`';
  readonly logical: Logical;
  /** Value of `text` with the variables that are in force here. */
  expand(text: string): Expansion;
}

export interface FromInstruction extends InstructionBase {
  readonly kind: 'FROM';
  readonly image: Word | undefined;
  /** With variables expanded by the ARG defaults; undefined when there is no image, or one with no known value. */
  readonly reference: ImageReference | undefined;
  /** Undefined when the image is written with variables. */
  readonly imageSpans: ImageSpans | undefined;
  readonly asKeyword: Word | undefined;
  readonly alias: Word | undefined;
  /** The earlier stage that `image` names. */
  readonly stageReference: Stage | undefined;
}

export interface RunInstruction extends InstructionBase {
  readonly kind: 'RUN';
  readonly json: JsonArray | undefined;
  readonly form: 'exec' | 'shell';
  /** Undefined where the shell is no POSIX one, or a foreign interpreter reads the text. */
  script(): ShellScript | undefined;
  readonly mounts: readonly Mount[];
  /** The script's commands; empty where it is undefined. */
  readonly commands: readonly RunCommand[];
}

export interface Mount {
  readonly flag: Flag;
  /** `bind` when none is written. */
  readonly type: string;
  readonly option: (name: string, ...otherNames: string[]) => Pair | undefined;
}

interface CommandLine extends InstructionBase {
  readonly json: JsonArray | undefined;
  readonly form: 'exec' | 'shell';
  /** The command of an exec form, or those of the shell text. */
  script(): ShellScript | undefined;
}

export interface CmdInstruction extends CommandLine {
  readonly kind: 'CMD';
}

export interface EntrypointInstruction extends CommandLine {
  readonly kind: 'ENTRYPOINT';
}

export interface HealthcheckInstruction extends CommandLine {
  readonly kind: 'HEALTHCHECK';
  /** The word behind the flags: CMD, NONE or what stands there. */
  readonly type: Word | undefined;
  /** The words behind CMD. */
  readonly command: Word | undefined;
}

export interface CopyInstruction extends InstructionBase {
  readonly kind: 'COPY';
  readonly json: JsonArray | undefined;
  /** What it takes from the build context, as far as that is known. */
  readonly contextSources: readonly ContextSource[];
  /** Paths without the destination; here-documents are not among them. */
  readonly sources: readonly Word[];
  readonly destination: Word | undefined;
  readonly from: Flag | undefined;
  readonly fromStage: Stage | undefined;
  /** When `--from` names no stage. */
  readonly fromImage: ImageReference | undefined;
}

export interface AddInstruction extends InstructionBase {
  readonly kind: 'ADD';
  readonly json: JsonArray | undefined;
  /** What it takes from the build context, as far as that is known. */
  readonly contextSources: readonly ContextSource[];
  readonly sources: readonly Word[];
  readonly destination: Word | undefined;
}

export interface EnvInstruction extends InstructionBase {
  readonly kind: 'ENV';
  readonly pairs: readonly Pair[];
}

export interface ArgInstruction extends InstructionBase {
  readonly kind: 'ARG';
  readonly pairs: readonly Pair[];
}

export interface LabelInstruction extends InstructionBase {
  readonly kind: 'LABEL';
  readonly pairs: readonly Pair[];
}

export interface UserInstruction extends InstructionBase {
  readonly kind: 'USER';
  /** Parts of the first word after expansion. */
  readonly user: string;
  readonly group: string | undefined;
  readonly complete: boolean;
}

export interface WorkdirInstruction extends InstructionBase {
  readonly kind: 'WORKDIR';
  readonly path: Expansion;
}

export interface ShellInstruction extends InstructionBase {
  readonly kind: 'SHELL';
  readonly json: JsonArray | undefined;
}

export interface VolumeInstruction extends InstructionBase {
  readonly kind: 'VOLUME';
  readonly json: JsonArray | undefined;
  readonly paths: readonly Word[];
}

export interface OnbuildInstruction extends InstructionBase {
  readonly kind: 'ONBUILD';
  readonly trigger: Instruction | undefined;
}

export interface PlainInstruction extends InstructionBase {
  readonly kind: 'EXPOSE' | 'STOPSIGNAL' | 'MAINTAINER';
}

/** A first word that is no keyword of Docker's. */
export interface UnknownInstruction extends InstructionBase {
  readonly kind: 'UNKNOWN';
}

export type Instruction =
  | FromInstruction
  | RunInstruction
  | CmdInstruction
  | EntrypointInstruction
  | HealthcheckInstruction
  | CopyInstruction
  | AddInstruction
  | EnvInstruction
  | ArgInstruction
  | LabelInstruction
  | UserInstruction
  | WorkdirInstruction
  | ShellInstruction
  | VolumeInstruction
  | OnbuildInstruction
  | PlainInstruction
  | UnknownInstruction;

export type InstructionKind = Instruction['kind'];
export type InstructionOf<K extends InstructionKind> = Extract<Instruction, { kind: K }> & { kind: K };
