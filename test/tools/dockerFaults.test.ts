import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readBuildFault } from '../../client/src/tools/docker/buildFault.js';
import { locateStep } from '../../client/src/tools/docker/locateStep.js';
import { output } from '../support/tools.js';

const ending = (error: string, marked: readonly number[], output = ''): string =>
  `------\n > [run 1/1] RUN x:\n${output}------\nDockerfile.dev:${marked[0]}\n--------------------\n${[1, 2, 3, 4, 5, 6, 7, 8]
    .map((line) => `   ${line} | ${marked.includes(line) ? '>>>' : '   '} source ${line}`)
    .join('\n')}\n--------------------\nERROR: failed to build: failed to solve: ${error}\n`;

const failures: readonly (readonly [
  title: string,
  stderr: string,
  kind: string,
  lines: readonly [number, number] | undefined,
  more?: object,
])[] = [
  [
    'a command that fails, over several lines',
    ending(
      'process "/bin/sh -c echo hi &&     false" did not complete successfully: exit code: 42',
      [4, 5, 6],
      '0.050 hello\n1.234 world\n',
    ),
    'command-failed',
    [3, 5],
    { exitCode: 42, output: ['hello', 'world'] },
  ],
  [
    'a source that is not there',
    ending('failed to calculate checksum of ref a1b2::c3d4: "/not here.txt": not found', [3]),
    'source-missing',
    [2, 2],
    { subject: '/not here.txt' },
  ],
  [
    'an unknown instruction',
    ending('dockerfile parse error on line 2: unknown instruction: RUNN (did you mean RUN?)', [2]),
    'syntax',
    [1, 1],
  ],
  [
    'a stage that was misspelled',
    ending(
      'nostage: failed to resolve source metadata for docker.io/library/nostage:latest: pull access denied, repository does not exist or may require authorization',
      [3],
    ),
    'stage-looked-up',
    [2, 2],
    { subject: 'nostage' },
  ],
  [
    'no network',
    ending(
      'python: failed to resolve source metadata for docker.io/library/python:latest: failed to do request: Head "https://registry-1.docker.io/v2/": dial tcp: lookup registry-1.docker.io: no such host',
      [1],
    ),
    'network',
    [0, 0],
    { subject: 'python' },
  ],
  [
    'an image that does not exist',
    ending('ghcr.io/me/no:1: failed to resolve source metadata for ghcr.io/me/no:1: ghcr.io/me/no:1: not found', [1]),
    'base-missing',
    [0, 0],
    { subject: 'ghcr.io/me/no:1' },
  ],
  ['a secret', ending('secret foo: not found', [5]), 'secret-missing', [4, 4], { subject: 'foo' }],
  [
    'killed',
    ending('process "/bin/sh -c npm ci" did not complete successfully: exit code: 137', [4]),
    'out-of-memory',
    [3, 3],
    { exitCode: 137 },
  ],
  [
    'a full disk in the command',
    ending('process "/bin/sh -c x" did not complete successfully: exit code: 1', [4], '0.1 write /big: No space left on device\n'),
    'disk-full',
    [3, 3],
  ],
  [
    'a full disk in Docker',
    'ERROR: failed to build: failed to solve: failed to copy: write /var/lib/docker/tmp/x: no space left on device\n',
    'disk-full',
    undefined,
  ],
  [
    'an unknown target',
    'ERROR: failed to build: failed to solve: target stage "nope" could not be found\n',
    'target-missing',
    undefined,
    { subject: 'nope' },
  ],
  [
    'no Dockerfile',
    'ERROR: failed to build: failed to solve: failed to read dockerfile: open Nope: no such file or directory\n',
    'dockerfile-missing',
    undefined,
  ],
  ['an empty one', 'ERROR: failed to solve: the Dockerfile cannot be empty\n', 'dockerfile-empty', undefined],
  [
    'checks as errors',
    'ERROR: failed to build: failed to solve: lint violation found for rules: StageNameCasing, FromAsCasing\n',
    'build-check',
    undefined,
  ],
  [
    'no daemon',
    'ERROR: Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?\n',
    'daemon-down',
    undefined,
  ],
  [
    'no permission',
    'ERROR: permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: dial unix: connect: permission denied\n',
    'daemon-forbidden',
    undefined,
  ],
  [
    'a broken plugin',
    'ERROR: BuildKit is enabled but the buildx component is missing or broken.\n       Install the buildx component\n',
    'builder',
    undefined,
  ],
  [
    'a daemon that was killed under a build, as buildx 0.27 on Docker 20.10 told it',
    '#6 [3/3] RUN make\n#6 0.181 hello\nERROR: failed to build: failed to solve: Unavailable: error reading from server: EOF\n',
    'daemon-down',
    undefined,
  ],
  [
    'a step that the builder could not even begin, as a Docker without its bridge told it',
    'ERROR: failed to build: failed to solve: executor failed running [/bin/sh -c echo hello]: network bridge not found\n',
    'command-failed',
    undefined,
    {},
  ],
  [
    'a disk that fills up in a COPY, as Docker 20.10 told it',
    '#6 [3/4] COPY big /big\n#6 ERROR: failed to copy files: copy file range failed: no space left on device\n------\n > [3/4] COPY big /big:\n------\nERROR: failed to build: failed to solve: failed to copy files: copy file range failed: no space left on device\n',
    'disk-full',
    undefined,
  ],
  ['Windows line ends', ending('secret foo: not found', [5]).replaceAll('\n', '\r\n'), 'secret-missing', [4, 4]],
  ['nothing at all', '', 'unknown', undefined],
];

