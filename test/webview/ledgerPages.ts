import type { GitStreamPort, StorePort } from '../../src/io/ports';
import { LedgerDesk } from '../../src/outcome/ledger/desk';
import type { DeskFacts } from '../../src/outcome/ledger/deskFacts';
import { LineBook } from '../../src/outcome/ledger/lineBook';
import { parseAims } from '../../src/outcome/okrDocument';
import { plainWords } from '../../src/outcome/words';
import { ByteTable } from '../../src/work/ledger/byteTable';
import { Columns, NONE } from '../../src/work/ledger/columns';
import type { LedgerRelease } from '../../src/work/ledger/firstRelease';
import type { Ledger } from '../../src/work/ledger/ledger';
import { ledgerFrom, ToldKeeper } from '../support/gitLedger';

const NOW = Date.UTC(2026, 10, 25);
const DAY = 86_400;

const OKRS = `version: 1
cycle: { id: 2026-Q4, start: 2026-10-01, end: 2026-12-31 }
sources: { repo: { type: file } }
objectives:
  - id: engagement
    title: Increase customer engagement on our platform
    keyResults:
      - { id: engagement.signups, title: Increase monthly new user signups by 10%, metric: { source: repo, query: a.csv }, start: 1, target: 2 }
      - { id: engagement.orders, title: $100M in orders in June, metric: { source: repo, query: a.csv }, start: 1, target: 2 }
  - id: calm
    title: Nobody is woken at night
    keyResults:
      - { id: calm.pages, title: At most five pages a week, metric: { source: repo, query: a.csv }, start: 9, target: 5 }
      - { id: calm.errors, title: Errors at checkout stay below one in a thousand, metric: { source: repo, query: a.csv }, start: 9, target: 5 }
deployments: { tags: "v*" }
`;
const SUBJECTS = [
  'Ask for the address only when something is shipped',
  'Keep the cart when a session ends',
  'Retry the payment once before it fails',
  'Bump the linter',
  'Show the price with its taxes from the beginning, in every country where the law wants that and in all others as well',
  'Wake nobody for a disk that is three quarters full',
];
const TAGS = [
  'engagement.signups',
  '',
  'engagement.orders',
  '',
  '',
  'calm.pages',
  'ENGAGEMENT.SIGNUPS',
  'growth.old',
];
const AUTHORS = ['Ada Lovelace', 'Grace Hopper', 'Linus'];

/** A history that nobody made: two commits of three in the cycle for a small one, some years for a large one. */
export function madeUpLedger(count: number): Ledger {
  const columns = new Columns(5);
  const authors = new ByteTable(AUTHORS.map((name) => `${name}\0${name.split(' ')[0]}@example.com`));
  const tagSets = new ByteTable(['', ...TAGS.filter((tag) => tag !== '')]);
  const encoder = new TextEncoder();
  const numbers = new Uint32Array(TAGS.length).map((_, at) =>
    Math.max(0, tagSets.texts.indexOf(TAGS[at] ?? '')),
  );
  const every = count > 1000 ? Math.floor((16 * 365 * DAY) / count) : 5 * DAY;
  const tip = columns.internHex(encoder.encode(idOf(0)), 0);
  for (let at = 0, row = tip; at < count; at += 1) {
    const committed = NOW / 1000 - 3600 - at * every;
    const parent = at + 1 < count ? columns.internHex(encoder.encode(idOf(at + 1)), 0) : NONE;
    columns.fill(row, {
      parent1: parent,
      parent2: NONE,
      committed,
      authored: committed,
      author: at % AUTHORS.length,
      tags: numbers[(at * 7) % TAGS.length] ?? 0,
    });
    row = parent;
  }
  return ledgerFrom(
    { columns, authors, tagSets },
    count === 0 ? [] : [tip],
    releasesOf(columns, count, every),
  );
}

function releasesOf(columns: Columns, count: number, every: number): LedgerRelease[] {
  const steps = count > 1000 ? 200 : Math.min(12, count);
  return Array.from({ length: steps > 3 ? steps - 1 : 0 }, (_, number) => {
    const at = Math.floor(((steps - 1 - number) * count) / steps);
    const commit = columns.idOf(columns.find(idOf(at)));
    return { name: `v1.${number}`, at: NOW - 3_600_000 - at * every * 1000 + 60_000, commit };
  });
}

/** Spread, as hashes are. */
function idOf(number: number): string {
  const spread = (Math.imul(number + 1, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0');
  return spread + number.toString(16).padStart(32, '0');
}

/** Says what git would of the commits above. */
const madeUpGit = {
  run: async (_: string, __: readonly string[], { input = '' }: { readonly input?: string } = {}) => {
    const ids = input.trim().split('\n');
    return { ok: true, value: ids.map((id) => `${id}\0${subjectOf(id)}\0`).join('') };
  },
  stream: async (
    _: string,
    __: readonly string[],
    each: (piece: Uint8Array) => void,
    { input = '' }: { readonly input?: string } = {},
  ) => {
    const ids = input.trim().split('\n');
    each(new TextEncoder().encode(ids.map((id) => `\x01${id}\0\n${linesOf(id)}\t3\tfile\0`).join('')));
    return { ok: true, value: undefined };
  },
} as unknown as GitStreamPort;

const numberOf = (id: string): number => Number.parseInt(id.slice(8), 16);
const subjectOf = (id: string): string => SUBJECTS[numberOf(id) % SUBJECTS.length] ?? '';
const linesOf = (id: string): number => 5 + ((numberOf(id) * 37) % 200);

const nowhere = {
  read: async () => undefined,
  update: async () => undefined,
} as unknown as StorePort;

export interface MadeUpOptions {
  readonly okrs?: string;
  readonly facts?: Partial<DeskFacts>;
  readonly progress?: ToldKeeper['progress'];
}

/** A desk over a made-up history, with nothing under it but this process. */
export function madeUpDesk(
  ledger: Ledger | undefined,
  changed: () => void,
  options: MadeUpOptions = {},
): LedgerDesk {
  const { file } = parseAims(options.okrs ?? OKRS);
  const facts: DeskFacts = {
    repository: 'webshop',
    head: { kind: 'branch', name: 'signup/short-form', commit: idOf(0) },
    trailerKey: 'OKR',
    measures: true,
    ...(file ? { aims: file } : {}),
    ...options.facts,
  };
  const keeper = new ToldKeeper(ledger, options.progress);
  return new LedgerDesk({
    keeper,
    git: madeUpGit,
    root: '/nowhere',
    lines: new LineBook({ git: madeUpGit, store: nowhere, root: '/nowhere', key: 'x' }),
    clock: { now: () => NOW },
    locale: 'en',
    l10n: plainWords,
    facts: () => facts,
    turn: () => new Promise((resolve) => setImmediate(resolve)),
    changed,
    failed: (what, error) => {
      throw new Error(`${what}: ${String(error)}`);
    },
  });
}
