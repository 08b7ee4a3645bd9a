import type { Aims } from '../outcome/okrDocument';
import type { RepositoryOutcome } from '../outcome/repositoryOutcome';
import { plainWords } from '../outcome/words';
import type { Output } from './output';
import { terminalText } from './terminalText';

/** What the OKR file aims for, once it was read. Says why, and gives nothing, where it can't be used. */
export function readAims(outcome: RepositoryOutcome, output: Output): Aims | undefined {
  const { aims } = outcome;
  if (aims !== undefined) return aims;
  const { page } = outcome.view(plainWords);
  const why = page.kind === 'empty' ? `${page.title} ${page.text}` : `${outcome.okrPath} can't be used.`;
  output.err(`throughline: ${terminalText(why)}\n`);
  return undefined;
}
