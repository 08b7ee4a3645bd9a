import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

const DAY = 86_400;
const DAYS = 180;

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

export interface MetricApi {
  readonly origin: string;
  /** What was asked since the last call. */
  take(): readonly Asked[];
  dispose(): Promise<void>;
}

/** Answers as Prometheus does to range queries and as Datadog does to grouped timeseries, with half a year of days. */
export async function startMetricApi(): Promise<MetricApi> {
  let asked: Asked[] = [];
  const server = createServer((request, response) => {
    void answer(request, response, asked);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    take: () => {
      const taken = asked;
      asked = [];
      return taken;
    },
    dispose: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, asked: Asked[]): Promise<void> {
  const { method = '', url = '/' } = request;
  const body = await text(request);
  asked.push({ method, path: url, body });
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(url.startsWith('/api/v2/') ? datadog(body) : prometheus()));
}

function prometheus() {
  const end = Math.floor(Date.now() / 1000);
  const values = days().map((day) => [end - (DAYS - 1 - day) * DAY, String(1000 + day)]);
  return { status: 'success', data: { resultType: 'matrix', result: [{ metric: {}, values }] } };
}

/** Shape of `POST /api/v2/query/timeseries`. */
function datadog(body: string) {
  const { data } = JSON.parse(body) as { data: { attributes: { formulas: readonly unknown[] } } };
  const today = Math.floor(Date.now() / 1000 / DAY) * DAY;
  const { formulas } = data.attributes;
  return {
    data: {
      type: 'timeseries_response',
      attributes: {
        series: formulas.map((_, index) => ({ group_tags: [], query_index: index, unit: null })),
        times: days().map((day) => (today - (DAYS - 1 - day) * DAY) * 1000),
        values: formulas.map((_, index) => days().map((day) => 1000 + index + day)),
      },
    },
  };
}

function days(): readonly number[] {
  return Array.from({ length: DAYS }, (_, day) => day);
}
