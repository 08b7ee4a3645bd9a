import { setImmediate as turn } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { ExportKind } from '../outcome/ledger/exportText';
import type { Ledger, LedgerCommit } from '../work/ledger/ledger';
import type { LedgerFilter } from '../work/ledger/selectRows';
import { CLOSED, type Here, openHere } from './here';
import { commitLine, countLine, summaryText } from './ledgerText';
import { openKeeper } from './openKeeper';
import { REPOSITORY_OPTIONS } from './options';
import { type Answers, FOUND_PROBLEMS, SUCCESS, USAGE } from './output';
import { terminalSafe, terminalText } from './terminalText';

const DATE = /^\d{4}-\d{2}-\d{2}$/;
/** Subjects are asked of git for so many commits at a time. */
const AT_ONCE = 5_000;

const OPTIONS = {
  ...REPOSITORY_OPTIONS,
  json: { type: 'boolean', default: false },
  csv: { type: 'boolean', default: false },
  md: { type: 'boolean', default: false },
  since: { type: 'string' },
  cycle: { type: 'string' },
  'key-result': { type: 'string' },
  path: { type: 'string' },
  rebuild: { type: 'boolean', default: false },
} as const;

/** `throughline ledger`: what the commits in the history of HEAD were for. */
export async function ledger(args: string[], folder: string, answers: Answers): Promise<number> {
  const { values } = parseArgs({ args, options: OPTIONS });
  if (values.help) return answers.help('ledger');
  const kinds = (['json', 'csv', 'md'] as const).filter((kind) => values[kind]);
  if (kinds.length > 1) return answers.usage('--json, --csv and --md exclude each other.');
  const { since, cycle, path } = values;
  if (since !== undefined && cycle !== undefined)
    return answers.usage('--since and --cycle exclude each other.');
  if (since !== undefined && !isDate(since)) return answers.usage('--since takes a date such as 2026-10-01.');
  const here = await openHere(
    { folder, okrPath: values.file, doors: CLOSED, trailer: values.trailer },
    answers,
  );
  if (typeof here === 'number') return USAGE;
  const { outcome } = here;
  await outcome.reloadOkrFile();
  const aims = (await isOfAims(here, values.trailer)) ? outcome.aims : undefined;
  const filter = filterOf({ since, cycle, keyResult: values['key-result'] }, here, answers);
  if (typeof filter === 'number') return filter;
  const opened = await openKeeper(here, values.rebuild, answers);
  if (typeof opened === 'number') return opened;
  const { keeper, ledger: read } = opened;
  try {
    const among = path === undefined ? [] : await rowsOfPath(here, folder, path, read, answers);
    if (typeof among === 'number') return among;
    const rows = await here.module.inSlices(here.module.selectRows(read, { ...filter, among }), turn);
    const [kind] = kinds;
    if (kind !== undefined) {
      const title = `Outcome ledger of ${outcome.place.name}`;
      return await exportRows(here, read, rows, kind, title, answers);
    }
    const wanted = values['key-result'];
    if (wanted !== undefined && rows.length === 0 && !isKnown(wanted, here)) {
      return refuse(`No commit carries '${wanted}', and ${outcome.okrPath} does not know it.`, answers);
    }
    if (wanted !== undefined || path !== undefined) return await listRows(here, read, rows, answers);
    const count = await here.module.inSlices(here.module.countRows(read, rows), turn);
    answers.out(summaryText(here.module.ledgerSummary(count, aims), read, here.trailerKey));
    return SUCCESS;
  } finally {
    keeper.dispose();
  }
}

/** Whether the trailers looked at are those that name key results. */
async function isOfAims({ module, engine, root }: Here, trailer: string | undefined): Promise<boolean> {
  if (trailer === undefined) return true;
  const configured = await module.readTrailerKey(engine.gitPort, root);
  const keys = [module.DEFAULT_TRAILER_KEY, configured.ok ? configured.value : undefined];
  return keys.some((key) => key?.toLowerCase() === trailer.toLowerCase());
}

