import type { Keyword } from '../vocabulary.js';

/**
 * What each keyword and directive does, and the trap in it. Source: the Dockerfile reference
 * (https://docs.docker.com/reference/dockerfile/), read 2026-11; the traps also name what containers in Kubernetes meet.
 */
export interface Teaching {
  readonly does: string;
  readonly trap?: string;
  /** Section of the reference. */
  readonly anchor: string;
}

export const instructionTexts: Readonly<Record<Keyword, Teaching>> = {
  FROM: {
    does: 'Starts a stage on a base image, on an earlier stage or on `scratch`. The last stage becomes the image; what earlier ones hold stays behind unless `COPY --from` takes it.',
    trap: 'Without a tag Docker takes `latest`, which is another image next month. Only ARG may stand before the first FROM.',
    anchor: 'from',
  },
  RUN: {
    does: 'Runs a command while the image is built and keeps what it changed as a layer.',
    trap: 'A file that a later RUN deletes stays in the layer below, so clean up in the same RUN. The cache looks at the text of the command only: `apt-get update` belongs in one RUN with `apt-get install`.',
    anchor: 'run',
  },
  CMD: {
    does: 'Sets the command that a container starts, or the arguments of ENTRYPOINT. Nothing runs at build time, the last CMD counts, and `docker run IMAGE …` replaces it.',
    anchor: 'cmd',
  },
  ENTRYPOINT: {
    does: 'Sets the program that a container always starts; CMD and the arguments of `docker run` are put behind it. The last ENTRYPOINT counts.',
    trap: 'It also drops a CMD that comes from the base image.',
    anchor: 'entrypoint',
  },
  COPY: {
    does: 'Copies files from the build context, or with `--from` from a stage or an image. Of a folder its contents are copied, not the folder itself.',
    trap: 'A changed file makes this layer and all below it new: copy the dependency manifests first, install, then copy the sources. The copies belong to root unless `--chown` says otherwise.',
    anchor: 'copy',
  },
  ADD: {
    does: 'Copies files like COPY, and also downloads URLs, clones Git repositories and unpacks local tar archives.',
    trap: 'For plain files COPY is clearer, as nothing is unpacked by surprise. A download has no guard without `--checksum`.',
    anchor: 'add',
  },
  ENV: {
    does: 'Sets variables for the instructions that follow and for every container of the image.',
    trap: 'The values can be read by everybody who has the image, so no secrets here. What only the build needs belongs in ARG or before the command in RUN.',
    anchor: 'env',
  },
  ARG: {
    does: 'Declares a variable of the build that `--build-arg` can set. It is gone in the container.',
    trap: 'The values show in `docker history`: secrets go through `RUN --mount=type=secret`. An ARG before the first FROM is seen by FROM lines only.',
    anchor: 'arg',
  },
  LABEL: {
    does: 'Adds metadata to the image, as `docker image inspect` shows it.',
    trap: 'Single quotes keep variables as they are written; in double quotes they are replaced.',
    anchor: 'label',
  },
  MAINTAINER: {
    does: 'Sets the author of the image.',
    trap: 'Deprecated: `LABEL org.opencontainers.image.authors="…"` does the same and can be inspected.',
    anchor: 'maintainer-deprecated',
  },
  EXPOSE: {
    does: 'Writes down the port that the program listens on.',
    trap: 'It publishes nothing. `docker run -p` does, and in Kubernetes a Service; both work without EXPOSE.',
    anchor: 'expose',
  },
  VOLUME: {
    does: 'Marks a path where every container gets a volume of its own, unless the start names one.',
    trap: 'Unnamed volumes pile up on the host, and no image on top can take the mark away. A host folder can only be named when the container starts.',
    anchor: 'volume',
  },
  USER: {
    does: 'Sets the account for the RUN, CMD and ENTRYPOINT that follow in the stage and for the container.',
    trap: 'COPY and ADD go on writing as root; `--chown` changes that.',
    anchor: 'user',
  },
  WORKDIR: {
    does: 'Sets the folder for RUN, CMD, ENTRYPOINT, COPY and ADD below, and creates it.',
    trap: 'A relative path is added to the WORKDIR before it, which may be the base image’s. `cd` in a RUN is forgotten with the next instruction.',
    anchor: 'workdir',
  },
  SHELL: {
    does: 'Sets the program that runs the shell form of RUN, CMD and ENTRYPOINT below.',
    trap: 'It must be written as a JSON array, and the image must have that shell. It also holds for the start command of the container.',
    anchor: 'shell',
  },
  STOPSIGNAL: {
    does: 'Sets the signal that `docker stop` sends to PID 1; SIGTERM without it.',
    trap: 'Choose what the program takes as “finish your work and end”: SIGQUIT for nginx, for instance. SIGKILL leaves it no time.',
    anchor: 'stopsignal',
  },
  HEALTHCHECK: {
    does: 'Tells Docker a command that finds out whether the container still works: exit status 0 is healthy, 1 is not.',
    trap: 'The command runs in the image, so its program must be there: slim and distroless images have no curl.',
    anchor: 'healthcheck',
  },
  ONBUILD: {
    does: 'Keeps an instruction for later: it runs right behind FROM in a build that uses this image as its base.',
    trap: 'In this build it does nothing, and who builds on the image does not see it in their file. FROM, MAINTAINER and ONBUILD cannot be kept.',
    anchor: 'onbuild',
  },
};

export const directiveTexts: Readonly<Record<string, Teaching>> = {
  syntax: {
    does: 'Names the image of the Dockerfile frontend that reads this file. `docker/dockerfile:1` is the newest stable one, whatever BuildKit is installed.',
    trap: 'Without it the builder uses the version that it was shipped with, which may not know newer flags. It counts only at the top of the file.',
    anchor: 'syntax',
  },
  escape: {
    does: 'Sets the character that continues a line and escapes others: backslash, or a backquote.',
    trap: 'The backquote is for Windows, where paths end in backslashes. In a RUN it has meaning at the end of a line alone.',
    anchor: 'escape',
  },
  check: {
    does: 'Sets up BuildKit’s own checks: `skip=NAME,NAME` or `skip=all` turns some off, `error=true` makes the build fail on them.',
    trap: 'The names are written in PascalCase. With `error=true` pin the `syntax` version, as new versions bring new checks.',
    anchor: 'check',
  },
};
