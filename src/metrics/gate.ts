import type { ClockPort, HttpPort, HttpRequest, HttpResponse, Result } from '../io/ports';
import type { Lane } from './lane';
import type { Allowance } from './laneState';
import type { MetricError } from './metricError';
import type { SharedStore } from './sharedStore';

export interface GatePorts {
  readonly http: HttpPort;
  readonly clock: ClockPort;
  readonly shared: SharedStore;
}

export interface GateOptions {
  /** Of the lane: an origin. */
  readonly name: string;
  readonly lane: Lane;
  readonly allowance: Allowance;
}

/**
 * The only way from the feed to a server: nothing passes before the time that the server itself named, nor beyond what
 * it allows in an hour or a minute, over all windows of the machine.
 */
export class Gate {
  constructor(
    private readonly ports: GatePorts,
    private readonly options: GateOptions,
  ) {}

  /** Sends one request, and counts each that a redirect makes of it. */
  async send(request: HttpRequest, signal?: AbortSignal): Promise<Result<HttpResponse, MetricError>> {
    const refusal = await this.refusal();
    if (refusal) return { ok: false, error: refusal };
    let later: MetricError | undefined;
    const sent = await this.ports.http.send(request, signal, async () => {
      later = await this.refusal();
      return later === undefined;
    });
    return later === undefined ? sent : { ok: false, error: later };
  }

  /** Takes up what other windows were told. */
  async look(): Promise<void> {
    const { name, lane } = this.options;
    lane.waitFor(await this.ports.shared.wait(name), this.ports.clock.now());
  }

  /** A server that names a time is left alone until then, by every window. */
  async heed(error: MetricError): Promise<void> {
    if ((error.kind !== 'rate-limit' && error.kind !== 'server') || error.retryAt === undefined) return;
    const now = this.ports.clock.now();
    const status = error.kind === 'server' ? { status: error.status } : {};
    const wait = { notBefore: error.retryAt, saidAt: now, ...status };
    const { lane, name } = this.options;
    if (lane.waitFor(wait, now)) await this.ports.shared.leaveAlone(name, wait);
  }

  /** Why nothing may be sent now; counts a request otherwise. */
  private async refusal(): Promise<MetricError | undefined> {
    const { lane, name, allowance } = this.options;
    const { clock, shared } = this.ports;
    const now = clock.now();
    const told = lane.told(now);
    if (told) return told;
    const { perHour, perMinute } = allowance;
    if (perHour === undefined && perMinute === undefined) return undefined;
    const reservation = await shared.reserve(name, allowance);
    if (reservation.granted) return undefined;
    const { met, retryAt } = reservation;
    lane.room = { notBefore: retryAt, saidAt: now };
    return { kind: 'budget', per: met === 'perHour' ? 'hour' : 'minute', most: allowance[met] ?? 0, retryAt };
  }
}
