import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { build, type BuildRequest } from '../../client/src/tools/docker/buildCommand.js';
import { readBuildFault } from '../../client/src/tools/docker/buildFault.js';
import { imageHistory, inspectImage, readInstruction } from '../../client/src/tools/docker/images.js';
import { locateStep } from '../../client/src/tools/docker/locateStep.js';
import { BuildProgress, shownLine, shownStep } from '../../client/src/tools/docker/progress.js';
import { pushImage } from '../../client/src/tools/docker/push.js';
import { buildxVersion, info } from '../../client/src/tools/docker/version.js';
import { readWarnings } from '../../client/src/tools/docker/warnings.js';
import { commandOf, failureOf, output, valueOf } from '../support/tools.js';

const request: BuildRequest = { builder: 'buildx', dockerfile: '/w/api/Dockerfile.dev', context: '/w/api', reference: 'myapp:dev-1' };

describe('the words of a build', () => {
  const words = (line: string): string[] => line.split(' ');

  test('buildx', () => {
    const command = commandOf(
      build({
        ...request,
        target: 'run',
        platform: 'linux/arm64',
        buildArgs: { VERSION: '1.2', API_TOKEN: 'abc def' },
        secrets: [
          { id: 'npm', env: 'NPM_TOKEN', value: 'hush' },
          { id: 'ca', file: '/home/me/a,b.pem' },
        ],
        idFile: '/tmp/id',
      }),
    );
    assert.deepEqual(command.args, [
      ...words('build --load --progress=plain --file /w/api/Dockerfile.dev --tag myapp:dev-1 --target run --platform linux/arm64'),
      ...words('--build-arg VERSION --build-arg API_TOKEN --secret id=npm,env=NPM_TOKEN --secret id=ca,"src=/home/me/a,b.pem"'),
      ...words('--iidfile /tmp/id -- /w/api'),
    ]);
    assert.deepEqual(command.env, { VERSION: '1.2', API_TOKEN: 'abc def', NPM_TOKEN: 'hush' });
    assert.deepEqual(command.secrets, ['abc def', 'hush']);
  });

  test('the legacy builder gets no flag that it does not know', () => {
    const command = commandOf(build({ ...request, builder: 'legacy' }));
    assert.deepEqual(command.args, ['build', '--file', '/w/api/Dockerfile.dev', '--tag', 'myapp:dev-1', '--', '/w/api']);
    assert.equal(command.env?.['DOCKER_BUILDKIT'], '0');
    assert.equal(failureOf(build({ ...request, builder: 'legacy', secrets: [{ id: 'npm', env: 'NPM' }] })).code, 'needs-buildkit');
  });

  test('podman', () => {
    const command = commandOf(build({ ...request, builder: 'podman' }));
    assert.equal(command.program, 'podman');
    assert.ok(!command.args.includes('--load'));
  });

  test('an argument that the program itself would read goes as a word', () => {
    const command = commandOf(
      build({
        ...request,
        buildArgs: { PATH: '/x', DOCKER_HOST: 'tcp://x', https_proxy: 'http://p', version: '1', VERSION: '2', SSH_PRIVATE_KEY: 'hush' },
      }),
    );
    assert.deepEqual(
      command.args.filter((_, i) => command.args[i - 1] === '--build-arg'),
      ['PATH=/x', 'DOCKER_HOST=tcp://x', 'https_proxy=http://p', 'version', 'VERSION=2', 'SSH_PRIVATE_KEY'],
    );
    assert.deepEqual(command.env, { version: '1', SSH_PRIVATE_KEY: 'hush' });
  });
});

/** Text of a file in a test: the margin goes. */
function text(strings: TemplateStringsArray): string {
  const lines = (strings.raw[0] ?? '').replace(/^\n/, '').split('\n');
  const margin = Math.min(...lines.filter((line) => line.trim() !== '').map((line) => /^ */.exec(line)?.[0].length ?? 0));
  return lines
    .map((line) => line.slice(margin))
    .join('\n')
    .replaceAll('\\e', '\u001b');
}

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

