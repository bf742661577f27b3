import { readJson, record, string } from '../checked.js';
import { done, failed, type ToolCommand } from '../tool.js';
import { kubectlFailure } from './access.js';

/** kubectl's own version, `v1.32.4`. Contacts no cluster. */
export function kubectlVersion(): ToolCommand<string> {
  const args = ['version', '--client', '--output=json'];
  return {
    program: 'kubectl',
    args,
    timeoutMs: 15_000,
    parse: (output) => {
      const version = string(record(record(readJson(output.stdout))['clientVersion'])['gitVersion']);
      return output.code === 0 && version !== '' ? done(version) : failed(kubectlFailure(args, output));
    },
  };
}
