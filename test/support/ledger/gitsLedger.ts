import { execFileSync } from 'node:child_process';
import { ISOLATED } from '../gitRepository';
import { trailersFormat } from '../gitTrailers';

export interface GitsCommit {
  readonly id: string;
  /** Seconds since 1970 UTC. */
  readonly at: number;
  readonly authoredAt: number;
  readonly author: string;
  readonly tags: readonly string[];
  readonly merge: boolean;
  readonly release: string | undefined;
}

const LARGE = 1 << 30;
const FORMAT = ['%H', '%P', '%at', '%ct', '%an <%ae>'].join('%x00');

/**
 * What git itself says of every commit in the history of HEAD: a line for each, newest first. Slow and simple: all of
 * the log, all of the history of each release tag, each note.
 */
export function gitsLedger(root: string, key = 'OKR'): readonly string[] {
  const env = { ...process.env, ...ISOLATED, GIT_NO_REPLACE_OBJECTS: '1', GIT_NO_LAZY_FETCH: '1' };
  const git = (...args: string[]): string =>
    execFileSync('git', ['-c', 'trailer.separators=:', '-c', 'log.showSignature=false', ...args], {
      cwd: root,
      env,
      encoding: 'utf8',
      maxBuffer: LARGE,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  const fields = git(
    ...[
      'log',
      '-z',
      '--encoding=UTF-8',
      '--no-notes',
      `--format=${FORMAT}%x00${trailersFormat(key)}`,
      'HEAD',
    ],
  ).split('\0');
  const releases = firstReleases(git);
  const notes = notesOf(git, key);
  const commits: GitsCommit[] = [];
  for (let at = 0; at + 6 <= fields.length; at += 6) {
    const [id = '', parents = '', authored, committed, author = '', trailers = ''] = fields.slice(at, at + 6);
    commits.push({
      id,
      at: Number(committed),
      authoredAt: Number(authored),
      author,
      tags: withoutRepeats([...trailers.split('\x01'), ...(notes.get(id) ?? [])]),
      merge: parents.includes(' '),
      release: releases.get(id),
    });
  }
  return commits.toSorted(inLines).map(lineOf);
}

/** Newest first; of one second by id, since what was made on what is not for these lines to say. */
export function inLines(a: GitsCommit, b: GitsCommit): number {
  return b.at - a.at || (a.id < b.id ? -1 : 1);
}

export function lineOf({ id, at, authoredAt, author, tags, merge, release }: GitsCommit): string {
  return JSON.stringify([id, at, authoredAt, author, tags, merge, release ?? null]);
}

type Git = (...args: string[]) => string;

/** By commit, the name of the oldest tag that contains it. */
function firstReleases(git: Git): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const refs = git('for-each-ref', '--format=%(creatordate:unix) %(refname:strip=2)', 'refs/tags/v*');
  const tags = refs
    .split('\n')
    .filter((line) => /^\d/.test(line))
    .map((line) => line.split(' '))
    .map(([seconds, name = '']) => ({ seconds: Number(seconds), name }))
    .toSorted((a, b) => a.seconds - b.seconds || (a.name < b.name ? -1 : 1));
  for (const { name } of tags) {
    for (const id of git('rev-list', `refs/tags/${name}^{commit}`).split('\n')) {
      if (!found.has(id)) found.set(id, name);
    }
  }
  return found;
}

function notesOf(git: Git, key: string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const line of git('notes', '--ref=refs/notes/okr', 'list').split('\n')) {
    const [blob = '', commit = ''] = line.split(' ');
    if (commit === '') continue;
    const values = git('cat-file', 'blob', blob)
      .split('\n')
      .filter((text) => text.startsWith(`${key}: `))
      .map((text) => text.slice(key.length + 2));
    found.set(commit, values);
  }
  return found;
}

/** Ids are compared without case. */
function withoutRepeats(values: readonly string[]): readonly string[] {
  return values.filter(
    (value, index) =>
      value !== '' && values.findIndex((one) => one.toLowerCase() === value.toLowerCase()) === index,
  );
}
