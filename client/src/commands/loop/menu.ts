import * as vscode from 'vscode';
import { clearDiagnosesMethod, type RemedyCommand } from '../../../../server/src/protocol.js';
import type { ClientCommand } from '../command.js';

const entries = [
  { label: '$(rocket) Run Again', command: 'slipway.runAgain', description: 'build, deliver and deploy with the same answers' },
  { label: '$(package) Build Image', command: 'slipway.buildImage' },
  { label: '$(cloud-upload) Deploy', command: 'slipway.deploy', description: 'the manifests as they are' },
  { label: '$(diff) Diff against Cluster', command: 'slipway.diff' },
  { label: '$(output) Show Logs', command: 'slipway.showPodLogs' },
  { label: '$(plug) Port Forward', command: 'slipway.portForward' },
  { label: '$(globe) Open in Browser', command: 'slipway.openInBrowser' },
  { label: '$(discard) Roll Back', command: 'slipway.rollBack' },
  { label: '$(trash) Delete What I Deployed', command: 'slipway.deleteDeployed' },
  { label: '$(checklist) Check Prerequisites', command: 'slipway.checkPrerequisites' },
  { label: '$(question) Ask Everything Anew', command: 'slipway.forgetAnswers' },
] as const;

/** What a click on the status bar offers: first what goes on, which can be ended. */
export const loopMenu: ClientCommand = {
  id: 'slipway.loopMenu',
  run: async ({ loop }) => {
    const going = loop.activities.all.map(({ title, isStream, port, end }) => ({
      label: `$(${port === undefined ? 'debug-stop' : 'debug-disconnect'}) ${port === undefined ? (isStream ? 'Stop' : 'Cancel') : 'Close'} ${title}`,
      run: () => Promise.resolve(end()),
    }));
    const others = entries.map(({ command, ...entry }) => ({ ...entry, run: () => vscode.commands.executeCommand(command) }));
    const line = going.length === 0 ? [] : [{ label: '', kind: vscode.QuickPickItemKind.Separator, run: () => Promise.resolve() }];
    const picked = await vscode.window.showQuickPick([...going, ...line, ...others], { title: 'Slipway', matchOnDescription: true });
    await picked?.run();
  },
};

const remedies: Readonly<Record<RemedyCommand, string>> = {
  import: 'slipway.importImage',
  push: 'slipway.pushImage',
  build: 'slipway.buildAndDeploy',
  startCluster: 'slipway.startCluster',
  createCluster: 'slipway.createCluster',
  logs: 'slipway.showPodLogs',
};

/** Runs what a finding of the cluster offers beside edits. */
export const remedy: ClientCommand = {
  id: 'slipway.remedy',
  run: async (_, name, ...args) => {
    if (typeof name !== 'string' || !Object.hasOwn(remedies, name)) return;
    const words = args.filter((arg) => typeof arg === 'string');
    await vscode.commands.executeCommand(remedies[name as RemedyCommand], ...(name === 'build' ? ofBuild(words) : words));
  },
};

/** `DOCKERFILE --platform linux/arm64` as the command takes it: uri, stage, platform. */
function ofBuild([dockerfile, flag, platform]: readonly string[]): readonly unknown[] {
  return [dockerfile === undefined ? undefined : vscode.Uri.file(dockerfile), undefined, flag === '--platform' ? platform : undefined];
}

export const clearFindings: ClientCommand = {
  id: 'slipway.clearClusterFindings',
  run: async ({ client }) => {
    await client.sendRequest(clearDiagnosesMethod, {});
  },
};
