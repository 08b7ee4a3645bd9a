import assert from 'node:assert/strict';
import type { MetricError } from '../../../src/metrics/metricError';
import { type PreviewState, previewView } from '../../../src/outcome/previewView';
import { plainWords } from '../../../src/outcome/words';
import { NOW } from '../../support/metricQuery';
import { daily } from './snapshots';

const ORIGIN = 'https://prometheus.example.com';

const STATE: PreviewState = {
  title: 'Try prom',
  facts: ['prom', 'prometheus', ORIGIN],
  origin: ORIGIN,
  query: 'up',
  running: false,
  timezone: 'UTC',
  locale: 'en',
  now: NOW,
};

const viewOf = (changes: Partial<PreviewState>) => previewView({ ...STATE, ...changes }, plainWords);
const failing = (error: MetricError) => viewOf({ outcome: { ok: false, error } });

describe('the view of a query that is tried', () => {
  it('shows value, points, gaps and the picture in words', () => {
    const { result, problem } = viewOf({ outcome: { ok: true, value: daily([3, null, 12]) } });
    assert.equal(problem, undefined);
    assert.deepEqual([result?.value, result?.facts], ['12', ['2 points', 'one gap']]);
    assert.match(result?.chart?.label ?? '', /^Chart from .+ to .+: between 3 and 12, last 12$/);
    assert.deepEqual([result?.axis.high, result?.axis.low], ['12', '3']);
  });

  it('says that the address answers, also where it has no such series or says no to the query', () => {
    const connected = { icon: 'pass', text: `Connected to ${ORIGIN}.` };
    assert.deepEqual(viewOf({ outcome: { ok: true, value: daily([1]) } }).connection, connected);
    assert.deepEqual(failing({ kind: 'empty' }).connection, connected);
    assert.deepEqual(failing({ kind: 'bad-query', detail: 'parse error' }).connection, connected);
  });

  it('says nothing of the connection where nobody answered, or where nobody is asked', () => {
    assert.equal(failing({ kind: 'name-not-found', host: 'prometheus.example.com' }).connection, undefined);
    assert.equal(failing({ kind: 'auth', status: 401, origin: ORIGIN }).connection, undefined);
    assert.equal(viewOf({}).connection, undefined);
    const { origin: _, ...file } = { ...STATE, outcome: { ok: true as const, value: daily([1]) } };
    assert.equal(previewView(file, plainWords).connection, undefined);
  });

  it('says whom it asks while it waits', () => {
    assert.deepEqual(viewOf({ running: true }).connection, { icon: 'sync', text: `Asking ${ORIGIN}…` });
  });

  it('offers another credential where that is the next step, and only there', () => {
    assert.equal(failing({ kind: 'auth', status: 401, origin: ORIGIN }).signInLabel, 'Set credential…');
    assert.equal(failing({ kind: 'auth', status: 403, origin: ORIGIN }).signInLabel, 'Replace credential…');
    assert.equal(failing({ kind: 'empty' }).signInLabel, undefined);
  });

  it('has something to save only where there is a file for it', () => {
    assert.deepEqual([viewOf({}).saveLabel, viewOf({}).closeLabel], [undefined, 'Close']);
    const saving = viewOf({ savesTo: 'okrs.yaml' });
    assert.deepEqual([saving.saveLabel, saving.closeLabel], ['Save to okrs.yaml', 'Cancel']);
  });
});
