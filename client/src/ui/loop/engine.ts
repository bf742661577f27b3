import type { LanguageClient } from 'vscode-languageclient/node';
import {
  builtMethod,
  candidatesMethod,
  clearDiagnosesMethod,
  diagnoseMethod,
  dockerfileOutlineMethod,
  prepareMethod,
  type Candidates,
  type DiagnoseResult,
  type DockerfileOutline,
  type PrepareResult,
} from '../../../../server/src/protocol.js';
import type { Engine } from '../../loop/contract.js';

/** What files mean, asked of the language server, which sees unsaved text too. */
export function engineOf(client: LanguageClient): Engine {
  return {
    outline: async (path) => (await client.sendRequest<DockerfileOutline | null>(dockerfileOutlineMethod, { path })) ?? undefined,
    prepare: (params) => client.sendRequest<PrepareResult>(prepareMethod, params),
    diagnose: async (params) => (await client.sendRequest<DiagnoseResult>(diagnoseMethod, params)).diagnoses,
    clearDiagnoses: async () => {
      await client.sendRequest(clearDiagnosesMethod, {});
    },
    built: (params) => client.sendNotification(builtMethod, params),
    candidates: () => client.sendRequest<Candidates>(candidatesMethod, {}),
  };
}
