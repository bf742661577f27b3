import { record, string } from '../checked.js';
import { done, failed, type ToolCommand } from '../tool.js';
import { k3dFailure, readJsonOutput } from './output.js';

export interface K3dVersion {
  /** `v5.8.3`. */
  readonly k3d: string;
  readonly k3s: string;
}

export function k3dVersion(): ToolCommand<K3dVersion> {
  // The JSON form came with 5.5; the text form is in all of them.
  const args = ['version'];
  return {
    program: 'k3d',
    args,
    timeoutMs: 15_000,
    parse: (output) => {
      const said = record(readJsonOutput(output.stdout));
      const k3d = string(said['k3d']) || /^k3d version (\S+)/m.exec(output.stdout)?.[1];
      const k3s = string(said['k3s']) || /^k3s version (\S+)/m.exec(output.stdout)?.[1];
      return output.code === 0 && k3d !== undefined ? done({ k3d, k3s: k3s ?? '' }) : failed(k3dFailure(args, output));
    },
  };
}
