import * as vscode from 'vscode';
import type { ClientCommand } from './command.js';

export const restart: ClientCommand = {
  id: 'slipway.restart',
  run: async ({ client, log }) => {
    log.info('restart was asked for');
    await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: 'Slipway: restarting' }, () =>
      client.isRunning() ? client.restart() : client.start(),
    );
  },
};
