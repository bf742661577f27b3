import type { Span } from '../../engine/text/span.js';
import { placeholder, type YamlNode } from '../yaml/nodes.js';
import { interpolate, partSpan, rawText } from './interpolation.js';

// Published ports, short and long: https://docs.docker.com/reference/compose-file/services/#ports.

export interface PortRange {
  readonly from: number;
  readonly to: number;
}

export interface PortMapping {
  /** The item in the list. */
  readonly node: YamlNode;
  readonly form: 'short' | 'long';
  /** Undefined where none is written, which means all of them. */
  readonly hostIp: string | undefined;
  /** Ports of the host; undefined where Docker chooses one, or where it is not known. */
  readonly published: PortRange | undefined;
  /** Ports of the container; undefined where it is not known. */
  readonly target: PortRange | undefined;
  readonly protocol: string;
  /** Whether the host's part is the same in every environment. */
  readonly isHostKnown: boolean;
  /** Whether a port of the host is asked for at all. */
  readonly isPublished: boolean;
  /** Why Docker refuses it, as the end of a sentence. */
  readonly fault: string | undefined;
  readonly targetSpan: Span;
  readonly publishedSpan: Span;
}

/** What a text in short form says; offsets count in the text. */
export interface ShortPort {
  readonly hostIp: string | undefined;
  readonly host: string;
  readonly hostAt: number;
  readonly container: string;
  readonly containerAt: number;
  readonly protocol: string;
  readonly hasHost: boolean;
}

/** `[HOST:]CONTAINER[/PROTOCOL]` where HOST is `[IP:](port | range)`. */
export function splitShortPort(text: string): ShortPort {
  const slash = text.lastIndexOf('/');
  const body = slash === -1 ? text : text.slice(0, slash);
  const protocol = slash === -1 ? 'tcp' : text.slice(slash + 1);
  const last = body.lastIndexOf(':');
  const container = body.slice(last + 1);
  if (last === -1) return { hostIp: undefined, host: '', hostAt: 0, container, containerAt: 0, protocol, hasHost: false };
  const before = body.slice(0, last);
  // The colons of an IPv6 address end with the last but one.
  const middle = before.endsWith(']') ? -2 : before.lastIndexOf(':');
  const host = middle === -2 ? '' : before.slice(middle + 1);
  const ip = middle === -2 ? before : middle === -1 ? undefined : before.slice(0, middle);
  return {
    hostIp: ip === undefined ? undefined : ip.replace(/^\[|\]$/g, ''),
    host,
    hostAt: middle === -2 ? 0 : middle + 1,
    container,
    containerAt: last + 1,
    protocol,
    hasHost: true,
  };
}

/** `8080`, `8000-8010`; undefined for what is no port. */
export function readRange(text: string): PortRange | undefined {
  const match = /^(\d{1,6})(?:-(\d{1,6}))?$/.exec(text.trim());
  if (match === null) return undefined;
  const from = Number(match[1]);
  const to = match[2] === undefined ? from : Number(match[2]);
  return from <= to && to <= 65535 ? { from, to } : undefined;
}

export function readPort(node: YamlNode): PortMapping | undefined {
  if (node.kind === 'map') return longPort(node);
  const raw = rawText(node);
  if (node.kind !== 'scalar' || raw === undefined) return undefined;
  const { value, isLiteral } = interpolate(raw);
  const parts = splitShortPort(value);
  const { hostIp, host, container, protocol, hasHost } = parts;
  const isHostKnown = isLiteral || (!hasHost && !value.includes(placeholder)) || hostIsLiteral(raw);
  const span = (at: number, length: number): Span => (isLiteral && value === raw ? partSpan(node, at, at + length) : node.span);
  return {
    node,
    form: 'short',
    hostIp: hostIp === '' ? undefined : hostIp,
    published: host === '' ? undefined : readRange(host),
    target: readRange(container),
    protocol: protocol.toLowerCase(),
    isHostKnown,
    isPublished: hasHost,
    fault: value.includes(placeholder) ? undefined : shortFault(parts),
    targetSpan: span(parts.containerAt, container.length),
    publishedSpan: hasHost ? span(parts.hostAt, host.length) : node.span,
  };
}

/** `8080:${PORT}`: a variable behind the last colon does not touch the host. */
function hostIsLiteral(raw: string): boolean {
  const outside = raw.replace(/\$\{[^}]*\}/g, (variable) => variable.replace(/:/g, ' '));
  const last = outside.lastIndexOf(':');
  return last > 0 && !outside.slice(0, last).includes('$');
}

function shortFault({ host, container, protocol, hostIp, hasHost }: ShortPort): string | undefined {
  const target = readRange(container);
  if (container === '') return 'it names no port of the container';
  if (target === undefined) return `\`${container}\` is no port between 1 and 65535 and no range of ports`;
  if (!/^(?:tcp|udp|sctp)$/i.test(protocol)) return `\`${protocol}\` is none of \`tcp\`, \`udp\` and \`sctp\``;
  if (hostIp !== undefined && hostIp !== '' && !/^\d{1,3}(?:\.\d{1,3}){3}$|:/.test(hostIp)) return `\`${hostIp}\` is no IP address`;
  if (!hasHost || host === '') return undefined;
  const published = readRange(host);
  if (published === undefined) return `\`${host}\` is no port between 1 and 65535 and no range of ports`;
  const isFitting = published.to - published.from === target.to - target.from || target.from === target.to;
  return isFitting ? undefined : `the ranges \`${host}\` and \`${container}\` are of different length`;
}

function longPort(node: YamlNode): PortMapping {
  const field = (name: string): { readonly text: string | undefined; readonly isKnown: boolean } => {
    const raw = rawText(node.get(name));
    if (raw === undefined) return { text: undefined, isKnown: true };
    const { value, isLiteral } = interpolate(raw);
    return { text: value.includes(placeholder) ? undefined : value, isKnown: isLiteral };
  };
  const [ip, published, target, protocol] = [field('host_ip'), field('published'), field('target'), field('protocol')];
  const bad = [target, published].find(
    ({ text, isKnown }) => isKnown && text !== undefined && text !== '' && readRange(text) === undefined,
  );
  return {
    node,
    form: 'long',
    hostIp: ip.text === '' ? undefined : ip.text,
    published: published.text === undefined ? undefined : readRange(published.text),
    target: target.text === undefined ? undefined : readRange(target.text),
    protocol: protocol.text?.toLowerCase() ?? 'tcp',
    isHostKnown: ip.isKnown && published.isKnown,
    isPublished: node.get('published') !== undefined,
    fault: bad === undefined ? undefined : `\`${bad.text ?? ''}\` is no port between 1 and 65535 and no range of ports`,
    targetSpan: (node.get('target') ?? node).span,
    publishedSpan: (node.get('published') ?? node).span,
  };
}

/** Whether only programs on this machine reach it. */
export function isLoopback(ip: string | undefined): boolean {
  return ip !== undefined && (/^127\./.test(ip) || ip === '::1' || ip === 'localhost');
}

/** Whether it means every address of the machine. */
export const isEverywhere = (ip: string | undefined): boolean => ip === undefined || ip === '0.0.0.0' || ip === '::';

export const rangeText = ({ from, to }: PortRange): string => (from === to ? String(from) : `${from}-${to}`);
