import type { Result } from '../io/ports';
import type { Quantity } from './model';

/** `amount` counts percent of the start where `percent` is true (`+10%` is 10), else it is added to the start. */
export type Target =
  | { readonly kind: 'absolute'; readonly quantity: Quantity }
  | { readonly kind: 'relative'; readonly amount: number; readonly percent: boolean };

/** Digits alone or in groups (`12_000`, `12,000`), a fraction, then an exponent or a letter, then a percent sign. */
const NUMBER = /^([+-]?)(\d+(?:_\d+)*|\d{1,3}(?:,\d{3})+|)(\.\d+)?(e[+-]?\d{1,3}|[kKMBT])?(%?)$/;

const POWERS: Readonly<Record<string, number>> = { k: 3, K: 3, M: 6, B: 9, T: 12 };

interface Written {
  readonly sign: string;
  readonly digits: string;
  readonly power: number;
  readonly percent: boolean;
}

/**
 * Reads a number as people write it: digits with an optional fraction, `,` or `_` between groups, then one of
 * `k` (10³), `M` (10⁶), `B` (10⁹), `T` (10¹²) or an exponent, then an optional `%`. `1%` has the value 0.01.
 * Currencies and units are no part of it. The error is a predicate that says what would do: `must be …`.
 */
export function parseQuantity(input: string | number): Result<Quantity, string> {
  const written = readWritten(input);
  if (!written.ok) return written;
  if (written.value.sign === '+') {
    return failure('must be a plain amount: a leading + makes it relative, which only `target` can be');
  }
  return quantityOf(written.value);
}

/**
 * Reads a target, which may be relative to the start: `+N` (start plus N), `+N%` and `-N%` (start plus or minus
 * that part of its size). `-N` stands for itself, a negative number; so a target of minus five percent is `-0.05`.
 * Errors are as in `parseQuantity`.
 */
export function parseTarget(input: string | number): Result<Target, string> {
  const written = readWritten(input);
  if (!written.ok) return written;
  const { sign, percent } = written.value;
  if (sign === '+' || (sign === '-' && percent)) {
    const amount = numberOf(written.value, 0);
    return amount.ok ? { ok: true, value: { kind: 'relative', amount: amount.value, percent } } : amount;
  }
  const quantity = quantityOf(written.value);
  return quantity.ok ? { ok: true, value: { kind: 'absolute', quantity: quantity.value } } : quantity;
}

function readWritten(input: string | number): Result<Written, string> {
  const text = String(input).trim();
  const [, sign = '', whole = '', fraction = '', suffix = '', percentSign] = NUMBER.exec(text) ?? [];
  const digits = whole.replace(/[,_]/g, '') + fraction;
  if (digits === '')
    return failure(`must be a number such as 12000, 12_000, 1.5k, 100M or 1%${hintFor(text)}`);
  const power = suffix.startsWith('e') ? Number(suffix.slice(1)) : (POWERS[suffix] ?? 0);
  return { ok: true, value: { sign, digits, power, percent: percentSign === '%' } };
}

function quantityOf(written: Written): Result<Quantity, string> {
  const { percent } = written;
  const value = numberOf(written, percent ? 2 : 0);
  return value.ok ? { ok: true, value: { value: value.value, percent } } : value;
}

/** Scales in decimal: `1.1%` becomes the double nearest to 0.011, which a division would miss. */
function numberOf({ sign, digits, power }: Written, shift: number): Result<number, string> {
  const value = Number(`${sign}${digits}e${power - shift}`);
  return Number.isFinite(value) ? { ok: true, value } : failure('must be a smaller number');
}

function hintFor(text: string): string {
  if (/\p{Sc}/u.test(text)) return '; the currency belongs under `unit`';
  if (/^[+-]?[\d.,_]+[mbtgG]$/.test(text)) return '; the letters are k, M, B and T';
  return '';
}

function failure(error: string): { readonly ok: false; readonly error: string } {
  return { ok: false, error };
}
