import {
  BrokenCircuitError,
  bulkhead,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  ExponentialBackoff,
  handleWhenResult,
  retry,
  TaskCancelledError,
  wrap,
} from 'cockatiel';
import type { Result } from '../io/ports';
import { type Allowance, longerWait, type Wait, waitEnd } from './laneState';
import type { MetricError } from './metricError';
import { retryAfter } from './retryAt';
import type { SourceResponse } from './source';

export type Answer = Result<SourceResponse, MetricError>;

/** In milliseconds; shorter in tests. */
export interface FeedTimings {
  readonly retryAfter: number;
  readonly probeAfter: number;
  /** How long to wait for what another window is asking, before looking again. */
  readonly lookAgainAfter: number;
}

export const FEED_TIMINGS: FeedTimings = { retryAfter: 500, probeAfter: 30_000, lookAgainAfter: 500 };

const IN_FLIGHT = 2;
const MOST_RETRIES = 2;
const MOST_FAILURES = 5;
const LONGEST_PROBE_WAIT = 20;
const RETRIED_STATUS: ReadonlySet<number> = new Set([408, 500, 502, 503, 504]);
const PROXY_AUTHENTICATION_REQUIRED = 407;
/** An answer on its way back. */
interface Sent {
  readonly answer: Answer;
  /** Whatever its status, it is about the question or who asks it, and not about the server. */
  readonly aboutAsker: boolean;
}
const NO_WAIT: Wait = { notBefore: 0, saidAt: 0 };
const CANCELED: Answer = { ok: false, error: { kind: 'canceled' } };

/** One server, with what is known of its health. Bounds how many requests are under way. */
export class Lane {
  /** What the server allows, as the last round had it. */
  allowance: Allowance = {};
  /** Until there is room in that. */
  room = NO_WAIT;
  /** The server asked not to be asked before. */
  private wait = NO_WAIT;
  private readonly slots;
  private breaker;
  private policy;
  /** How the server failed last: told again while nothing is sent. */
  private failed: Answer | undefined;

  constructor(
    inFlight: number | undefined,
    private readonly timings: FeedTimings,
  ) {
    this.slots = bulkhead(inFlight ?? IN_FLIGHT, Number.POSITIVE_INFINITY);
    this.breaker = this.newBreaker();
    this.policy = this.newPolicy();
  }

  /** @returns whether that is longer than was known */
  waitFor(wait: Wait, now: number): boolean {
    const before = this.wait;
    this.wait = longerWait(before, wait, now);
    return this.wait !== before;
  }

  /** What the server said, where it is to be left alone now. */
  told(now: number): MetricError | undefined {
    const retryAt = waitEnd(this.wait, now);
    if (now >= retryAt) return undefined;
    const { status } = this.wait;
    return status === undefined ? { kind: 'rate-limit', retryAt } : { kind: 'server', status, retryAt };
  }

  /** Before that nothing is sent; milliseconds since 1970 UTC. */
  opensAt(now: number): number {
    return Math.max(waitEnd(this.wait, now), waitEnd(this.room, now));
  }

  /** Somebody pressed refresh: a server given up on is tried at once. */
  probe(): void {
    if (this.breaker.state === CircuitState.Closed) return;
    this.breaker = this.newBreaker();
    this.policy = this.newPolicy();
  }

  /**
   * Sends when there is room, up to two times more where the fault may pass. While the server is given up on nothing is
   * sent, and what was wrong with it is said again.
   * @param aboutAsker tells an answer that is about the question or who asks it: another attempt would not help, nor
   * does it say anything about the server
   */
  async send(
    attempt: (signal: AbortSignal | undefined) => Promise<Answer>,
    signal?: AbortSignal,
    aboutAsker: (answer: Answer) => boolean = () => false,
  ): Promise<Answer> {
    try {
      return await this.slots.execute(async () => {
        if (signal?.aborted) return CANCELED;
        const { answer } = await this.policy.execute(async (): Promise<Sent> => {
          const answered = await attempt(signal);
          const sent = { answer: answered, aboutAsker: aboutAsker(answered) };
          // At once: the server may be given up on before this request has had all its attempts.
          if (isDown(sent)) this.failed = answered;
          return sent;
        }, signal);
        return answer;
      }, signal);
    } catch (error) {
      if (error instanceof BrokenCircuitError && this.failed !== undefined) return this.failed;
      if (error instanceof TaskCancelledError || signal?.aborted) return CANCELED;
      throw error;
    }
  }

  private newBreaker() {
    const { probeAfter } = this.timings;
    return circuitBreaker(
      handleWhenResult((sent) => isDown(sent as Sent)),
      {
        halfOpenAfter: new ExponentialBackoff({
          initialDelay: probeAfter,
          maxDelay: probeAfter * LONGEST_PROBE_WAIT,
        }),
        breaker: new ConsecutiveBreaker(MOST_FAILURES),
      },
    );
  }

  private newPolicy() {
    const { retryAfter } = this.timings;
    // Its generator is the one with decorrelated jitter.
    const backoff = new ExponentialBackoff({ initialDelay: retryAfter, maxDelay: retryAfter * 10 });
    const again = retry(
      handleWhenResult((sent) => mayPass(sent as Sent)),
      {
        maxAttempts: MOST_RETRIES,
        backoff,
      },
    ).dangerouslyUnref();
    return wrap(again, this.breaker);
  }
}

/** A fault that another attempt may not meet. */
function mayPass({ answer, aboutAsker }: Sent): boolean {
  if (aboutAsker) return false;
  if (!answer.ok) return answer.error.kind === 'network';
  if (answer.value.via !== 'http') return false;
  const { status, headers } = answer.value.http;
  return RETRIED_STATUS.has(status) && retryAfter(headers, 0) === undefined;
}

/** The server, or the way to it, does not work. */
function isDown({ answer, aboutAsker }: Sent): boolean {
  if (aboutAsker) return false;
  if (!answer.ok) {
    return ['network', 'name-not-found', 'certificate', 'proxy', 'timeout'].includes(answer.error.kind);
  }
  if (answer.value.via !== 'http') return false;
  const { status } = answer.value.http;
  return status >= 500 || status === 408 || status === PROXY_AUTHENTICATION_REQUIRED;
}
