import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { type LivingMetric, ordersOn, prometheusMetrics } from './demoSeries';
import { DAY_MS, dayOf, demoStory, startOfDay } from './demoStory';

export interface DemoApi {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  dispose(): Promise<void>;
}

/** What Prometheus itself answers at most. */
const MAX_POINTS = 11_000;

interface Reply {
  readonly status: number;
  readonly body: unknown;
}

/**
 * Serves invented, living metrics on loopback: the part of Prometheus' HTTP API that reads, and a plain JSON API.
 * @param options.now the demo's moment, as given to `makeDemo`; time goes on from there by itself
 */
export async function startDemoApi(options: { readonly now?: number } = {}): Promise<DemoApi> {
  const metrics = prometheusMetrics(demoStory(options.now ?? Date.now()));
  const server = createServer((request, response) => {
    void answer(request, metrics).then((reply) => send(response, reply));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, dispose: () => close(server) };
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

function send(response: ServerResponse, { status, body }: Reply): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

async function answer(request: IncomingMessage, metrics: ReadonlyMap<string, LivingMetric>): Promise<Reply> {
  const url = new URL(request.url ?? '/', 'http://demo');
  const form = request.method === 'POST' ? new URLSearchParams(await text(request)) : url.searchParams;
  switch (url.pathname) {
    case '/api/v1/query':
      return instant(form, metrics);
    case '/api/v1/query_range':
      return range(form, metrics);
    case '/v1/series':
      return dailySeries(form);
    case '/':
      return { status: 200, body: { about: 'Metrics of the Throughline demo. Every number is invented.' } };
    default:
      return { status: 404, body: { error: 'The demo has no such address' } };
  }
}

function instant(form: URLSearchParams, metrics: ReadonlyMap<string, LivingMetric>): Reply {
  const query = form.get('query') ?? '';
  const time = moment(form.get('time')) ?? Date.now();
  const metric = metrics.get(query);
  const result = metric === undefined ? [] : [{ metric: {}, value: sample(metric, time) }];
  return success({ resultType: 'vector', result });
}

function range(form: URLSearchParams, metrics: ReadonlyMap<string, LivingMetric>): Reply {
  const start = moment(form.get('start'));
  const end = moment(form.get('end'));
  const step = stepOf(form.get('step'));
  if (start === undefined || end === undefined || step === undefined)
    return badData('start, end or step is wrong');
  if ((end - start) / step > MAX_POINTS) {
    return badData(`exceeded maximum resolution of ${MAX_POINTS} points per timeseries`);
  }
  const metric = metrics.get(form.get('query') ?? '');
  if (metric === undefined) return success({ resultType: 'matrix', result: [] });
  const values: (readonly [number, string])[] = [];
  for (let time = start; time <= Math.min(end, Date.now()); time += step) values.push(sample(metric, time));
  return success({ resultType: 'matrix', result: [{ metric: {}, values }] });
}

function dailySeries(form: URLSearchParams): Reply {
  const now = Date.now();
  if (form.get('name') !== 'orders_usd') return { status: 404, body: { error: 'There is no such series' } };
  const from = moment(form.get('from')) ?? now - 90 * DAY_MS;
  const to = Math.min(moment(form.get('to')) ?? now, now);
  const points: { at: string; value: number }[] = [];
  for (let day = startOfDay(from); day < to; day += DAY_MS)
    points.push({ at: dayOf(day), value: ordersOn(day, now) });
  return { status: 200, body: { points } };
}

function sample(metric: LivingMetric, time: number): readonly [number, string] {
  return [time / 1000, String(metric(time))];
}

function success(data: unknown): Reply {
  return { status: 200, body: { status: 'success', data } };
}

function badData(error: string): Reply {
  return { status: 400, body: { status: 'error', errorType: 'bad_data', error } };
}

/** Unix seconds or milliseconds, or RFC 3339, as milliseconds since 1970 UTC. */
function moment(written: string | null): number | undefined {
  if (written === null || written === '') return undefined;
  const number = Number(written);
  if (Number.isFinite(number)) return number < 1e11 ? number * 1000 : number;
  const parsed = Date.parse(written);
  return Number.isNaN(parsed) ? undefined : parsed;
}

/** Seconds, or a duration such as `5m`, as milliseconds. */
function stepOf(written: string | null): number | undefined {
  const match = /^(\d+(?:\.\d+)?)(s|m|h|d)?$/.exec(written ?? '');
  if (match === null) return undefined;
  const unit = { s: 1_000, m: 60_000, h: 3_600_000, d: DAY_MS }[match[2] ?? 's'] ?? 1_000;
  const step = Number(match[1]) * unit;
  return step > 0 ? step : undefined;
}
