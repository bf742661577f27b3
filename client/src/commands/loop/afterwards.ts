import * as vscode from 'vscode';
import { deleteDeployed, diffAgainstCluster, keepForward, rollBack, showLogs } from '../../loop/afterwards.js';
import type { ClientCommand } from '../command.js';

export const diff: ClientCommand = {
  id: 'slipway.diff',
  run: async ({ loop }) => {
    const found = await loop.value(
      await loop.run({ title: 'Diff against Cluster', work: ({ ctx, memory }) => diffAgainstCluster(ctx, memory) }),
    );
    if (found?.length === 0) void vscode.window.showInformationMessage('Slipway: the cluster has what the manifests say.');
  },
};

export const podLogs: ClientCommand = {
  id: 'slipway.showPodLogs',
  run: async ({ loop }, pod, container) => {
    loop.output.show(true);
    const wanted = typeof pod === 'string' && typeof container === 'string' ? { pod, container } : undefined;
    await loop.value(await loop.run({ title: 'Logs', isBackground: true, work: ({ ctx, memory }) => showLogs(ctx, memory, wanted) }));
  },
};

export const portForward: ClientCommand = {
  id: 'slipway.portForward',
  run: async ({ loop }) => {
    await loop.value(
      await loop.run({
        title: 'Port Forward',
        isBackground: true,
        work: ({ ctx, memory }) =>
          keepForward(ctx, memory, (port) => {
            void vscode.window
              .showInformationMessage(`Slipway: the port is open at localhost:${port} until it is cancelled.`, 'Open in Browser')
              .then((answer) => {
                if (answer !== undefined) void open(port);
              });
          }),
      }),
    );
  },
};

export const openInBrowser: ClientCommand = {
  id: 'slipway.openInBrowser',
  run: async ({ loop }) => {
    await loop.value(
      await loop.run({
        title: 'Port Forward',
        isBackground: true,
        work: ({ ctx, memory }) => keepForward(ctx, memory, (port) => void open(port)),
      }),
    );
  },
};

/** In a remote window the port is made reachable from where the browser is. */
async function open(port: number): Promise<void> {
  await vscode.env.openExternal(await vscode.env.asExternalUri(vscode.Uri.parse(`http://localhost:${port}/`)));
}

export const undo: ClientCommand = {
  id: 'slipway.rollBack',
  run: async ({ loop }) => {
    const text = await loop.value(await loop.run({ title: 'Roll Back', work: ({ ctx, memory }) => rollBack(ctx, memory) }));
    if (text !== undefined) void vscode.window.showInformationMessage(`Slipway: ${text}.`);
  },
};

export const remove: ClientCommand = {
  id: 'slipway.deleteDeployed',
  run: async ({ loop }) => {
    const deleted = await loop.value(
      await loop.run({ title: 'Delete What I Deployed', work: ({ ctx, memory }) => deleteDeployed(ctx, memory) }),
    );
    if (deleted !== undefined)
      void vscode.window.showInformationMessage(
        `Slipway: ${deleted.length} ${deleted.length === 1 ? 'object was' : 'objects were'} deleted.`,
      );
  },
};
