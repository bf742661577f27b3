import type { BaseImageFacts } from '../baseImages.js';
import type { ImageReference } from '../image.js';
import type { Dockerfile, FromInstruction, Stage, StageUse } from '../model.js';
import { code, lineOf, listed, reference, sentences } from './markdown.js';

const families: Readonly<Record<string, string>> = {
  debian: 'Debian',
  ubuntu: 'Ubuntu',
  alpine: 'Alpine',
  distroless: 'distroless',
  windows: 'Windows',
  fedora: 'Fedora',
  centos: 'CentOS',
  rocky: 'Rocky Linux',
  alma: 'AlmaLinux',
  oracle: 'Oracle Linux',
  amazon: 'Amazon Linux',
  arch: 'Arch Linux',
  opensuse: 'openSUSE',
  ubi: 'Red Hat UBI',
  busybox: 'BusyBox',
  chainguard: 'Chainguard',
  scratch: 'nothing but the programs',
};

const scratchText: readonly string[] = [
  '**scratch**: the empty image.',
  'No libc, no shell, no package manager, no accounts and no CA certificates: only static binaries run here.',
  'RUN and the shell forms do not work, CMD and ENTRYPOINT need the JSON form. Certificates and an account have to be copied; `USER` takes numbers only.',
];

/** What a base image brings, and what that means for the instructions below it. */
export function imageParagraphs(image: ImageReference, facts: BaseImageFacts | undefined): readonly (string | undefined)[] {
  if (image.text === 'scratch') return [...scratchText, reference('from')];
  const pinned = pinText(image);
  if (facts === undefined)
    return [
      `**${image.text}**, from the registry ${code(image.registry)}.`,
      sentences(pinned, 'What is inside is not known here: shell, libc and account depend on the image.'),
      reference('from'),
    ];
  return [
    `**${image.text}**: ${families[facts.family] ?? facts.family}${facts.libc === undefined ? '' : libcText(facts.libc)}.`,
    sentences(systemText(facts), userText(facts)),
    sizeText(facts),
    meaningText(facts),
    facts.deprecated === undefined
      ? undefined
      : `**Deprecated:** ${facts.deprecated.reason}.${facts.deprecated.replacement === undefined ? '' : ` ${code(facts.deprecated.replacement)} takes its place.`} [source](${facts.deprecated.source})`,
    sentences(pinned, `[Image](${facts.source})`),
  ];
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function pinText(image: ImageReference): string | undefined {
  if (image.digest !== undefined) return 'The digest pins exactly this image; the tag is only for readers.';
  if (image.tag === undefined) return 'No tag: Docker takes `latest`, which changes without notice.';
  return image.tag === 'latest' ? '`latest` changes without notice.' : undefined;
}

function libcText(libc: NonNullable<BaseImageFacts['libc']>): string {
  return libc === 'none' ? ', no libc' : ` with ${libc}`;
}

function systemText(facts: BaseImageFacts): string | undefined {
  const shells: Readonly<Record<NonNullable<BaseImageFacts['shell']>, string>> = {
    dash: '`/bin/sh` is dash',
    bash: '`/bin/sh` is bash',
    busybox: '`/bin/sh` is BusyBox ash, there is no bash',
    none: 'No shell',
    powershell: 'The shell is PowerShell',
    cmd: 'The shell is cmd',
  };
  const shell = facts.shell === undefined ? undefined : shells[facts.shell];
  const packages =
    facts.packageManager === undefined
      ? undefined
      : facts.packageManager === 'none'
        ? 'no package manager'
        : `package manager ${facts.packageManager}`;
  const parts = [shell, packages].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : `${capital(parts.join(', '))}.`;
}

function userText({ defaultUser, nonRootUser }: BaseImageFacts): string | undefined {
  const other =
    nonRootUser === undefined || nonRootUser.uid === defaultUser?.uid
      ? undefined
      : `The account ${code(nonRootUser.name)} is there: \`USER ${nonRootUser.uid}\`.`;
  if (defaultUser === undefined) return other;
  const start =
    defaultUser.uid === 0
      ? 'Containers run as root unless USER changes it.'
      : `Containers run as ${code(defaultUser.name)}, UID ${defaultUser.uid}.`;
  return sentences(start, other);
}

function sizeText({ sizeClass, sizeMegabytes, attackSurface, slimTag }: BaseImageFacts): string | undefined {
  const size = sizeClass === undefined ? undefined : `Size: ${sizeClass}, about ${sizeMegabytes} MB unpacked.`;
  const surface = attackSurface === undefined ? undefined : `Attack surface: ${attackSurface}.`;
  const slim = slimTag === undefined ? undefined : `The tag ${code(slimTag)} has less in it.`;
  return sentences(size, surface, slim);
}

function meaningText({ shell, libc, runtime, absentTools }: BaseImageFacts): string | undefined {
  if (shell === 'none')
    return 'No shell: RUN and shell forms do not work, CMD, ENTRYPOINT and HEALTHCHECK need the JSON form. For debugging there is `kubectl debug`.';
  const missing = ['curl', 'wget', 'git', 'gcc'].filter((tool) => absentTools?.has(tool) === true).map(code);
  const tools = missing.length === 0 ? undefined : `Not in it: ${listed(missing)}. A HEALTHCHECK or build step cannot call them.`;
  const musl =
    libc !== 'musl'
      ? undefined
      : runtime === 'python'
        ? 'musl: packages without musllinux wheels are compiled.'
        : 'musl: binaries that were built for glibc do not start.';
  return sentences(musl, tools);
}

/** Which stage it is, what it stands on and who uses it. */
export function stageParagraphs(model: Dockerfile, stage: Stage): readonly (string | undefined)[] {
  const name = stage.name === undefined ? `${stage.index}` : stage.name;
  const line = stage.from === undefined ? undefined : lineOf(model, stage.from.span.start);
  const ground = stage.parent === undefined ? baseText(stage) : ` on the stage ${stageName(stage.parent)}`;
  return [
    `**Stage ${name}**: number ${stage.index}${line === undefined ? '' : `, line ${line}`}${ground}.`,
    stage.isFinal ? 'The final stage: it becomes the image.' : undefined,
    usesText(model, stage),
    `[Multi-stage builds](https://docs.docker.com/build/building/multi-stage/) · ${reference('from')}`,
  ];
}

export const stageName = (stage: Stage): string => (stage.name === undefined ? `${stage.index}` : code(stage.name));

function baseText(stage: Stage): string {
  const image = stage.base.image;
  return image === undefined ? '' : ` on ${code(image.text)}`;
}

const mostUses = 5;

function usesText(model: Dockerfile, stage: Stage): string | undefined {
  if (stage.uses.length === 0) {
    return stage.isFinal ? undefined : 'Nothing below uses it: BuildKit skips it unless `--target` names it.';
  }
  const lines = stage.uses.slice(0, mostUses).map((use) => `- line ${lineOf(model, use.instruction.span.start)}: ${useText(use)}`);
  const more = stage.uses.length - lines.length;
  return ['Used by:', ...lines, ...(more > 0 ? [`- and ${more} more`] : [])].join('\n');
}

function useText({ kind, by }: StageUse): string {
  switch (kind) {
    case 'from':
      return `stage ${stageName(by)} builds on it`;
    case 'copy':
      return `stage ${stageName(by)} copies files from it`;
    case 'mount':
      return `stage ${stageName(by)} mounts it`;
  }
}

/** FROM's image: the stage that it names, or the image, its variables replaced. */
export function fromParagraphs(model: Dockerfile, from: FromInstruction): readonly (string | undefined)[] | undefined {
  if (from.stageReference !== undefined) return stageParagraphs(model, from.stageReference);
  if (from.reference === undefined || from.stage === undefined) return undefined;
  return imageParagraphs(from.reference, from.stage.base.facts);
}