function isDate(text: string): boolean {
  const at = DATE.test(text) ? Date.parse(text) : Number.NaN;
  // A 31st of February would be one of March.
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

interface Asked {
  readonly since: string | undefined;
  readonly cycle: string | undefined;
  readonly keyResult: string | undefined;
}

function filterOf({ since, cycle, keyResult }: Asked, here: Here, answers: Answers): LedgerFilter | number {
  const span = cycle === undefined ? {} : spanOf(cycle, here, answers);
  if (typeof span === 'number') return span;
  return {
    ...(since === undefined ? {} : { since: Date.parse(since) }),
    ...span,
    ...(keyResult === undefined ? {} : { values: namesOf(keyResult, here) }),
  };
}

/** @returns the exit code, with the reason said, where the OKR file does not say when that was */
function spanOf(
  id: string,
  { module, outcome: { aims } }: Here,
  answers: Answers,
): Pick<LedgerFilter, 'since' | 'until'> | number {
  if (aims?.cycle.id.toLowerCase() === id.toLowerCase()) {
    const { start, end, timezone } = aims.cycle;
    return { since: module.startOfDay(start, timezone), until: module.endOfDay(end, timezone) };
  }
  const known =
    aims === undefined
      ? 'There is no OKR file that says'
      : `The OKR file is of the cycle ${aims.cycle.id} and does not say`;
  return refuse(`${known} when '${id}' was. Give its start: --since DATE`, answers);
}

function isKnown(id: string, { module, outcome: { aims } }: Here): boolean {
  return aims !== undefined && module.findId(aims, id).kind !== 'unknown';
}

/** The values that name a key result: its id and its former ones. */
function namesOf(id: string, { module, outcome: { aims } }: Here): readonly string[] {
  const found = aims && module.findId(aims, id);
  return found?.kind === 'active' ? [found.keyResult.id, ...found.keyResult.aliases] : [id];
}

/** Marks of the commits that changed a path, which is given as in the shell: from where one stands. */
async function rowsOfPath(
  { module, engine }: Here,
  folder: string,
  path: string,
  { parts }: Ledger,
  answers: Answers,
): Promise<readonly Uint8Array[] | number> {
  const search = new module.CommitSearch(engine.gitPort, folder, { path, text: '' }, () => undefined);
  await search.run();
  const { state } = search;
  if (state.kind === 'failed')
    return refuse(`git could not look for ${path}: ${state.failure.detail}`, answers);
  return [await module.inSlices(search.marks(parts.columns), turn)];
}

async function exportRows(
  { module, engine, root }: Here,
  ledger: Ledger,
  rows: Uint32Array,
  kind: ExportKind,
  title: string,
  answers: Answers,
): Promise<number> {
  const format = module.exportFormat(kind, { title });
  // JSON says the same with what it escapes; a table has no other way to say it.
  const safe = kind === 'json' ? terminalSafe : (text: string): string => text;
  const told = kind === 'json' ? (commit: LedgerCommit): LedgerCommit => commit : tagsForTerminal;
  answers.out(safe(format.start));
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const commits = [...rows.subarray(from, from + AT_ONCE)].map((row) => ledger.commit(row));
    const subjects = await module.readSubjects(
      engine.gitPort,
      root,
      commits.map(({ id }) => id),
    );
    if (!subjects.ok) return refuse(`git could not read the commits: ${subjects.error.detail}`, answers);
    const subjectOf = ({ id }: LedgerCommit): string => {
      const subject = subjects.value.get(id) ?? '';
      return kind === 'json' ? subject : terminalText(subject);
    };
    const text = commits.map((commit, index) =>
      format.row({ commit: told(commit), subject: subjectOf(commit) }, from + index),
    );
    answers.out(safe(text.join('')));
    await turn();
  }
  answers.out(format.end);
  return SUCCESS;
}

/** The commits themselves, a line each. */
async function listRows(
  { module, engine, root }: Here,
  ledger: Ledger,
  rows: Uint32Array,
  answers: Answers,
): Promise<number> {
  answers.out(countLine(rows.length));
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const commits = [...rows.subarray(from, from + AT_ONCE)].map((row) => ledger.commit(row));
    const ids = commits.map(({ id }) => id);
    const subjects = await module.readSubjects(engine.gitPort, root, ids);
    if (!subjects.ok) return refuse(`git could not read the commits: ${subjects.error.detail}`, answers);
    const hasReleases = ledger.releases.length > 0;
    answers.out(commits.map((one) => commitLine(one, subjects.value.get(one.id), hasReleases)).join(''));
    await turn();
  }
  return SUCCESS;
}

function tagsForTerminal(commit: LedgerCommit): LedgerCommit {
  return { ...commit, tags: commit.tags.map(terminalText) };
}

function refuse(message: string, answers: Answers): number {
  answers.err(`throughline: ${terminalText(message)}\n`);
  return FOUND_PROBLEMS;
}
