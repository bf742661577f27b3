import * as vscode from 'vscode';
import type { Failure } from '../../tools/tool.js';

/** There was nothing to do, or nothing to do it with: no fault, and nothing in the output that would explain more. */
const plain: ReadonlySet<string> = new Set([
  'nothing-deployed',
  'nothing-built',
  'nothing-stopped',
  'no-history',
  'no-pods',
  'no-service',
  'no-workload',
  'cluster-missing',
  'cluster-stopped',
  'dockerfile-missing',
  'manifests-missing',
  'program-missing',
]);

interface Action {
  readonly title: string;
  readonly run: () => Thenable<unknown>;
}

/** Tells why something did not work. What helps is a button where a command or a page can do it, else a sentence. */
export async function showFailure(failure: Failure, commands: ReadonlyMap<string, string>, showOutput: () => void): Promise<void> {
  const { text, action } = shown(failure, commands);
  const output: Action = { title: 'Show Output', run: () => Promise.resolve(showOutput()) };
  const actions = [...(action === undefined ? [] : [action]), ...(plain.has(failure.code) ? [] : [output])];
  const titles = actions.map(({ title }) => title);
  const isNews = plain.has(failure.code) && failure.code !== 'program-missing';
  const answer = await (isNews ? vscode.window.showInformationMessage(text, ...titles) : vscode.window.showErrorMessage(text, ...titles));
  await actions.find(({ title }) => title === answer)?.run();
}

function shown({ message, remedy }: Failure, commands: ReadonlyMap<string, string>): { readonly text: string; readonly action?: Action } {
  const sentence = (end = remedy): string => (end === undefined ? '' : ` ${end}.`);
  const [all, title = ''] = /"Slipway: ([^"]+)"/.exec(remedy ?? '') ?? [];
  const command = commands.get(title);
  if (command !== undefined) {
    const isAll = remedy === `Run ${all}`;
    return {
      text: named(`${message}${isAll ? '' : sentence()}`),
      action: { title, run: () => vscode.commands.executeCommand(command) },
    };
  }
  const [guide, url] = / [^.]+: (https:\/\/\S+)$/.exec(message) ?? [];
  if (guide !== undefined && url !== undefined)
    return {
      text: named(`${message.slice(0, -guide.length)}${sentence()}`),
      action: { title: 'How to Install', run: () => vscode.env.openExternal(vscode.Uri.parse(url)) },
    };
  return { text: named(`${message}${sentence()}`) };
}

/** Notifications are plain text: a value stands in quotes there, not in backticks. */
export const named = (message: string): string => quoted(message.startsWith('Slipway ') ? message : `Slipway: ${message}`);
const quoted = (text: string): string => text.replace(/`([^`]+)`/g, "'$1'");
/** A button is short. */
export const unquoted = (text: string): string => text.replaceAll('`', '');

/** Commands by their titles, as the manifest of the extension has them. */
export function commandsByTitle({ packageJSON }: vscode.Extension<unknown>): ReadonlyMap<string, string> {
  const { contributes } = packageJSON as {
    readonly contributes: { readonly commands: readonly { readonly command: string; readonly title: string }[] };
  };
  return new Map(contributes.commands.map(({ command, title }) => [title, command]));
}
