import { FOUND_PROBLEMS, type Output, SUCCESS } from './output';
import { terminalJson, terminalText } from './terminalText';
import { wrapped } from './wrapped';

/** Why there is nothing to answer about; `unreadable` where nothing could be read at all. */
export type Refusal =
  | 'unreadable'
  | 'no-key-result'
  | 'no-metric'
  | 'no-numbers'
  | 'no-release'
  | 'unknown-release';

/** How a command says what it found. Both give the exit code. */
export interface Teller extends Output {
  /** In lines, or with every figure where JSON is asked for. */
  tell(lines: readonly string[], figures: object): number;
  /** Without a message, what was said on the standard error before is why. */
  refuse(reason: Refusal, message?: string): number;
}

/** @param nothing the figures of an answer, as they are where there is none */
export function tellerOf(answers: Output, json: boolean, nothing: object): Teller {
  let said = '';
  const err = (text: string): void => {
    // A line of progress is gone again.
    if (!text.startsWith('\r')) said += text;
    answers.err(text);
  };
  return {
    out: (written) => answers.out(written),
    err,
    tell: (lines, figures) => {
      answers.out(json ? terminalJson(figures) : `${textOf(lines, answers.columns).trimEnd()}\n`);
      return SUCCESS;
    },
    refuse: (reason, message) => {
      if (message !== undefined) err(`throughline: ${terminalText(message)}\n`);
      const text = said.replace(/^throughline: /gm, '').trimEnd();
      if (json) answers.out(terminalJson({ ...nothing, reason, text }));
      return FOUND_PROBLEMS;
    },
  };
}

/** @param columns where they would be broken in the middle of words */
function textOf(lines: readonly string[], columns: number | undefined): string {
  return lines
    .map(terminalText)
    .map((line, index) => (columns === undefined ? line : wrapped(line, columns, index === 0 ? 0 : 2)))
    .join('\n');
}
