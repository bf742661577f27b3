import * as vscode from 'vscode';
import { newCluster, startStopped } from '../../loop/clusters.js';
import { checkPrerequisites, type Check } from '../../loop/prerequisites.js';
import { layersOfImage } from '../../loop/images.js';
import { shownBytes } from '../../ui/loop/layerSizes.js';
import type { ClientCommand } from '../command.js';

export const createCluster: ClientCommand = {
  id: 'slipway.createCluster',
  run: async ({ loop }) => {
    const text = await loop.value(await loop.run({ title: 'Create k3d Cluster', work: ({ ctx, memory }) => newCluster(ctx, memory) }));
    if (text !== undefined) void vscode.window.showInformationMessage(`Slipway: ${text}.`);
  },
};

export const startCluster: ClientCommand = {
  id: 'slipway.startCluster',
  run: async ({ loop }) => {
    const text = await loop.value(await loop.run({ title: 'Start Cluster', work: ({ ctx, memory }) => startStopped(ctx, memory) }));
    if (text !== undefined) void vscode.window.showInformationMessage(`Slipway: ${text}.`);
  },
};

const icons: Readonly<Record<Check['state'], string>> = { ok: '$(pass-filled)', wanted: '$(info)', missing: '$(error)' };

export const prerequisites: ClientCommand = {
  id: 'slipway.checkPrerequisites',
  run: async ({ loop }) => {
    const checks = await loop.run({ title: 'Check Prerequisites', work: ({ ctx }) => checkPrerequisites(ctx) });
    if (checks === undefined) return;
    for (const { name, state, text } of checks) loop.output.appendLine(`${state.padEnd(8)} ${name}: ${text}`);
    const missing = checks.filter(({ state }) => state === 'missing').length;
    const picked = await vscode.window.showQuickPick(
      checks.map(({ name, state, text }) => ({ label: `${icons[state]} ${name}`, detail: text, state, text })),
      {
        title: missing === 0 ? 'Everything is there' : `${missing} missing`,
        placeHolder: 'What building and deploying need; choose one to copy its text',
        matchOnDetail: true,
      },
    );
    if (picked !== undefined) await vscode.env.clipboard.writeText(picked.text);
  },
};

/** Sizes of the image's layers, the largest first; on the lines of its Dockerfile as well. */
export const imageLayers: ClientCommand = {
  id: 'slipway.showLayers',
  run: async ({ loop }) => {
    const found = await loop.value(
      await loop.run({ title: 'Image Size and Layers', work: ({ ctx, memory }) => layersOfImage(ctx, memory) }),
    );
    if (found === undefined) return;
    await vscode.window.showQuickPick(
      found.layers.map(({ bytes, instruction }) => ({
        label: shownBytes(bytes),
        description: `${Math.round((bytes / Math.max(1, found.bytes)) * 100)} %`,
        detail: instruction.slice(0, 200),
      })),
      { title: `${found.reference}: ${shownBytes(found.bytes)} in ${found.layers.length} layers`, matchOnDetail: true },
    );
  },
};
