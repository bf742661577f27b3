import { checked, faultIn, list, number, readJson, record, string, strings, type Checked } from '../checked.js';
import { looksSecret, mask, redact } from '../redact.js';
import { done, failed } from '../tool.js';
import { explained, type Engine } from './engine.js';

export interface InspectedImage {
  /** `sha256:…`; with the containerd store the digest of the index. */
  readonly id: string;
  readonly tags: readonly string[];
  readonly digests: readonly string[];
  readonly bytes: number;
  readonly os: string;
  /** `amd64`, `arm64`. */
  readonly architecture: string;
  /** `v7` of 32-bit ARM; empty elsewhere. */
  readonly variant: string;
  readonly user: string;
  readonly entrypoint: readonly string[];
  readonly cmd: readonly string[];
  /** `8080/tcp`. */
  readonly ports: readonly string[];
  readonly layers: number;
}

/** What the engine holds under a name; null when it holds nothing of it. */
export function inspectImage(program: Engine, reference: string): Checked<InspectedImage | null> {
  const args = ['image', 'inspect', '--', reference];
  return checked(faultIn(['reference', reference]), {
    program,
    args,
    timeoutMs: 30_000,
    parse: (output) => {
      // A daemon that is down answers `[]` too: only the other stream tells.
      if (output.code !== 0 && /no such image|image not known|No such object/i.test(output.stderr)) return done(null);
      const [first] = list(readJson(output.stdout));
      return output.code === 0 && first !== undefined ? done(imageOf(record(first))) : failed(explained(program, args, output));
    },
  });
}

function imageOf(image: Readonly<Record<string, unknown>>): InspectedImage {
  const config = record(image['Config']);
  return {
    // Podman leaves the algorithm out.
    id: string(image['Id']).replace(/^(?=[0-9a-f]{64}$)/, 'sha256:'),
    tags: strings(image['RepoTags']),
    digests: strings(image['RepoDigests']),
    bytes: number(image['Size']),
    os: string(image['Os']),
    architecture: string(image['Architecture']),
    variant: string(image['Variant']),
    user: string(config['User']),
    entrypoint: strings(config['Entrypoint']),
    cmd: strings(config['Cmd']),
    ports: Object.keys(record(config['ExposedPorts'])),
    layers: list(record(image['RootFS'])['Layers']).length,
  };
}

/** One entry of an image's history. */
export interface Layer {
  readonly bytes: number;
  /** The instruction that made it, values of build arguments and of secret-looking variables gone. */
  readonly instruction: string;
}

/** The layers of an image, in the order in which they were made. */
export function imageHistory(program: Engine, reference: string): Checked<readonly Layer[]> {
  const args = ['history', '--no-trunc', '--human=false', '--format', program === 'docker' ? '{{json .}}' : 'json', '--', reference];
  return checked(faultIn(['reference', reference]), {
    program,
    args,
    timeoutMs: 30_000,
    parse: (output) => {
      if (output.code !== 0) return failed(explained(program, args, output));
      const rows =
        program === 'docker'
          ? output.stdout
              .split('\n')
              .filter((line) => line !== '')
              .map(readJson)
          : list(readJson(output.stdout));
      return done(rows.map((row) => layerOf(record(row))).reverse());
    },
  });
}

function layerOf(row: Readonly<Record<string, unknown>>): Layer {
  const size = row['Size'] ?? row['size'];
  return {
    bytes: typeof size === 'number' ? size : Number(string(size)) || 0,
    instruction: readInstruction(string(row['CreatedBy'] ?? row['createdBy'])),
  };
}

/** `RUN |1 TOKEN=abc /bin/sh -c npm ci # buildkit` as `RUN npm ci`. */
export function readInstruction(createdBy: string): string {
  const nop = /^\/bin\/sh -c #\(nop\)\s+/;
  let text = createdBy.replace(/ # buildkit$/, '').trim();
  if (nop.test(text)) text = text.replace(nop, '');
  // Build arguments stand before the shell, values unquoted: nobody can say where one ends, so all go.
  else
    text = text
      .replace(/^(?:RUN )?\|\d+ (?:[\s\S]*? )?(?=\/\S+ -\S*c |cmd \/S \/C |powershell )/, 'RUN ')
      .replace(/^(?:RUN )?\|\d+ [\s\S]*$/, 'RUN');
  text = text.replace(/^(?:RUN )?\/bin\/(?:ba)?sh -c /, 'RUN ');
  const [, keyword, name, rest] = /^(ENV|ARG|LABEL) ([^=\s]+)[= ]([\s\S]*)$/.exec(text) ?? [];
  if (keyword !== undefined && name !== undefined && rest !== undefined && looksSecret(name)) return `${keyword} ${name}=${mask}`;
  return redact(text);
}

/** Another name for an image. */
export function tagImage(program: Engine, from: string, to: string): Checked<undefined> {
  const args = ['tag', '--', from, to];
  return checked(faultIn(['reference', from], ['reference', to]), {
    program,
    args,
    timeoutMs: 30_000,
    parse: (output) => (output.code === 0 ? done(undefined) : failed(explained(program, args, output))),
  });
}

/** An image as an archive at an absolute path. */
export function saveImage(program: Engine, reference: string, file: string): Checked<undefined> {
  const args = ['save', '--output', file, '--', reference];
  return checked(faultIn(['reference', reference]), {
    program,
    args,
    parse: (output) => (output.code === 0 ? done(undefined) : failed(explained(program, args, output))),
  });
}
