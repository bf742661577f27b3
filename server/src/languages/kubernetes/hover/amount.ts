import type { YamlNode } from '../../yaml/nodes.js';
import { parseQuantity, type Quantity } from '../quantity.js';

/** Undefined also for what a template fills in. */
export function quantityIn(node: YamlNode | undefined): Quantity | undefined {
  const text = node?.scalarText?.trim();
  return text === undefined ? undefined : parseQuantity(text);
}

const units = ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB'];

/** In powers of ten, as disks are sold: `134.2 MB`. */
export function decimalBytes(bytes: number): string {
  const steps = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  return `${Number((bytes / 1000 ** steps).toPrecision(4))} ${units[steps] ?? ''}`;
}

/** `134,217,728`. */
export const grouped = (value: number): string => `${Math.round(value)}`.replace(/\B(?=(?:\d{3})+(?!\d))/g, ',');
