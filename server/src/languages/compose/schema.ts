// Keys of a Compose file and the kinds of values that they take, as facts read 2026-11 in the reference
// (https://docs.docker.com/reference/compose-file/) and compared with the specification's schema
// (https://github.com/compose-spec/compose-spec). No npm package carries a schema that is kept up to date.

export type Shape =
  | { readonly kind: 'object'; readonly fields: Readonly<Record<string, Shape>> }
  | { readonly kind: 'map'; readonly of: Shape }
  | { readonly kind: 'list'; readonly of: Shape }
  | {
      readonly kind: 'scalar';
      readonly is: 'text' | 'number' | 'flag' | 'scalar';
      readonly values?: readonly string[];
      readonly pattern?: RegExp;
      readonly unit?: string;
    }
  | { readonly kind: 'either'; readonly of: readonly Shape[] }
  | { readonly kind: 'any' };

const any: Shape = { kind: 'any' };
const text: Shape = { kind: 'scalar', is: 'text' };
/** Also what says a number in words, as `2g` and `0.5`. */
const number: Shape = { kind: 'scalar', is: 'number' };
const flag: Shape = { kind: 'scalar', is: 'flag' };
const scalar: Shape = { kind: 'scalar', is: 'scalar' };
const object = (fields: Readonly<Record<string, Shape>>): Shape => ({ kind: 'object', fields });
const map = (of: Shape): Shape => ({ kind: 'map', of });
const list = (of: Shape): Shape => ({ kind: 'list', of });
const either = (...of: readonly Shape[]): Shape => ({ kind: 'either', of });
const oneOf = (...values: readonly string[]): Shape => ({ kind: 'scalar', is: 'text', values });

const texts = list(text);
const textOrTexts = either(text, texts);
const pairs = either(map(scalar), texts);
const options = map(scalar);
const numberOrText = scalar;
/** These need their unit, so a number is refused. */
const duration: Shape = { kind: 'scalar', is: 'text', unit: 's' };
const size: Shape = { kind: 'scalar', is: 'text', unit: 'b' };

const hook = object({ command: textOrTexts, user: text, privileged: flag, working_dir: text, environment: pairs });
const ulimits = map(either(number, object({ soft: number, hard: number })));
const hosts = either(map(textOrTexts), texts);
const mountedFiles = list(either(text, object({ source: text, target: text, uid: text, gid: text, mode: numberOrText })));
const devices = list(object({ capabilities: texts, count: numberOrText, device_ids: texts, driver: text, options: pairs }));
const blockLimits = list(object({ path: text, rate: numberOrText }));
const external = either(flag, object({ name: text }));

const build = object({
  context: text,
  dockerfile: text,
  dockerfile_inline: text,
  entitlements: texts,
  args: pairs,
  ssh: pairs,
  labels: pairs,
  cache_from: texts,
  cache_to: texts,
  no_cache: flag,
  no_cache_filter: textOrTexts,
  additional_contexts: pairs,
  network: text,
  provenance: scalar,
  sbom: scalar,
  pull: flag,
  target: text,
  shm_size: numberOrText,
  extra_hosts: hosts,
  isolation: text,
  privileged: flag,
  secrets: mountedFiles,
  tags: texts,
  ulimits,
  platforms: texts,
});

const updateConfig = object({
  parallelism: number,
  delay: duration,
  failure_action: oneOf('continue', 'pause', 'rollback'),
  monitor: duration,
  max_failure_ratio: number,
  order: oneOf('start-first', 'stop-first'),
});

const deploy = object({
  mode: oneOf('replicated', 'global', 'replicated-job', 'global-job'),
  endpoint_mode: oneOf('vip', 'dnsrr'),
  replicas: number,
  labels: pairs,
  rollback_config: updateConfig,
  update_config: updateConfig,
  resources: object({
    limits: object({ cpus: numberOrText, memory: size, pids: number }),
    reservations: object({
      cpus: numberOrText,
      memory: size,
      generic_resources: list(object({ discrete_resource_spec: object({ kind: text, value: numberOrText }) })),
      devices,
    }),
  }),
  restart_policy: object({ condition: oneOf('none', 'on-failure', 'any'), delay: duration, max_attempts: number, window: duration }),
  placement: object({ constraints: texts, preferences: list(object({ spread: text })), max_replicas_per_node: number }),
});

const watch = object({
  path: text,
  action: oneOf('rebuild', 'sync', 'restart', 'sync+restart', 'sync+exec'),
  target: text,
  ignore: textOrTexts,
  include: textOrTexts,
  initial_sync: flag,
  exec: hook,
});

const mount = object({
  type: oneOf('bind', 'volume', 'tmpfs', 'image', 'npipe', 'cluster'),
  source: text,
  target: text,
  read_only: flag,
  consistency: text,
  bind: object({
    propagation: oneOf('private', 'rprivate', 'shared', 'rshared', 'slave', 'rslave'),
    create_host_path: flag,
    recursive: oneOf('enabled', 'disabled', 'writable', 'readonly'),
    selinux: oneOf('z', 'Z'),
  }),
  volume: object({ labels: pairs, nocopy: flag, subpath: text }),
  tmpfs: object({ size: numberOrText, mode: numberOrText }),
  image: object({ subpath: text }),
});

