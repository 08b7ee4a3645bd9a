import type { Result } from '../../io/ports';
import { distinctIds } from '../ids';
import { addTrailers, readTrailers } from '../trailers';
import { readCommits } from './commitReading';
import { readStanding, withDescendants } from './history';
import { readTarget } from './obstacles';
import type { RetagPlace, Target } from './place';
import { isSigned, parentsOf, type RawCommit } from './rawCommit';
import { gitRefusal, type RetagRefusal, refuse } from './refusal';

export interface RetagRequest {
  /** Full ids of the commits to be tagged. */
  readonly commits: readonly string[];
  readonly ids: readonly string[];
  readonly key: string;
  /** What is pushed is refused, or gets a note. */
  readonly pushed: 'refuse' | 'note';
}

/** What a retag will do. Nothing has been changed. */
export interface RetagPlan {
  readonly request: RetagRequest;
  readonly target: Target;
  /** Every commit that gets a new id, parents first. */
  readonly rewritten: readonly RawCommit[];
  /** New messages by commit; others of `rewritten` follow since a parent of theirs is another one. */
  readonly messages: ReadonlyMap<string, string>;
  /** Commits that are pushed and get a note. */
  readonly noted: readonly string[];
  /** Commits of `rewritten` whose signature goes. */
  readonly signed: readonly string[];
  /** `commit.gpgSign` is set, and the rewritten commits will not be signed all the same. */
  readonly signsCommits: boolean;
  /** Other local branches that keep the commits as they are. */
  readonly branches: readonly string[];
  /** Local tags that keep pointing at the commits as they are. */
  readonly tags: readonly string[];
}

/** Looks at everything that a retag depends on. */
export async function planRetag(
  place: RetagPlace,
  request: RetagRequest,
): Promise<Result<RetagPlan, RetagRefusal>> {
  const { git, layout } = place;
  const target = await readTarget(place);
  if (!target.ok) return target;
  const standing = await readStanding(place, target.value.tip, request.commits);
  if (!standing.ok) return standing;
  const { rewritten: listed, pushed } = standing.value;
  if (pushed.length > 0 && request.pushed === 'refuse') return refuse({ kind: 'pushed', commits: pushed });

  const read = await readCommits(
    place,
    listed.map(({ id }) => id),
  );
  if (!read.ok) return read;
  const wanted = new Set(request.commits);
  const messages = new Map(
    read.value.flatMap(({ id, message }): [string, string][] => {
      const tagged = wanted.has(id) ? addTrailers(message, request.key, request.ids) : message;
      return tagged === message ? [] : [[id, tagged]];
    }),
  );
  const unreadable = [...messages].filter(([, message]) => !carries(message, request)).map(([id]) => id);
  if (unreadable.length > 0) return refuse({ kind: 'no-subject', commits: unreadable });
  const changing = new Set(withDescendants(listed, new Set(messages.keys())).map(({ id }) => id));
  const rewritten = read.value.filter(({ id }) => changing.has(id));

  const [odd, refs, signing] = await Promise.all([
    findOdd(place, listed, rewritten),
    readRefs(place, target.value, rewritten),
    git.run(layout.root, ['config', '--type=bool', '--get', 'commit.gpgSign']),
  ]);
  if (!odd.ok) return odd;
  if (!refs.ok) return refs;
  return {
    ok: true,
    value: {
      request,
      target: target.value,
      rewritten,
      messages,
      noted: pushed,
      signed: rewritten.filter(isSigned).map(({ id }) => id),
      signsCommits: signing.ok && signing.value.trim() === 'true',
      ...refs.value,
    },
  };
}

function carries(message: string, { key, ids }: RetagRequest): boolean {
  const carried = new Set(readTrailers(message, key, { keyConfigured: true }).map((id) => id.toLowerCase()));
  return distinctIds(ids).every((id) => carried.has(id.toLowerCase()));
}

/**
 * Commits that git shows other than they are: a new commit would have what is really there, and history
 * would change by more than a tag.
 */
async function findOdd(
  { git, layout }: RetagPlace,
  listed: readonly { readonly id: string; readonly parents: readonly string[] }[],
  rewritten: readonly RawCommit[],
): Promise<Result<void, RetagRefusal>> {
  const shown = new Map(listed.map(({ id, parents }) => [id, parents.join(' ')]));
  const otherParents = rewritten.filter((commit) => shown.get(commit.id) !== parentsOf(commit).join(' '));
  const [replacements, shallow] = await Promise.all([
    git.run(layout.root, ['for-each-ref', '--format=%(refname:lstrip=2)', 'refs/replace/']),
    otherParents.length === 0 ? undefined : git.run(layout.root, ['rev-parse', '--is-shallow-repository']),
  ]);
  if (!replacements.ok) return gitRefusal(replacements.error);
  const [boundary] = otherParents;
  if (boundary && shallow?.ok && shallow.value.trim() === 'true') {
    return refuse({ kind: 'shallow', commit: boundary.id });
  }
  const names = new Set(replacements.value.split('\n'));
  const replaced = rewritten.filter((commit) => names.has(commit.id) || otherParents.includes(commit));
  return replaced.length > 0
    ? refuse({ kind: 'replaced', commits: replaced.map(({ id }) => id) })
    : { ok: true, value: undefined };
}

const BRANCHES = 'refs/heads/';
const TAGS = 'refs/tags/';

/** What else holds the commits, and what stands where the backup goes. */
async function readRefs(
  { git, layout }: RetagPlace,
  target: Target,
  rewritten: readonly RawCommit[],
): Promise<Result<Pick<RetagPlan, 'branches' | 'tags'>, RetagRefusal>> {
  if (rewritten.length === 0) return { ok: true, value: { branches: [], tags: [] } };
  const inside = new Set(rewritten.map(({ id }) => id));
  const first = rewritten.filter((commit) => !parentsOf(commit).some((parent) => inside.has(parent)));
  const [holding, kept] = await Promise.all([
    git.run(layout.root, [
      'for-each-ref',
      '--format=%(refname)',
      ...first.map(({ id }) => `--contains=${id}`),
      BRANCHES,
      TAGS,
    ]),
    git.run(layout.root, ['for-each-ref', '--format=%(refname)', 'refs/throughline/']),
  ]);
  if (!holding.ok) return gitRefusal(holding.error);
  if (!kept.ok) return gitRefusal(kept.error);
  const conflicting = kept.value.split('\n').find((ref) => ref !== '' && inTheWay(ref, target));
  if (conflicting !== undefined) return refuse({ kind: 'backup-in-the-way', ref: conflicting });
  const names = (prefix: string): string[] =>
    holding.value
      .split('\n')
      .filter((ref) => ref.startsWith(prefix) && ref !== target.ref)
      .map((ref) => ref.slice(prefix.length));
  return { ok: true, value: { branches: names(BRANCHES), tags: names(TAGS) } };
}

/** A ref can't be beside one that it would be a folder of. */
function inTheWay(ref: string, { backup, made }: Target): boolean {
  return [backup, made].some((own) => ref.startsWith(`${own}/`) || own.startsWith(`${ref}/`));
}
