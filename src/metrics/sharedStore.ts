import type { ClockPort, StorePort } from '../io/ports';
import {
  type Allowance,
  claim,
  type LaneState,
  longerWait,
  type Reservation,
  readLane,
  release,
  reserve,
  type Wait,
  writeLane,
} from './laneState';
import { readStored, type StoredReading, writeStored } from './storedReading';

/** Longer than a request with its retries may take: after that, a claim is a dead window's. */
const CLAIM_MS = 60_000;

/**
 * The windows of a machine, through the store that they share: good answers, claims and the count of requests. The time
 * is read when it is a window's turn: what it looks at may have been written while it waited for that.
 */
export class SharedStore {
  private warned = false;

  constructor(
    private readonly store: StorePort,
    private readonly clock: ClockPort,
    private readonly owner: string,
    private readonly warn: (message: string) => void,
  ) {}

  async read(question: string): Promise<StoredReading | undefined> {
    const text = await this.store.read(readingKey(question));
    if (text === undefined) return undefined;
    const stored = readStored(text);
    if (stored === undefined) await this.setAside(readingKey(question));
    return stored;
  }

  write(question: string, reading: StoredReading): Promise<void> {
    return this.store.write(readingKey(question), writeStored(reading));
  }

  /** Changes whenever a window has finished asking. */
  async turn(lane: string): Promise<number> {
    return readLane(await this.store.read(`lane:${lane}`)).state.turn;
  }

  /** Claims what no other window is asking now. @returns the questions granted, and until when the server is left alone */
  claim(
    lane: string,
    questions: readonly string[],
  ): Promise<{ readonly granted: ReadonlySet<string>; readonly wait: Wait; readonly turn: number }> {
    return this.change(lane, (state) => {
      const claimed = claim(state, questions, this.owner, this.clock.now(), CLAIM_MS);
      return {
        state: claimed.state,
        value: { granted: claimed.granted, wait: waitIn(state), turn: state.turn },
      };
    });
  }

  release(lane: string, questions: readonly string[]): Promise<void> {
    return this.change(lane, (state) => ({ state: release(state, questions, this.owner), value: undefined }));
  }

  /** Counts a request where there is room for it. */
  reserve(lane: string, allowance: Allowance): Promise<Reservation> {
    return this.change(lane, (state) => {
      const reservation = reserve(state, allowance, this.clock.now());
      return { state: reservation.state, value: reservation };
    });
  }

  /** Until when the server wants to be left alone. */
  async wait(lane: string): Promise<Wait> {
    return waitIn(readLane(await this.store.read(`lane:${lane}`)).state);
  }

  /** Tells the other windows that the server wants to be left alone; not for less long than another one was told. */
  leaveAlone(lane: string, wait: Wait): Promise<void> {
    return this.change(lane, (state) => ({
      state: { ...state, ...waitIn(longerWait(state, wait, this.clock.now())) },
      value: undefined,
    }));
  }

  private change<T>(
    lane: string,
    change: (state: LaneState) => { readonly state: LaneState; readonly value: T },
  ): Promise<T> {
    return this.store.update(`lane:${lane}`, (text) => {
      const { state, damaged } = readLane(text);
      if (damaged) this.say();
      const changed = change(state);
      const unchanged = !damaged && changed.state === state;
      return { value: changed.value, damaged, ...(unchanged ? {} : { text: writeLane(changed.state) }) };
    });
  }

  private async setAside(key: string): Promise<void> {
    this.say();
    await this.store.setAside(key);
  }

  private say(): void {
    if (this.warned) return;
    this.warned = true;
    this.warn('Kept numbers were damaged. They are set aside and fetched again.');
  }
}

function waitIn({ notBefore, saidAt, status }: Wait): Wait {
  return { notBefore, saidAt, status };
}

function readingKey(question: string): string {
  return `reading:${question}`;
}
