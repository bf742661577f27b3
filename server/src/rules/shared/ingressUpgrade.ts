import { replace, type Edit } from '../../engine/text/span.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import { columnOf, merge, styleOf } from '../../languages/yaml/edit.js';
import type { YamlEntry, YamlMap, YamlNode } from '../../languages/yaml/nodes.js';
import { mapsIn } from '../../languages/yaml/reading.js';

/**
 * What makes an Ingress of v1beta1 one of networking.k8s.io/v1, its `apiVersion` aside; undefined where it is not that simple.
 * https://kubernetes.io/docs/reference/using-api/deprecation-guide/#ingress-v122
 */
export function ingressEdits(object: KubernetesObject): Edit[] | undefined {
  const spec = object.get('spec');
  if (spec?.kind !== 'map') return undefined;
  const edits: Edit[] = [];
  const common = spec.entry('backend');
  if (common !== undefined) {
    const inside = backendEdit(common);
    if (inside === undefined) return undefined;
    edits.push(replace(common.key.span, 'defaultBackend'), inside);
  }
  for (const rule of mapsIn(spec.get('rules'))) {
    for (const path of mapsIn(rule.get('http', 'paths'))) {
      const inside = backendEdit(path.entry('backend'));
      if (inside === undefined || path.isFlow) return undefined;
      // The old version left it to the controller how a path is matched.
      edits.push(inside, ...(path.has('pathType') ? [] : merge(path, { pathType: 'ImplementationSpecific' })));
    }
  }
  return edits;
}

/** `serviceName` and `servicePort` become `service`. */
function backendEdit(backend: YamlEntry | undefined): Edit | undefined {
  if (backend === undefined || backend.alias !== undefined || backend.value.kind !== 'map') return undefined;
  const map = backend.value;
  const [name, port] = [plain(map, 'serviceName'), plain(map, 'servicePort')];
  const written = map.source.text.slice(map.from, map.to);
  if (name === undefined || port === undefined || map.entries.length !== 2 || written.includes('#')) return undefined;
  const portKey = port.kind === 'scalar' && typeof port.value === 'number' ? 'number' : 'name';
  if (map.isFlow) return replace(map.span, `{ service: { name: ${name.written}, port: { ${portKey}: ${port.written} } } }`);
  const { text } = map.source;
  const start = columnOf(text, map.from);
  const { step } = styleOf(map.source);
  const lines = [
    [0, 'service:'] as const,
    [1, `name: ${name.written}`] as const,
    [1, 'port:'] as const,
    [2, `${portKey}: ${port.written}`] as const,
  ];
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  return replace(map.span, lines.map(([depth, line], i) => (i === 0 ? line : ' '.repeat(start + depth * step) + line)).join(eol));
}

function plain(map: YamlMap, key: string): YamlNode | undefined {
  const entry = map.entries.find((each) => each.key.content === key);
  return entry === undefined || entry.alias !== undefined || entry.value.kind !== 'scalar' || entry.value.isNull ? undefined : entry.value;
}
