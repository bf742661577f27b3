import type { RuleContext } from '../../engine/rule/define.js';
import type {
  AddInstruction,
  ArgInstruction,
  CmdInstruction,
  CopyInstruction,
  Dockerfile,
  EntrypointInstruction,
  EnvInstruction,
  FromInstruction,
  HealthcheckInstruction,
  Instruction,
  LabelInstruction,
  OnbuildInstruction,
  PlainInstruction,
  RunCommand,
  RunInstruction,
  ShellInstruction,
  Stage,
  UnknownInstruction,
  UserInstruction,
  VolumeInstruction,
  WorkdirInstruction,
} from './model.js';

type Check<Node> = (node: Node, ctx: RuleContext) => void;

/**
 * What a Dockerfile rule can look at. An instruction's handler also sees it as a trigger of ONBUILD; `instruction.onbuild`
 * tells. Handlers of a rule run in the order in which it names them, each over the whole file.
 */
export interface DockerfileChecks {
  readonly File?: Check<Dockerfile>;
  readonly Stage?: Check<Stage>;
  readonly Instruction?: Check<Instruction>;
  readonly From?: Check<FromInstruction>;
  readonly Run?: Check<RunInstruction>;
  readonly Cmd?: Check<CmdInstruction>;
  readonly Entrypoint?: Check<EntrypointInstruction>;
  readonly Healthcheck?: Check<HealthcheckInstruction>;
  readonly Copy?: Check<CopyInstruction>;
  readonly Add?: Check<AddInstruction>;
  readonly Env?: Check<EnvInstruction>;
  readonly Arg?: Check<ArgInstruction>;
  readonly Label?: Check<LabelInstruction>;
  readonly User?: Check<UserInstruction>;
  readonly Workdir?: Check<WorkdirInstruction>;
  readonly Shell?: Check<ShellInstruction>;
  readonly Volume?: Check<VolumeInstruction>;
  readonly Onbuild?: Check<OnbuildInstruction>;
  readonly Expose?: Check<PlainInstruction>;
  readonly Stopsignal?: Check<PlainInstruction>;
  readonly Maintainer?: Check<PlainInstruction>;
  readonly Unknown?: Check<UnknownInstruction>;
  /** Shell commands of RUN by program name; `*` is every command. */
  readonly Command?: Readonly<Record<string, Check<RunCommand>>>;
}

declare module '../../engine/rule/define.js' {
  interface LanguageChecks {
    dockerfile: DockerfileChecks;
  }
}
