import * as vscode from 'vscode';
import { commands } from './commands/index.js';
import { createClient } from './languageClient.js';
import { createStatusItem } from './ui/statusItem.js';
import { registerRunLenses } from './ui/loop/codeLenses.js';
import { LoopUi } from './ui/loop/loop.js';
import { registerTasks } from './ui/loop/tasks.js';
import { ReportPages } from './ui/reportPages.js';
import { registerRulePages } from './ui/rulePages.js';

/** Wiring only: the findings are the server's, the commands have a file each. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const log = vscode.window.createOutputChannel('Slipway', { log: true });
  const client = createClient(context, log);
  const reports = new ReportPages();
  const loop = new LoopUi(client, context);
  context.subscriptions.push(
    log,
    client,
    reports,
    loop,
    registerTasks(loop),
    registerRunLenses(client),
    createStatusItem(client, log),
    ...registerRulePages(client),
  );
  for (const { id, run } of commands) {
    context.subscriptions.push(
      vscode.commands.registerCommand(id, (...args: readonly unknown[]) => run({ client, log, context, reports, loop }, ...args)),
    );
  }
  try {
    await client.start();
  } catch (error) {
    log.error(`The language server did not start: ${String(error)}`);
    const open = 'Open Log';
    void vscode.window
      .showErrorMessage('Slipway: the language server did not start, so there are no findings. The log has the reason.', open)
      .then((answer) => {
        if (answer === open) log.show();
      });
  }
}
