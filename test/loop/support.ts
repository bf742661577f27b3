import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { localEngine } from '../../server/src/cli/up/engine.js';
import type { Diagnosis, DiagnoseParams } from '../../server/src/protocol.js';
import type {
  AnswerKey,
  Answers,
  BuildProblem,
  Change,
  Confirmation,
  Front,
  InstructionLayer,
  LoopContext,
  LoopSettings,
  Memory,
  Question,
  Remembered,
  RunEnd,
  Step,
  TextQuestion,
} from '../../client/src/loop/contract.js';
import type { Failure, Outcome } from '../../client/src/tools/tool.js';
import { atCluster } from '../support/cluster.js';
import type { Bench, Double, World } from '../support/doubles.js';
import type { ApiServer } from '../support/doubles/apiServer.js';
import type { ClusterScenario } from '../support/doubles/clusterState.js';

/** Programs of the bench that still run, as the system lists them; none where it keeps no such list. */
export function leftRunning({ folder }: Bench): readonly string[] {
  if (!existsSync('/proc/self/environ')) return [];
  return readdirSync('/proc').flatMap((id) => {
    if (!/^\d+$/.test(id) || id === String(process.pid)) return [];
    try {
      const isOurs = readFileSync(`/proc/${id}/environ`, 'utf8').includes(`SLIPWAY_DOUBLE=${folder}`);
      return isOurs ? [readFileSync(`/proc/${id}/cmdline`, 'utf8').replaceAll('\0', ' ')] : [];
    } catch {
      // It ended meanwhile, or is somebody else's.
      return [];
    }
  });
}

/** Runs `work` with a folder for temporary files of its own, and sees that nothing stays in it. */
export async function leavingNothing<T>({ folder }: Bench, work: () => Promise<T>): Promise<T> {
  const own = join(folder, 'tmp');
  mkdirSync(own, { recursive: true });
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = own;
  try {
    const result = await work();
    assert.deepEqual(readdirSync(own), [], 'temporary files stayed');
    return result;
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}

/** Hashes of every file below a folder: nothing of the project may change. */
export function filesOf(folder: string): Readonly<Record<string, string>> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = names.map(({ parentPath, name }) => join(parentPath, name)).sort();
  return Object.fromEntries(paths.map((path) => [path, readFileSync(path, 'utf8')]));
}

/** The failed end of a run, or the test is over. */
export function failedEnd(end: RunEnd): Extract<RunEnd, { step: Step }> {
  assert.notEqual(end.state, 'running', JSON.stringify(end));
  return end as Extract<RunEnd, { step: Step }>;
}

export function runningEnd(end: RunEnd): Extract<RunEnd, { state: 'running' }> {
  assert.equal(end.state, 'running', JSON.stringify(end, undefined, 1));
  return end as Extract<RunEnd, { state: 'running' }>;
}

export function valueOf<T>(outcome: Outcome<T>): T {
  assert.ok(outcome.ok, JSON.stringify(outcome));
  return outcome.value;
}

export function failureOf(outcome: Outcome<unknown>): Failure {
  assert.ok(!outcome.ok, JSON.stringify(outcome));
  return outcome.failure;
}

/** A front that answers from a table and keeps what it was told. */
export class RecordingFront implements Front {
  readonly steps: { readonly step: Step; readonly text: string }[] = [];
  readonly lines: string[] = [];
  readonly asked: string[] = [];
  readonly shownChanges: Change[] = [];
  problems: readonly BuildProblem[] = [];
  sizes: readonly InstructionLayer[] = [];
  /** Answers by key; a question without one is turned away. */
  answers: Record<string, string> = {};
  agrees = true;
  /** Of confirmations: what they said, and what had to be typed. */
  readonly details: string[] = [];
  readonly typed: (string | undefined)[] = [];
  onConfirm: () => void = () => undefined;
  onLine: (line: string) => void = () => undefined;
  onStep: (step: Step, text: string) => void = () => undefined;