describe('the progress of a build', () => {
  const run = (
    builder: 'buildx' | 'legacy' | 'podman',
    lines: string,
    ...plan: ConstructorParameters<typeof BuildProgress> extends [unknown, ...infer R] ? R : never
  ): string[] => {
    const progress = new BuildProgress(builder, ...plan);
    return lines.split('\n').flatMap((line) => {
      const event = progress.take(line);
      if (event === undefined) return [];
      const what =
        'step' in event && event.step !== undefined
          ? shownStep(event.step)
          : 'text' in event
            ? event.text
            : 'warning' in event
              ? event.warning.code
              : '';
      return [`${event.kind} ${what} ${progress.fraction.toFixed(2)}`];
    });
  };

  test('BuildKit, two stages in parallel, the base of the target counts', () => {
    const lines = text`
      #0 building with "default" instance using docker driver

      #1 [internal] load build definition from Dockerfile
      #1 DONE 0.0s

      #4 [base 1/2] FROM docker.io/library/x:1
      #4 CACHED

      #5 [other 1/1] RUN sleep 9
      #6 [base 2/2] RUN npm ci
      #6 0.050 added 3 packages
      #6 [base 2/2] RUN npm ci
      #6 DONE 0.2s

      #7 [run 1/1] COPY . .
      #7 DONE 0.1s
      #8 WARN: JSONArgsRecommended: JSON arguments recommended for CMD (line 5)`;
    const stages = [
      { name: 'base', base: 'x:1' },
      { name: 'other', base: 'x:1' },
      { name: 'run', base: 'base' },
    ];
    assert.deepEqual(run('buildx', lines, stages, 'run'), [
      'internal [internal] load build definition from Dockerfile 0.00',
      'started base 1/2 FROM docker.io/library/x:1 0.00',
      'cached base 1/2 FROM docker.io/library/x:1 0.25',
      'started other 1/1 RUN sleep 9 0.25',
      'started base 2/2 RUN npm ci 0.25',
      'output base 2/2 RUN npm ci 0.25',
      'finished base 2/2 RUN npm ci 0.50',
      'started run 1/1 COPY . . 0.50',
      'finished run 1/1 COPY . . 1.00',
      'warning JSONArgsRecommended 1.00',
    ]);
  });

  test('one stage, and a platform before the name', () => {
    assert.deepEqual(
      run('buildx', '#4 [1/2] FROM x\n#4 DONE 0.0s\n#5 [linux/386 base 1/3] FROM x\n#6 ERROR: no\n#4 ERROR: x\n#5 CANCELED', [
        { name: null, base: 'x' },
      ]),
      [
        'started 1/2 FROM x 0.00',
        'finished 1/2 FROM x 0.50',
        'started base 1/3 FROM x 0.50',
        'failed 1/2 FROM x 0.50',
        'cancelled base 1/3 FROM x 0.50',
      ],
    );
  });

  test('legacy and Podman count as they go', () => {
    assert.deepEqual(
      run('legacy', 'Step 1/2 : FROM x\n ---> 848c\nStep 2/2 : RUN y\n ---> Running in 1\nhi\nSuccessfully built 848c').map((line) =>
        line.slice(-4),
      ),
      ['0.00', '0.50', '0.50', '1.00'],
    );
    assert.deepEqual(
      run('podman', '[1/2] STEP 1/1: FROM x AS a\n[2/2] STEP 1/2: FROM a\n[2/2] STEP 2/2: RUN y\nCOMMIT myapp:1', [
        { name: 'a', base: 'x' },
        { name: null, base: 'a' },
      ]).map((line) => line.slice(-4)),
      ['0.00', '0.50', '0.75', '1.00'],
    );
  });

  test('what is shown is one line without colours', () => {
    assert.equal(shownLine('\u001b[31mred\u001b[0m\tand\u0007 more '), 'red and? more');
  });
});

