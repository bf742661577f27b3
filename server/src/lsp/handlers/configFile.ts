import type { CodeActionParams } from 'vscode-languageserver/node';
import {
  CodeActionKind,
  DiagnosticSeverity,
  type CodeAction,
  type Diagnostic,
  type Hover,
  type Position,
} from 'vscode-languageserver-types';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { configFileNames } from '../../host/configFile.js';
import type { ConfigProblem } from '../../host/configText.js';
import { configHover } from '../../languages/slipwayConfig/offers.js';
import { rules } from '../../rules/index.js';
import { diagnosticSource, toCodeAction, toRange, toSpan, toWorkspaceEdit } from '../convert.js';

/** `.slipway.yaml` open in the editor: the same problems that the command line tells, at the token. */
export class ConfigDocuments {
  readonly #get: (uri: string) => TextDocument | undefined;
  readonly #read = new WeakMap<TextDocument, { readonly version: number; readonly problems: readonly ConfigProblem[] }>();

  constructor(get: (uri: string) => TextDocument | undefined) {
    this.#get = get;
  }

  get(uri: string): TextDocument | undefined {
    return isConfigUri(uri) ? this.#get(uri) : undefined;
  }

  async diagnostics(document: TextDocument): Promise<Diagnostic[]> {
    return (await this.#problems(document)).map((problem) => toProblemDiagnostic(document, problem));
  }

  async actions(document: TextDocument, { range, context }: CodeActionParams, isVersioned: boolean): Promise<CodeAction[]> {
    if (context.only?.some((only) => CodeActionKind.QuickFix.startsWith(only)) === false) return [];
    const wanted = toSpan(document, range);
    return (await this.#problems(document)).flatMap((problem) => {
      const { span, fix } = problem;
      if (fix === undefined || span.start > wanted.end || wanted.start > span.end) return [];
      const edit = toWorkspaceEdit(document, fix, isVersioned, () => undefined);
      return [toCodeAction(fix.title, edit, [toProblemDiagnostic(document, problem)], true)];
    });
  }

  hover(document: TextDocument, position: Position): Hover | null {
    const found = configHover(document.getText(), document.offsetAt(position), rules);
    return found === undefined ? null : { contents: { kind: 'markdown', value: found.markdown }, range: toRange(document, found.span) };
  }

  async #problems(document: TextDocument): Promise<readonly ConfigProblem[]> {
    const { version } = document;
    const known = this.#read.get(document);
    if (known?.version === version) return known.problems;
    // Loaded with the first configuration file that somebody opens.
    const { readConfigText } = await import('../../host/configText.js');
    const { problems } = readConfigText(document.getText(), rules);
    this.#read.set(document, { version: document.version, problems });
    return problems;
  }
}

export function isConfigUri(uri: string): boolean {
  return configFileNames.some((name) => uri.endsWith(`/${name}`));
}

function toProblemDiagnostic(document: TextDocument, { message, span }: ConfigProblem): Diagnostic {
  return { range: toRange(document, span), severity: DiagnosticSeverity.Error, source: diagnosticSource, code: 'configuration', message };
}
