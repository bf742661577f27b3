// What keys are for, in our words, after https://docs.docker.com/reference/compose-file/ as of 2026-11.

export const referencePage = 'https://docs.docker.com/reference/compose-file/';

/** Keys at the top of the file; the text, and the page. */
export const topTexts: Readonly<Record<string, readonly [string, string]>> = {
  version: ['Chooses nothing any more: Compose reads every file by the newest schema and warns when this is there.', 'version-and-name/'],
  name: [
    'The name of the project, which containers, networks and volumes are named after. Without it the folder has its say.',
    'version-and-name/',
  ],
  services: ['The containers of the application, each with a name by which the others reach it.', 'services/'],
  networks: ['Networks that services join by name. Without any, all services are in one called `default`.', 'networks/'],
  volumes: ['Named volumes: data that outlives containers. `docker compose down` keeps them, `down --volumes` does not.', 'volumes/'],
  configs: ['Files that services get to read, without a new image.', 'configs/'],
  secrets: ['Values that services get as files under `/run/secrets`, and not through their environment.', 'secrets/'],
  include: ['Other Compose files that become a part of this one, each with paths as seen from its own folder.', 'include/'],
  models: ['AI models that services use.', 'models/'],
};

/** Keys of a service, with those below them behind a dot. */
export const serviceTexts: Readonly<Record<string, string>> = {
  annotations: 'Annotations of the container, as the OCI runtime sees them.',
  attach: 'Whether `docker compose up` shows the logs of the service.',
  build: 'How the image is made. A text is the context: the folder whose files the build may copy.',
  cap_add: 'Capabilities of the kernel that the container gets beyond the usual ones.',
  cap_drop: 'Capabilities that are taken from the container; `ALL` takes every one.',
  command: 'Runs instead of the CMD of the image. Text is split into words, but no shell reads it.',
  configs: 'Files from `configs` at the top, mounted for the service to read.',
  container_name: 'A fixed name for the container. It exists once on a machine, so the service cannot be scaled.',
  cpus: 'How many cores the container may use, parts of one included.',
  depends_on:
    'Services that are started before this one and stopped after it. The short form waits until they are started, the long form for a condition.',
  'depends_on.condition': 'What is waited for: started, healthy, or ended without an error.',
  'depends_on.required': 'With `false` a dependency that is not there costs a warning only.',
  'depends_on.restart': 'Whether this service is restarted when Compose restarts the dependency.',
  deploy: 'How many containers run, where, and with how much of the machine. Some of it counts only in a swarm.',
  'deploy.replicas': 'How many containers of the service run.',
  'deploy.resources': '`limits` are what the container may use at most, `reservations` what is kept free for it.',
  'deploy.restart_policy': 'When and how often a container that ended is started again. It comes before `restart`.',
  develop: 'What happens to the running service while its source changes.',
  'develop.watch': 'Rules for `docker compose watch`: a path, and what is done when something below it changes.',
  'develop.watch.path': 'File or folder that is watched, as seen from the Compose file.',
  'develop.watch.action': 'What a change does: copy the files, build the image anew, or restart the container.',
  'develop.watch.target': 'Where changed files are copied to in the container.',
  'develop.watch.ignore': 'Patterns of paths that do not count, as seen from `path`; those of `.dockerignore` never do.',
  'develop.watch.initial_sync': 'Whether files are copied once when the watch begins.',
  devices: 'Devices of the machine that the container may use.',
  dns: 'Name servers for the container.',
  entrypoint: 'Runs instead of the ENTRYPOINT of the image, whose CMD is then ignored too.',
  env_file: 'Files with variables for the container. What `environment` sets comes before them, and of several files the last one wins.',
  environment: 'Variables of the container. A name without a value takes that of the shell that runs Compose.',
  expose: 'Ports for the other services: a note, for they reach every port anyway.',
  extends: 'Takes over what another service has, of this file or another one.',
  extra_hosts: 'Lines for `/etc/hosts` of the container; `host.docker.internal:host-gateway` leads to the machine.',
  healthcheck: 'A command that tells whether the service answers. It replaces the HEALTHCHECK of the image.',
  'healthcheck.test': 'The command: text and `CMD-SHELL` are run by a shell, `CMD` is not, `NONE` switches the check of the image off.',
  'healthcheck.interval': 'Time between two checks, 30s by default.',
  'healthcheck.timeout': 'How long one check may take, 30s by default.',
  'healthcheck.retries': 'How many failures in a row make the container unhealthy, 3 by default.',
  'healthcheck.start_period': 'Time at the start in which failures do not count, none by default.',
  'healthcheck.start_interval': 'Time between two checks during the start period, 5s by default.',
  'healthcheck.disable': 'Switches the HEALTHCHECK of the image off.',
  hostname: 'The name that the container has for itself; others reach it by the name of the service.',
  image: 'The image that runs. With `build` it is the name that the built image gets.',
  init: 'Puts a small program in front that passes signals on and collects ended processes.',
  ipc: 'Whose shared memory the container sees.',
  labels: 'Labels of the container, for other programs to read.',
  links: 'A name of another service with a second name. Services of one network find each other without it.',
  logging: 'Where the output of the container goes.',
  mem_limit: 'Memory that the container may use at most, as `512m`.',
  network_mode: '`host` is the network of the machine, `none` none, `service:name` that of another service.',
  networks: 'Networks that the service joins; without any, the one called `default`.',
  pid: 'Whose processes the container sees.',
  platform: 'Operating system and processor that the image is for, as `linux/amd64`.',
  ports: 'Ports of the machine that lead to ports of the container: `[address:][port:]port in the container[/protocol]`.',
  privileged: 'Every capability and every device of the machine: as good as root on it.',
  profiles: 'The service is started only when one of these is asked for, as with `--profile`.',
  provider: 'Another program takes care of the service.',
  pull_policy: 'When the image is pulled from its registry.',
  read_only: 'Makes the file system of the container read-only, volumes and `tmpfs` aside.',
  restart: 'Whether a container that ended is started again.',
  secrets: 'Secrets of the top of the file, as files under `/run/secrets`.',
  security_opt: 'Profiles of seccomp, AppArmor and SELinux; `no-new-privileges:true` switches setuid programs off.',
  shm_size: 'Size of `/dev/shm`, 64m by default.',
  stop_grace_period: 'Time between the signal to stop and the kill, 10s by default.',
  stop_signal: 'The signal to stop, SIGTERM by default or what the image says.',
  sysctls: 'Settings of the kernel for the container.',
  tmpfs: 'Folders of the container that are kept in memory.',
  ulimits: 'Limits on files, processes and the like.',
  user: 'The user that the program runs as, instead of that of the image.',
  volumes: 'Folders of the machine and named volumes in the container: `source:target[:ro]`.',
  volumes_from: 'Mounts everything that another service has mounted.',
  working_dir: 'The folder that the command starts in.',
  'build.context': 'The folder whose files the build may copy, or the address of a Git repository.',
  'build.dockerfile': 'The Dockerfile, as seen from the context.',
  'build.dockerfile_inline': 'The text of the Dockerfile itself.',
  'build.target': 'The stage of the Dockerfile that becomes the image; the last one without it.',
  'build.args': 'Values for ARG instructions. They can be read in the image later, so they are no place for secrets.',
  'build.secrets': 'Secrets of the top of the file for `RUN --mount=type=secret`.',
  'build.cache_from': 'Images and caches that the build may take layers from.',
  'build.platforms': 'Platforms that the image is built for.',
  'build.additional_contexts': 'Further folders or images that `COPY --from` may name.',
};

