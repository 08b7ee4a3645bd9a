import { basename, dirname } from 'node:path';
import { blameProblemText } from '../outcome/blameProblemText';
import { lineFacts } from '../outcome/lineFacts';
import type { LineFacts, LineOutcome } from '../outcome/lineOutcome';
import { plainWords } from '../outcome/words';
import { LineMap } from '../work/blame/lineMap';
import { openBlame } from '../work/blame/openBlame';
import { readTags } from '../work/blame/readTags';
import { textLines } from '../work/blame/textLines';
import type { Ledger } from '../work/ledger/ledger';
import { trackedPath } from '../work/trackedPath';
import type { Live } from './liveOutcome';

/** What is known of every line of a file on disk. */
export interface FileLines {
  readonly facts: readonly LineFacts[];
  outcomeOf(facts: LineFacts): LineOutcome;
}

/** Lines next to each other of which the same is to be said; counted from 1, the last one included. */
export interface BlameRow {
  readonly first: number;
  readonly last: number;
  readonly facts: LineFacts;
}

/**
 * @param file its absolute path
 * @returns a sentence where there are no lines to say anything of
 */
export async function readLines(
  { engine, module, outcome, root, trailerKey }: Live,
  file: string,
  ledger: Ledger | undefined,
): Promise<FileLines | string> {
  const git = engine.gitPort;
  const head = outcome.branch?.head;
  if (head === undefined) return 'git could not read the branch.';
  if (head.kind === 'unborn') return 'Nothing is committed yet.';
  const prefix = await git.run(dirname(file), ['rev-parse', '--show-prefix']);
  if (!prefix.ok) return prefix.error.detail;
  const path = await trackedPath(git, root, `${prefix.value.replace(/\n$/, '')}${basename(file)}`);
  const opened = await openBlame(git, { root, commit: head.commit, path }, () => undefined);
  if (!opened.ok) return opened.error.detail;
  if (opened.value.kind !== 'text') return blameProblemText(opened.value.kind, plainWords);
  const { blame, bytes, read, shallow } = opened.value;
  const ended = await read;
  if (!ended.ok) return ended.error.detail;
  const tags = await readTags(
    git,
    root,
    blame.commits().flatMap(({ id }) => (ledger?.find(id) === undefined ? [id] : [])),
    trailerKey,
  );
  if (!tags.ok) return tags.error.detail;

  const committed = textLines(new TextDecoder().decode(bytes));
  const onDisk = await engine.files.read(root, path);
  const shown = onDisk.ok ? textLines(onDisk.value) : committed;
  const map = new LineMap(committed.texts, shown.texts);
  const knowledge = { ledger, tags: (id: string) => tags.value.get(id) ?? [] };
  const facts = factsByLine(shown.numbers, (at): LineFacts => {
    const origin = map.origin(at);
    const commit = origin === undefined ? undefined : blame.at(committed.numbers[origin] ?? 0);
    return (commit && lineFacts(commit, shallow, knowledge)) ?? { kind: 'uncommitted' };
  });
  const { aims, okrPath } = outcome;
  const context = { aims, okrPath, locale: 'en', judged: outcome.judged.bind(outcome) };
  return { facts, outcomeOf: (one) => module.lineOutcome(one, context, Date.now(), plainWords) };
}

/** By the lines that git counts, which is what somebody means by a number. */
function factsByLine(numbers: Int32Array, factsOf: (at: number) => LineFacts): LineFacts[] {
  const facts: LineFacts[] = [];
  numbers.forEach((number, at) => {
    if (number === facts.length) facts.push(factsOf(at));
  });
  return facts;
}

export function blameRows({ facts }: FileLines, keyOf: (facts: LineFacts) => string): BlameRow[] {
  const rows: BlameRow[] = [];
  facts.forEach((one, at) => {
    const before = rows.at(-1);
    if (before && keyOf(before.facts) === keyOf(one)) rows[rows.length - 1] = { ...before, last: at + 1 };
    else rows.push({ first: at + 1, last: at + 1, facts: one });
  });
  return rows;
}
