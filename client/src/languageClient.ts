import { join } from 'node:path';
import * as vscode from 'vscode';
import {
  LanguageClient,
  RevealOutputChannelOn,
  TransportKind,
  type LanguageClientOptions,
  type ServerOptions,
} from 'vscode-languageclient/node';
import { extensionId, settingsSection, type Settings } from '../../server/src/protocol.js';

/** What Slipway judges. `.dockerignore` has no language id of its own: VS Code calls it `ignore`, as `.gitignore`. */
export const documentSelector = [
  { scheme: 'file', language: 'dockerfile' },
  { scheme: 'untitled', language: 'dockerfile' },
  { scheme: 'file', pattern: '**/{.dockerignore,*.dockerignore}' },
  { scheme: 'file', language: 'yaml' },
  { scheme: 'untitled', language: 'yaml' },
  { scheme: 'file', language: 'kubernetes' },
  { scheme: 'file', language: 'dockercompose' },
  { scheme: 'untitled', language: 'dockercompose' },
  { scheme: 'file', pattern: '**/Kustomization' },
  { scheme: 'file', language: 'helm' },
  { scheme: 'file', language: 'helm-template' },
  { scheme: 'file', pattern: '**/templates/**/*.{tpl,txt}' },
  { scheme: 'file', pattern: '**/.slipway.{yaml,yml}' },
];

export function createClient(context: vscode.ExtensionContext, log: vscode.LogOutputChannel): LanguageClient {
  const server = join(context.extensionPath, 'dist', 'server.js');
  // Over stdio the server writes findings as text that it keeps; over IPC Node would make them anew each time.
  const run = { module: server, transport: TransportKind.stdio };
  const serverOptions: ServerOptions = { run, debug: { ...run, options: { execArgv: ['--nolazy', '--inspect=6009'] } } };
  const initializationOptions: Settings = {
    rulePages: `${vscode.env.uriScheme}://${extensionId}/rule/`,
    showsReferences: true,
    runsRemedies: true,
    choosesDockerfiles: true,
    suggestsAgain: true,
    waitsForPause: true,
  };
  const clientOptions: LanguageClientOptions = {
    documentSelector,
    initializationOptions,
    outputChannel: log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    diagnosticPullOptions: { onChange: true, onTabs: true },
    synchronize: { configurationSection: settingsSection },
  };
  return new LanguageClient('slipway', 'Slipway', serverOptions, clientOptions);
}
