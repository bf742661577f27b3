/** What an item of the checklist can be judged on. `network`: Services and Ingresses. */
export type Subject = 'dockerfile' | 'context' | 'workload' | 'manifest' | 'autoscaler' | 'network' | 'continuous-integration';

/** One line of the hardening checklist: it holds when none of its rules finds anything. */
export interface ChecklistItem {
  readonly id: string;
  readonly title: string;
  /** Why it matters, one sentence. */
  readonly why: string;
  readonly subject: Subject;
  readonly rules: readonly string[];
  readonly source: string;
}

export interface ChecklistSection {
  readonly title: string;
  readonly items: readonly ChecklistItem[];
}

const dockerBest = 'https://docs.docker.com/build/building/best-practices/';
const podSecurity = 'https://kubernetes.io/docs/concepts/security/pod-security-standards/';
const securityContext = 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/';

/** The checklist of the product's founding documents, in the order in which an image comes to run. */
export const checklist: readonly ChecklistSection[] = [
  {
    title: 'Image',
    items: [
      {
        id: 'non-root-user',
        title: 'The image runs as a non-root user with a fixed number',
        why: 'A process that breaks out of its container is then nobody on the host, and Kubernetes can check the number.',
        subject: 'dockerfile',
        rules: ['dockerfile/image-runs-as-root', 'dockerfile/user-without-fixed-uid', 'dockerfile/user-by-name'],
        source: `${dockerBest}#user`,
      },
      {
        id: 'no-secrets-in-image',
        title: 'No secret is in an instruction, a variable or a copied file',
        why: 'Layers and variables can be read by everybody who can pull the image.',
        subject: 'dockerfile',
        rules: [
          'dockerfile/secret-in-arg-or-env',
          'dockerfile/secret-literal',
          'dockerfile/secret-file-copied',
          'dockerfile/credential-command-in-run',
          'dockerfile/password-set-in-layer',
        ],
        source: 'https://docs.docker.com/build/building/secrets/',
      },
      {
        id: 'small-base',
        title: 'The base image is small and still maintained',
        why: 'Every package that is not there can have no hole.',
        subject: 'dockerfile',
        rules: ['dockerfile/full-size-base-image', 'dockerfile/deprecated-base-image'],
        source: `${dockerBest}#choose-the-right-base-image`,
      },
      {
        id: 'multi-stage',
        title: 'Build tools stay out of the image that runs',
        why: 'Compilers and caches make the image large and help whoever gets in.',
        subject: 'dockerfile',
        rules: ['dockerfile/build-tools-in-final-stage', 'dockerfile/development-dependencies-installed'],
        source: 'https://docs.docker.com/build/building/multi-stage/',
      },
      {
        id: 'pinned-images',
        title: 'Base images and copied tools have a version',
        why: 'Without one the same file builds something else tomorrow.',
        subject: 'dockerfile',
        rules: ['dockerfile/untagged-base-image', 'dockerfile/latest-base-image', 'dockerfile/copied-from-latest-image'],
        source: `${dockerBest}#pin-base-image-versions`,
      },
      {
        id: 'pinned-digests',
        title: 'Base images are pinned by digest',
        why: 'A tag can be moved; a digest names the bytes.',
        subject: 'dockerfile',
        rules: ['dockerfile/base-image-not-pinned-by-digest'],
        source: `${dockerBest}#pin-base-image-versions`,
      },
      {
        id: 'expose-what-is-used',
        title: 'EXPOSE names the port that is used',
        why: 'It is what people and tools believe the container listens on.',
        subject: 'dockerfile',
        rules: ['dockerfile/exposed-port-differs', 'dockerfile/expose-admin-port', 'dockerfile/container-port-differs'],
        source: 'https://docs.docker.com/reference/dockerfile/#expose',
      },
      {
        id: 'signals',
        title: 'The start command is process 1 and hears SIGTERM',
        why: 'Otherwise every stop takes the whole grace period and ends in a kill.',
        subject: 'dockerfile',
        rules: ['dockerfile/shell-form-start-command', 'dockerfile/npm-start-as-process-1', 'dockerfile/development-server'],
        source: 'https://docs.docker.com/reference/dockerfile/#shell-and-exec-form',
      },
      {
        id: 'logs-to-stdout',
        title: 'Logs go to standard output',
        why: 'The container runtime collects nothing else.',
        subject: 'dockerfile',
        rules: ['dockerfile/log-file-written'],
        source: 'https://kubernetes.io/docs/concepts/cluster-administration/logging/',
      },
    ],
  },
  {
    title: 'Build',
    items: [
      {
        id: 'ignore-file',
        title: '.dockerignore keeps .git, .env and virtual environments out of the context',
        why: 'What is sent to the builder can end up in a layer, and is sent on every build.',
        subject: 'context',
        rules: [
          'dockerfile/missing-dockerignore',
          'dockerignore/vcs-not-ignored',
          'dockerignore/env-files-not-ignored',
          'dockerignore/dependencies-not-ignored',
          'dockerignore/caches-not-ignored',
          'dockerignore/secret-reincluded',
        ],
        source: 'https://docs.docker.com/build/concepts/context/#dockerignore-files',
      },
      {
        id: 'dependencies-first',
        title: 'Dependencies are installed before the sources are copied',
        why: 'Every change of a source file installs all of them again otherwise.',
        subject: 'dockerfile',
        rules: ['dockerfile/sources-copied-before-install'],
        source: 'https://docs.docker.com/build/cache/optimize/#order-your-layers',
      },
      {
        id: 'lock-file',
        title: 'The lock file decides what is installed',
        why: 'Two builds of one commit are then the same.',
        subject: 'dockerfile',
        rules: ['dockerfile/lockfile-not-enforced'],
        source: 'https://docs.npmjs.com/cli/commands/npm-ci',
      },
      {
        id: 'base-updates',
        title: 'Something updates base images regularly',
        why: 'A fixed version grows holes while nobody looks: builds with `--pull`, Dependabot or Renovate bring the mended ones.',
        subject: 'continuous-integration',
        rules: [],
        source: `${dockerBest}#rebuild-your-images-often`,
      },
    ],
  },
  {
    title: 'Pods',
    items: [
      {
        id: 'pods-run-as-non-root',
        title: 'Pods forbid root',
        why: 'The cluster then refuses an image that forgot its user.',
        subject: 'workload',
        rules: ['kubernetes/run-as-root-allowed', 'kubernetes/run-as-root-uid', 'kubernetes/privileged-container'],
        source: podSecurity,
      },
      {
        id: 'user-and-image-agree',
        title: 'The image has the user that its pod demands',
        why: 'A name, or root, where a number is demanded keeps the container from starting.',
        subject: 'workload',
        rules: ['kubernetes/non-numeric-user-with-run-as-non-root', 'kubernetes/root-image-with-run-as-non-root'],
        source: securityContext,
      },
      {
        id: 'read-only-root',
        title: 'Root file systems are read-only',
        why: 'Nobody who gets in can leave a program behind.',
        subject: 'workload',
        rules: [
          'kubernetes/writable-root-filesystem',
          'kubernetes/read-only-root-without-tmp',
          'kubernetes/read-only-root-but-image-writes',
        ],
        source: securityContext,
      },
      {
        id: 'no-privileges',
        title: 'No privilege is left: escalation off, capabilities dropped, seccomp on',
        why: 'These are what an attack on the kernel needs.',
        subject: 'workload',
        rules: [
          'kubernetes/privilege-escalation-allowed',
          'kubernetes/capabilities-not-dropped',
          'kubernetes/capability-beyond-default-added',
          'kubernetes/seccomp-unset',
          'kubernetes/seccomp-unconfined',
        ],
        source: podSecurity,
      },
      {
        id: 'no-host-access',
        title: 'No pod shares namespaces, ports or paths of its host',
        why: 'They lead around every other wall.',
        subject: 'workload',
        rules: [
          'kubernetes/host-network',
          'kubernetes/host-pid',
          'kubernetes/host-ipc',
          'kubernetes/host-port',
          'kubernetes/host-path-volume',
        ],
        source: podSecurity,
      },
      {
        id: 'fixed-image-versions',
        title: 'Manifests name a fixed version of each image',
        why: 'With `latest`, nodes may run different images after a rolling update.',
        subject: 'workload',
        rules: ['kubernetes/image-without-version', 'kubernetes/image-tag-differs'],
        source: 'https://kubernetes.io/docs/concepts/containers/images/#image-names',
      },
    ],
  },
  {
    title: 'Running',
    items: [
      {
        id: 'resources',
        title: 'Containers say what they need and at most take',
        why: 'The scheduler places pods by requests, and one without a memory limit can take its node down.',
        subject: 'workload',
        rules: [
          'kubernetes/cpu-request-missing',
          'kubernetes/memory-request-missing',
          'kubernetes/memory-limit-missing',
          'kubernetes/request-exceeds-limit',
          'kubernetes/suspicious-quantity',
        ],
        source: 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/',
      },
      {
        id: 'probes',
        title: 'Probes say when a container is ready and when it hangs',
        why: 'Without them traffic goes to what cannot answer.',
        subject: 'workload',
        rules: [
          'kubernetes/readiness-probe-missing',
          'kubernetes/liveness-probe-missing',
          'kubernetes/liveness-equals-readiness',
          'kubernetes/liveness-restarts-too-eagerly',
          'kubernetes/slow-start-without-startup-probe',
        ],
        source: 'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/',
      },
      {
        id: 'availability',
        title: 'An update or a drained node leaves something running',
        why: 'Replicas, a rollout strategy and a disruption budget together do it; each alone does not.',
        subject: 'workload',
        rules: [
          'kubernetes/single-replica',
          'kubernetes/rollout-strategy-missing',
          'kubernetes/disruption-budget-missing',
          'kubernetes/disruption-budget-blocks',
        ],
        source: 'https://kubernetes.io/docs/concepts/workloads/pods/disruptions/',
      },
      {
        id: 'autoscaling',
        title: 'Autoscalers can compute what they scale by',
        why: 'Utilization is use divided by the request: without one there is no number.',
        subject: 'autoscaler',
        rules: ['kubernetes/autoscaler-without-cpu-request', 'kubernetes/autoscaler-fights-replicas', 'kubernetes/hpa-target-missing'],
        source: 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/',
      },
      {
        id: 'no-plain-secrets',
        title: 'No secret lies readable in a manifest',
        why: 'Base64 is no encryption, and a repository forgets nothing.',
        subject: 'manifest',
        rules: [
          'kubernetes/secret-in-manifest',
          'kubernetes/secret-in-environment',
          'kubernetes/secret-in-config-map',
          'kubernetes/token-in-manifest',
        ],
        source: 'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
      },
      {
        id: 'traffic-arrives',
        title: 'Services and Ingresses lead to something, encrypted from outside',
        why: 'A selector or port that matches nothing fails in silence.',
        subject: 'network',
        rules: [
          'kubernetes/service-selects-nothing',
          'kubernetes/target-port-not-served',
          'kubernetes/ingress-backend-missing',
          'kubernetes/ingress-without-tls',
        ],
        source: 'https://kubernetes.io/docs/concepts/services-networking/service/',
      },
    ],
  },
];

/** Ids of all rules that the checklist rests on. */
export const checklistRules: ReadonlySet<string> = new Set(checklist.flatMap(({ items }) => items.flatMap(({ rules }) => rules)));
