import type { YamlNode, YamlScalar } from '../../languages/yaml/nodes.js';

/** A port in short form without quotes. */
export function isPlainPort(item: YamlNode): item is YamlScalar {
  return item.kind === 'scalar' && item.style === 'plain' && /^[\d.:[\]a-f-]*\d(?:\/\w+)?$/i.test(item.content);
}

/** Numbers to the base of 60: https://yaml.org/type/int.html. */
export function isSexagesimal(text: string): boolean {
  return /^[1-9][0-9_]*(?::[0-5]?[0-9])+$/.test(text);
}

/** Whether the text reads the same without its quotes. */
export function isPlainText({ content, written }: YamlScalar): boolean {
  return (
    written.slice(1, -1) === content &&
    /^[A-Za-z./~][\w./:~@=+-]*$/.test(content) &&
    !/: |:$/.test(content) &&
    !/^(?:true|false|yes|no|on|off|null|~|y|n)$/i.test(content)
  );
}
