import * as vscode from 'vscode';
import type { LoopSettings } from '../../loop/contract.js';
import type { Program } from '../../tools/tool.js';

/** Settings of the inner loop. Those that name a program or a cluster are of the machine: no workspace can set them. */
export function loopSettings(folder: vscode.Uri): LoopSettings {
  const get = <T>(name: string, otherwise: T): T => vscode.workspace.getConfiguration('slipway', folder).get<T>(name) ?? otherwise;
  return {
    builder: get<LoopSettings['builder']>('build.builder', 'auto'),
    allowedContexts: get<readonly string[]>('deploy.allowedContexts', []),
    delivery: get<LoopSettings['delivery']>('deliver.by', 'auto'),
    rolloutTimeout: get('deploy.timeout', 180),
    serverSideApply: get('deploy.serverSide', false),
    showDiff: get('deploy.showDiff', false),
  };
}

export function programPaths(): Partial<Record<Program, string>> {
  const set = vscode.workspace.getConfiguration('slipway').get<Partial<Record<Program, string>>>('programs') ?? {};
  return Object.fromEntries(Object.entries(set).filter(([, path]) => typeof path === 'string' && path !== ''));
}
