import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { explainMethod, type ExplainResult } from '../../../server/src/protocol.js';

const scheme = 'slipway-rule';

/** The pages of the rules as read-only documents, shown in VS Code's own Markdown preview; links of findings lead here. */
export function registerRulePages(client: LanguageClient): vscode.Disposable[] {
  const provider: vscode.TextDocumentContentProvider = {
    async provideTextDocumentContent(uri) {
      const page = await client.sendRequest<ExplainResult | null>(explainMethod, {
        rule: uri.path.replace(/^\//, '').replace(/\.md$/, ''),
      });
      return page?.markdown ?? `# Unknown rule\n\nNo rule is called \`${uri.path}\`.\n`;
    },
  };
  const handler: vscode.UriHandler = {
    handleUri: (uri) => {
      const rule = /^\/rule\/(.+)$/.exec(uri.path)?.[1];
      if (rule !== undefined) void showRulePage(rule);
    },
  };
  return [vscode.workspace.registerTextDocumentContentProvider(scheme, provider), vscode.window.registerUriHandler(handler)];
}

export async function showRulePage(rule: string): Promise<void> {
  await vscode.commands.executeCommand('markdown.showPreview', vscode.Uri.from({ scheme, path: `/${rule}.md` }));
}
