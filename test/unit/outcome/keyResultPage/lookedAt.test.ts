import assert from 'node:assert/strict';
import type { Impact } from '../../../../src/outcome/impact/model';
import { amongLooks, lookedText, looksOf } from '../../../../src/outcome/keyResultPage/lookedAt';
import { plainWords } from '../../../../src/outcome/words';

function looked(p: number | undefined): Impact {
  const base = { since: [{ name: 'v1', at: 0 }], others: [] };
  if (p === undefined) return { ...base, answer: 'cant-tell', why: { kind: 'constant' } };
  const figures = {
    scale: 'ratio' as const,
    estimate: 0.1,
    median: 0.1,
    lower: 0.01,
    upper: 0.2,
    pUp: 0.99,
    p,
    smallestDetectable: 0.1,
    level: 100,
    correlation: 0,
    wanderingShare: 0,
    driftShare: 0,
  };
  return { ...base, answer: p < 0.05 ? 'moved' : 'cant-tell', figures };
}

describe('several deployments looked at', () => {
  it('let a change count only where it stands out among all of them', () => {
    const picked = looked(0.03);
    assert.equal(amongLooks(picked, [picked]).answer, 'moved');
    const { answer, why } = amongLooks(picked, [picked, looked(0.5), looked(undefined)]);
    assert.deepEqual([answer, why], ['cant-tell', { kind: 'picked', deployments: 2 }]);
    const strong = looked(0.01);
    assert.equal(amongLooks(strong, [looked(0.5), strong, looked(0.9)]).answer, 'moved');
  });

  it('are counted where they had an answer, and told from two on', () => {
    const three = [looked(0.5), looked(undefined), looked(0.2)];
    assert.equal(looksOf(three), 2);
    assert.equal(lookedText(1, plainWords), undefined);
    assert.match(lookedText(2, plainWords) ?? '', /^2 deployments were looked at/);
  });
});
