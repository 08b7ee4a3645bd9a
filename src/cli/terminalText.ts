/** Controls, and the marks that reorder text: a title must not steer the terminal. */
const STEERING = /[\p{Cc}\p{Bidi_Control}]/gu;

/** One line that shows what it holds: what would steer becomes `�`. */
export function terminalText(text: string): string {
  return text.replace(STEERING, '�');
}

/** JSON that says the same, in which nothing but line ends steers the terminal: JSON itself escapes only some of it. */
export function terminalSafe(json: string): string {
  return json.replace(STEERING, (found) =>
    found === '\n' ? found : `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** JSON with the same value whose strings can't steer the terminal either. */
export function terminalJson(value: unknown): string {
  return `${terminalSafe(JSON.stringify(value, null, 2))}\n`;
}
