import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ISOLATED } from '../gitRepository';

/** One change, with numbers that choose where and what: any of them fits any repository. */
export interface Change {
  readonly kind: Kind;
  readonly where: number;
  readonly what: number;
}

const TRAILERS = [
  '',
  '',
  'OKR: signup.users\n',
  'OKR: checkout.orders\nSigned-off-by: Zoë <zoe@example.com>\n',
  'okr : lower.case\n',
  'OKR: folded\n  value\n',
  'OKR: one\nOKR: two\nOKR: ONE\n',
  'OKR: mixed\nnot a trailer, and more of it\nthan git takes\nfor a block\n',
  'Reviewed-by: Bo <bo@example.com>\nOKR: größe, with a comma\n',
  'Refs #12\nSigned-off-by: Ada <ada@example.com>\nOKR: among.prose\n',
];
const START = 1_700_000_000;
const MANY = 40;
/** More than the log beside an index may hold. */
const VERY_MANY = 2500;

/** A repository that is changed in every way in which a history can, with another clone that pushes to the same place. */
export class ChangingRepository {
  private readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'throughline-changing-')));
  readonly root = join(this.folder, 'mine');
  private readonly theirs = join(this.folder, 'theirs');
  private seconds = START;
  private made = 0;

  constructor() {
    const origin = join(this.folder, 'origin.git');
    this.run(this.folder, 'init', '--quiet', '--bare', '--initial-branch=main', origin);
    this.run(this.folder, 'init', '--quiet', '--initial-branch=main', this.root);
    this.git('config', 'gc.auto', '0');
    this.git('remote', 'add', 'origin', origin);
    for (let count = 0; count < 5; count += 1) this.commit(count);
    this.git('push', '--quiet', 'origin', 'main');
    this.run(this.folder, 'clone', '--quiet', origin, this.theirs);
  }

  make({ kind, where, what }: Change): void {
    CHANGES[kind](this, where, what);
  }

  git(...args: string[]): string {
    return this.run(this.root, ...args);
  }

  their(...args: string[]): string {
    return this.run(this.theirs, ...args);
  }

  import(stream: string): void {
    this.runWith(stream, this.root, 'fast-import', '--quiet', '--force');
  }

  commit(what: number, ...options: string[]): void {
    this.commitIn(this.root, what, ...options);
  }

  commitTheirs(what: number, ...options: string[]): void {
    this.commitIn(this.theirs, what, ...options);
  }

  message(what: number): string {
    this.made += 1;
    return `Change ${this.made}\n\nSome words.\n\n${TRAILERS[what % TRAILERS.length]}`;
  }

  /** Now and then the same second, or an earlier one, as clocks have it. */
  time(): number {
    this.seconds += [0, 1, 60, -30, 3600][this.made % 5] ?? 0;
    return this.seconds;
  }

  /** One of the newest commits, of all that are named. */
  anyCommit(where: number): string {
    const ids = this.git('rev-list', '--max-count=60', '--exclude=refs/notes/*', '--all', 'HEAD').split('\n');
    return ids[where % ids.length] ?? 'HEAD';
  }

  /** One of those that HEAD has behind it, or HEAD where it has none. */
  ancestor(where: number): string {
    const ids = this.git('rev-list', '--first-parent', '--max-count=8', 'HEAD').split('\n').slice(1);
    return ids[where % Math.max(1, ids.length)] ?? 'HEAD';
  }

  namesOf(refs: string): readonly string[] {
    return this.git('for-each-ref', '--format=%(refname:strip=2)', refs)
      .split('\n')
      .filter((name) => name !== '');
  }

  dispose(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private commitIn(root: string, what: number, ...options: string[]): void {
    const all = ['commit', '--quiet', '--allow-empty', '--cleanup=verbatim', '--file=-', ...options];
    this.runWith(this.message(what), root, ...all);
  }

  private run(cwd: string, ...args: string[]): string {
    return this.runWith('', cwd, ...args);
  }

  private runWith(input: string, cwd: string, ...args: string[]): string {
    const date = `${this.time()} +0100`;
    // What replaces a commit here may be replaced by that commit: nothing here is to follow it.
    const unreplaced = { GIT_NO_REPLACE_OBJECTS: '1' };
    const dates = { GIT_COMMITTER_DATE: date, GIT_AUTHOR_DATE: date };
    const env = { ...process.env, ...ISOLATED, ...dates, ...unreplaced };
    return execFileSync('git', args, { cwd, env, input, encoding: 'utf8', stdio: 'pipe' }).trimEnd();
  }
}

/** Each changes what git takes for a trailer. */
const CONFIGURED = [
  ['trailer.okr.key', 'OKR'],
  ['trailer.refs.key', 'Refs #'],
  ['core.commentChar', ';'],
] as const;

type Make = (repository: ChangingRepository, where: number, what: number) => void;

