import { type Columns, NONE } from './columns';
import { type Sliced, STEPS_PER_SLICE } from './slices';

/** Calls back with the row of each parent of a commit. */
export function forEachParent(columns: Columns, row: number, each: (parent: number) => void): void {
  const { parent1, parent2 } = columns.data;
  const first = parent1[row] ?? NONE;
  if (first === NONE) return;
  each(first);
  const second = parent2[row] ?? NONE;
  if (second === NONE) return;
  each(second);
  for (const other of columns.otherParents.get(row) ?? []) each(other);
}

/** Of a commit that was read, and of one that was only named when this was found out. */
const READ = 1;
const NAMED = 2;

/** A mark for each row that the tips contain, themselves included: 1 for one that was read; and how many those are. */
export interface Reach {
  readonly marks: Uint8Array;
  readonly count: number;
}

/**
 * The history of the tips. Parents mostly stand right after their children, so that one pass over the rows finds
 * nearly all; what stands before is followed at once.
 */
export function* reachOf(columns: Columns, tips: readonly number[]): Sliced<Reach> {
  const marks = new Uint8Array(columns.count);
  const before: number[] = [];
  let count = 0;
  let steps = 0;
  let at = 0;
  const mark = (row: number): void => {
    if (marks[row] !== 0) return;
    const isRead = columns.isRead(row);
    marks[row] = isRead ? READ : NAMED;
    if (isRead) count += 1;
    if (row <= at) before.push(row);
  };
  at = Math.min(...tips, columns.count);
  for (const tip of tips) mark(tip);
  before.length = 0;
  for (; at < columns.count; at += 1) {
    if (marks[at] === READ) forEachParent(columns, at, mark);
    for (let row = before.pop(); row !== undefined; row = before.pop()) {
      forEachParent(columns, row, mark);
      steps += 1;
      if (steps % STEPS_PER_SLICE === 0) yield;
    }
    if (at % STEPS_PER_SLICE === 0) yield;
  }
  return { marks, count };
}

/**
 * The history of a tip that stands on one whose history is known, as after a commit, a pull or a fast-forward.
 * @param old a row of `known`, whose history `known` is
 * @returns nothing where the tip does not stand on it
 */
export function extendedReach(columns: Columns, known: Reach, old: number, tip: number): Reach | undefined {
  const marks = new Uint8Array(columns.count);
  marks.set(known.marks);
  let { count } = known;
  let found = tip === old;
  const open: number[] = [];
  const visit = (row: number): void => {
    found ||= row === old;
    if (marks[row] !== 0) return;
    const isRead = columns.isRead(row);
    marks[row] = isRead ? READ : NAMED;
    if (isRead) count += 1;
    open.push(row);
  };
  visit(tip);
  for (let row = open.pop(); row !== undefined; row = open.pop()) forEachParent(columns, row, visit);
  return found ? { marks, count } : undefined;
}

/** The first parents of a commit that was read, after 1, 2, 4, 8, … steps. */
export function* landmarks(columns: Columns, from: number): Sliced<number[]> {
  const { parent1 } = columns.data;
  const found: number[] = [];
  let next = 1;
  let row = parent1[from] ?? NONE;
  for (let steps = 1; row !== NONE && columns.isRead(row); steps += 1) {
    if (steps === next) {
      found.push(row);
      next *= 2;
    }
    if (steps % STEPS_PER_SLICE === 0) yield;
    row = parent1[row] ?? NONE;
  }
  return found;
}

/** The commits that were read and are no parent of one that was: what all that is known is the history of. */
export function* childless(columns: Columns): Sliced<number[]> {
  const marks = new Uint8Array(columns.count);
  for (let row = 0; row < columns.count; row += 1) {
    if (row % STEPS_PER_SLICE === 0) yield;
    if (!columns.isRead(row)) continue;
    forEachParent(columns, row, (parent) => {
      marks[parent] = 1;
    });
  }
  const found: number[] = [];
  marks.forEach((mark, row) => {
    if (mark === 0 && columns.isRead(row)) found.push(row);
  });
  return found;
}
