import * as vscode from 'vscode';
import { fixAllKind } from '../../../server/src/protocol.js';
import type { ClientCommand } from './command.js';

export const fixAll: ClientCommand = {
  id: 'slipway.fixAll',
  run: async () => {
    if (vscode.window.activeTextEditor === undefined) {
      void vscode.window.showInformationMessage('Slipway: open a Dockerfile first; the safe fixes are applied to the present editor.');
      return;
    }
    await vscode.commands.executeCommand('editor.action.codeAction', { kind: fixAllKind, apply: 'first' });
  },
};
