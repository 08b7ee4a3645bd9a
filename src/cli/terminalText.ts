/** Controls, and the marks that reorder text: a title must not steer the terminal. */
const STEERING = /[\p{Cc}\p{Bidi_Control}]/gu;

/** One line that shows what it holds: what would steer becomes `�`. */
export function terminalText(text: string): string {
  return text.replace(STEERING, '�');
}
