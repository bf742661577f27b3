import { createConnection, LSPErrorCodes, Message, ProposedFeatures, type ResponseMessage } from 'vscode-languageserver/node';
import { startServer } from './lsp/server.js';
import { WholeMessageWriter } from './lsp/writer.js';

export { heap } from './lsp/heap.js';

// A request that was cancelled before it started is answered at once: with ten keys in the pipe, one analysis runs.
const cancelUndispatched = (message: Message): ResponseMessage | undefined => {
  if (!Message.isRequest(message)) return undefined;
  return { jsonrpc: '2.0', id: message.id, error: { code: LSPErrorCodes.RequestCancelled, message: 'cancelled' } } as ResponseMessage;
};

const options = { connectionStrategy: { cancelUndispatched }, maxParallelism: 1 };
const isStdio = process.argv.includes('--stdio');
// The library takes a stream or a writer at either end, each for itself; its types know both of one sort alone.
const writer = (): NodeJS.WritableStream => new WholeMessageWriter(process.stdout) as unknown as NodeJS.WritableStream;
startServer(
  isStdio
    ? createConnection(ProposedFeatures.all, process.stdin, writer(), options)
    : // How to talk stands among the arguments: `--node-ipc`, `--pipe=`, `--socket=`.
      createConnection(ProposedFeatures.all, options),
  isStdio,
);
