import picomatch from 'picomatch';
import type { BranchWork } from './head';
import { distinctIds } from './ids';
import type { Link } from './link';

/** Steps that matching one name may take in the worst case. */
const MATCH_BUDGET = 1e8;
/** Far above what a branch pattern needs, far below what makes a matcher slow to build. */
const LONGEST_PATTERN = 256;

/** A glob over branch names, and what matching branches serve. */
export interface Rule {
  readonly pattern: string;
  readonly serves: readonly string[];
}

export interface LinkEvidence {
  /** Absent where no branch is checked out: then no pattern applies. */
  readonly branch?: string;
  /** What the clone's configuration says. */
  readonly explicit: readonly string[];
  readonly work?: BranchWork;
  readonly rules: readonly Rule[];
}

/** Explicit link first, then tags of the branch's own commits, then patterns. */
export function linkOf({ branch, explicit, work, rules }: LinkEvidence): Link | undefined {
  const byHand = distinctIds(explicit);
  if (byHand.length > 0) return { ids: byHand, reason: { kind: 'explicit' } };
  const tagged = (work?.commits ?? []).filter(({ tags }) => tags.length > 0);
  if (tagged.length > 0) {
    return {
      ids: distinctIds(tagged.flatMap(({ tags }) => tags.map(({ id }) => id))),
      reason: { kind: 'commits', count: tagged.length },
    };
  }
  const rule = branch === undefined ? undefined : rules.find(({ pattern }) => matches(pattern, branch));
  return rule && { ids: distinctIds(rule.serves), reason: { kind: 'pattern', pattern: rule.pattern } };
}

/**
 * A glob becomes a regular expression that tries every length for every wildcard, and patterns come from a repository:
 * one that could hang the host matches nothing. For the same reason parentheses and bars are plain text: they would
 * be handed on as a regular expression.
 */
export function matches(pattern: string, branch: string): boolean {
  const wildcards = pattern.match(/\*+/g)?.length ?? 0;
  if (pattern === '' || pattern.length > LONGEST_PATTERN || branch.length ** wildcards > MATCH_BUDGET)
    return false;
  const plain = pattern.replace(/\\.|[()|]/g, (found) => (found.length > 1 ? found : `\\${found}`));
  return picomatch.isMatch(branch, plain, {
    dot: true,
    nonegate: true,
    noextglob: true,
    strictSlashes: true,
  });
}
