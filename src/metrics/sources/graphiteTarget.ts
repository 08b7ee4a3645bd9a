/**
 * What is wrong with a target as a whole, as a predicate (`must …`). Graphite reads the first expression of a target and
 * leaves out whatever follows, without a word: `sumSeries(a)) and more` would be a wrong number that looks right.
 */
export function targetProblem(target: string): string | undefined {
  // Also single characters that a name has escaped.
  const bare = target.replace(/\\.|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/gs, '');
  if (/["']/.test(bare)) return 'must close its quotation marks';
  let depth = 0;
  for (const [sign] of bare.matchAll(/[(){},]/g)) {
    if (sign === '(' || sign === '{') depth++;
    else if (sign !== ',') depth--;
    else if (depth === 0) return 'must be one target, without a comma outside of parentheses';
    if (depth < 0) break;
  }
  return depth === 0 ? undefined : 'must have a ) for each (';
}
