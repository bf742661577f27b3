import { Command, CommanderError, Option } from 'commander';
import { explain, ruleSummaries } from '../lsp/handlers/explain.js';
import { explainKubernetes } from './explainKubernetes.js';
import { formats } from './formats/formats.js';
import { lint, type LintOptions } from './lint.js';

/** 0: nothing found; 1: findings; 2: wrong use, or a file that cannot be read. */
const misuse = 2;

async function main(argv: readonly string[]): Promise<number> {
  let exitCode = 0;
  const program = new Command('slipway')
    .description('Judges Dockerfiles, .dockerignore files and Kubernetes manifests. Offline; no daemon, no cluster.')
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
        process.stderr.write(`slipway: no rule is called ${name}; \`slipway rules\` lists them\n`);
        exitCode = misuse;
        return;
      }
      process.stdout.write(`${page.markdown.trim()}\n`);
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
  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : misuse;
    throw error;
  }
  return exitCode;
}

declare const VERSION: string;

// A reader that closes the pipe early, like `head`, is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
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
