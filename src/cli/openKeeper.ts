import type { LedgerKeeper } from '../work/ledger/keeper';
import type { Ledger } from '../work/ledger/ledger';
import type { Here } from './here';
import { FOUND_PROBLEMS, type Output } from './output';
import { terminalText } from './terminalText';

export interface OpenedKeeper {
  readonly keeper: LedgerKeeper;
  readonly ledger: Ledger;
}

/**
 * The ledger of the history of HEAD, whole; an exit code, with its reason said, where there is none. Whoever gets it
 * disposes of the keeper. The OKR file was read before: it names the release tags.
 */
export async function openKeeper(
  here: Here,
  rebuild: boolean,
  output: Output,
): Promise<OpenedKeeper | number> {
  await here.outcome.reloadBranch();
  const opened = await openRead(here, rebuild, output);
  if (typeof opened !== 'string') return opened;
  output.err(`throughline: ${terminalText(opened)}\n`);
  return FOUND_PROBLEMS;
}

/** As `openKeeper`, where the branch was read before too; the reason in a sentence where there is no ledger. */
export async function openRead(
  { engine, outcome, trailerKey }: Here,
  rebuild: boolean,
  output: Output,
): Promise<OpenedKeeper | string> {
  const { repositoryLayout: layout, branch, aims, place } = outcome;
  const head = branch?.head;
  if (layout === undefined || head === undefined) return 'git could not read this branch.';
  if (head.kind === 'unborn') return 'There are no commits yet.';
  const keeper = engine.openLedger(
    { root: place.root, commonDir: layout.commonDir },
    {
      trailerKey,
      rebuild,
      ...(aims?.deploymentTags === undefined ? {} : { tagPattern: aims.deploymentTags }),
    },
  );
  const progress = new ProgressLine(output);
  const listening = keeper.onDidChange(() => {
    if (!keeper.progress.done) progress.show(`${keeper.progress.read.toLocaleString('en')} commits read`);
  });
  await keeper.refresh(head.commit);
  listening();
  progress.clear();
  const { ledger } = keeper;
  const { failure } = keeper.progress;
  if (ledger !== undefined && failure === undefined) return { keeper, ledger };
  keeper.dispose();
  return `The history could not be read: ${failure?.detail ?? 'it is empty'}`;
}

/** A line of a terminal that is written again and again; nothing where the output goes elsewhere. */
class ProgressLine {
  private shown = false;

  constructor(private readonly output: Output) {}

  show(text: string): void {
    if (!process.stderr.isTTY) return;
    this.shown = true;
    this.output.err(`\r\x1b[K${text}`);
  }

  clear(): void {
    if (this.shown) this.output.err('\r\x1b[K');
  }
}
