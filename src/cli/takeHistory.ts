import { setImmediate as turn } from 'node:timers/promises';
import type { Here } from './here';
import { openRead } from './openKeeper';
import type { Output } from './output';
import { terminalText } from './terminalText';

/**
 * Tells the outcome which releases brought commits of which key result, as the editor does. Where the history can't be
 * read every release counts, and that is said. The branch and its releases were read before.
 */
export async function takeHistory(here: Here, output: Output): Promise<void> {
  const { outcome } = here;
  // Without a release there is no deployment to ask about.
  if (outcome.branch === undefined || outcome.branch.releases.length === 0) return;
  const opened = await openRead(here, false, output);
  if (typeof opened === 'string') {
    output.err(`throughline: ${terminalText(opened)}\nEvery release counts as a deployment.\n`);
    return;
  }
  if (opened.ledger.parts.shallow)
    output.err('throughline: This clone is a shallow one: what older commits were for is not known.\n');
  try {
    await outcome.takeLedger(opened.ledger, turn);
  } finally {
    opened.keeper.dispose();
  }
}
