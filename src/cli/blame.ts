import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { LineFacts, LineOutcome } from '../outcome/lineOutcome';
import { plainWords } from '../outcome/words';
import { blameRows, type FileLines, readLines } from './blameRows';
import { allowedOrigins, readLive, tellWaiting } from './liveOutcome';
import type { Surroundings } from './measured';
import { openKeeper } from './openKeeper';
import { NUMBER_OPTIONS } from './options';
import { type Answers, FOUND_PROBLEMS, SUCCESS } from './output';
import { terminalJson, terminalText } from './terminalText';

/** `throughline blame`: what the lines of a file are for. */
export async function blame(
  args: string[],
  { folder, environment }: Surroundings,
  answers: Answers,
): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      ...NUMBER_OPTIONS,
      json: { type: 'boolean', default: false },
    },
  });
  if (values.help) return answers.help('blame');
  const [typed, ...others] = positionals;
  if (typed === undefined || others.length > 0) return answers.usage('blame takes FILE or FILE:LINE.');
  const place = placeOf(typed, folder);
  const path = resolve(folder, place.file);
  const live = await readLive(
    {
      folder: dirname(path),
      okrPath: values.file,
      allowed: allowedOrigins(values.allow, environment.THROUGHLINE_ALLOW),
      environment,
      trailer: values.trailer,
    },
    answers,
  );
  if (typeof live === 'number') return live;
  const opened = await openKeeper(live, false, answers);
  if (typeof opened === 'number') return opened;
  const lines = await readLines(live, path, opened.ledger).finally(() => opened.keeper.dispose());
  if (typeof lines === 'string') return refuse(`${place.file}: ${lines}`, answers);
  const written = place.line === undefined ? all(lines, values.json) : one(lines, place.line, values.json);
  if (written === undefined) return refuse(`${place.file} has ${lines.facts.length} lines.`, answers);
  answers.out(written);
  if (!values.json) tellWaiting('blame', live.waiting, answers);
  return SUCCESS;
}

/** A file may be called `notes:12`: then that is meant. */
function placeOf(typed: string, folder: string): { readonly file: string; readonly line?: number } {
  const [, file, line] = /^(.+):([1-9]\d{0,8})$/s.exec(typed) ?? [];
  if (file === undefined || existsSync(resolve(folder, typed))) return { file: typed };
  return { file, line: Number(line) };
}

function all(lines: FileLines, json: boolean): string {
  if (json) {
    return terminalJson(
      blameRows(lines, (facts) => (facts.kind === 'commit' ? facts.id : facts.kind)).map(
        ({ first, last, facts }) => ({ first, last, ...described(facts, lines.outcomeOf(facts)) }),
      ),
    );
  }
  const rows = blameRows(lines, (facts) => lines.outcomeOf(facts).text).map(({ first, last, facts }) => ({
    range: first === last ? `${first}` : `${first}-${last}`,
    text: lines.outcomeOf(facts).text,
  }));
  const width = Math.max(0, ...rows.map(({ range }) => range.length));
  return rows.map(({ range, text }) => `${range.padStart(width)}  ${terminalText(text)}\n`).join('');
}

function one(lines: FileLines, line: number, json: boolean): string | undefined {
  const facts = lines.facts[line - 1];
  if (facts === undefined) return undefined;
  const outcome = lines.outcomeOf(facts);
  if (json) return terminalJson({ line, ...described(facts, outcome) });
  return detailsOf(outcome)
    .map((text) => `${terminalText(text)}\n`)
    .join('');
}

function described(facts: LineFacts, outcome: LineOutcome) {
  const tags = facts.kind === 'commit' ? facts.tags : [];
  return { kind: facts.kind, tags, ...outcome };
}

function detailsOf({ text, keyResults, commit, release }: LineOutcome): string[] {
  const facts = commit && [commit.shortId, commit.subject, commit.day, release].filter((part) => part);
  return [
    text,
    ...keyResults.flatMap(({ id, title, objective, metric, state, note }) => [
      '',
      [title, `[${id}]`].filter((part) => part).join('  '),
      ...(objective === undefined ? [] : [`    ${plainWords.t('Objective')}: ${objective}`]),
      `    ${[state, metric, note].filter((part) => part).join(' · ')}`.trimEnd(),
    ]),
    ...(facts ? ['', `${plainWords.t('Commit')} ${facts.join(' · ')}`] : []),
  ].filter((line, at, lines) => line !== '' || lines[at - 1] !== '');
}

function refuse(message: string, answers: Answers): number {
  answers.err(`throughline: ${terminalText(message)}\n`);
  return FOUND_PROBLEMS;
}
