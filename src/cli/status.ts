import { plainWords } from '../outcome/words';
import { type LiveOptions, openLive, tellWaiting } from './liveOutcome';
import { FOUND_PROBLEMS, type Output, SUCCESS } from './output';
import { printPage } from './printPage';
import { takeHistory } from './takeHistory';
import { terminalJson } from './terminalText';

export interface StatusOptions extends LiveOptions {
  readonly json: boolean;
}

/** One look at the outcome of the branch checked out in `folder`. */
export async function status(options: StatusOptions, output: Output): Promise<number> {
  const live = await openLive(options, output);
  if (typeof live === 'number') return live;
  const { outcome, waiting } = live;
  await Promise.all([outcome.refresh(true), takeHistory(live, output)]);
  await outcome.workOutInsights('all', atOnce);
  const view = outcome.view(plainWords);
  output.out(options.json ? terminalJson(view) : printPage(view.page));
  if (!options.json) tellWaiting('status', waiting, output);
  return view.page.kind === 'ready' ? SUCCESS : FOUND_PROBLEMS;
}

/** Nobody else waits in a terminal. */
async function atOnce(): Promise<void> {}
