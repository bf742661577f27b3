import { defineRule, type RuleContext } from '../../engine/rule/define.js';
import type { RunCommand, RunInstruction, Stage } from '../../languages/dockerfile/model.js';
import { operands } from '../../languages/dockerfile/options.js';
import { parseDockerfile } from '../../languages/dockerfile/parse.js';
import { splitStages } from '../../languages/dockerfile/refactor/splitStages.js';
import { isShipped, leavesFiles } from '../shared/layers.js';
import { isDevContainer } from '../shared/devContainer.js';
import page from './build-tools-in-final-stage.md';

export default defineRule({
  id: 'dockerfile/build-tools-in-final-stage',
  language: 'dockerfile',
  severity: 'info',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['tally:tally/prefer-multi-stage-build'],
  fix: 'review',
  page,
  check: {
    Stage(stage, ctx) {
      if (stage.implicit || !isShipped(stage) || stage.cmd === undefined) return;
      const from = stage.from?.image;
      const name = stage.base.image?.text;
      if (from === undefined || name === undefined) return;
      const built = builtIn(stage);
      if (built === undefined || startsTool(stage, built) || isDevContainer(ctx)) return;
      const size = stage.base.facts?.sizeMegabytes;
      const large = size === undefined ? '' : ` (about ${size} MB)`;
      ctx.report({
        at: from.span,
        message:
          built.by === 'toolchain'
            ? `\`${name}\`${large} has the tools that \`${built.words}\` builds with, and this stage is the image: what comes out runs without them.`
            : `\`${built.words}\` needs the sources and the development dependencies, and this stage is the image: what comes out runs without them.`,
        related: [{ at: built.command.nameWord.span, message: 'the build' }],
        fix: () => split(stage, ctx),
      });
    },
    Run(run, ctx) {
      const tool = installedTool(run);
      if (tool === undefined || !leavesFiles(run) || isDevContainer(ctx)) return;
      ctx.report({
        at: tool.span,
        message: `\`${tool.value}\` is needed to build, not to run, and this stage ends up in the image. Install it in a build stage and copy the result.`,
        fix: () => (run.stage === undefined ? undefined : split(run.stage, ctx)),
      });
    },
  },
});

/** The refactoring, where it is certain what goes where. */
function split(stage: Stage, ctx: RuleContext): ReturnType<typeof splitStages> {
  const at = stage.from?.span;
  return at === undefined ? [] : splitStages(parseDockerfile(ctx.text), at, ctx.near);
}

interface BuildCommand {
  readonly command: RunCommand;
  /** `go build`. */
  readonly words: string;
  readonly by: 'toolchain' | 'packages';
}

/** The command that makes what the image runs, in a stage that stands on the tools for it. */
function builtIn(stage: Stage): BuildCommand | undefined {
  const repository = stage.base.image?.repository ?? '';
  const toolchain = toolchains.find(({ image }) => image.test(repository));
  if (toolchain === undefined && repository !== 'node') return undefined;
  for (const instruction of stage.instructions) {
    if (instruction.kind !== 'RUN') continue;
    for (const command of instruction.commands) {
      const [first, second] = operands(command);
      const words = `${command.name} ${first?.value ?? ''}`;
      if (toolchain?.builds.test(words) === true) return { command, words, by: 'toolchain' };
      // Bundlers and compilers of the front end: what the server needs at run time is installed by itself.
      const script = `${words}${first?.value === 'run' ? ` ${second?.value ?? ''}` : ''}`;
      if (repository === 'node' && packageBuilds.test(script)) return { command, words: script, by: 'packages' };
    }
  }
  return undefined;
}

const toolchains: readonly { readonly image: RegExp; readonly builds: RegExp }[] = [
  { image: /^golang$/, builds: /^go (?:build|install)$/ },
  { image: /^rust$/, builds: /^cargo (?:build|install)$/ },
  { image: /^maven$/, builds: /^(?:mvn|mvnw) / },
  { image: /^gradle$/, builds: /^(?:gradle|gradlew) / },
  { image: /^mcr\.microsoft\.com\/dotnet\/sdk$/, builds: /^dotnet (?:publish|build)$/ },
  { image: /^gcc$/, builds: /^(?:make|gcc|g\+\+|cmake) / },
];
const packageBuilds = /^(?:(?:npm|pnpm|yarn|bun) run build|(?:pnpm|yarn) build|tsc |(?:next|vite|nuxt|webpack|esbuild|ng) build)/;

/** `go run`, `mvn spring-boot:run` and servers of development need the tools; a shell as the start command is an image to build in. */
function startsTool(stage: Stage, { by }: BuildCommand): boolean {
  const commands = [stage.entrypoint, stage.cmd].flatMap((instruction) => instruction?.script()?.commands ?? []);
  if (commands.length === 0) return true;
  const tools = /^(?:go|cargo|mvn|mvnw|gradle|gradlew|make|sh|bash|ash|sleep|tail|air|dlv)$/;
  const isTool = commands.some(({ name, args }) => tools.test(name) || (name === 'dotnet' && /^(?:run|watch)$/.test(args[0]?.value ?? '')));
  // `next start`, `npm start` run with packages of which nobody here knows where they belong.
  return isTool || (by === 'packages' && commands.some(({ name }) => name !== 'node'));
}

function installedTool(
  run: RunInstruction,
): { readonly value: string; readonly span: { readonly start: number; readonly end: number } } | undefined {
  const commands = (run.script()?.commands ?? []).filter(({ name }) => managers.has(name));
  const isPurged = commands.some(
    ({ name, args }) => name !== 'microdnf' && args.some(({ value }) => /^(?:purge|remove|autoremove|del|erase)$/.test(value)),
  );
  if (isPurged) return undefined;
  for (const command of commands) {
    const [verb, ...packages] = operands(command);
    if (verb?.value !== 'install' && verb?.value !== 'add') continue;
    const tool = packages.find(({ value }) => isBuildTool(value));
    if (tool !== undefined) return tool;
  }
  return undefined;
}

const managers: ReadonlySet<string> = new Set(['apt-get', 'apt', 'apk', 'dnf', 'yum', 'microdnf']);

const tools: ReadonlySet<string> = new Set(
  'build-essential gcc g++ make cmake clang build-base musl-dev linux-headers python-dev python3-dev libc6-dev gfortran autoconf automake pkg-config rustc cargo gcc-c++ python3-devel'.split(
    ' ',
  ),
);

/** Also with a version behind the name. */
function isBuildTool(name: string): boolean {
  const end = name.search(/[=<>~]/);
  return tools.has(end === -1 ? name : name.slice(0, end)) || (name.startsWith('lib') && /^lib[\w.+-]+-dev(?:=.*)?$/.test(name));
}
