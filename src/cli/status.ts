import { plainWords } from '../outcome/words';
import { type Live, type LiveOptions, readLive, tellWaiting } from './liveOutcome';
import { keeperOfBranch } from './openKeeper';
import { FOUND_PROBLEMS, type Output, SUCCESS } from './output';
import { printPage } from './printPage';
import { terminalJson } from './terminalText';

export interface StatusOptions extends LiveOptions {
  readonly json: boolean;
}

/** One look at the outcome of the branch checked out in `folder`. */
export async function status(options: StatusOptions, output: Output): Promise<number> {
  const live = await readLive(options, output);
  if (typeof live === 'number') return live;
  const { outcome, waiting } = live;
  await takeLedger(live, output);
  await outcome.workOutInsights();
  const view = outcome.view(plainWords);
  output.out(options.json ? terminalJson(view) : printPage(view.page));
  if (!options.json) tellWaiting('status', waiting, output);
  return view.page.kind === 'ready' ? SUCCESS : FOUND_PROBLEMS;
}

/** Which release brought commits of which key result: without releases, there is nothing to ask about them. */
async function takeLedger(live: Live, output: Output): Promise<void> {
  const { outcome } = live;
  if ((outcome.branch?.releases.length ?? 0) === 0) return;
  const opened = await keeperOfBranch(live, false, output);
  if (typeof opened === 'number') return;
  await outcome.takeLedger(opened.ledger, async () => undefined);
  opened.keeper.dispose();
}
