import { newestKubernetesMinor } from '../../engine/config/config.js';
import { nearest } from '../../languages/dockerfile/vocabulary.js';
import { settle } from '../../languages/kubernetes/refactor/harden.js';
import { parseQuantity } from '../../languages/kubernetes/quantity.js';
import { addResources } from '../../languages/kubernetes/refactor/resources.js';
import { mergeThrough } from '../../languages/yaml/inherited.js';
import { refusals } from '../../rules/shared/kubernetesPodSecurity.js';
import { policyMinor } from '../../languages/kubernetes/podSecurity.js';
import { ObjectCase, short, type Recogniser, type Recognised } from './case.js';
import { renamed } from './config.js';
import type { Files, PlacedObject } from './files.js';
import type { Evidence } from '../../protocol.js';
import { causesIn, placeOfField } from './fields.js';

// Pods that the API server does not let in: plugin/pkg/admission of Kubernetes, and k8s.io/pod-security-admission.

/** What was said of pods, or of an object that was applied. */
export class RefusedCase extends ObjectCase {
  readonly said: string;
  readonly kind: string;
  readonly name: string;

  constructor(evidence: Evidence, files: Files, manifest: PlacedObject | undefined, said: string, kind: string, name: string) {
    super(evidence, files, manifest);
    this.said = said;
    this.kind = kind;
    this.name = name;
  }
}

export const admission: readonly Recogniser<RefusedCase>[] = [
  {
    code: 'pod-security',
    recognise: (c) => {
      const [, level, list] = /violates PodSecurity "(\w+):[^"]*":?\s*([\s\S]*)/.exec(c.said) ?? [];
      if (level !== 'baseline' && level !== 'restricted') return undefined;
      const { pod } = c;
      const minor = policyMinor(newestKubernetesMinor);
      const found = pod === undefined ? [] : refusals(pod, level, minor);
      const [first] = found;
      const edit =
        pod === undefined
          ? undefined
          : settle(pod, (now) =>
              refusals(now, level, minor)
                .map(({ fix }) => fix?.()?.edits)
                .find((edits) => (edits?.length ?? 0) > 0),
            );
      const fields = [...new Set([...(list ?? '').matchAll(/([\w.]+) ?(?:!=|=|\()/g)].map((match) => match[1]))].slice(0, 4);
      return {
        cause: `The namespace lets in only pods of Pod Security level \`${level}\`, and this one is not.`,
        explanation:
          first === undefined
            ? `It refuses ${fields.map((field) => `\`${field ?? ''}\``).join(', ') || 'what the pod asks for'}.`
            : `${capital(first.words)}${found.length > 1 ? `, and ${found.length - 1} more` : ''}.`,
        isHopeless: true,
        said: short(c.said, 900),
        place: c.at(first?.at) ?? c.at(pod?.anchor ?? c.manifest?.object.anchor),
        offers: [edit === undefined ? undefined : c.edit(`Add what \`${level}\` asks for`, [edit])],
      };
    },
  },
  {
    code: 'quota-needs-amounts',
    recognise: (c) => {
      const [, quota, list] = /failed quota: ([\w.-]+): must specify ([^;\n]+)/.exec(c.said) ?? [];
      if (quota === undefined || list === undefined) return undefined;
      const container = c.pod?.allContainers.find((each) =>
        list.includes(' for: ') ? list.includes(each.name ?? ' ') : addResources(each) !== undefined,
      );
      const fix = container === undefined ? undefined : addResources(container);
      return {
        cause: `Quota \`${quota}\` of the namespace asks each container for ${words(list)}.`,
        explanation: 'Without them no pod is let in.',
        isHopeless: true,
        said: short(c.said, 600),
        place: c.at(container?.lackOf('resources')) ?? c.at(c.pod?.anchor),
        offers: [fix === undefined ? undefined : c.edit(fix.title, fix.edits)],
      };
    },
  },
  {
    code: 'quota-exceeded',
    recognise: (c) => {
      const [, quota, asked, used, limited] =
        /exceeded quota: ([\w.-]+), requested: ([^,\s]+(?:,[\w./-]+=[^,\s]+)*), used: (\S+), limited: (\S+)/.exec(c.said) ?? [];
      if (quota === undefined || asked === undefined) return undefined;
      const [resource = '', amount = ''] = (asked.split(',')[0] ?? '').split('=');
      const [part, name] = /^(requests|limits)\.(.+)$/.exec(resource)?.slice(1) ?? ['requests', resource];
      const node = c.pod?.containers.map((each) => each.get('resources', part ?? '', name ?? '')).find((each) => each !== undefined);
      return {
        cause: `Quota \`${quota}\` allows ${valueOf(limited, resource)} of \`${resource}\`, of which ${valueOf(used, resource)} are used; one pod more asks for \`${amount}\`.`,
        explanation: 'The pods have to ask for less, or others have to go.',
        said: short(c.said, 600),
        place: c.at(node) ?? c.at(c.pod?.anchor),
      };
    },
  },
  {
    code: 'limit-range',
    recognise: (c) => {
      const [, side, resource, bound, part] =
        /(maximum|minimum) ([\w-]+) usage per (?:Container|Pod) is (\w+), but (limit|request) is/.exec(c.said) ?? [];
      if (side === undefined || resource === undefined || bound === undefined || part === undefined) return undefined;
      const key = `${part}s`;
      const quantity = parseQuantity(bound.replace(/[.,]$/, ''));
      const container = c.pod?.allContainers.find((each) => {
        const own = parseQuantity(each.get('resources', key, resource)?.scalarText ?? '');
        return (
          own !== undefined && quantity !== undefined && (side === 'maximum' ? own.value > quantity.value : own.value < quantity.value)
        );
      });
      return {
        cause: `A LimitRange of the namespace allows a ${part} of ${side === 'maximum' ? 'at most' : 'at least'} \`${bound}\` of ${resource} for one container.`,
        explanation: 'No pod is let in that asks for another amount.',
        isHopeless: true,
        said: short(c.said, 600),
        place: c.at(container?.get('resources', key, resource)) ?? c.at(c.pod?.anchor),
        offers: [
          container === undefined
            ? undefined
            : c.edit(`Set the ${part} to \`${bound}\``, mergeThrough(container.node, { resources: { [key]: { [resource]: bound } } })),
        ],
      };
    },
  },
  {
    code: 'service-account-missing',
    recognise: (c) => {
      const name = /service ?account [^:]*: serviceaccount "([^"]+)" not found/i.exec(c.said)?.[1];
      if (name === undefined) return undefined;
      const node = c.pod?.get('serviceAccountName') ?? c.pod?.get('serviceAccount');
      const close = nearest(
        name,
        c.files.namesOf('ServiceAccount').filter((each) => each !== name),
      );
      return {
        cause: `ServiceAccount \`${name}\` is not in namespace \`${c.namespace}\`.`,
        explanation: close === undefined ? 'No pod is made until it is there.' : `There is a \`${close}\`.`,
        said: short(c.said, 600),
        place: c.at(node) ?? c.at(c.pod?.anchor),
        offers: [close === undefined ? undefined : renamed(c, node, close)],
      };
    },
  },
  {
    code: 'webhook-refused',
    recognise: (c) => {
      const [, hook, why] = /admission webhook "([^"]+)" denied the request:?\s*([\s\S]*)/.exec(c.said) ?? [];
      if (hook === undefined) return undefined;
      return {
        cause: `The policy \`${hook}\` of the cluster refuses it${why === undefined || why === '' ? '.' : `: ${short(why, 240).replace(/\.$/, '')}.`}`,
        explanation: 'It is a rule of this cluster and not of Kubernetes.',
        isHopeless: true,
        said: short(c.said, 900),
        place: c.at(c.pod?.anchor ?? c.manifest?.object.anchor),
      };
    },
  },
  {
    code: 'webhook-unreachable',
    recognise: (c) => {
      const hook = /failed calling webhook "([^"]+)"/.exec(c.said)?.[1];
      return hook === undefined
        ? undefined
        : {
            cause: `The webhook \`${hook}\` of the cluster does not answer, so nothing that it judges is let in.`,
            explanation: 'What serves it may still be starting: a second attempt helps then.',
            said: short(c.said, 600),
            place: undefined,
          };
    },
  },
];