/** Where the reference tells of a service's key. */
export function serviceLink(path: string): string {
  const [first = '', ...rest] = path.split('.');
  const last = rest.at(-1);
  if ((first === 'build' || first === 'deploy') && last !== undefined) return `${first}/#${rest[0] ?? ''}`;
  if (first === 'develop') return last === undefined ? 'develop/' : `develop/#${last}`;
  return `services/#${first}`;
}

/** Words that have a meaning of their own, by key. */
export const valueTexts: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'depends_on.condition': {
    service_started: 'Goes on as soon as the container has been started, whatever the program in it does.',
    service_healthy: 'Goes on when the health check passes.',
    service_completed_successfully: 'Goes on when the container has ended without an error.',
  },
  restart: {
    no: 'Never started again.',
    always: 'Started again whenever it ends and when the engine starts, even after it was stopped by hand.',
    'on-failure': 'Started again when it ends with an error.',
    'unless-stopped': 'Started again whenever it ends and when the engine starts, unless somebody stopped it.',
  },
  pull_policy: {
    always: 'Pulled at every start.',
    never: 'Never pulled: the machine must have it.',
    missing: 'Pulled when the machine does not have it.',
    if_not_present: 'Pulled when the machine does not have it.',
    build: 'Always built.',
    daily: 'Pulled when the last time is more than a day ago.',
    weekly: 'Pulled when the last time is more than a week ago.',
  },
  'develop.watch.action': {
    rebuild: 'The image is built anew and the container replaced: for what the build reads, as a list of dependencies.',
    sync: 'Changed files are copied to `target` in the running container: for programs that notice by themselves.',
    restart: 'The container is restarted.',
    'sync+restart': 'Changed files are copied to `target`, and the container is restarted: for configuration.',
    'sync+exec': 'Changed files are copied to `target`, and the command under `exec` is run in the container.',
  },
};
