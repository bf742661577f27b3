import { Origin } from '../../engine/text/origin.js';
import { YamlMap, YamlScalar, YamlSequence, type YamlNode, type YamlSource } from './nodes.js';

/** Nodes of plain data, for what is known of a file without its text: they stand nowhere, and all but their values is made up. */
export function nodeFromData(data: unknown): YamlNode {
  return read(data, { text: '', origin: new Origin(0) });
}

function read(data: unknown, source: YamlSource): YamlNode {
  if (Array.isArray(data))
    return new YamlSequence(
      source,
      0,
      0,
      data.map((item) => ({ value: read(item, source), dash: undefined, alias: undefined })),
      true,
    );
  if (typeof data === 'object' && data !== null) {
    const entries = Object.entries(data).map(([key, value]) => ({
      key: new YamlScalar(source, 0, 0, key, 'double', key),
      value: read(value, source),
      alias: undefined,
    }));
    return new YamlMap(source, 0, 0, entries, true);
  }
  const value = typeof data === 'string' || typeof data === 'number' || typeof data === 'boolean' ? data : null;
  return new YamlScalar(source, 0, 0, value, typeof value === 'string' ? 'double' : 'plain', value === null ? '' : String(value));
}
