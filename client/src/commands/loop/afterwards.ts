import * as vscode from 'vscode';
import { deleteDeployed, diffAgainstCluster, keepForward, rollBack } from '../../loop/afterwards.js';
import { openLogs } from '../../ui/loop/logTerminal.js';
import type { LoopUi } from '../../ui/loop/loop.js';
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
    await openLogs(loop, typeof pod === 'string' && typeof container === 'string' ? { pod, container } : undefined);
  },
};

export const portForward: ClientCommand = {
  id: 'slipway.portForward',
  run: async ({ loop }) => {
    await forward(loop, async (port, label, close) => {
      const answer = await vscode.window.showInformationMessage(
        `Slipway: ${label} is open at localhost:${port}.`,
        'Open in Browser',
        'Close Port',
      );
      if (answer === 'Open in Browser') await open(port);
      if (answer === 'Close Port') close();
    });
  },
};

/** A port that is open is taken; otherwise one is opened. */
export const openInBrowser: ClientCommand = {
  id: 'slipway.openInBrowser',
  run: async ({ loop }) => {
    const [known] = vscode.workspace.isTrusted ? loop.activities.ports : [];
    if (known !== undefined && loop.activities.ports.length === 1) await open(known.port);
    else await forward(loop, (port) => open(port));
  },
};

async function forward(loop: LoopUi, onOpen: (port: number, label: string, close: () => void) => unknown): Promise<void> {
  const end = new AbortController();
  await loop.value(
    await loop.run({
      title: 'Port Forward',
      isBackground: true,
      signal: end.signal,
      work: ({ ctx, memory, detach }) =>
        keepForward(ctx, memory, (port, label) => {
          detach(`localhost:${port} → ${label}`, port);
          void onOpen(port, label, () => end.abort());
        }),
    }),
  );
}

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
      await loop.run({
        title: 'Delete What I Deployed',
        work: async ({ ctx, memory, folder }) => {
          const end = await deleteDeployed(ctx, memory);
          // Ports and logs lead nowhere now.
          if (end.ok) loop.activities.endStreams(folder.uri.toString());
          return end;
        },
      }),
    );
    if (deleted !== undefined)
      void vscode.window.showInformationMessage(
        `Slipway: ${deleted.length} ${deleted.length === 1 ? 'object was' : 'objects were'} deleted.`,
      );
  },
};
