const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
/** How APIs and spreadsheets write that there is no number; infinities come from a division by zero. */
const GAP = /^(|null|none|n\/?a|[+-]?nan|[+-]?inf(inity)?)$/i;

/**
 * Reads a value of a response.
 * @returns a finite number; `null` where the value says that there is none; `undefined` where it is no number at all
 */
export function readNumber(value: unknown): number | null | undefined {
  if (value === null) return null;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (GAP.test(text)) return null;
  if (!DECIMAL.test(text)) return undefined;
  const number = Number(text);
  return Number.isFinite(number) ? number : null;
}
