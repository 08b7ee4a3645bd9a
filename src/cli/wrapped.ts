/**
 * A line in as many as a terminal of so many columns needs, broken between words.
 * @param hanging by how many columns more the lines after the first are indented
 */
export function wrapped(line: string, columns: number, hanging: number): string {
  const [indent = ''] = /^ */.exec(line) ?? [];
  const lines: string[] = [];
  let last = indent;
  for (const word of line.trim().split(' ')) {
    const fits = last.trim() === '' || last.length + 1 + word.length <= columns;
    if (fits) last += last.trim() === '' ? word : ` ${word}`;
    else {
      lines.push(last);
      last = `${indent}${' '.repeat(hanging)}${word}`;
    }
  }
  return [...lines, last].join('\n');
}
