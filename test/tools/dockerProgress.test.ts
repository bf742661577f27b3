import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { BuildProgress, shownLine, shownStep } from '../../client/src/tools/docker/progress.js';

/** Text of a file in a test: the margin goes. */
function text(strings: TemplateStringsArray): string {
  const lines = (strings.raw[0] ?? '').replace(/^\n/, '').split('\n');
  const margin = Math.min(...lines.filter((line) => line.trim() !== '').map((line) => /^ */.exec(line)?.[0].length ?? 0));
  return lines
    .map((line) => line.slice(margin))
    .join('\n')
    .replaceAll('\\e', '\u001b');
}

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
