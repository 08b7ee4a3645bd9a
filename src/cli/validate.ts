import { readFile } from 'node:fs/promises';
import { FOUND_PROBLEMS, type Output, SUCCESS, USAGE } from './output';
import { terminalJson, terminalText } from './terminalText';

export async function validate(file: string, json: boolean, output: Output): Promise<number> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    output.err(`throughline: ${terminalText(file)} could not be read: ${terminalText(reason)}\n`);
    return USAGE;
  }
  const { readAims } = await import('../engine');
  const { diagnostics } = await readAims(text);
  const failed = diagnostics.some(({ severity }) => severity === 'error');
  if (json) {
    output.out(terminalJson({ file, valid: !failed, diagnostics }));
  } else {
    for (const { line, column, severity, message } of diagnostics) {
      const mark = severity === 'warning' ? 'warning: ' : '';
      output.out(`${terminalText(file)}:${line}:${column}: ${mark}${terminalText(message)}\n`);
    }
    if (diagnostics.length === 0) output.out(`${terminalText(file)}: no problems\n`);
  }
  return failed ? FOUND_PROBLEMS : SUCCESS;
}
