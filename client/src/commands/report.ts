import * as vscode from 'vscode';
import { reportMethod, type ReportResult } from '../../../server/src/protocol.js';
import { pickWorkspaceFolder } from '../ui/pickFolder.js';
import type { ClientCommand } from './command.js';

/** Checks a workspace folder against the hardening checklist and shows the answer as a page. */
export const report: ClientCommand = {
  id: 'slipway.report',
  run: async ({ client, reports }) => {
    const folder = await pickWorkspaceFolder('Folder to check');
    if (folder === undefined) return;
    const made = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: `Slipway: checking ${folder.name}`, cancellable: true },
      (_, token) =>
        client
          .sendRequest<ReportResult | null>(reportMethod, { folder: folder.uri.fsPath.replaceAll('\\', '/') }, token)
          .catch((error: unknown) => {
            // A cancelled request is an error to the library and none to the user.
            if (token.isCancellationRequested) return null;
            throw error;
          }),
    );
    if (made !== null) await reports.show(folder, made.markdown);
  },
};
