import { checked, faultIn, refusal, type Checked } from '../checked.js';
import { done, failed, type ToolOutput } from '../tool.js';
import { engineFailure } from '../docker/engine.js';
import { k3dFailure, readLog, readLogLine, type LogLine } from './output.js';

/** k3d's own words; its help says `tools`, which it refuses. */
export type ImportMode = 'tools-node' | 'direct';

export interface ImportReport {
  /** Exit code 0 and not one warning. Even then only the nodes themselves know (`nodeImages.ts`). */
  readonly isClean: boolean;
  /** Docker does not have the image: importing again another way is no use. */
  readonly isImageMissing: boolean;
  /** The helper image could not be pulled, as without a network; `direct` needs none. */
  readonly lacksToolsImage: boolean;
  /** Nodes that k3d said it failed in. */
  readonly failedNodes: readonly string[];
  /** Warnings and errors, first lines. */
  readonly complaints: readonly string[];
}

/**
 * Brings an image from Docker into the nodes. It runs in an empty folder, as a file of the image's name would be taken for an archive.
 * k3d ends with 0 although a node refused the image, and after success it may still end with 1: the report says what was seen.
 */
export function importImage(cluster: string, reference: string, mode: ImportMode = 'tools-node'): Checked<ImportReport> {
  const args = ['image', 'import', '--cluster', cluster, '--mode', mode, '--', reference];
  const fault =
    faultIn(['cluster', cluster], ['reference', reference]) ??
    // Without a tag `latest` would be meant, and k3d finds nothing by digest.
    (/:[^/@]+$/.test(reference) ? undefined : refusal(`\`${reference}\` has no tag, by which alone k3d finds an image.`));
  return checked(fault, {
    program: 'k3d',
    args,
    // A node that fails early leaves the direct mode waiting for ever.
    timeoutMs: mode === 'direct' ? 120_000 : 600_000,
    parse: (output) => {
      const report = readImport(output);
      const log = readLog(output.stderr);
      // What would be the same another way is a failure; all else is for the caller to verify and to climb down from.
      if (
        engineFailure('docker', output.stderr) !== undefined ||
        log.some(({ level }) => level === 'fatal') ||
        (output.code !== 0 && log.length === 0)
      )
        return failed(k3dFailure(args, output));
      return done(report);
    },
  });
}

export function readImport({ code, stderr }: ToolOutput): ImportReport {
  const complaints = readLog(stderr).filter(({ level }) => level === 'warning' || level === 'error' || level === 'fatal');
  const said = complaints.map(({ message }) => message).join('\n');
  const nodes = [...said.matchAll(/failed to import images in node '([^']+)'|into node '([^']+)'.*fail/gi)].map(([, a, b]) => a ?? b ?? '');
  return {
    isClean: code === 0 && complaints.length === 0,
    isImageMissing: /is not a file and couldn't be found in the container runtime|no valid images specified/.test(said),
    lacksToolsImage: /failed to (?:ensure that tools node is running|pull image)[\s\S]*k3d-tools|Failed to run tools container/i.test(said),
    failedNodes: [...new Set(nodes)],
    complaints: complaints.map(firstLine),
  };
}

/** Where an import stands, for one line of its output; undefined where nothing is to be shown. */
export function importStep(line: string): string | undefined {
  const message = readLogLine(line);
  if (message === undefined || message.level === 'debug') return undefined;
  const node = /into node '([^']+)'/.exec(message.message)?.[1];
  if (node !== undefined) return `Importing into ${node}`;
  if (/^Saving /.test(message.message)) return 'Saving the image from Docker';
  if (/^Pulling image/.test(message.message)) return 'Pulling the tools image of k3d';
  if (/^(?:Removing|Starting)/.test(message.message)) return undefined;
  return firstLine(message);
}

function firstLine({ message }: LogLine): string {
  return message.split('\n')[0] ?? '';
}
