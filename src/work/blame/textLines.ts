/** The lines of a file as an editor shows them, with the number of each as git counts. */
export interface TextLines {
  readonly texts: readonly string[];
  /** Counted from 0, by the line of the editor. */
  readonly numbers: Int32Array;
}

/**
 * Git ends a line at LF only; an editor also at CR LF and CR, and shows an empty line behind the last line end,
 * which is no line of the file.
 */
export function textLines(text: string): TextLines {
  const texts: string[] = [];
  const numbers: number[] = [];
  const gitLines = text.replace(/^\ufeff/, '').split('\n');
  if (gitLines.at(-1) === '') gitLines.pop();
  gitLines.forEach((line, number) => {
    const parts = line.includes('\r') ? line.replace(/\r$/, '').split('\r') : [line];
    for (const part of parts) {
      texts.push(part);
      numbers.push(number);
    }
  });
  return { texts, numbers: Int32Array.from(numbers) };
}
