import type { Chance } from './chance';

const WORDS =
  'add the form and measure how many people sign up with one tap on a slow phone before cart checkout opens search index cache token order payment address review filter'.split(
    ' ',
  );
const AREAS = ['signup', 'checkout', 'search', 'latency', 'support', 'catalog', 'growth', 'trust'];
const AUTHORS = 2000;
const KEY_RESULTS = 60;

/** A few people write most of it, as it is. */
export function person(chance: Chance): string {
  const number = Math.floor(chance.next() ** 2 * AUTHORS);
  return `Person ${number} Zoë <person${number}@example.com>`;
}

/** The subject and body of one that changes something; 455 bytes on average. */
export function workMessage(chance: Chance): string {
  const paragraphs = [subject(chance), ...Array.from({ length: chance.between(1, 3) }, () => prose(chance))];
  if (chance.percent(3)) paragraphs.splice(2, 0, decoy(chance));
  const block = trailers(chance);
  if (block.length > 0) paragraphs.push(block.join('\n'));
  return `${paragraphs.join('\n\n')}\n`;
}

export function mergeMessage(chance: Chance, side: string): string {
  return `Merge ${side}: ${words(chance, 4)}\n`;
}

function subject(chance: Chance): string {
  return `${chance.oneOf(AREAS)}: ${words(chance, chance.between(4, 8))}`;
}

function prose(chance: Chance): string {
  const lines = Array.from({ length: chance.between(1, 5) }, () => words(chance, chance.between(9, 12)));
  return lines.join('\n');
}

/** Begins as a trailer block would, and is none. */
function decoy(chance: Chance): string {
  return `OKR: ${keyResult(chance)}\n${words(chance, 10)}\n${words(chance, 9)}`;
}

/** In the forms in which they occur, by how often they do. */
function trailers(chance: Chance): string[] {
  const lines: string[] = [];
  if (chance.percent(45)) {
    const form = chance.next() * 45;
    if (form < 0.9) lines.push(`okr: ${keyResult(chance)}`);
    else if (form < 1.8) lines.push(`OKR: ${keyResult(chance)}`, `  ${words(chance, 2)}`);
    else if (form < 3.6) lines.push(`OKR: ${keyResult(chance)}`, `OKR: ${keyResult(chance)}`);
    else lines.push(`OKR: ${keyResult(chance)}`);
  }
  if (chance.percent(20)) lines.push(`Reviewed-by: ${person(chance)}`);
  if (chance.percent(10)) lines.push(`Co-authored-by: ${person(chance)}`);
  if (chance.percent(50)) lines.push(`Signed-off-by: ${person(chance)}`);
  return lines;
}

function keyResult(chance: Chance): string {
  const number = chance.below(KEY_RESULTS);
  return `${AREAS[number % AREAS.length]}.kr${number}`;
}

function words(chance: Chance, count: number): string {
  return Array.from({ length: count }, () => chance.oneOf(WORDS)).join(' ');
}
