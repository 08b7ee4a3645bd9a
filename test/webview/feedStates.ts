import type { MetricError } from '../../src/metrics/metricError';
import type { Reading } from '../../src/metrics/reading';
import { freshnessView } from '../../src/outcome/freshnessView';
import { problemView } from '../../src/outcome/problemView';
import type { KeyResultView } from '../../src/outcome/view';
import { plainWords } from '../../src/outcome/words';

const NOW = Date.UTC(2026, 10, 24, 14, 30);
const MINUTE = 60_000;
const origin = 'https://metrics.example.com';

const ERRORS: Readonly<Record<string, MetricError>> = {
  'no network': { kind: 'network', code: 'ENETUNREACH', detail: 'metrics.example.com can not be reached.' },
  'name not found': { kind: 'name-not-found', host: 'metrics.example.com' },
  'certificate not trusted': {
    kind: 'certificate',
    code: 'SELF_SIGNED_CERT_IN_CHAIN',
    issuer: 'Example Corp Root CA',
    detail: 'The certificate of metrics.example.com is not trusted by this machine.',
  },
  'proxy refused': { kind: 'proxy', status: 407, detail: 'The proxy wants you to sign in (407).' },
  'sign in (401)': { kind: 'auth', status: 401, origin },
  'not allowed (403)': { kind: 'auth', status: 403, origin },
  'not found (404)': { kind: 'not-found', detail: 'metrics.example.com/v1/series' },
  'limit until': { kind: 'rate-limit', retryAt: NOW + 12 * MINUTE },
  'allowance used up': { kind: 'budget', per: 'hour', most: 60, retryAt: NOW + 25 * MINUTE },
  'server error': { kind: 'server', status: 503, detail: 'upstream is down' },
  'no answer': { kind: 'timeout', seconds: 15 },
  'unexpected shape': { kind: 'schema', at: '$.data.result[0].value', detail: 'no number' },
  'bad query': { kind: 'bad-query', detail: '1:5: parse error: unclosed left parenthesis' },
  'no values': { kind: 'empty' },
  'switched off in the file': { kind: 'off', by: 'source' },
  'switched off by a setting': { kind: 'off', by: 'setting' },
};

const READINGS: Readonly<Record<string, Reading>> = {
  fresh: { fetchedAt: NOW - 2 * MINUTE, loading: false },
  'stale since': { fetchedAt: NOW - 150 * MINUTE, loading: false },
  'stale for days': { fetchedAt: NOW - 5 * 24 * 60 * MINUTE, loading: false },
  'never fetched': { loading: false },
  loading: { loading: true },
  'not approved': { loading: false, error: { kind: 'not-approved', origin } },
  ...Object.fromEntries(
    Object.entries(ERRORS).map(([title, error]) => [
      title,
      { fetchedAt: NOW - 20 * MINUTE, loading: false, error },
    ]),
  ),
  'never fetched, and no network': {
    loading: false,
    error: { kind: 'network', code: 'ECONNREFUSED', detail: 'metrics.example.com refused the connection.' },
  },
};

/** A key result in each state that the feed knows, in the presenter's own words. */
export const feedStates: readonly KeyResultView[] = Object.entries(READINGS).map(
  ([title, reading], index) => {
    const { error, fetchedAt } = reading;
    return {
      id: `states.${index + 1}`,
      title,
      shortTitle: title,
      linked: false,
      expanded: true,
      ...(fetchedAt === undefined ? {} : { value: '12,840' }),
      goal: 'of 13,200',
      notes: [],
      guardrails: [],
      freshness: freshnessView(reading, NOW, 60 * MINUTE, 'en', plainWords),
      ...(error === undefined || error.kind === 'not-approved'
        ? {}
        : { problem: problemView(error, 'states', 'en', plainWords) }),
    };
  },
);
