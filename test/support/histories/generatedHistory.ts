import { Chance } from './chance';
import { mergeMessage, person, workMessage } from './messages';

/** Counted up with whatever changes a generated history: kept ones of another version are not used. */
export const GENERATOR_VERSION = 1;
/** Side lines are imported under these names, which nobody needs afterwards. */
export const SIDE_REFS = 'refs/sides/';

const SEED = 20_261_001;
const START = 1_200_000_000;
const FOLDERS = 8;
const FILES = 48;
const LINES = 12;
const COMMITS_PER_TAG = 500;
const SIDES = 4;

interface Side {
  readonly ref: string;
  tip: number;
  /** Commits to come until it is merged. */
  left: number;
  readonly files: Set<number>;
}

/**
 * A history for `git fast-import`, in parts, the same in every run: a main line with side lines that are merged, a tag
 * every 500 commits, messages with trailers in all forms. All of its commits are in the history of `main`.
 */
export function* generatedHistory(commits: number): Generator<string> {
  const chance = new Chance(SEED);
  const files = Array.from({ length: FILES }, () => Array.from({ length: LINES }, () => 'start'));
  const sides: Side[] = [];
  let main = 0;
  let at = START;

  const commit = (number: number, ref: string, from: number, message: string, rest: string): string => {
    at += chance.below(600);
    const author = `author ${person(chance)} ${at - chance.below(86_400)} +0200\n`;
    const committer = `committer ${person(chance)} ${at} +0000\n`;
    const parent = from === 0 ? '' : `from :${from}\n`;
    return `commit ${ref}\nmark :${number}\n${author}${committer}${data(message)}${parent}${rest}\n`;
  };
  const contentOf = (file: number): string =>
    `M 100644 inline f${file % FOLDERS}/file${file}.txt\n${data(`${files[file]?.join('\n')}\n`)}`;
  const change = (number: number): number => {
    const file = chance.below(FILES);
    files[file]?.splice(chance.below(LINES), 1, `line of ${number}`);
    return file;
  };
  const merge = (number: number, side: Side): string => {
    sides.splice(sides.indexOf(side), 1);
    const rest = `merge :${side.tip}\n${[...side.files].map(contentOf).join('')}`;
    const text = commit(number, 'refs/heads/main', main, mergeMessage(chance, side.ref), rest);
    main = number;
    return text;
  };

  for (let number = 1; number <= commits; number += 1) {
    const ended = sides.find(({ left }) => left === 0);
    const closing = commits - number < sides.length ? sides[0] : undefined;
    const busy = sides.find(({ left }) => left > 0);
    if (closing !== undefined) {
      yield merge(number, closing);
    } else if (ended !== undefined && chance.percent(50)) {
      yield merge(number, ended);
    } else if (busy !== undefined && chance.percent(30)) {
      const file = change(number);
      busy.files.add(file);
      busy.left -= 1;
      yield commit(number, busy.ref, busy.tip, workMessage(chance), contentOf(file));
      busy.tip = number;
    } else if (main > 0 && sides.length < SIDES && commits - number > SIDES * 2 && chance.percent(11)) {
      const taken = new Set(sides.map(({ ref }) => ref));
      const ref = Array.from({ length: SIDES }, (_, index) => `${SIDE_REFS}${index}`).find(
        (name) => !taken.has(name),
      );
      const file = change(number);
      yield commit(number, ref ?? SIDE_REFS, main, workMessage(chance), contentOf(file));
      sides.push({ ref: ref ?? SIDE_REFS, tip: number, left: chance.below(4), files: new Set([file]) });
    } else {
      yield commit(number, 'refs/heads/main', main, workMessage(chance), contentOf(change(number)));
      main = number;
    }
    if (number % COMMITS_PER_TAG === 0) yield tag(number / COMMITS_PER_TAG, main, at);
  }
}

/** Every other one is an object of its own. */
function tag(number: number, commit: number, at: number): string {
  const name = `v${number}`;
  if (number % 2 === 0) return `reset refs/tags/${name}\nfrom :${commit}\n\n`;
  return `tag ${name}\nfrom :${commit}\ntagger Release <release@example.com> ${at + 60} +0000\n${data(`Release ${number}\n`)}`;
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}
