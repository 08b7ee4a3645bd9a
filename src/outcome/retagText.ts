import type { RetagPlan } from '../work/retag/plan';
import type { RetagRefusal } from '../work/retag/refusal';
import type { Words } from './words';

/** Commits named in a sentence at most. */
const NAMED = 5;

function shortId(id: string): string {
  return id.slice(0, 8);
}

/** Why nothing was changed, and what to do about it. */
export function refusalText(refusal: RetagRefusal, words: Words): string {
  switch (refusal.kind) {
    case 'git':
      return words.t('git says: {0}', refusal.failure.detail);
    case 'unborn':
      return words.t('{0} has no commit yet.', refusal.branch);
    case 'operation':
      return words.t('A {0} is under way. Finish or abort it first.', refusal.operation);
    case 'locked':
      return words.t(
        'Another git is at work here, or one died: {0} exists. Wait for it, or delete that file once no git runs.',
        refusal.path,
      );
    case 'other-worktree':
      return words.t(
        '{0} is checked out in another work tree too. Check out another branch there first.',
        refusal.branch,
      );
    case 'moved':
      return words.t('{0} has moved meanwhile. Look at its commits again.', refusal.name);
    case 'not-here':
      return words.t(
        'Not in the history of HEAD: {0}. Check out their branch first.',
        listed(refusal.commits),
      );
    case 'pushed':
      return words.t(
        'Already pushed, so others may have it: {0}. A note can carry the tag instead.',
        listed(refusal.commits),
      );
    case 'too-many':
      return words.t('That would go through more than {0} commits. Choose later ones.', refusal.limit);
    case 'shallow':
      return words.t(
        'The history of this clone ends at {0}. Fetch the rest first: git fetch --unshallow',
        shortId(refusal.commit),
      );
    case 'replaced':
      return words.t(
        'A replacement or a graft makes these look other than they are: {0}. Remove it first: git replace --list shows them, grafts are in info/grafts.',
        listed(refusal.commits),
      );
    case 'signed':
      return words.t('Signed commits would lose their signature: {0}.', listed(refusal.commits));
    case 'no-subject':
      return words.t('Without a subject git reads no tag: {0}.', listed(refusal.commits));
    case 'backup-in-the-way':
      return words.t(
        'The backup of a branch that is gone stands in the way. Remove it first: git update-ref -d {0}',
        refusal.ref,
      );
    case 'unread-notes':
      return words.t(
        'The notes of {0} are not in this clone, so nothing can be added to them.',
        listed(refusal.commits),
      );
    case 'nothing-to-undo':
      return words.t('There is no retag of {0} to undo.', refusal.name);
    case 'changed-since':
      return words.t(
        '{0} is no longer what the retag made of it. What it was before is kept as {1}.',
        refusal.name,
        refusal.backup,
      );
  }
}

/** What a plan will do, a sentence each. */
export function planText(plan: RetagPlan, words: Words): string[] {
  const { target, rewritten, messages, noted, signed, signsCommits, branches, tags } = plan;
  const sentences: string[] = [];
  if (messages.size > 0) {
    sentences.push(
      words.t('Messages on {0} that get the tag: {1}.', target.name, messages.size),
      words.t(
        'Commits that get a new id, with those that come after them: {0}. Nothing else of them changes.',
        rewritten.length,
      ),
    );
  }
  if (noted.length > 0) {
    sentences.push(words.t('Commits that are pushed, and get a note instead: {0}.', noted.length));
  }
  if (signed.length > 0) {
    sentences.push(words.t('Signed commits lose their signature: {0}.', listed(signed)));
  }
  if (rewritten.length > 0 && signsCommits) {
    sentences.push(words.t('You sign commits (commit.gpgSign); the new ones will not be signed.'));
  }
  if (branches.length > 0) {
    sentences.push(words.t('Other branches keep the old commits: {0}.', named(branches)));
  }
  if (tags.length > 0) sentences.push(keptTagsText(tags, words));
  return sentences;
}

export function keptTagsText(tags: readonly string[], words: Words): string {
  return words.t('Git tags keep pointing at the old commits: {0}.', named(tags));
}

function listed(commits: readonly string[]): string {
  return named(commits.map(shortId));
}

function named(names: readonly string[]): string {
  return names.length <= NAMED
    ? names.join(', ')
    : `${names.slice(0, NAMED).join(', ')}, … (${names.length})`;
}