const service = object({
  annotations: pairs,
  attach: flag,
  blkio_config: object({
    device_read_bps: blockLimits,
    device_read_iops: blockLimits,
    device_write_bps: blockLimits,
    device_write_iops: blockLimits,
    weight: number,
    weight_device: list(object({ path: text, weight: number })),
  }),
  build: either(text, build),
  cap_add: texts,
  cap_drop: texts,
  cgroup: oneOf('host', 'private'),
  cgroup_parent: text,
  command: textOrTexts,
  configs: mountedFiles,
  container_name: text,
  cpu_count: number,
  cpu_percent: number,
  cpu_period: numberOrText,
  cpu_quota: numberOrText,
  cpu_rt_period: numberOrText,
  cpu_rt_runtime: numberOrText,
  cpu_shares: number,
  cpus: numberOrText,
  cpuset: text,
  credential_spec: object({ config: text, file: text, registry: text }),
  depends_on: either(
    texts,
    map(
      object({
        condition: oneOf('service_started', 'service_healthy', 'service_completed_successfully'),
        restart: flag,
        required: flag,
      }),
    ),
  ),
  deploy,
  develop: object({ watch: list(watch) }),
  device_cgroup_rules: texts,
  devices: list(either(text, object({ source: text, target: text, permissions: text }))),
  dns: textOrTexts,
  dns_opt: texts,
  dns_search: textOrTexts,
  domainname: text,
  entrypoint: textOrTexts,
  env_file: either(text, list(either(text, object({ path: text, required: flag, format: text })))),
  environment: pairs,
  expose: list(numberOrText),
  extends: either(text, object({ service: text, file: text })),
  external_links: texts,
  extra_hosts: hosts,
  gpus: either(text, devices),
  group_add: list(numberOrText),
  healthcheck: object({
    disable: flag,
    interval: duration,
    retries: number,
    start_interval: duration,
    start_period: duration,
    test: textOrTexts,
    timeout: duration,
  }),
  hostname: text,
  image: text,
  init: flag,
  ipc: text,
  isolation: text,
  label_file: textOrTexts,
  labels: pairs,
  links: texts,
  logging: object({ driver: text, options }),
  mac_address: text,
  mem_limit: numberOrText,
  mem_reservation: numberOrText,
  mem_swappiness: number,
  memswap_limit: numberOrText,
  models: either(texts, map(object({ endpoint_var: text, model_var: text }))),
  network_mode: text,
  networks: either(
    texts,
    map(
      object({
        aliases: texts,
        driver_opts: options,
        gw_priority: number,
        interface_name: text,
        ipv4_address: text,
        ipv6_address: text,
        link_local_ips: texts,
        mac_address: text,
        priority: number,
      }),
    ),
  ),
  oom_kill_disable: flag,
  oom_score_adj: number,
  pid: text,
  pids_limit: number,
  platform: text,
  ports: list(
    either(
      numberOrText,
      object({
        name: text,
        mode: oneOf('host', 'ingress'),
        host_ip: text,
        target: number,
        published: numberOrText,
        protocol: text,
        app_protocol: text,
      }),
    ),
  ),
  post_start: list(hook),
  pre_start: any,
  pre_stop: list(hook),
  privileged: flag,
  profiles: texts,
  provider: object({ type: text, options: map(any) }),
  pull_policy: {
    kind: 'scalar',
    is: 'text',
    values: ['always', 'never', 'missing', 'if_not_present', 'build', 'refresh', 'daily', 'weekly'],
    pattern: /^every_/,
  },
  pull_refresh_after: text,
  read_only: flag,
  restart: { kind: 'scalar', is: 'text', values: ['no', 'always', 'on-failure', 'unless-stopped'], pattern: /^on-failure:\d+$/ },
  runtime: text,
  scale: number,
  secrets: mountedFiles,
  security_opt: texts,
  shm_size: numberOrText,
  stdin_open: flag,
  stop_grace_period: duration,
  stop_signal: text,
  storage_opt: map(any),
  sysctls: pairs,
  tmpfs: textOrTexts,
  tty: flag,
  ulimits,
  use_api_socket: flag,
  user: text,
  userns_mode: text,
  uts: text,
  volumes: list(either(text, mount)),
  volumes_from: texts,
  working_dir: text,
});

const common = { name: text, external, labels: pairs } as const;

export const composeShape = object({
  version: any,
  name: text,
  include: list(either(text, object({ path: textOrTexts, env_file: textOrTexts, project_directory: text }))),
  services: map(service),
  networks: map(
    object({
      ...common,
      driver: text,
      driver_opts: options,
      attachable: flag,
      enable_ipv4: flag,
      enable_ipv6: flag,
      internal: flag,
      ipam: object({
        driver: text,
        config: list(object({ subnet: text, ip_range: text, gateway: text, aux_addresses: map(text) })),
        options,
      }),
    }),
  ),
  volumes: map(object({ ...common, driver: text, driver_opts: options })),
  configs: map(object({ ...common, content: text, environment: text, file: text, template_driver: text })),
  secrets: map(object({ ...common, environment: text, file: text, driver: text, driver_opts: options, template_driver: text })),
  models: map(any),
});

/** Keys of a service, in the order of the reference. */
export const serviceShape = service;
