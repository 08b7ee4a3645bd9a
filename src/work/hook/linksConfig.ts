import { matches, type Rule } from '../links';
import { gitGlobs } from './gitGlobs';

/** What the hook is told about the OKR file. */
export interface HookLinks {
  readonly rules: readonly Rule[];
  /** Ids that a tag may name; none where that is not known. */
  readonly ids: readonly string[];
  /** Branches of this clone: a pattern that git can't say is written out for these. */
  readonly branches: readonly string[];
}

/** Below the folder of the hook. */
export const LINKS_FILE = 'links.config';

/** The file that every include of a rule leads to: it says that the rule applies, and never changes. */
export function ruleFile(rule: number): { readonly path: string; readonly text: string } {
  return { path: `rules/${rule}`, text: `[throughline]\n\trule = ${rule}\n` };
}

/**
 * The patterns of the OKR file in the syntax of git-config(1), for `git -c include.path=…`: git itself holds the
 * branch checked out against the globs, and the first rule that it names is the one. A pattern and an id come from a
 * repository: each is quoted, and what can't stand in such a file is left out.
 */
export function linksConfig({ rules, ids, branches }: HookLinks): string {
  const known = ids.filter(isWritable).map((id) => `\tknown = ${quoted(id)}\n`);
  const sections = rules.flatMap(({ pattern, serves }, index) => {
    const globs = globsOf(pattern, branches);
    if (globs.length === 0) return [];
    const includes = globs.map(
      (glob) => `[includeIf ${quoted(`onbranch:${glob}`)}]\n\tpath = ${ruleFile(index).path}\n`,
    );
    const ids = serves.filter(isWritable).map((id) => `\tserves = ${quoted(id)}\n`);
    return [...includes, `[throughline "${index}"]\n`, ...ids];
  });
  return ['# Written by Throughline for its commit hook.\n', '[throughline]\n', ...known, ...sections].join(
    '',
  );
}

function globsOf(pattern: string, branches: readonly string[]): readonly string[] {
  const { globs, covers } = gitGlobs(pattern);
  if (covers === 'all') return globs;
  const names = branches.filter((name) => matches(pattern, name) && (covers === 'none' || !isAscii(name)));
  return [...globs, ...names.filter(isWritable).map((name) => name.replace(/[\\*?[]/g, '\\$&'))];
}

function isAscii(name: string): boolean {
  return /^[\x21-\x7e]*$/.test(name);
}

/** A line of its own: no character that ends one, or that git can't hold. */
function isWritable(text: string): boolean {
  return !/\p{Cc}/u.test(text);
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
