const BREAK = '\u200b';

/**
 * Somebody's words where the editor would read more into them: `$(name)` does not become an icon in a label, nor
 * `[text](command:…)` a link in a notification, which runs what it names.
 */
export function plainText(text: string): string {
  return text.replaceAll('$(', `$${BREAK}(`).replaceAll('](', `]${BREAK}(`);
}
