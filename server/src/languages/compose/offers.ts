import { literal, type Offer, type OfferQuestion, type Offers } from '../../engine/features/completion.js';
import type { Surroundings } from '../../engine/rule/define.js';
import { offeredImages } from '../dockerfile/offeredImages.js';
import { toOffers } from '../dockerfile/offers.js';
import { answersTo, cursorAt, type Cursor } from '../yaml/cursor.js';
import { fitted, formAt, formOffers, layoutOf, quotedWhereNeeded, takesAnyText } from '../yaml/forms.js';
import { composeOffers, pathsIn } from './completion.js';
import { joinPath } from './facts.js';
import { serviceTexts, topTexts, valueTexts } from './keyTexts.js';
import type { ComposeFile } from './model.js';
import { composeShape } from './schema.js';
import { formOfShape, type ShapeWords } from '../yaml/shapeForms.js';

const own = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined => (Object.hasOwn(table, key) ? table[key] : undefined);
const inService = (path: string): string => path.replace(/^services\./, '');

const usual: Readonly<Record<string, readonly string[]>> = {
  'services.healthcheck': ['test', 'interval', 'timeout', 'retries'],
  'services.depends_on': ['condition'],
  'services.develop': ['watch'],
  'services.develop.watch': ['path', 'action'],
  'services.deploy.resources': ['limits'],
  'services.deploy.resources.limits': ['cpus', 'memory'],
};

const orders: Readonly<Record<string, readonly string[]>> = {
  '': ['services', 'volumes', 'networks', 'secrets', 'configs', 'name', 'include'],
  services: [
    'image',
    'build',
    'ports',
    'environment',
    'env_file',
    'volumes',
    'depends_on',
    'healthcheck',
    'restart',
    'command',
    'networks',
    'secrets',
    'develop',
    'deploy',
    'user',
    'entrypoint',
    'working_dir',
    'profiles',
  ],
  'services.build': ['context', 'dockerfile', 'target', 'args'],
};

const words: ShapeWords = {
  text: (path) => (path.includes('.') ? own(serviceTexts, inService(path)) : own(topTexts, path)?.[0]),
  usual: (path) => own(usual, path),
  order: (path) => own(orders, path) ?? [],
  values: (path) => own(valueTexts, inService(path)),
};

/** Keys, values, names of the file's own services, volumes and networks, folders and images. */
export function composeFileOffers(file: ComposeFile, question: OfferQuestion, near: Surroundings): Offers | undefined {
  const { offset, trigger, withFields } = question;
  const paths = composeOffers(file, offset, near);
  if (paths !== undefined && paths.offers.length > 0) return toOffers(paths);
  const cursor = cursorAt(file.text, offset);
  if (cursor === undefined || cursor.typed.includes('$')) return undefined;
  if (!answersTo(trigger, cursor)) return undefined;
  const files = fileOffers(cursor, offset, near);
  if (files !== undefined || trigger === '/') return files;
  const names = fitted(namesAt(file, cursor, near), cursor);
  const root = formOfShape(composeShape, '', words);
  if ((trigger === ' ' || trigger === '"') && cursor.isItem && names.length === 0 && takesAnyText(formAt(root, cursor.path)))
    return undefined;
  const fields = withFields ? formOffers(root, cursor, layoutOf(file.text)).filter(({ word }) => word !== 'version') : [];
  const offers = [...names, ...fields, ...(withFields ? imagesAt(cursor) : [])];
  return offers.length === 0 ? undefined : { span: beforeColon(cursor), offers };
}

/** `data:/var/lib`: what follows the name of a volume stays. */
function beforeColon({ path, span, typed, word }: Cursor): Cursor['span'] {
  const colon = path[2] === 'volumes' && path.length === 4 ? word.indexOf(':') : -1;
  return colon < typed.length ? span : { start: span.start, end: span.start + colon };
}

