import { Command, CommanderError, Option } from 'commander';
import { nearest } from '../languages/dockerfile/vocabulary.js';
import { explain, ruleSummaries } from '../lsp/handlers/explain.js';
import { context, contextFormats } from './context.js';
import { explainKubernetes } from './explainKubernetes.js';
import { formats } from './formats/formats.js';
import { lint, type LintOptions } from './lint.js';
import { report, reportFormats, type ReportOptions } from './report.js';
import { up, type UpOptions } from './up/up.js';

/** 0: nothing found; 1: findings; 2: wrong use, or a file that cannot be read. */
const misuse = 2;

async function main(argv: readonly string[]): Promise<number> {
  let exitCode = 0;
  const program = new Command('slipway')
    .description(
      'Judges Dockerfiles, .dockerignore files, Kubernetes manifests, Compose files, Helm charts and kustomizations. Findings need no network, daemon or cluster.',
    )
    .version(VERSION)
    .exitOverride()
    .showHelpAfterError('(see slipway --help)');
  program
    .command('lint')
    .description('report findings; exit code 0 clean, 1 findings, 2 misuse')
    .argument('[paths...]', 'files, folders or globs; the present folder when none is given')
    .addOption(new Option('-f, --format <format>', 'how findings are printed').choices(Object.keys(formats)).default('text'))
    .option('--fix', 'apply safe fixes to the files, then report what is left')
    .addOption(new Option('--preset <preset>', 'rules to start from').choices(['recommended', 'strict', 'all', 'none']))
    .option('--kubernetes-version <version>', 'the version that manifests are written for, such as 1.34')
    .option('--rule <id=severity...>', 'set a rule: off, on, error, warning, info, hint')
    .option('--config <file>', 'use this configuration file instead of the nearest .slipway.yaml')
    .option('--no-config', 'use no configuration file')
    .option('--stdin', 'read one file from standard input')
    .option('--stdin-filename <file>', 'the name that it has', 'Dockerfile')
    .addOption(
      new Option('--fail-on <severity>', 'the least severity that makes exit code 1')
        .choices(['error', 'warning', 'info', 'hint'])
        .default('hint'),
    )
    .option('--max-warnings <count>', 'exit code 1 only beyond this many findings below error')
    .option('--no-gitignore', 'look at files that .gitignore excludes, too')
    .option(
      '--render',
      'judge what `kubectl kustomize` makes of kustomizations and `helm template` of charts, too; runs kubectl and helm, fetches nothing',
    )
    .option('-q, --quiet', 'print errors and warnings alone')
    .action(async (paths: string[], options: LintOptions) => {
      exitCode = await lint(paths, options);
    });
  program
    .command('explain')
    .description("print a rule's page (peers' ids are understood too), or what a field of Kubernetes is for")
    .argument('<rule>', 'dockerfile/untagged-base-image, untagged-base-image, DL3006 …, or the word kubernetes')
    .argument('[field]', 'with kubernetes: deployment.spec.strategy, svc.spec.type …; all kinds when it lacks')
    .option('--api-version <version>', 'with kubernetes: apps/v1, autoscaling/v1 …; the newest when absent')
    .action((name: string, field: string | undefined, { apiVersion }: { apiVersion?: string }) => {
      if (name === 'kubernetes') {
        const explanation = explainKubernetes(field, apiVersion);
        if ('text' in explanation) process.stdout.write(explanation.text);
        else {
          process.stderr.write(`slipway: ${explanation.error}\n`);
          exitCode = misuse;
        }
        return;
      }
      const page = explain(name);
      if (page === null) {
        process.stderr.write(`slipway: no rule is called ${name}; ${alikeText(name)}\n`);
        exitCode = misuse;
        return;
      }
      process.stdout.write(`${page.markdown.trim()}\n`);
    });
  program
    .command('context')
    .description('how large a build context is, with and without its .dockerignore')
    .argument('[path]', 'a folder, or a Dockerfile whose context is looked for', '.')
    .addOption(new Option('-f, --format <format>', 'how').choices([...contextFormats]).default('text'))
    .action(async (path: string, options: { format: (typeof contextFormats)[number] }) => {
      exitCode = await context(path, options);
    });
  program
    .command('rules')
    .description('list every rule')
    .addOption(new Option('-f, --format <format>', 'how').choices(['text', 'json']).default('text'))
    .action(({ format }: { format: string }) => {
      const all = ruleSummaries();
      if (format === 'json') process.stdout.write(`${JSON.stringify(all, undefined, 2)}\n`);
      else
        for (const rule of all)
          process.stdout.write(`${rule.id.padEnd(48)} ${rule.severity.padEnd(8)} ${(rule.presets[0] ?? 'all').padEnd(12)} ${rule.title}\n`);
    });
  program
    .command('report')
    .description('check a folder against the hardening checklist; exit code 0 when every judged item holds, 1 when one does not')
    .argument('[folder]', 'the present folder when none is given', '.')
    .addOption(new Option('-f, --format <format>', 'how').choices(Object.keys(reportFormats)).default('markdown'))
    .option('-o, --output <file>', 'write the report to this file')
    .option('--no-gitignore', 'look at files that .gitignore excludes, too')
    .action(async (folder: string, options: ReportOptions) => {
      exitCode = await report(folder, options);
    });
  program
    .command('up')
    .description('build an image, bring it into a local k3d cluster, deploy, wait for the pods, and say why when they do not run')
    .argument('[folder]', 'the present folder when none is given', '.')
    .option('--file <dockerfile>', 'Dockerfile to build, when there are several')
    .option('--build-context <folder>', 'folder that COPY reads from')
    .option('--target <stage>', 'stage to build; the last one when absent')
    .option('--image <name>', 'name of the image without a tag')
    .option('--platform <platform>', 'such as linux/arm64')
    .option('--build-arg <name=value>', 'build argument; without a value that of the environment; may be repeated', repeated)
    .option('--secret <secret>', 'build secret, id=ID,env=NAME or id=ID,src=FILE; may be repeated', repeated)
    .option('--manifests <path>', 'file, folder, kustomization or chart to deploy, when there are several; may be repeated', repeated)
    .option('--cluster <name>', 'k3d cluster, when there are several')
    .option('--namespace <name>', 'namespace of objects that name none')
    .option('--kube-context <name>', 'context of the kubeconfig; it has to lead to a local k3d cluster')
    .option('--allow-context <name>', 'a context that may be deployed to although it does not; asks each time; may be repeated', repeated)
    .addOption(
      new Option('--deliver <way>', 'how the image gets into the cluster; auto: push where the cluster has a registry')
        .choices(['auto', 'import', 'push'])
        .default('auto'),
    )
    .addOption(new Option('--builder <builder>', 'what builds').choices(['auto', 'docker', 'legacy', 'podman']).default('auto'))
    .option('--timeout <seconds>', 'how long pods may take to become ready', '180')
    .option('--server-side', "apply on the server's side")
    .option('--diff', 'tell what would change, and ask')
    .option('--pull', 'look for newer base images')
    .option('--no-cache', 'build every step anew')
    .option('-y, --yes', 'agree to what would be asked: starting a stopped cluster, deploying to an allowed context')
    .option('-v, --verbose', 'print what the programs say')
    .addOption(new Option('-f, --format <format>', 'how the end is printed, on standard output').choices(['text', 'json']).default('text'))
    .addHelpText(
      'after',
      `
Exit codes:
  0    the pods run
  1    something failed; the cause is printed as path:line
  2    wrong use, or a question that nobody was there to answer
  130  cancelled

Examples:
  slipway up
  slipway up --file api/Dockerfile --manifests k8s/ --namespace dev
  slipway up --cluster dev --yes --format json > end.json
`,
    )
    .action(async (folder: string, options: UpOptions) => {
      exitCode = await up(folder, options);
    });
  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : misuse;
    throw error;
  }
  return exitCode;
}

/** Rules that may be meant by a part of a name or by one with a slip. */
function alikeText(name: string): string {
  const ids = ruleSummaries().map(({ id }) => id);
  const word = name.toLowerCase().slice(name.indexOf('/') + 1);
  const parts = ids.filter((id) => word.length > 2 && id.includes(word)).slice(0, 8);
  const near = nearest(
    word,
    ids.map((id) => id.slice(id.indexOf('/') + 1)),
  );
  const alike = parts.length > 0 ? parts : ids.filter((id) => id.endsWith(`/${near ?? ''}`));
  return alike.length === 0 ? '`slipway rules` lists them' : `did you mean ${alike.join(', ')}?`;
}

/** Collects the values of an option that may be repeated; one that took several words would swallow the folder behind it. */
function repeated(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}

declare const VERSION: string;

// A reader that closes the pipe early, like `head`, is no failure of ours.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
  });
main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`slipway: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = misuse;
  },
);
