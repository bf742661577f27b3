import type { PlacedFact } from '../../../engine/facts/facts.js';
import { unique, type Refusal, type Renamable } from '../../../engine/features/navigation.js';
import type { Surroundings } from '../../../engine/rule/define.js';
import { isCustom, isSame, mayMeet, type Known } from './known.js';
import type { Meaning } from './meaning.js';
import { partKey } from './references.js';

/** Keys of ConfigMaps and Secrets, and names of container ports: only where every use is known. */
export function renamableMeaning(meaning: Meaning, known: Known, near: Surroundings): Renamable | Refusal | undefined {
  switch (meaning.is) {
    case 'part':
      return meaning.kind === 'Service' ? undefined : (unknownFiles(known) ?? renamableKey(meaning, known, near));
    case 'port':
      return unknownFiles(known) ?? renamablePort(meaning, known);
    default:
      return undefined;
  }
}

function unknownFiles({ workspace }: Known): Refusal | undefined {
  if (workspace.complete) return undefined;
  return { refusal: 'Not all files are read, so a use may be missed: open the folder, or wait a moment.' };
}

function renamableKey({ key, kind, part, span }: Meaning & { is: 'part' }, known: Known, near: Surroundings): Renamable | Refusal {
  const name = key.slice(kind.length + 1, key.length - part.length - 1);
  const title = `${kind} \`${name}\``;
  const [defined, ...others] = known.find('object.part', key);
  if (defined === undefined) return { refusal: `No ${title} with the key \`${part}\` is in this workspace.` };
  if (others.length > 0)
    return {
      refusal: `The key \`${part}\` of ${title} stands in ${filesOf([defined, ...others], known)}: it cannot be told which one is used.`,
    };
  const { namespace } = defined.data;
  const whole = known.find('object.named', partKey(kind, name)).find(({ data }) => data.whole && mayMeet(data.namespace, namespace));
  if (whole !== undefined)
    return {
      refusal: `${whole.data.by} takes all keys of ${title}, so programs know \`${part}\` by this name (${known.workspace.relative(whole.path)}).`,
    };
  const uses = known.find('object.named', key).filter(({ data }) => mayMeet(data.namespace, namespace));
  const folders = new Set([defined, ...uses].map(({ path }) => path.slice(0, path.lastIndexOf('/'))));
  const opaque = opaqueFile([name, part], folders, known, near);
  if (opaque !== undefined) return { refusal: `\`${opaque}\` speaks of \`${name}\` and \`${part}\` in a way that is not understood.` };
  return {
    at: span,
    name: part,
    places: unique([defined, ...uses].map((fact) => known.place(fact))),
    written: plainWord,
    objection(newName) {
      if (!/^[-._a-zA-Z0-9]{1,253}$/.test(newName) || /^\.\.?$|^\.\./.test(newName))
        return 'A key holds letters, digits, `-`, `_` and `.`.';
      const taken =
        newName !== part && known.find('object.part', partKey(kind, name, newName)).some(({ data }) => mayMeet(data.namespace, namespace));
      return taken ? `${title} has a key \`${newName}\` already.` : undefined;
    },
  };
}

function renamablePort({ name, found, span }: Meaning & { is: 'port' }, known: Known): Renamable | Refusal {
  const [port, ...others] = found;
  if (port === undefined) return { refusal: `No container port \`${name}\` that this means is in this workspace.` };
  const { owner, namespace } = port.data;
  if (others.length > 0) return { refusal: `\`${name}\` is a port of ${[...new Set(found.map(({ data }) => data.owner))].join(' and ')}.` };
  const again = known.find('port.declared', name).filter(({ data }) => data.owner === owner && mayMeet(data.namespace, namespace));
  if (again.length > 1) return { refusal: `${owner} has the port \`${name}\` in ${filesOf(again, known)}.` };
  const uses: PlacedFact<'port.named'>[] = [];
  for (const use of known.find('port.named', name)) {
    const asked = known.ports(use);
    if (!asked.some((each) => isSame(each, port))) {
      if (use.data.owner === null && use.data.selector === null && mayMeet(use.data.namespace, namespace))
        return {
          refusal: `It cannot be told whether ${use.data.by} means this port by \`${name}\` (${known.workspace.relative(use.path)}).`,
        };
      continue;
    }
    const other = asked.find((each) => !isSame(each, port));
    if (other !== undefined) return { refusal: `${use.data.by} asks ${other.data.owner} for \`${name}\` too.` };
    uses.push(use);
  }
  return {
    at: span,
    name,
    places: unique([port, ...uses].map((fact) => known.place(fact))),
    written: plainWord,
    objection(newName) {
      // https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#ports: an IANA service name.
      if (!/^(?=.*[a-z])(?!.*--)[a-z0-9](?:[-a-z0-9]{0,13}[a-z0-9])?$/.test(newName))
        return 'A port’s name has up to 15 lower-case letters, digits and single `-`, one letter at least.';
      const taken =
        newName !== name &&
        known.find('port.declared', newName).some(({ data }) => data.owner === owner && mayMeet(data.namespace, namespace));
      return taken ? `${owner} has a port \`${newName}\` already.` : undefined;
    },
  };
}

const filesOf = (facts: readonly PlacedFact[], { workspace }: Known): string =>
  [...new Set(facts.map(({ path }) => `\`${workspace.relative(path)}\``))].join(' and ');

/** A file with custom objects or templates, or of Kustomize in one of the folders, that holds all the words: what it says with them is not known. */
function opaqueFile(words: readonly string[], folders: ReadonlySet<string>, { workspace }: Known, near: Surroundings): string | undefined {
  const paths = new Set<string>();
  for (const folder of folders) for (const end of ['yaml', 'yml']) paths.add(`${folder}/kustomization.${end}`);
  for (const { path, data } of workspace.all('object')) if (isCustom(data.apiVersion)) paths.add(path);
  for (const { path } of workspace.all('templated')) paths.add(path);
  paths.delete(workspace.path ?? '');
  const patterns = words.map((word) => new RegExp(String.raw`(?<![\w.-])${word.replace(/[.*+?^$|()[\]{}\\]/g, '\\$&')}(?![\w.-])`));
  for (const path of paths) {
    const relative = workspace.relative(path);
    const text = near.read(relative);
    if (text !== undefined && patterns.every((pattern) => pattern.test(text))) return relative;
  }
  return undefined;
}

/** Quoted where YAML would read no text. */
function plainWord(name: string): string {
  return /^[-+.]?\d|^[-.?:,]|^(?:y|n|yes|no|on|off|true|false|null|\.inf|\.nan)$/i.test(name) ? `"${name}"` : name;
}
