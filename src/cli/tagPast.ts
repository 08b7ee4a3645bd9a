import { plainWords } from '../outcome/words';
import type { Range } from '../work/commitRange';
import type { RetagPlace } from '../work/retag/place';
import type { RetagRefusal } from '../work/retag/refusal';
import { CLOSED, type Here, type Modules, openHere } from './here';
import { FOUND_PROBLEMS, type Output, SUCCESS } from './output';
import { shellWord } from './shellWord';
import { terminalText } from './terminalText';

export interface TagPastOptions {
  readonly folder: string;
  readonly okrPath: string;
  /** The trailer key asked for. */
  readonly trailer?: string | undefined;
  /** Those of the branch's link where there is none. */
  readonly ids: readonly string[];
  /** Whether a commit that is pushed gets a note. */
  readonly notes: boolean;
  readonly dropSignatures: boolean;
  /** Whether the rewritten commits are committed now, instead of when they were. */
  readonly committedNow: boolean;
}

interface Opened {
  readonly engine: Modules;
  readonly place: RetagPlace;
  readonly ids: readonly string[];
  readonly key: string;
}

/** Commits of a range looked at. */
const LIMIT = 5000;

/** `throughline tag --amend`: the last commit. */
export async function tagLast(options: TagPastOptions, output: Output): Promise<number> {
  const opened = await open(options, output);
  if (typeof opened === 'number') return opened;
  const { engine, place, ids, key } = opened;
  const target = await engine.readTarget(place);
  if (!target.ok) return refused(engine, target.error, output);
  const { tip } = target.value;
  const pushed = await engine.isPushed(place.git, place.layout.root, tip);
  if (!pushed.ok) return refused(engine, { kind: 'git', failure: pushed.error }, output);
  if (pushed.value) {
    if (!options.notes) return refused(engine, { kind: 'pushed', commits: [tip] }, output);
    const noted = await engine.noteCommits(place, { commits: [tip], ids, key });
    if (!noted.ok) return refused(engine, noted.error, output);
    output.out(`${short(tip)} is pushed and has a note with ${lines(key, ids)}.\n`);
    await adviseNotes(opened, target.value.name, output);
    return SUCCESS;
  }
  const amended = await engine.amendWithTags(place.git, place.layout.root, { commit: tip, key, ids });
  if (!amended.ok) return refused(engine, { kind: 'git', failure: amended.error }, output);
  output.out(
    amended.value === tip
      ? `${short(tip)} already carries ${lines(key, ids)}.\n`
      : `${short(amended.value)} carries ${lines(key, ids)} now. It was ${short(tip)}.\n`,
  );
  return SUCCESS;
}

/** `throughline tag --range A..B`: every commit there that carries no tag yet. */
export async function tagRange(
  { from, to }: Range,
  options: TagPastOptions,
  output: Output,
): Promise<number> {
  const opened = await open(options, output);
  if (typeof opened === 'number') return opened;
  const { engine, place, ids, key } = opened;
  for (const revision of [from, to]) {
    const commit = await engine.resolveCommit(place.git, place.layout.root, revision);
    if (commit.ok) continue;
    const why = `There is no commit '${terminalText(revision)}' in this clone.`;
    output.err(`throughline: nothing was changed. ${why}\n`);
    return FOUND_PROBLEMS;
  }
  const range = `${from}..${to}`;
  const past = await engine.readPastCommits(place, { key, range, limit: LIMIT });
  if (!past.ok) return refused(engine, past.error, output);
  const commits = past.value.filter(({ tags }) => tags.length === 0).map(({ id }) => id);
  if (commits.length === 0) {
    const none = past.value.length === 0 ? 'has no commits' : 'has only commits that carry a tag';
    output.out(`${terminalText(range)} ${none}. Nothing was changed.\n`);
    return SUCCESS;
  }
  const pushed = options.notes ? 'note' : 'refuse';
  const plan = await engine.planRetag(place, { commits, ids, key, pushed });
  if (!plan.ok) return refused(engine, plan.error, output);
  const done = await engine.retag(place, plan.value, {
    dropSignatures: options.dropSignatures,
    ...(options.committedNow ? { committedAt: Date.now() } : {}),
  });
  if (!done.ok) return refused(engine, done.error, output);
  const { messages, noted, target } = plan.value;
  output.out(`Tagged with ${lines(key, ids)}:\n`);
  for (const sentence of engine.planText(plan.value, plainWords)) output.out(`  ${terminalText(sentence)}\n`);
  if (messages.size > 0) {
    const moved = `${terminalText(target.name)} was ${short(target.tip)} and is ${short(done.value.tip)} now.`;
    output.out(`${moved} Take it back with: throughline tag --undo\n`);
  }
  if (noted.length > 0) await adviseNotes(opened, target.name, output);
  return SUCCESS;
}

