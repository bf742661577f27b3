import * as vscode from 'vscode';
import { State, type LanguageClient } from 'vscode-languageclient/node';
import { statusMethod, type StatusParams } from '../../../server/src/protocol.js';
import { documentSelector } from '../languageClient.js';

/** One item in the editor's language status: ok, busy, slow or off; a click opens the log. */
export function createStatusItem(client: LanguageClient, log: vscode.LogOutputChannel): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem('slipway.status', documentSelector);
  item.name = 'Slipway';
  item.command = { command: 'slipway.showLog', title: 'Open Log' };
  const show = (text: string, detail: string, severity: vscode.LanguageStatusSeverity, busy = false): void => {
    item.text = text;
    item.detail = detail;
    item.severity = severity;
    item.busy = busy;
  };
  const { Information, Warning, Error } = vscode.LanguageStatusSeverity;
  const onState = (state: State): void => {
    if (state === State.Starting) show('Slipway', 'starting', Information, true);
    else if (state === State.Running) {
      const enabled = vscode.workspace.getConfiguration('slipway').get<boolean>('enable', true);
      show(
        enabled ? 'Slipway' : 'Slipway: off',
        enabled ? 'findings are up to date' : 'switched off by the setting slipway.enable',
        Information,
      );
    } else show('Slipway: stopped', 'the language server is not running; run "Slipway: Restart"', Error);
  };
  onState(client.state);
  return vscode.Disposable.from(
    item,
    client.onDidChangeState(({ newState }) => onState(newState)),
    client.onNotification(statusMethod, ({ state, detail }: StatusParams) => {
      log.info(`status ${state}: ${detail}`);
      show('Slipway', detail, state === 'error' ? Error : state === 'slow' ? Warning : Information, state === 'busy');
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('slipway.enable')) onState(client.state);
    }),
  );
}
