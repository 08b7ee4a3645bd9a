/** A line that has no equal in the older text. */
export const NEW = -1;

/** Differences looked for one by one; with more, what has no mark in common counts as new. */
const MOST_DIFFERENCES = 400;
/** From here on lines that are alike and stand out in both texts are the marks to go by. */
const ANCHORED_FROM = 200;

interface Part {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

/**
 * Finds for each line of a text the line of an older one that it still is. Both rise together, and lines that belong
 * to each other are equal. First what is alike at both ends, then between lines that stand once in either (patience
 * diff), then the fewest differences (Myers, "An O(ND) Difference Algorithm and Its Variations", 1986).
 * @param into gets the number of the older line, or `NEW`, at each place of the part
 */
export function alignLines(
  older: readonly string[],
  newer: readonly string[],
  into: Int32Array,
  part: Part = { from: 0, to: older.length, start: 0, end: newer.length },
): void {
  into.fill(NEW, part.start, part.end);
  const open: Part[] = [part];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const rest = trimmed(older, newer, into, next);
    if (rest.from === rest.to || rest.start === rest.end) continue;
    const size = rest.to - rest.from + rest.end - rest.start;
    const anchors = size > ANCHORED_FROM ? anchorsOf(older, newer, rest) : [];
    if (anchors.length === 0) {
      fewest(older, newer, into, rest);
      continue;
    }
    let { from, start } = rest;
    for (const [one, other] of anchors) {
      into[other] = one;
      open.push({ from, to: one, start, end: other });
      from = one + 1;
      start = other + 1;
    }
    open.push({ from, to: rest.to, start, end: rest.end });
  }
}

function trimmed(
  older: readonly string[],
  newer: readonly string[],
  into: Int32Array,
  { from, to, start, end }: Part,
): Part {
  const rest = { from, to, start, end };
  while (rest.from < rest.to && rest.start < rest.end && older[rest.from] === newer[rest.start]) {
    into[rest.start] = rest.from;
    rest.from += 1;
    rest.start += 1;
  }
  while (rest.from < rest.to && rest.start < rest.end && older[rest.to - 1] === newer[rest.end - 1]) {
    rest.to -= 1;
    rest.end -= 1;
    into[rest.end] = rest.to;
  }
  return rest;
}

/** Pairs of equal lines that stand once in either part, as many as rise together. */
function anchorsOf(
  older: readonly string[],
  newer: readonly string[],
  part: Part,
): readonly (readonly [number, number])[] {
  const places = onlyOnes(newer, part.start, part.end);
  const pairs: (readonly [number, number])[] = [];
  for (const [text, place] of onlyOnes(older, part.from, part.to)) {
    const other = places.get(text);
    if (other !== undefined) pairs.push([place, other]);
  }
  return longestRise(pairs);
}

function onlyOnes(lines: readonly string[], start: number, end: number): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  const again = new Set<string>();
  for (let at = start; at < end; at += 1) {
    const text = lines[at] ?? '';
    if (places.has(text)) again.add(text);
    else places.set(text, at);
  }
  for (const text of again) places.delete(text);
  return places;
}

/** The longest choice of pairs whose second numbers rise as their first do (patience sorting). */
function longestRise(pairs: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] {
  const tops: number[] = [];
  const before = new Int32Array(pairs.length).fill(-1);
  pairs.forEach(([, other], index) => {
    let low = 0;
    let high = tops.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[tops[middle] ?? 0]?.[1] ?? 0) < other) low = middle + 1;
      else high = middle;
    }
    before[index] = low === 0 ? -1 : (tops[low - 1] ?? -1);
    tops[low] = index;
  });
  const chosen: (readonly [number, number])[] = [];
  for (let at = tops.at(-1) ?? -1; at !== -1; at = before[at] ?? -1) {
    const pair = pairs[at];
    if (pair) chosen.push(pair);
  }
  return chosen.reverse();
}

/** Greedy search on diagonals: `reach` holds how far each goes with so many differences. */
function fewest(older: readonly string[], newer: readonly string[], into: Int32Array, part: Part): void {
  const { from, start } = part;
  const [width, height] = [part.to - from, part.end - start];
  const most = Math.min(width + height, MOST_DIFFERENCES);
  const reach = new Int32Array(2 * most + 3);
  const middle = most + 1;
  const steps: Int32Array[] = [];
  for (let d = 0; d <= most; d += 1) {
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && (reach[middle + k - 1] ?? 0) < (reach[middle + k + 1] ?? 0));
      let x = down ? (reach[middle + k + 1] ?? 0) : (reach[middle + k - 1] ?? 0) + 1;
      while (x < width && x - k < height && older[from + x] === newer[start + x - k]) x += 1;
      reach[middle + k] = x;
      if (x >= width && x - k >= height) {
        walkBack(into, part, steps, k);
        return;
      }
    }
    steps.push(reach.slice(middle - d, middle + d + 1));
  }
}

/** @param steps how far each diagonal -d … d went, by d */
function walkBack(into: Int32Array, part: Part, steps: readonly Int32Array[], last: number): void {
  let x = part.to - part.from;
  let k = last;
  for (let d = steps.length; d >= 0; d -= 1) {
    const before = steps[d - 1];
    // Diagonal `at` stands at `at + d - 1`; what lies outside was never reached.
    const reached = (at: number): number => before?.[at + d - 1] ?? -1;
    const down = k === -d || (k !== d && reached(k - 1) < reached(k + 1));
    const came = before === undefined ? 0 : down ? reached(k + 1) : reached(k - 1) + 1;
    while (x > came) {
      x -= 1;
      into[part.start + x - k] = part.from + x;
    }
    if (before === undefined) return;
    x = down ? came : came - 1;
    k = down ? k + 1 : k - 1;
  }
}
