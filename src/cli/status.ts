import { plainWords } from '../outcome/words';
import { type LiveOptions, readLive } from './liveOutcome';
import { FOUND_PROBLEMS, type Output, SUCCESS } from './output';
import { printPage } from './printPage';
import { shellWord } from './shellWord';
import { terminalJson, terminalText } from './terminalText';

export interface StatusOptions extends LiveOptions {
  readonly json: boolean;
}

/** One look at the outcome of the branch checked out in `folder`. */
export async function status(options: StatusOptions, output: Output): Promise<number> {
  const live = await readLive(options, output);
  if (typeof live === 'number') return live;
  const { outcome, waiting } = live;
  const view = outcome.view(plainWords);
  output.out(options.json ? terminalJson(view) : printPage(view.page));
  if (!options.json && waiting.length > 0) {
    output.err(
      `To ask for the numbers: throughline status ${waiting.map((one) => `--allow ${shellWord(terminalText(one))}`).join(' ')}\n`,
    );
  }
  return view.page.kind === 'ready' ? SUCCESS : FOUND_PROBLEMS;
}
