import type { Answer } from './lane';
import type { SourceRequest } from './source';
import { nextOf, type SourceConfig } from './sources/table';
import { pause } from './waits';

/** In multiples of the first: half a minute of half seconds, in which an answer is ready or never. */
const WAITS: readonly number[] = [1, 2, 4, 8, 16, 32];
const CANCELED: Answer = { ok: false, error: { kind: 'canceled' } };

/**
 * Asks on while an answer only says that the real one is not ready, up to six times at growing distances.
 * @param wait the first distance, in milliseconds
 * @returns the first real answer, or the last that was none
 */
export async function followUp(
  source: SourceConfig,
  first: Answer,
  send: (request: SourceRequest) => Promise<Answer>,
  wait: number,
  signal?: AbortSignal,
): Promise<Answer> {
  let answer = first;
  for (const times of WAITS) {
    const next = answer.ok ? nextOf(source, answer.value) : undefined;
    if (next === undefined) return answer;
    await pause(wait * times, signal);
    if (signal?.aborted) return CANCELED;
    answer = await send(next);
  }
  return answer;
}
