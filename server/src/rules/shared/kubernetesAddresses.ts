/** A range of IP addresses as a number, so that ranges can be compared. */
export interface Cidr {
  readonly bits: 32 | 128;
  readonly base: bigint;
  readonly length: number;
}

export function parseCidr(text: string): Cidr | undefined {
  const match = /^([0-9a-fA-F:.]+)\/(\d{1,3})$/.exec(text);
  const address = match === null ? undefined : parseAddress(match[1] as string);
  if (match === null || address === undefined) return undefined;
  const length = Number(match[2]);
  return length > address.bits ? undefined : { ...address, length };
}

/** Whether `inner` is a part of `outer`, and not the whole of it. */
export function cidrContains(outer: Cidr, inner: Cidr): boolean {
  if (outer.bits !== inner.bits || inner.length <= outer.length) return false;
  const shift = BigInt(outer.bits - outer.length);
  return outer.base >> shift === inner.base >> shift;
}

export function parseAddress(text: string): { readonly bits: 32 | 128; readonly base: bigint } | undefined {
  if (!text.includes(':')) {
    const parts = text.split('.');
    if (parts.length !== 4 || !parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)) return undefined;
    return { bits: 32, base: parts.reduce((sum, part) => (sum << 8n) | BigInt(part), 0n) };
  }
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map((half) => (half === '' ? [] : half.split(':'))) as [string[], string[] | undefined];
  const filled = tail === undefined ? head : [...head, ...Array.from({ length: 8 - head.length - tail.length }, () => '0'), ...tail];
  if (filled.length !== 8 || !filled.every((part) => /^[0-9a-fA-F]{1,4}$/.test(part))) return undefined;
  return { bits: 128, base: filled.reduce((sum, part) => (sum << 16n) | BigInt(`0x${part}`), 0n) };
}