describe('why a build failed', () => {
  for (const [title, stderr, kind, lines, more = {}] of failures)
    test(title, () => {
      const fault = readBuildFault('buildx', output({ code: 1, stderr }));
      assert.equal(fault.kind, kind, JSON.stringify(fault));
      assert.deepEqual(fault.firstLine === undefined ? undefined : [fault.firstLine, fault.lastLine], lines);
      for (const [key, value] of Object.entries(more)) assert.deepEqual(fault[key as 'kind'], value);
      assert.ok(fault.failure.message.length > 10 && !fault.failure.message.includes('\n'), fault.failure.message);
    });

  test('the legacy builder under which the daemon was killed: its word, not its note about itself', () => {
    const stderr =
      'DEPRECATED: The legacy builder is deprecated and will be removed in a future release.\n            BuildKit is currently disabled; enable it by removing the DOCKER_BUILDKIT=0\n            environment-variable.\n\nunexpected EOF\n';
    const fault = readBuildFault('legacy', output({ code: 1, stdout: 'Step 4/4 : RUN make\n', stderr }));
    assert.deepEqual([fault.kind, fault.failure.message], ['unknown', 'The build failed: unexpected EOF']);
    const full = 'Error response from daemon: Error processing tar file(exit status 1): write /big: no space left on device\n';
    assert.equal(readBuildFault('legacy', output({ code: 1, stderr: stderr.replace('unexpected EOF\n', full) })).kind, 'disk-full');
  });

  test('what a command prints is no excerpt', () => {
    const trick = ending(
      'process "/bin/sh -c x" did not complete successfully: exit code: 1',
      [4],
      'Dockerfile:99\n--------------------\n  99 | >>> RUN x\nERROR: failed to solve: secret x: not found\n',
    );
    const fault = readBuildFault('buildx', output({ code: 1, stderr: trick }));
    assert.deepEqual([fault.kind, fault.firstLine], ['command-failed', 3]);
  });

  test('engines before BuildKit 0.11 show no excerpt: the vertex is counted', () => {
    const stderr =
      '#7 ERROR: "/nothere" not found: not found\n------\n > [stage-1 2/3] COPY nothere /x:\n------\nERROR: failed to build: failed to solve: failed to compute cache key: "/nothere" not found: not found\n';
    const fault = readBuildFault('buildx', output({ code: 1, stderr }));
    assert.deepEqual([fault.kind, fault.subject, fault.firstLine], ['source-missing', '/nothere', undefined]);
    assert.ok(fault.step);
    assert.deepEqual(locateStep(fault.step, outline), { firstLine: 7, lastLine: 7 });
    const old =
      '------\n > [internal] load metadata for docker.io/library/nostage:latest:\n------\nERROR: failed to build: failed to solve: rpc error: code = Unknown desc = failed to solve with frontend dockerfile.v0: failed to create LLB definition: failed to do request: Head "https://registry-1.docker.io/v2/library/nostage/manifests/latest": dial tcp: lookup registry-1.docker.io on 10.0.0.2:53: no such host\n';
    assert.deepEqual(
      [readBuildFault('buildx', output({ code: 1, stderr: old })).kind, readBuildFault('buildx', output({ code: 1, stderr: old })).subject],
      ['network', 'nostage'],
    );
  });

  test('the legacy builder', () => {
    const said = {
      code: 42,
      stdout: 'Step 1/7 : FROM base\n ---> 848\nStep 3/7 : RUN echo hi && exit 42\n ---> Running in 4b00\nhi\n',
      stderr:
        "DEPRECATED: The legacy builder is deprecated and will be removed in a future release.\n            Install the buildx component to build images with BuildKit:\n            https://docs.docker.com/go/buildx/\n\nThe command '/bin/sh -c echo hi && exit 42' returned a non-zero code: 42\n",
    };
    const fault = readBuildFault('legacy', output(said));
    assert.deepEqual([fault.kind, fault.exitCode, fault.output], ['command-failed', 42, ['hi']]);
    assert.ok(fault.step);
    assert.deepEqual(locateStep(fault.step, outline), { firstLine: 3, lastLine: 4 });
    const read = (stderr: string): string => readBuildFault('legacy', output({ code: 1, stderr })).kind;
    assert.equal(
      read('COPY failed: file not found in build context or excluded by .dockerignore: stat nothere: file does not exist\n'),
      'source-missing',
    );
    assert.equal(read('failed to reach build target nope in Dockerfile\n'), 'target-missing');
    assert.equal(
      read('unable to prepare context: unable to evaluate symlinks in Dockerfile path: lstat /x/Nope: no such file or directory\n'),
      'dockerfile-missing',
    );
    const parse = readBuildFault(
      'legacy',
      output({ code: 1, stderr: 'Error response from daemon: dockerfile parse error line 2: unknown instruction: RUNN\n' }),
    );
    assert.deepEqual([parse.kind, parse.firstLine], ['syntax', 1]);
  });

  test('podman', () => {
    const said = {
      code: 42,
      stdout: '',
      stderr:
        '[1/2] STEP 1/3: FROM base AS a\n[2/2] STEP 1/3: FROM a\n[2/2] STEP 2/3: WORKDIR /x\n[2/2] STEP 3/3: COPY nothere /x\nError: building at STEP "COPY nothere /x": checking on sources under "/ctx": copier: stat: "/nothere": no such file or directory\n',
    };
    const fault = readBuildFault('podman', output(said));
    assert.deepEqual([fault.kind, fault.subject], ['source-missing', '/nothere']);
    assert.ok(fault.step);
    assert.deepEqual(locateStep(fault.step, outline), { firstLine: 7, lastLine: 7 });
    const run = readBuildFault(
      'podman',
      output({ code: 42, stderr: 'STEP 2/2: RUN exit 42\nError: building at STEP "RUN exit 42": while running runtime: exit status 42\n' }),
    );
    assert.deepEqual([run.kind, run.exitCode], ['command-failed', 42]);
  });

  test('podman that could not start the container of a step, as 4.3 told it', () => {
    const stderr =
      'STEP 2/2: RUN make\nerror running container: from /usr/bin/crun creating container for [/bin/sh -c make]: cgroups in hybrid mode not supported\n: exit status 1\nError: building at STEP "RUN make": while running runtime: exit status 1\n';
    const fault = readBuildFault('podman', output({ code: 1, stderr }));
    assert.match(fault.failure.message, /^The command of this instruction could not be run: from \/usr\/bin\/crun creating container/);
    assert.equal(fault.exitCode, undefined);
  });

  test('podman 4.3, as it said it', () => {
    const read = (stdout: string, stderr: string): unknown[] => {
      const { kind, subject, exitCode, output: tail, step, firstLine } = readBuildFault('podman', output({ code: 125, stdout, stderr }));
      return [kind, subject ?? exitCode, tail, step?.index ?? firstLine];
    };
    assert.deepEqual(
      read(
        '[2/2] STEP 2/2: RUN echo hello && exit 42\nhello\n',
        'subprocess exited with status 42\nsubprocess exited with status 42\nError: building at STEP "RUN echo hello && exit 42": exit status 42\n',
      ),
      ['command-failed', 42, ['hello'], 2],
    );
    assert.deepEqual(
      read(
        'STEP 1/2: FROM x:1\nSTEP 2/2: RUNN x\n',
        'time="2026-11-21T16:19:05Z" level=error msg="+(UNHANDLED LOGLEVEL) &imagebuilder.Step{}"\nError: building at STEP "RUNN ": Build error: Unknown instruction: "RUNN" &imagebuilder.Step{Env:[]string{}}\n',
      ),
      ['syntax', 'RUNN', [], 2],
    );
    assert.deepEqual(
      read(
        'STEP 1/1: FROM nostage\n',
        'Error: creating build container: short-name "nostage" did not resolve to an alias and no unqualified-search registries are defined in "/etc/containers/registries.conf"\n',
      ),
      ['base-missing', 'nostage', [], 1],
    );
    assert.deepEqual(
      read(
        'STEP 2/2: RUN --mount=type=secret,id=foo,required=true cat /run/secrets/foo\n',
        'Error: building at STEP "RUN --mount=type=secret,id=foo,required=true cat /run/secrets/foo": resolving mountpoints for container "e523": secret required but no secret with id foo found\n',
      ),
      ['secret-missing', 'foo', [], 2],
    );
    assert.deepEqual(read('', 'Error: The target "nope" was not found in the provided Dockerfile\n'), [
      'target-missing',
      'nope',
      [],
      undefined,
    ]);
    assert.deepEqual(read('', 'Error: stat /w/nope: no such file or directory\n'), ['dockerfile-missing', undefined, [], undefined]);
  });

  test('BuildKit of Docker 20.10, as it said it', () => {
    const read = (stderr: string): unknown[] => {
      const { kind, subject, exitCode, output: tail } = readBuildFault('buildx', output({ code: 1, stderr }));
      return [kind, subject ?? exitCode, tail];
    };
    assert.deepEqual(
      read(
        '------\n > [2/2] RUN echo hello &&   exit 42:\n#5 0.162 hello\n------\nERROR: failed to build: failed to solve: executor failed running [/bin/sh -c echo hello &&   exit 42]: exit code: 42\n',
      ),
      ['command-failed', 42, ['hello']],
    );
    const frontend =
      'ERROR: failed to build: failed to solve: rpc error: code = Unknown desc = failed to solve with frontend dockerfile.v0: failed to create LLB definition: ';
    assert.deepEqual(read(`${frontend}target stage nope could not be found\n`), ['target-missing', 'nope', []]);
    assert.deepEqual(read(`${frontend}dockerfile parse error line 2: unknown instruction: RUNN\n`), ['syntax', undefined, []]);
    assert.deepEqual(read('ERROR: failed to build: resolve : lstat /nonexistent: no such file or directory\n'), [
      'dockerfile-missing',
      undefined,
      [],
    ]);
    assert.deepEqual(read('ERROR: failed to build: failed to solve: secret foo not found: not found\n'), ['secret-missing', 'foo', []]);
  });

  test('a step that counting does not reach has no line', () => {
    assert.equal(locateStep({ counts: 'file', stage: null, index: 2, total: 9, text: 'RUN onbuild trigger' }, outline), undefined);
  });
});

const outline = {
  stages: [{ name: 'base' }, { name: null }],
  instructions: [
    ['FROM', 0, 0, 0],
    ['WORKDIR', 2, 2, 0],
    ['RUN', 3, 4, 0],
    ['FROM', 5, 5, 1],
    ['ENV', 6, 6, 1],
    ['COPY', 7, 7, 1],
    ['WORKDIR', 8, 8, 1],
  ].map(
    ([keyword, firstLine, lastLine, stage]) =>
      ({ keyword, firstLine, lastLine, stage }) as { keyword: string; firstLine: number; lastLine: number; stage: number },
  ),
};
// The failed vertex `2/3` of an unnamed stage counts FROM, COPY, WORKDIR; Podman's third step counts ENV too.
