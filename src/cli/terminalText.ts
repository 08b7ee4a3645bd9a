/** Controls, and the marks that reorder text: a title must not steer the terminal. */
const STEERING = /[\p{Cc}\p{Bidi_Control}]/gu;

/** One line that shows what it holds: what would steer becomes `�`. */
export function terminalText(text: string): string {
  return text.replace(STEERING, '�');
}

/** JSON with the same value whose strings can't steer the terminal either: JSON itself escapes only some of it. */
export function terminalJson(value: unknown): string {
  const escaped = (found: string): string =>
    found === '\n' ? found : `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return `${JSON.stringify(value, null, 2).replace(STEERING, escaped)}\n`;
}
