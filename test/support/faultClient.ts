import { createFiles } from '../../src/io/files';
import { createHttp } from '../../src/io/http';
import type { MetricAsk } from '../../src/metrics/ask';
import { Feed } from '../../src/metrics/feed';

/* Asks the address given once well and once as it is then, and prints {kind, grownBytes}: its memory's peak above idle. */
const [, , url = '', how = ''] = process.argv;

async function main(): Promise<void> {
  const http = createHttp({ approved: () => true, credential: async () => undefined });
  const clock = { now: Date.now };
  const feed = new Feed(
    { http, files: createFiles(), clock },
    { retryAfter: 2, probeAfter: 20, lookAgainAfter: 10 },
  );
  const ask = (path: string): MetricAsk => ({
    root: process.cwd(),
    sourceName: 'one',
    source: { type: 'http', url: url + path },
    query: 'any',
    window: { from: Date.UTC(2026, 9, 1), to: Date.UTC(2026, 11, 1) },
    timezone: 'UTC',
  });
  const force = { refreshMs: 60_000, force: true };
  await feed.refresh([ask('/points')], force);
  const idle = process.resourceUsage().maxRSS;
  await feed.refresh([ask(how)], force);
  const { error } = feed.reading(ask(how));
  const grownBytes = (process.resourceUsage().maxRSS - idle) * 1024;
  process.stdout.write(JSON.stringify({ kind: error?.kind ?? 'fine', grownBytes }));
}

void main();
