import type { Aims } from '../outcome/okrDocument';
import type { RepositoryOutcome } from '../outcome/repositoryOutcome';
import { plainWords } from '../outcome/words';
import type { Output } from './output';
import { terminalText } from './terminalText';

/** What the OKR file aims for, once it was read. Says why, and gives nothing, where it can't be used. */
export function readAims(outcome: RepositoryOutcome, output: Output): Aims | undefined {
  const { aims } = outcome;
  if (aims !== undefined) return aims;
  const { okrPath, okrState } = outcome;
  const { page } = outcome.view(plainWords);
  const missing = okrState.kind === 'failed' && okrState.failure.kind === 'missing';
  const title = missing ? `There is no ${okrPath}.` : page.kind === 'empty' ? `${page.title}:` : '';
  const why = page.kind === 'empty' ? `${title} ${page.text}` : `${okrPath} can't be used.`;
  output.err(`throughline: ${terminalText(why)}\n`);
  return undefined;
}
