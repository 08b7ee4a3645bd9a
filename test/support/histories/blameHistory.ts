import { Chance } from './chance';
import { person, workMessage } from './messages';

const SEED = 50_003_000;
const START = 1_500_000_000;
const LINES = 5000;
const COMMITS = 3000;
const CHANGED = 4;

/** One file of 5,000 lines; each of 3,000 commits changes four of them. */
export function* blameHistory(): Generator<string> {
  const chance = new Chance(SEED);
  const lines = Array.from({ length: LINES }, (_, index) => `line ${index} as it was at first`);
  for (let number = 1; number <= COMMITS; number += 1) {
    for (let change = 0; change < CHANGED; change += 1) {
      const line = chance.below(LINES);
      lines[line] = `line ${line} as changed by ${number}`;
    }
    const at = START + number * 3600;
    const people = `author ${person(chance)} ${at} +0000\ncommitter ${person(chance)} ${at} +0000\n`;
    const from = number === 1 ? '' : `from :${number - 1}\n`;
    const content = `M 100644 inline file.txt\n${data(`${lines.join('\n')}\n`)}`;
    yield `commit refs/heads/main\nmark :${number}\n${people}${data(workMessage(chance))}${from}${content}\n`;
  }
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}
