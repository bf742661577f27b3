// Names and numbers of ports, as the API server validates them: https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/#ServiceSpec.

/** What is wrong with the name of a container port (an IANA service name); undefined when nothing is. */
export function portNameFault(name: string): string | undefined {
  if (name.length > 15) return `has ${name.length} characters, and 15 are allowed`;
  if (!/^[a-z0-9-]+$/.test(name))
    return /[A-Z]/.test(name) ? 'has upper-case letters' : 'has characters other than letters, digits and `-`';
  if (!/[a-z]/.test(name)) return 'has no letter';
  if (name.startsWith('-') || name.endsWith('-')) return 'begins or ends with `-`';
  if (name.includes('--')) return 'has two `-` in a row';
  return undefined;
}

/** What is wrong with the name of a Service's port (a DNS label). */
export function servicePortNameFault(name: string): string | undefined {
  if (name.length > 63) return `has ${name.length} characters, and 63 are allowed`;
  if (!/^[a-z0-9-]+$/.test(name))
    return /[A-Z]/.test(name) ? 'has upper-case letters' : 'has characters other than letters, digits and `-`';
  return name.startsWith('-') || name.endsWith('-') ? 'begins or ends with `-`' : undefined;
}

/** A name near `name` that is valid, when there is an obvious one. */
export function repairedPortName(name: string, limit = 15): string | undefined {
  const repaired = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return repaired.length <= limit && /[a-z]/.test(repaired) && repaired !== name ? repaired : undefined;
}

export const isPortNumber = (value: number): boolean => Number.isInteger(value) && value >= 1 && value <= 65535;
