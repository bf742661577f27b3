import type { ComposeFile } from '../../languages/compose/model.js';
import type { Mount } from '../../languages/compose/parts.js';
import type { Service } from '../../languages/compose/service.js';
import { joinPath } from '../../languages/compose/facts.js';

// What a service is there for, as far as the file tells.

/** Whether the file is for work on the application by its name. */
export const isDevelopment = (fileName: string): boolean =>
  /(?:^|[._-])(?:dev\w*|test\w*|ci|local|override|debug|e2e|example)(?=[._-])/i.test(fileName);

/** Whether the service ends when its work is done, or runs when somebody asks. */
export function isShortLived(service: Service): boolean {
  if (service.get('profiles') !== undefined) return true;
  const isAwaited = service.file.once(awaitedEnds).has(service.name);
  return (
    isAwaited ||
    /(?:^|[_.-])(?:migrat\w*|init\w*|seed\w*|setup|tests?|e2e|lint|job|build\w*|cli|shell|once|backup|restore|cert\w*)(?:$|[_.-])/i.test(
      service.name,
    )
  );
}

/** Whether somebody changes its code while it runs. */
export function isDeveloped(service: Service): boolean {
  return service.get('develop') !== undefined || service.mounts.some((mount) => isSource(mount, service));
}

/** Services whose end others wait for. */
function awaitedEnds({ services }: ComposeFile): ReadonlySet<string> {
  return new Set(
    services.flatMap(({ dependencies }) =>
      dependencies.flatMap(({ name, condition }) => (condition === 'service_completed_successfully' ? name : [])),
    ),
  );
}

/** Folders that hold something else than code. */
const otherFolders =
  /^(?:\.?config\w*|conf(?:\.d)?|data\w*|logs?|certs?|ssl|tls|keys|secrets?|nginx|traefik|caddy|init\w*|docker\w*|scripts?|sql|dumps?|backups?|uploads?|media|static|public|assets|storage|volumes?|var|tmp|cache|prometheus|grafana|postgres\w*|mysql\w*|redis\w*|mongo\w*|db|letsencrypt|acme|keycloak|realm\w*|provisioning|dashboards|templates?|plugins|models|env\w*)$/i;
const codeFolders = /^(?:\.|src|source|app|apps|lib|libs|server|client|backend|frontend|api|web|code|packages|cmd|internal|pkg)$/i;

/** Whether the mount puts source code of the host into the container. */
export function isSource({ type, source, target, isLiteral, isReadOnly }: Mount, service: Service): boolean {
  if (type !== 'bind' || source === undefined || target === undefined || !isLiteral || !/^\.{1,2}(?:\/|$)/.test(source)) return false;
  const clean = joinPath('/x/y/z', source).replace(/\/$/, '');
  const name = clean === '/x/y/z' ? '.' : clean.slice(clean.lastIndexOf('/') + 1);
  if (/\.\w{1,5}$/.test(name) || otherFolders.test(name)) return false;
  const context = service.build?.context;
  const folder = context === undefined || service.build?.isRemote === true ? undefined : joinPath('/x/y/z', context).replace(/\/$/, '');
  // The folder that the image is built from, or the whole project.
  if (clean === folder || name === '.') return true;
  return codeFolders.test(name) && !isReadOnly;
}
