import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parseAims } from '../../../src/outcome/okrDocument';
import { ROOT } from '../../steps/root';

describe("this project's own okrs.yaml", () => {
  const document = parseAims(readFileSync(`${ROOT}/okrs.yaml`, 'utf8'));

  it('has nothing to complain about', () => {
    assert.deepEqual(document.diagnostics, []);
  });

  it('aims at figures that the benchmark has written', () => {
    const metrics = document.file?.objectives.flatMap(({ keyResults }) =>
      keyResults.flatMap(({ metric }) => metric ?? []),
    );
    assert.ok(metrics && metrics.length >= 5);
    for (const { query } of metrics)
      assert.match(readFileSync(`${ROOT}/${query}`, 'utf8'), /^date,value\n\d{4}-\d\d-\d\d,[\d.]+\n/);
  });
});
