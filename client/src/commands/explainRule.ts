import * as vscode from 'vscode';
import { rulesMethod, type RuleSummary } from '../../../server/src/protocol.js';
import { showRulePage } from '../ui/rulePages.js';
import type { ClientCommand } from './command.js';

/** Opens a rule's page; without an argument the user picks, rules found in the present editor first. */
export const explainRule: ClientCommand = {
  id: 'slipway.explainRule',
  run: async ({ client }, rule) => {
    const picked = typeof rule === 'string' ? rule : await pick(await client.sendRequest<RuleSummary[]>(rulesMethod, {}));
    if (picked !== undefined) await showRulePage(picked);
  },
};

async function pick(rules: readonly RuleSummary[]): Promise<string | undefined> {
  const editor = vscode.window.activeTextEditor;
  const here = new Set(
    editor === undefined
      ? []
      : vscode.languages
          .getDiagnostics(editor.document.uri)
          .filter(({ source }) => source === 'slipway')
          .map(({ code }) => (typeof code === 'object' ? String(code.value) : String(code))),
  );
  const item = (rule: RuleSummary): vscode.QuickPickItem => ({
    label: rule.id,
    description: rule.severity,
    detail: [rule.title, ...rule.aliases.slice(0, 4)].join(' · '),
  });
  const inFile = rules.filter(({ id }) => here.has(id));
  const items: vscode.QuickPickItem[] = [
    ...(inFile.length > 0 ? [{ label: 'In this file', kind: vscode.QuickPickItemKind.Separator }, ...inFile.map(item)] : []),
    { label: 'All rules', kind: vscode.QuickPickItemKind.Separator },
    ...rules.filter(({ id }) => !here.has(id)).map(item),
  ];
  return (
    await vscode.window.showQuickPick(items, {
      title: 'Explain Rule',
      placeHolder: 'A rule of ours, or DL3006, CKV_DOCKER_3 …',
      matchOnDetail: true,
    })
  )?.label;
}
