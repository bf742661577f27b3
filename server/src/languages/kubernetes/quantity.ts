/**
 * Kubernetes quantities: `500m`, `1.5`, `128Mi`, `1e3`. Grammar and suffixes:
 * https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/.
 */
export interface Quantity {
  readonly text: string;
  /** Cores, bytes or pieces. */
  readonly value: number;
  /** The value in billionths, the finest that Kubernetes keeps: exact, so two spellings of one amount are equal. */
  readonly nano: bigint;
  /** `Mi`, `m`, an exponent such as `e3`, or empty. */
  readonly suffix: string;
}

export type Unit = 'cores' | 'bytes' | 'pieces';

const grammar = /^([+-]?)(\d*)(?:\.(\d*))?(Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?\d{1,9}|[numkMGTPE]?)$/;
const binary = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const decimal: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, '': 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
/** Beyond this the API server caps the value, so that no larger power is worth computing. */
const largestExponent = 40;

/** Undefined where the API server would reject the text. */
export function parseQuantity(text: string): Quantity | undefined {
  const match = grammar.exec(text);
  if (match === null) return undefined;
  const [, sign = '', whole = '', fraction = '', suffix = ''] = match;
  return whole === '' && fraction === '' ? undefined : new ReadQuantity(text, sign, whole, fraction, suffix);
}

/** Few ask for the exact amount, and large numbers take their time. */
class ReadQuantity implements Quantity {
  readonly text: string;
  readonly suffix: string;
  readonly value: number;
  readonly #sign: string;
  readonly #digits: string;
  /** Of 1024. */
  readonly #power: number;
  /** Powers of ten behind the digits, for billionths. */
  readonly #shift: number;
  #nano: bigint | undefined;

  constructor(text: string, sign: string, whole: string, fraction: string, suffix: string) {
    this.text = text;
    this.suffix = suffix;
    this.#sign = sign;
    this.#digits = whole + fraction;
    this.#power = binary.indexOf(suffix) + 1;
    const exponent = this.#power > 0 ? 0 : (decimal[suffix] ?? Number(suffix.slice(1)));
    this.#shift = Math.max(-largestExponent, Math.min(largestExponent, exponent)) - fraction.length + 9;
    this.value = this.#simple() ?? Number(this.nano) / 1e9;
  }

  get nano(): bigint {
    if (this.#nano === undefined) {
      const digits = BigInt(this.#digits) * 1024n ** BigInt(this.#power);
      const size = this.#shift >= 0 ? digits * 10n ** BigInt(this.#shift) : divideUp(digits, 10n ** BigInt(-this.#shift));
      this.#nano = this.#sign === '-' ? -size : size;
    }
    return this.#nano;
  }

  /** The same where both factors are exact, so that there is one rounding as there. */
  #simple(): number | undefined {
    if (this.#shift < 0 || this.#shift > largestExactPower) return undefined;
    const digits = Number(this.#digits) * 1024 ** this.#power;
    if (digits > Number.MAX_SAFE_INTEGER || (digits === 0 && this.#sign === '-')) return undefined;
    return ((this.#sign === '-' ? -digits : digits) * 10 ** this.#shift) / 1e9;
  }
}

/** Of ten, as a floating-point number. */
const largestExactPower = 22;

export function isQuantity(text: string): boolean {
  const match = grammar.exec(text);
  return match !== null && (match[2] !== '' || (match[3] ?? '') !== '');
}

/** The quantity that a misspelt one nearly is: `512mb` is `512M`, `1 Gi` is `1Gi`, `2GiB` is `2Gi`. */
export function likelyQuantity(text: string): string | undefined {
  const match = /^([+-]?(?:\d+(?:\.\d*)?|\.\d+))\s*([kmgtpe])(i?)b?(?:ytes?)?$/i.exec(text.trim());
  if (match === null) return undefined;
  const [, number = '', unit = '', isBinary = ''] = match;
  const upper = unit.toUpperCase();
  if (isBinary !== '') return `${number}${upper}i`;
  return `${number}${upper === 'K' ? 'k' : upper}`;
}

/** What a resource is counted in: `cpu`, `memory`, `requests.storage`, `hugepages-2Mi`, `nvidia.com/gpu`. */
export function unitOf(resource: string): Unit {
  const name = resource.replace(/^(?:requests|limits)\./, '');
  if (name === 'cpu') return 'cores';
  return /^(?:memory|storage|ephemeral-storage|hugepages-.+)$/.test(name) ||
    /\.storageclass\.storage\.k8s\.io\/requests\.storage$/.test(name)
    ? 'bytes'
    : 'pieces';
}

/** The amount in words: `128 MiB`, `0.1 cores`, `2`. */
export function quantityInWords({ value }: Quantity, unit: Unit): string {
  if (unit === 'bytes') return bytesInWords(value);
  if (unit === 'cores') return coresInWords(value);
  return rounded(value);
}

export function bytesInWords(bytes: number): string {
  const size = Math.abs(bytes);
  if (size < 1) return `${rounded(bytes)} bytes`;
  const steps = Math.min(binary.length, Math.floor(Math.log2(size) / 10));
  if (steps === 0) return `${rounded(bytes)} ${size === 1 ? 'byte' : 'bytes'}`;
  return `${rounded(bytes / 1024 ** steps)} ${binary[steps - 1] as string}B`;
}

export function coresInWords(cores: number): string {
  return `${rounded(cores)} ${cores === 1 ? 'core' : 'cores'}`;
}

/** A quantity for an amount, in the largest unit that needs no fraction: `256Mi`, `1500m`. */
export function writeQuantity(value: number, unit: Unit): string {
  if (unit === 'cores') return Number.isInteger(value) ? String(value) : `${Math.round(value * 1000)}m`;
  if (unit === 'pieces' || value < 1024) return String(Math.round(value));
  let steps = 0;
  let rest = Math.round(value);
  while (rest % 1024 === 0 && steps < binary.length) {
    rest /= 1024;
    steps++;
  }
  if (steps > 0) return `${rest}${binary[steps - 1] as string}`;
  return rest % 1e6 === 0 ? `${rest / 1e6}M` : String(rest);
}

function divideUp(a: bigint, b: bigint): bigint {
  return (a + b - 1n) / b;
}

function rounded(value: number): string {
  return String(Number(value.toPrecision(4)));
}
