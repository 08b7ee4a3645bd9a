const PLAIN = /^[\w@%+=:,./-]+$/;

/** One word of a command that is to be pasted into a shell; what a shell would read something into stands in quotes. */
export function shellWord(text: string): string {
  return PLAIN.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
