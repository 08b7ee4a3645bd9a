import { findId, isKeyResultId } from '../okr/lookup';
import type { BranchCommit, BranchWork } from '../work/head';
import { distinctIds } from '../work/ids';
import { markdownText } from './markdownText';
import type { Aims } from './okrDocument';
import type { Served } from './servedKeyResults';
import type { KeyResultView, ObjectiveView, ReadyPage } from './view';
import type { Words } from './words';

/** More are no help to whoever reviews. */
const COMMITS_SHOWN = 50;
const ARROWS = { up: '▲', down: '▼', flat: '▬' } as const;

export interface PullRequestFacts {
  readonly objectives: ReadyPage['objectives'];
  readonly work?: BranchWork;
  /** What the pull request serves. */
  readonly tags: readonly string[];
  readonly trailerKey: string;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
}

/**
 * What a branch serves as a whole: what it is linked to, and what its commits are tagged with besides, since a squash
 * merge drops their tags. What the OKR file never had is left out.
 */
export function pullRequestTags({ active }: Served, work: BranchWork | undefined, aims: Aims): string[] {
  const carried = (work?.commits ?? []).toReversed().flatMap(tagsOf);
  const known = carried.flatMap((id) => {
    const found = findId(aims, id);
    return found.kind === 'active' ? found.keyResult.id : found.kind === 'ended' ? found.ended.id : [];
  });
  return distinctIds([...active.map(({ id }) => id), ...known]);
}

/**
 * Markdown for the description of a pull request, without a final newline. The trailers are its last paragraph: as a
 * commit's message, under a title, git reads them. No line begins with `#`, which a commit would drop.
 */
export function pullRequestText(facts: PullRequestFacts, l10n: Words): string {
  const { objectives, work, tags, trailerKey } = facts;
  const served = objectives.flatMap((objective) => {
    const keyResults = objective.keyResults.filter(({ linked }) => linked);
    return keyResults.length === 0 ? [] : [{ ...objective, keyResults }];
  });
  return [
    ...served.flatMap((objective) => objectiveParagraphs(objective, l10n)),
    ...agesParagraph(served, facts.now, l10n),
    ...commitParagraphs(work, l10n),
    tags.map((id) => `${trailerKey}: ${id}`).join('\n'),
  ].join('\n\n');
}

function objectiveParagraphs({ title, keyResults }: ObjectiveView, l10n: Words): string[] {
  const heading = `**${l10n.t('Objective')}:** ${markdownText(title)}`;
  return [heading, keyResults.map((keyResult) => keyResultLine(keyResult, l10n)).join('\n')];
}

/** The numbers as they are shown elsewhere; one that is old or not known says so. Why it is not known is the writer's own affair. */
function keyResultLine(view: KeyResultView, l10n: Words): string {
  const { id, title, value, goal, delta, score, freshness } = view;
  const measured = freshness.state !== 'none';
  const facts = [
    value === undefined && measured ? l10n.t('not known, {0}', goal) : [value ?? '', goal].join(' ').trim(),
    ...(delta ? [`${ARROWS[delta.direction]} ${delta.text}`] : []),
    ...(score ? [score.label] : []),
    ...(freshness.state === 'stale' ? [freshness.text] : []),
  ];
  return `- **${markdownText(title)}** (\`${id}\`): ${facts.map(markdownText).join(' · ')}`;
}

/** A description is read for years: its numbers have a date. */
function agesParagraph(objectives: readonly ObjectiveView[], now: number, l10n: Words): string[] {
  const measured = objectives
    .flatMap(({ keyResults }) => keyResults)
    .some(({ value, freshness }) => value !== undefined && freshness.state !== 'none');
  const [day = '', time = ''] = new Date(now).toISOString().split('T');
  return measured ? [l10n.t('Numbers of {0} {1} UTC.', day, time.slice(0, 5))] : [];
}

function commitParagraphs(work: BranchWork | undefined, l10n: Words): string[] {
  const commits = work?.commits ?? [];
  if (commits.length === 0) return [];
  const shown = commits.slice(0, COMMITS_SHOWN).toReversed();
  const more = commits.length - shown.length;
  const earlier = work?.capped ? `${more}+` : String(more);
  return [
    `**${l10n.t('Commits')}**`,
    [...(earlier === '0' ? [] : [`- ${l10n.t('{0} earlier ones', earlier)}`]), ...shown.map(commitLine)].join(
      '\n',
    ),
  ];
}

/** Hosts make a link of the bare id. */
function commitLine(commit: BranchCommit): string {
  const tags = tagsOf(commit).map((id) => (isKeyResultId(id) ? `\`${id}\`` : markdownText(id)));
  const carried = tags.length === 0 ? '' : ` (${tags.join(', ')})`;
  return `- ${commit.id.slice(0, 8)} ${markdownText(commit.subject)}${carried}`;
}

function tagsOf({ tags }: BranchCommit): readonly string[] {
  return tags.map(({ id }) => id);
}