/** `throughline tag --undo` */
export async function undoTags(folder: string, output: Output): Promise<number> {
  const here = await openHere({ folder, okrPath: '', doors: CLOSED }, output);
  if (typeof here === 'number') return here;
  const place = await placeOf(here);
  if (place === undefined) return FOUND_PROBLEMS;
  const undone = await here.module.undoRetag(place);
  if (!undone.ok) return refused(here.module, undone.error, output);
  const { name, tip } = undone.value;
  output.out(`${terminalText(name)} is at ${short(tip)} again, where it was before the last retag.\n`);
  return SUCCESS;
}

async function open(options: TagPastOptions, output: Output): Promise<Opened | number> {
  const { folder, okrPath, trailer } = options;
  const here = await openHere({ folder, okrPath, doors: CLOSED, trailer }, output);
  if (typeof here === 'number') return here;
  const { module, outcome, trailerKey } = here;
  await outcome.reloadOkrFile();
  const unknown = options.ids.flatMap((id) => unknownId(here, id) ?? []);
  if (unknown.length > 0) {
    output.err(`throughline: nothing was changed. ${unknown.map(terminalText).join(' ')}\n`);
    return FOUND_PROBLEMS;
  }
  await outcome.reloadBranch();
  const place = await placeOf(here);
  const ids = options.ids.length > 0 ? options.ids : outcome.served.active.map(({ id }) => id);
  if (place !== undefined && ids.length > 0) return { engine: module, place, ids, key: trailerKey };
  output.err('throughline: this branch is linked to no key result, so name one: throughline tag ID …\n');
  return FOUND_PROBLEMS;
}

/** What is wrong with an id, by the OKR file where there is one. A key result that has ended was served when it had not. */
function unknownId({ module, outcome }: Here, id: string): string | undefined {
  const { aims, okrPath } = outcome;
  const judged = aims && module.judgeId(aims, id, okrPath);
  return judged === undefined || judged.kind === 'active' || judged.kind === 'ended'
    ? undefined
    : judged.message;
}

async function placeOf({ module, engine, root }: Here): Promise<RetagPlace | undefined> {
  const layout = await module.readLayout(engine.gitPort, root);
  if (!layout.ok || layout.value === undefined) return undefined;
  return { git: engine.gitPort, layout: layout.value, exists: (path) => engine.files.exists(path) };
}

/** Notes stay in this clone until somebody pushes them. */
async function adviseNotes({ engine, place }: Opened, branch: string, output: Output): Promise<void> {
  const sharing = await engine.readNoteSharing(place.git, place.layout.root, branch);
  if (!sharing.ok) return;
  const { remote, missing } = sharing.value;
  const commands = [
    ...(remote === undefined ? [] : [`git push ${shellWord(remote)} ${engine.NOTES_REF}`]),
    ...missing.map(({ key, value }) => `git config --add ${shellWord(key)} ${shellWord(value)}`),
  ];
  const advice = commands.map((command) => `  ${terminalText(command)}\n`).join('');
  if (advice !== '')
    output.err(`To share the notes, to keep them in a rebase, and to get those of others:\n${advice}`);
}

function refused(engine: Modules, refusal: RetagRefusal, output: Output): number {
  const option =
    refusal.kind === 'pushed'
      ? ' Use --notes for that.'
      : refusal.kind === 'signed'
        ? ' Use --drop-signatures if they may.'
        : '';
  const why = engine.refusalText(refusal, plainWords);
  output.err(`throughline: nothing was changed. ${why.split('\n').map(terminalText).join('\n')}${option}\n`);
  return FOUND_PROBLEMS;
}

function short(id: string): string {
  return id.slice(0, 8);
}

function lines(key: string, ids: readonly string[]): string {
  return ids.map((id) => `${key}: ${id}`).join(', ');
}
