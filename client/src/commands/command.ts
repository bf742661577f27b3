import type * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { LoopUi } from '../ui/loop/loop.js';
import type { ReportPages } from '../ui/reportPages.js';

/** What a command may use. */
export interface CommandContext {
  readonly client: LanguageClient;
  readonly log: vscode.LogOutputChannel;
  readonly context: vscode.ExtensionContext;
  readonly reports: ReportPages;
  readonly loop: LoopUi;
}

export interface ClientCommand {
  readonly id: `slipway.${string}`;
  readonly run: (ctx: CommandContext, ...args: readonly unknown[]) => unknown;
}
