import type { RunCommand, RunInstruction, Stage } from '../../languages/dockerfile/model.js';
import { operands } from '../../languages/dockerfile/options.js';
import type { Surroundings } from '../../engine/rule/define.js';

// Builds that fetch what they need themselves: go, cargo, maven, gradle. With the sources in the layer below, each edit fetches anew.

/** A build, and how its downloads get a layer of their own. */
export interface FetchingBuild {
  readonly command: RunCommand;
  /** `go build`. */
  readonly words: string;
  /** Files to copy first and what to run then; undefined where that takes more than two lines. */
  readonly first: { readonly files: readonly string[]; readonly run: string } | undefined;
}

interface Kind {
  readonly builds: RegExp;
  /** What fetches by itself, and a stage that has it has been thought about. */
  readonly fetches: RegExp;
  readonly manifests: readonly string[];
  readonly also: readonly string[];
  /** Text of a manifest without which nothing is fetched. */
  readonly needs: RegExp;
  /** Where this is in a manifest, it is one of several, and which ones are read is not known. */
  readonly several?: RegExp;
  readonly run: string | undefined;
}

/** https://docs.docker.com/guides/golang/build-images/, https://docs.docker.com/guides/java/containerize/ and the tools' own manuals. */
const kinds: readonly Kind[] = [
  {
    builds: /^go (?:build|install)$/,
    fetches: /^go (?:mod|get|work)$/,
    manifests: ['go.mod'],
    also: ['go.sum'],
    needs: /^\s*require\b/m,
    several: /^\s*replace\b.*=>\s*\./m,
    run: 'go mod download',
  },
  {
    builds: /^mvnw? /,
    fetches: /dependency:|:go-offline/,
    manifests: ['pom.xml'],
    also: [],
    needs: /<dependency>|<parent>|<plugin>/,
    several: /<modules>/,
    run: 'mvn -B dependency:go-offline',
  },
  {
    builds: /^gradlew? /,
    fetches: /\bdependencies\b/,
    manifests: ['build.gradle', 'build.gradle.kts'],
    also: [],
    needs: /dependencies/,
    run: undefined,
  },
  {
    builds: /^cargo (?:build|install)$/,
    fetches: /^cargo (?:fetch|chef)$/,
    manifests: ['Cargo.toml'],
    also: [],
    needs: /^\[(?:\w+\.)?dependencies/m,
    run: undefined,
  },
];

/** The build of a RUN; undefined where its downloads are kept in a mount, fetched before, or not known to be. */
export function fetchingBuild(run: RunInstruction, stage: Stage, near: Surroundings): FetchingBuild | undefined {
  if (run.mounts.length > 0) return undefined;
  for (const command of run.commands) {
    const words = wordsOf(command);
    const kind = kinds.find(({ builds }) => builds.test(words));
    if (kind === undefined) continue;
    const manifest = kind.manifests.find((file) => near.exists(file) === true);
    const text = manifest === undefined ? undefined : near.read(manifest);
    if (manifest === undefined || text === undefined || !kind.needs.test(text) || near.exists('vendor') === true) return undefined;
    const isFetched = stage.instructions.some(
      (other) => other.kind === 'RUN' && other.index <= run.index && other.commands.some((each) => kind.fetches.test(allWords(each))),
    );
    if (isFetched) return undefined;
    const files = [manifest, ...kind.also.filter((file) => near.exists(file) === true)];
    const isOne = kind.run !== undefined && kind.several?.test(text) !== true && command.name !== 'mvnw';
    return { command, words: words.trim(), first: isOne && kind.run !== undefined ? { files, run: kind.run } : undefined };
  }
  return undefined;
}

const wordsOf = (command: RunCommand): string => `${command.name.replace(/^\.\//, '')} ${operands(command)[0]?.value ?? ''}`;
const allWords = (command: RunCommand): string =>
  command.name === 'go' || command.name === 'cargo' ? wordsOf(command) : command.args.map(({ value }) => value).join(' ');