  progress(step: Step, text: string): void {
    this.steps.push({ step, text });
    this.onStep(step, text);
  }
  output(line: string): void {
    this.lines.push(line);
    this.onLine(line);
  }
  choose({ key, choices }: Question): Promise<string | undefined> {
    this.asked.push(key);
    return Promise.resolve(choices.find(({ value, label }) => value === this.answers[key] || label === this.answers[key])?.value);
  }
  ask({ key, value, fault }: TextQuestion): Promise<string | undefined> {
    this.asked.push(key);
    const given = this.answers[key] ?? value;
    return Promise.resolve(given === undefined || fault(given) !== undefined ? undefined : given);
  }
  changes(changes: readonly Change[]): Promise<void> {
    this.shownChanges.push(...changes);
    return Promise.resolve();
  }
  confirm({ title, detail, typed }: Confirmation): Promise<boolean> {
    this.asked.push(title);
    this.details.push(detail);
    this.typed.push(typed);
    this.onConfirm();
    return Promise.resolve(this.agrees);
  }
  buildProblems(_: string, problems: readonly BuildProblem[]): void {
    this.problems = problems;
  }
  layers(_: string, layers: readonly InstructionLayer[]): void {
    this.sizes = layers;
  }
}

export interface LoopBench {
  readonly bench: Bench;
  readonly api: ApiServer;
  readonly front: RecordingFront;
  readonly memory: Memory;
  readonly ctx: LoopContext;
  readonly end: AbortController;
  /** Absolute folder of the project, with slashes. */
  readonly root: string;
  /** The file. */
  readonly kubeconfig: string;
  readonly diagnosed: DiagnoseParams[];
  /** Another context for a second run beside the first. */
  again(settings?: Partial<LoopSettings>): LoopContext;
}

export const dockerfile = `FROM python:3.13-slim
WORKDIR /code
COPY app ./app
RUN pip install --no-cache-dir fastapi
USER 10001
EXPOSE 8080
CMD ["python", "-m", "app"]
`;

export const manifest = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
spec:
  replicas: 1
  selector:
    matchLabels: { app: api }
  template:
    metadata:
      labels: { app: api }
    spec:
      containers:
        - name: api
          image: myapp:1.0 # the tag is put in on the way
          ports:
            - containerPort: 8080
---
apiVersion: v1
kind: Service
metadata:
  name: api
spec:
  selector: { app: api }
  ports:
    - port: 80
      targetPort: 8080
`;

export interface Scenario {
  readonly files?: Readonly<Record<string, string>>;
  readonly world?: World;
  readonly cluster?: ClusterScenario;
  readonly doubles?: readonly Double[];
  readonly answers?: Partial<Answers>;
  readonly settings?: Partial<LoopSettings>;
  /** Answers that were said for the run itself, as flags are. */
  readonly given?: readonly AnswerKey[];
}

/** A project beside such a cluster: what a run sees on a real machine. */
export async function atLoop<T>(scenario: Scenario, work: (loop: LoopBench) => Promise<T>): Promise<T> {
  return atCluster(scenario, async ({ bench, api, kubeconfig }) => {
    const root = join(bench.folder, 'project').replaceAll('\\', '/');
    const files = {
      Dockerfile: dockerfile,
      'app/__main__.py': 'print()\n',
      '.dockerignore': '.git\n',
      'k8s.yaml': manifest,
      ...scenario.files,
    };
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, name)), { recursive: true });
      writeFileSync(join(root, name), text);
    }
    const front = new RecordingFront();
    const end = new AbortController();
    const diagnosed: DiagnoseParams[] = [];
    const engine = await localEngine(root, () => undefined);
    let remembered: Remembered = {
      answers: {
        version: 1,
        folder: root,
        image: 'myapp',
        ...scenario.answers,
        ...(scenario.answers?.image === undefined ? { dockerfile: `${root}/Dockerfile` } : {}),
      },
    };
    const memory: Memory = {
      get: () => remembered,
      set: (next) => {
        // What is kept has to survive a window: it is plain JSON.
        remembered = JSON.parse(JSON.stringify(next)) as Remembered;
        return Promise.resolve();
      },
    };
    const context = (signal: AbortSignal, settings: Partial<LoopSettings> = {}): LoopContext => ({
      runner: bench.runner,
      engine: {
        ...engine,
        diagnose: async (params): Promise<readonly Diagnosis[]> => {
          diagnosed.push(params);
          return engine.diagnose(params);
        },
      },
      front,
      settings: {
        builder: 'auto',
        allowedContexts: [],
        delivery: 'auto',
        rolloutTimeout: 20,
        serverSideApply: false,
        showDiff: false,
        ...scenario.settings,
        ...settings,
      },
      signal,
      folders: [root],
      given: new Set(scenario.given),
      pace: 100,
    });
    return work({
      bench,
      api,
      front,
      memory,
      ctx: context(end.signal),
      end,
      root,
      kubeconfig,
      diagnosed,
      again: (settings) => context(new AbortController().signal, settings),
    });
  });
}
