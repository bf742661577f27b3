import { LSPErrorCodes, Message, type ResponseMessage } from 'vscode-languageserver-protocol';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { startServer } from './lsp/server.js';
import { wholeMessages } from './lsp/wholeMessages.js';

// A request that was cancelled before it started is answered at once: with ten keys in the pipe, one analysis runs.
const cancelUndispatched = (message: Message): ResponseMessage | undefined => {
  if (!Message.isRequest(message)) return undefined;
  return { jsonrpc: '2.0', id: message.id, error: { code: LSPErrorCodes.RequestCancelled, message: 'cancelled' } } as ResponseMessage;
};

const options = { connectionStrategy: { cancelUndispatched }, maxParallelism: 1 };
startServer(
  process.argv.includes('--stdio')
    ? createConnection(ProposedFeatures.all, process.stdin, wholeMessages(process.stdout), options)
    : // How to talk stands among the arguments: `--node-ipc`, `--pipe=`, `--socket=`.
      createConnection(ProposedFeatures.all, options),
);
