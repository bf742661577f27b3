import * as vscode from 'vscode';
import type { BuildProblem } from '../../loop/contract.js';

/** Problems of the last build of each Dockerfile; the next build of the same file takes them away. */
export class BuildProblems implements vscode.Disposable {
  readonly #collection = vscode.languages.createDiagnosticCollection('slipway-build');

  set(dockerfile: string, problems: readonly BuildProblem[]): void {
    const uri = vscode.Uri.file(dockerfile);
    this.#collection.set(
      uri,
      problems.map(({ firstLine, lastLine, message, severity, code }) => {
        const range = new vscode.Range(firstLine, 0, lastLine, Number.MAX_SAFE_INTEGER);
        const { Error, Warning } = vscode.DiagnosticSeverity;
        const problem = new vscode.Diagnostic(range, message, severity === 'error' ? Error : Warning);
        problem.source = 'slipway (build)';
        problem.code = code;
        return problem;
      }),
    );
  }

  dispose(): void {
    this.#collection.dispose();
  }
}