const CHANGES = {
  commit: (repository, _, what) => repository.commit(what),
  'many commits': (repository, _, what) => importCommits(repository, MANY, what),
  'very many commits': (repository, _, what) => importCommits(repository, VERY_MANY, what),
  amend: (repository, _, what) => repository.commit(what, '--amend'),
  rebase: (repository, where) =>
    repository.git('rebase', '--quiet', '--force-rebase', '--no-rebase-merges', repository.ancestor(where)),
  'rebase onto another': (repository, where) => {
    const onto = repository.anyCommit(where);
    repository.git('rebase', '--quiet', '--onto', onto, repository.ancestor(where + 1));
  },
  reset: (repository, where) => repository.git('reset', '--quiet', '--hard', repository.ancestor(where)),
  'reset to any': (repository, where) =>
    repository.git('reset', '--quiet', '--hard', repository.anyCommit(where)),
  'old history': (repository, where) =>
    repository.git('switch', '--quiet', '--detach', repository.anyCommit(where)),
  'new branch': (repository, where) =>
    repository.git('switch', '--quiet', '--force-create', `topic${where % 4}`),
  'another branch': (repository, where) => {
    const names = repository.namesOf('refs/heads/');
    repository.git('switch', '--quiet', names[where % names.length] ?? 'main');
  },
  unrelated: (repository, where, what) => {
    repository.git('switch', '--quiet', '--detach');
    const tree = repository.git('mktree');
    const commit = repository.git('commit-tree', '-m', repository.message(what), tree);
    if (where % 2 === 0) repository.git('reset', '--quiet', '--hard', commit);
    else joinHistories(repository, [repository.git('rev-parse', 'HEAD'), commit], what);
  },
  merge: (repository, where, what) => {
    const head = repository.git('rev-parse', 'HEAD');
    joinHistories(repository, [head, repository.anyCommit(where)], what);
  },
  octopus: (repository, where, what) => {
    const others = [0, 3, 5].map((more) => repository.anyCommit(where + more));
    joinHistories(repository, [repository.git('rev-parse', 'HEAD'), ...others], what);
  },
  'new tag': (repository, where, what) => {
    const name = `v${where % 90}`;
    const how = what % 2 === 0 ? ['--annotate', '-m', 'Release'] : [];
    repository.git('tag', '--force', ...how, name, repository.anyCommit(where));
  },
  'tag in a folder': (repository, where) =>
    repository.git('tag', '--force', `release/v${where % 9}`, repository.anyCommit(where)),
  'moved tag': (repository, where) => {
    const tags = repository.namesOf('refs/tags/');
    const name = tags[where % Math.max(1, tags.length)] ?? 'v0';
    repository.git('tag', '--force', name, repository.anyCommit(where + 1));
  },
  'deleted tag': (repository, where) => {
    const tags = repository.namesOf('refs/tags/');
    const name = tags[where % Math.max(1, tags.length)];
    if (name !== undefined) repository.git('tag', '--delete', name);
  },
  'tag of no commit': (repository, where) =>
    repository.git('tag', '--force', `v-tree${where % 3}`, 'HEAD^{tree}'),
  note: (repository, where, what) => {
    const text = what % 3 === 0 ? 'OKR: one' : `OKR: noted.${what % 7}`;
    repository.git('notes', '--ref=okr', 'add', '--force', '-m', text, repository.anyCommit(where));
  },
  'removed notes': (repository) => {
    repository.git('update-ref', '-d', 'refs/notes/okr');
  },
  'fetched refs': (repository, _, what) => {
    repository.commitTheirs(what);
    repository.their('tag', '--force', `v${what % 90}`);
    repository.their('push', '--quiet', '--force', '--tags', 'origin', 'HEAD:main');
    repository.git('fetch', '--quiet', '--force', '--tags', 'origin');
  },
  'forced push': (repository, where, what) => {
    if (where % 2 === 0) repository.commitTheirs(what, '--amend');
    else repository.their('reset', '--quiet', '--hard', 'HEAD~1');
    repository.commitTheirs(what + 1);
    repository.their('push', '--quiet', '--force', 'origin', 'HEAD:main');
    repository.git('fetch', '--quiet', '--force', 'origin');
    repository.git('reset', '--quiet', '--hard', 'origin/main');
  },
  collect: (repository) => {
    repository.git('reflog', 'expire', '--expire=now', '--all');
    repository.git('gc', '--quiet', '--prune=now');
  },
  'packed refs': (repository) => repository.git('pack-refs', '--all', '--prune'),
  'commit-graph': (repository) => repository.git('commit-graph', 'write', '--reachable'),
  replaced: (repository, where) =>
    repository.git('replace', '--force', repository.anyCommit(where), repository.anyCommit(where + 1)),
  'another reading': (repository, _, what) => {
    const [name, value] = CONFIGURED[what % CONFIGURED.length] ?? CONFIGURED[0];
    if (repository.git('config', '--list').includes(`${name.toLowerCase()}=`))
      repository.git('config', '--unset', name);
    else repository.git('config', name, value);
  },
} satisfies Record<string, Make>;

export type Kind = keyof typeof CHANGES;
export const KINDS = Object.keys(CHANGES) as readonly Kind[];

/** HEAD becomes a commit with these parents, each once. */
function joinHistories(repository: ChangingRepository, parents: readonly string[], what: number): void {
  const tree = repository.git('rev-parse', 'HEAD^{tree}');
  const options = [...new Set(parents)].flatMap((parent) => ['-p', parent]);
  const commit = repository.git('commit-tree', ...options, '-m', repository.message(what), tree);
  repository.git('reset', '--quiet', '--hard', commit);
}

function importCommits(repository: ChangingRepository, count: number, what: number): void {
  const head = repository.git('rev-parse', 'HEAD');
  const commits = Array.from({ length: count }, (_, index) => {
    const text = repository.message(what + index);
    const committer = `committer Bulk <bulk@example.com> ${repository.time()} +0000\n`;
    const from = index === 0 ? `from ${head}\n` : '';
    return `commit refs/imported\n${committer}data ${Buffer.byteLength(text)}\n${text}\n${from}\n`;
  });
  repository.import(`reset refs/imported\nfrom ${head}\n\n${commits.join('')}`);
  repository.git('reset', '--quiet', '--hard', 'refs/imported');
}