/** Pods that a ReplicaSet or Job could not make for any other reason. */
export const refusedPods: readonly Recogniser<RefusedCase>[] = [
  ...admission,
  {
    code: 'invalid-field',
    recognise: (c): Recognised | undefined => {
      const [cause] = causesIn(c.said);
      if (cause === undefined || c.pod === undefined || c.manifest === undefined) return undefined;
      const path = cause.path[0] === 'spec' ? [...c.pod.path, ...cause.path.slice(1)] : cause.path;
      return {
        cause: `\`${cause.field}\`: ${cause.message}.`,
        explanation: 'The API server refuses each pod for it.',
        isHopeless: true,
        said: short(c.said, 600),
        place: c.at(placeOfField(c.manifest.object, path)),
      };
    },
  },
  {
    code: 'pods-not-created',
    recognise: (c) => ({
      cause: `No pod of ${c.kind} \`${c.name}\` is made: ${short(c.said.replace(/^Error creating: /, ''), 240).replace(/\.$/, '')}.`,
      explanation: 'The API server refuses each of them.',
      said: short(c.said, 900),
      place: c.at(c.pod?.anchor ?? c.manifest?.object.anchor),
    }),
  },
];

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
const words = (list: string): string =>
  list
    .replace(/ for: .*/, '')
    .split(',')
    .map((each) => `\`${each.trim()}\``)
    .join(', ');
const valueOf = (list: string | undefined, resource: string): string =>
  `\`${
    (list ?? '')
      .split(',')
      .find((each) => each.startsWith(`${resource}=`))
      ?.slice(resource.length + 1)
      .replace(/[.;]$/, '') ?? '?'
  }\``;
