const LONGEST = 200;

/**
 * The beginning of a foreign text as one line that is safe to show: without control characters and without
 * those that change the direction of writing.
 * @param longest in characters
 */
export function excerpt(text: string, longest = LONGEST): string {
  const line = text
    .slice(0, longest * 4)
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\s]+/gu, ' ')
    .trim();
  const characters = Array.from(line);
  return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : line;
}

/** What a value is, for a message about a shape: `"abc"`, `true`, `a list`, `an object`, `nothing`. */
export function nameOf(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  return typeof value === 'string' ? `"${excerpt(value, 40)}"` : excerpt(String(value), 40);
}