function namesAt(file: ComposeFile, cursor: Cursor, near: Surroundings): Offer[] {
  const [section, service, key, ...rest] = cursor.path;
  if (section !== 'services' || typeof service !== 'string') return [];
  const isList = rest.length === 1 && rest[0] === 0 && (cursor.kind === 'value' || (cursor.isItem && !cursor.hasColon));
  const isMapKey = rest.length === 0 && cursor.kind === 'word';
  const present = cursor.entries();
  const named = (names: readonly string[], detail: string, suffix = ''): Offer[] =>
    names.map((word, rank) => {
      const shown = `${word}${suffix}`;
      const written = cursor.word.includes(':') ? shown : quotedWhereNeeded(shown);
      return { sort: 'name', word: shown, detail, rank, ...(written === shown ? {} : { insert: written }) };
    });
  // A list has no entry twice; the one that is being typed stays.
  const items = typeof key === 'string' ? (file.service(service)?.map?.get(key)?.items ?? []) : [];
  const listed = new Set(
    items.flatMap((item) => (item.span.start <= cursor.span.start && cursor.span.end <= item.span.end ? [] : (item.scalarText ?? []))),
  );
  const isFree = (name: string): boolean => !present.has(name) && !listed.has(name);
  const others = file.services.map(({ name }) => name).filter((name) => name !== service && isFree(name));
  switch (key) {
    case 'depends_on':
      if (isMapKey && !cursor.isItem && !cursor.hasColon)
        return others.map((word, rank): Offer => {
          const inset = ' '.repeat(layoutOf(file.text).step);
          const condition = file.service(word)?.map?.get('healthcheck') === undefined ? 'service_started' : 'service_healthy';
          return {
            sort: 'name',
            word,
            detail: 'service',
            rank,
            insert: `${literal(word)}:${cursor.below !== undefined ? '' : `\n${inset}condition: ${condition}`}`,
          };
        });
      return isList ? named(others, 'service') : [];
    case 'links':
      return isList ? named(others, 'service') : [];
    case 'extends':
      return (rest[0] === 'service' || rest.length === 0) && cursor.kind === 'value' ? named(others, 'service') : [];
    case 'network_mode':
      return ['host', 'none', 'bridge', ...others.map((name) => `service:${name}`)].map((word, rank) => ({ sort: 'value', word, rank }));
    case 'networks':
    case 'secrets':
    case 'configs':
      return isList
        ? named(
            file
              .definitions(key)
              .map(({ name }) => name)
              .filter(isFree),
            `of ${key}`,
          )
        : [];
    case 'volumes':
      return isList
        ? named(
            file.definitions('volumes').map(({ name }) => name),
            'of volumes',
            cursor.word.includes(':') ? '' : ':',
          )
        : [];
    case 'profiles':
      return isList ? named(profilesOf(file), 'profile') : [];
    case 'build':
      return rest[0] === 'target' ? stagesOf(file, service, near) : [];
    default:
      return [];
  }
}

function profilesOf(file: ComposeFile): string[] {
  const items = file.services.flatMap(({ map }) => map?.get('profiles')?.items ?? []);
  return [...new Set(items.flatMap((item) => item.scalarText ?? []))];
}

function stagesOf(file: ComposeFile, service: string, { workspace }: Surroundings): Offer[] {
  const build = file.service(service)?.build;
  const context = build?.context;
  if (workspace.path === undefined || context === undefined) return [];
  const folder = workspace.path.slice(0, workspace.path.lastIndexOf('/'));
  const [dockerfile] = workspace.find('dockerfile', joinPath(joinPath(folder, context), build?.dockerfile ?? 'Dockerfile'));
  return (dockerfile?.data.stages ?? []).flatMap((name, rank): Offer[] => (name === null ? [] : [{ sort: 'stage', word: name, rank }]));
}

/** Files behind `env_file`, `file` and the first part of a mount that begins with a dot. */
function fileOffers(cursor: Cursor, offset: number, near: Surroundings): Offers | undefined {
  const [section, , key, ...rest] = cursor.path;
  const last = cursor.path.filter((step) => typeof step === 'string').at(-1);
  const isMount = section === 'services' && key === 'volumes' && rest.length === 1 && /^\.[^:]*$/.test(cursor.typed);
  const isFile =
    (section === 'services' && key === 'env_file' && (last === 'env_file' || last === 'path')) ||
    ((section === 'secrets' || section === 'configs') && last === 'file') ||
    (section === 'include' && (last === 'include' || last === 'path'));
  if ((!isMount && !isFile) || cursor.needsBlank) return undefined;
  const found = pathsIn(near, '.', cursor.typed, offset, beforeColon(cursor).end, () => true);
  return found === undefined || found.offers.length === 0 ? undefined : toOffers(found);
}

/** Images of services that stand beside an application. */
function imagesAt(cursor: Cursor): Offer[] {
  const [section, , key, ...rest] = cursor.path;
  if (section !== 'services' || key !== 'image' || rest.length > 0 || cursor.kind !== 'value') return [];
  const services = offeredImages.filter((image) => /^(?:postgres|redis|nginx|caddy|httpd)/.test(image));
  return [...services, 'mysql:8.4', 'mariadb:11.8', 'mongo:8', 'rabbitmq:4-management', 'valkey/valkey:8-alpine'].map((word, rank) => ({
    sort: 'image',
    word,
    rank: 20 + rank,
    ...(cursor.needsBlank ? { insert: ` ${word}` } : {}),
  }));
}