describe('answers about images', () => {
  const inspect = commandOf(inspectImage('docker', 'myapp:dev'));

  test('missing is null, a dead daemon is a failure; both print an empty list', () => {
    assert.deepEqual(inspect.args, ['image', 'inspect', '--', 'myapp:dev']);
    assert.equal(
      valueOf(inspect.parse({ code: 1, stdout: '[]\n', stderr: 'Error response from daemon: no such image: x: No such image: x\n' })),
      null,
    );
    assert.equal(valueOf(inspect.parse({ code: 1, stdout: '[]\n', stderr: 'Error: No such image: x\n' })), null);
    assert.equal(
      failureOf(
        inspect.parse({
          code: 1,
          stdout: '[]\n',
          stderr: 'Cannot connect to the Docker daemon at unix:///x. Is the docker daemon running?\n',
        }),
      ).code,
      'daemon-down',
    );
  });

  test('an image', () => {
    const image = {
      Id: 'sha256:1',
      RepoTags: ['myapp:dev'],
      RepoDigests: null,
      Size: 12,
      Os: 'linux',
      Architecture: 'arm64',
      Variant: 'v8',
      Config: { User: '10001', Cmd: ['x'], Entrypoint: null, ExposedPorts: { '80/tcp': {} } },
      RootFS: { Layers: ['a', 'b'] },
    };
    const found = valueOf(inspect.parse(output({ stdout: JSON.stringify([image]) })));
    assert.deepEqual(
      [found?.id, found?.bytes, found?.architecture, found?.user, found?.entrypoint, found?.ports, found?.layers],
      ['sha256:1', 12, 'arm64', '10001', [], ['80/tcp'], 2],
    );
  });

  test('history, oldest first, without values of build arguments', () => {
    const rows = [
      { CreatedBy: 'RUN |2 API_TOKEN=abc def MODE=x /bin/sh -c npm ci # buildkit', Size: '1000' },
      { CreatedBy: 'ENV SOME_PASSWORD=a b c', Size: '0' },
      { CreatedBy: '/bin/sh -c #(nop)  CMD ["/bin/sh"]', Size: '0' },
      { CreatedBy: '/bin/sh -c #(nop) COPY file:73e2 in /bin/sh ', Size: '1982256' },
    ];
    const command = commandOf(imageHistory('docker', 'myapp:dev'));
    const layers = valueOf(command.parse(output({ stdout: rows.map((row) => JSON.stringify(row)).join('\n') })));
    assert.deepEqual(layers, [
      { bytes: 1_982_256, instruction: 'COPY file:73e2 in /bin/sh' },
      { bytes: 0, instruction: 'CMD ["/bin/sh"]' },
      { bytes: 0, instruction: 'ENV SOME_PASSWORD=•••' },
      { bytes: 1000, instruction: 'RUN npm ci' },
    ]);
    assert.equal(readInstruction('|1 TOKEN=abc /bin/sh -c make'), 'RUN make');
    assert.equal(readInstruction('RUN |1 TOKEN=abc weird'), 'RUN');
  });

  test('warnings, each once, from both places', () => {
    const said =
      '#1 WARN: FromAsCasing: casing (line 1)\n\u001b[33m1 warning found (use docker --debug to expand):\n\u001b[0m - FromAsCasing: casing (line 1)\n - NoLine: x\n';
    assert.deepEqual(readWarnings(said), [
      { code: 'FromAsCasing', message: 'casing', line: 0 },
      { code: 'NoLine', message: 'x' },
    ]);
  });
});

describe('the engine', () => {
  test('versions', () => {
    assert.equal(valueOf(buildxVersion().parse(output({ stdout: 'github.com/docker/buildx v0.27.0 28c90ea\n' }))), '0.27.0');
    assert.equal(valueOf(buildxVersion().parse(output({ code: 1, stderr: 'docker: unknown command: docker buildx' }))), null);
  });

  test('info, its store, and a daemon that is down', () => {
    const said = {
      ServerVersion: '28',
      OSType: 'linux',
      Architecture: 'aarch64',
      NCPU: 4,
      MemTotal: 5,
      DriverStatus: [['driver-type', 'io.containerd.snapshotter.v1']],
    };
    const found = valueOf(info('docker').parse(output({ stdout: JSON.stringify(said) })));
    assert.deepEqual([found.architecture, found.hasContainerdStore], ['arm64', true]);
    assert.equal(
      failureOf(
        info('docker').parse(
          output({
            code: 0,
            stdout: JSON.stringify({ ServerErrors: ['Cannot connect to the Docker daemon at x. Is the docker daemon running?'] }),
          }),
        ),
      ).code,
      'daemon-down',
    );
  });

  test('a push that fails says what to do', () => {
    const command = commandOf(pushImage('docker', 'k3d-registry.localhost:5000/team/api:1'));
    const read = (stderr: string): ReturnType<typeof failureOf> => failureOf(command.parse(output({ code: 1, stderr })));
    const host = read(
      'Get "https://k3d-registry.localhost:5000/v2/": dial tcp: lookup k3d-registry.localhost on 10.0.0.2:53: no such host\n',
    );
    assert.deepEqual(
      [host.code, host.remedy],
      ['registry-unknown-host', 'Push to `localhost:5000/team/api:1` and keep the name in the manifests'],
    );
    assert.equal(read('An image does not exist locally with the tag: x').code, 'image-missing');
    assert.equal(read('Get "http://localhost:5000/v2/": dial tcp 127.0.0.1:5000: connect: connection refused').code, 'registry-down');
    assert.equal(read('denied: requested access to the resource is denied').code, 'registry-denied');
    assert.equal(read('http: server gave HTTP response to HTTPS client').code, 'registry-insecure');
    const digest = `sha256:${'a'.repeat(64)}`;
    assert.equal(valueOf(command.parse(output({ stdout: `1: digest: ${digest} size: 12\n` }))).digest, digest);
  });
});
