import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Frame, Page } from 'playwright-core';
import { skipBecause } from '../steps/skipBecause';
import { FaultServer, type Received } from '../support/faultServer';
import { filesHolding } from '../support/filesHolding';
import { CounterTarget, type Prometheus, startPrometheus } from '../support/prometheus';
import { findPrometheus } from '../support/serverPackage';
import { runFromPalette } from '../vscode/workbench';
import { allowSource, RunningWorkbench, says, statusBarSays, textOf } from './openOutcome';

const WAIT_MS = 60_000;
const TOKEN = 'tl-4f9c0d72e5b18a36';
/** Keeps what the extension sends to the sidebar. Text, because it runs in the page. */
const KEEP_MESSAGES = `
  globalThis.keptMessages = [];
  addEventListener('message', ({ data }) => keptMessages.push(JSON.stringify(data)));
`;

interface Origins {
  readonly prom: string;
  readonly api: string;
  readonly other: string;
}

/** `told` hands the credential that it was sent back as its number. */
function okrFile({ prom, api, other }: Origins): string {
  const year = new Date().getUTCFullYear();
  return `version: 1
cycle: { id: all, start: ${year}-01-01, end: ${year}-12-31 }
sources:
  prom: { type: prometheus, url: "${prom}" }
  api: { type: http, url: "${api}/points", select: "[-1].v" }
  told: { type: http, url: "${api}/echo", select: headers.authorization }
  other: { type: http, url: "${other}/points", select: "[-1].v" }
objectives:
  - id: live
    title: Numbers as they are now
    keyResults:
      - { id: live.signups, title: A thousand signups, metric: { source: prom, query: sum(signups_total) }, start: 0, target: 1000 }
      - { id: live.api, title: From the API, metric: { source: api, query: any }, start: 0, target: 50 }
      - { id: live.told, title: What the API was told, metric: { source: told, query: any }, start: 0, target: 5 }
      - { id: live.other, title: From elsewhere, metric: { source: other, query: any }, start: 0, target: 60 }
branches:
  - { pattern: main, serves: [live.signups, live.api, live.told, live.other] }
`;
}

describe('a real Prometheus and two APIs, behind the running workbench', () => {
  let counter: CounterTarget;
  let prometheus: Prometheus;
  let api: FaultServer;
  let other: FaultServer;
  let workbench: RunningWorkbench;
  let page: Page;
  let frame: Frame;
  const printed: string[] = [];

  before(async function () {
    const program = await findPrometheus();
    if ('missing' in program) skipBecause(this, program.missing);
    counter = await CounterTarget.start('signups_total');
    counter.value = 41;
    prometheus = await startPrometheus(program.path, counter.address);
    api = await FaultServer.start();
    other = await FaultServer.start();
    workbench = await RunningWorkbench.start({ trust: true });
    const root = join(workbench.folder.path, 'live');
    mkdirSync(join(root, '.vscode'), { recursive: true });
    execFileSync('git', ['init', '--quiet', '--initial-branch=main', root]);
    writeFileSync(join(root, '.vscode', 'settings.json'), '{ "throughline.refresh.seconds": 5 }');
    const origins = { prom: prometheus.origin, api: api.origin, other: other.origin };
    writeFileSync(join(root, 'okrs.yaml'), okrFile(origins));
    ({ page, frame } = await workbench.open(root));
    page.on('console', (message) => printed.push(message.text()));
    await frame.evaluate(KEEP_MESSAGES);
  });

  after(async () => {
    await workbench?.dispose();
    await Promise.all([api?.stop(), other?.stop(), prometheus?.stop()]);
    await counter?.stop();
  });

  it('asks each address only after it was allowed', async () => {
    const text = await says(frame, /Nothing has been sent yet/);
    for (const { origin } of [prometheus, api, other]) assert.ok(text.includes(origin), text);
    assert.deepEqual([...api.received, ...other.received], []);
    await allowFirst(page, frame, prometheus.origin);
    await says(frame, /\b41 of 1,000/);
    assert.deepEqual([...api.received, ...other.received], []);
    await allowFirst(page, frame, api.origin);
    await allowFirst(page, frame, other.origin);
    const allowed = await says(frame, /42 of 50.*42 of 60/);
    assert.doesNotMatch(allowed, /Nothing has been sent yet/);
  });

  it('shows what Prometheus says now, and the next number without being asked to', async () => {
    await statusBarSays(page, /signups 41\b/);
    counter.value = 642;
    await says(frame, /\b642 of 1,000/);
    await statusBarSays(page, /signups 642\b.*0\.64/);
  });

  it('sends a token to the address that it was set for, and to no other', async () => {
    await runFromPalette(page, 'Throughline: Set Credential for Metric Source…');
    await pick(page, api.origin);
    await pick(page, 'Token');
    const input = page.locator('.quick-input-widget input[type="password"]');
    await input.fill(TOKEN);
    await input.press('Enter');
    const bearer = `Bearer ${TOKEN}`;
    await until('a request with the token', () => api.received.some((one) => sentWith(one) === bearer));
    const since = other.received.length;
    await until('later requests elsewhere', () => other.received.length > since);
    assert.deepEqual(
      new Set(api.received.slice(-2).map(sentWith)),
      new Set([bearer]),
      'later requests carry it too',
    );
    assertUnseen(other.received);
  });

  it('never shows the token, even where an answer repeats it', async () => {
    const text = await says(frame, /What the API was told.*found "Bearer •+"/);
    assert.ok(!text.includes(TOKEN), text);
  });

  it('stops sending the token once it is forgotten', async () => {
    await runFromPalette(page, 'Throughline: Forget Credential…');
    await pick(page, api.origin);
    await until('a request without the token', () => sentWith(api.received.at(-1)) === undefined);
    const since = api.received.length;
    await until('later requests', () => api.received.length > since + 1);
    assertUnseen(api.received.slice(since));
    assertUnseen(other.received);
  });

  it('left the token nowhere, and reported no fault on the way', async () => {
    assert.ok(!(await textOf(frame)).includes(TOKEN));
    assert.ok(!(await page.content()).includes(TOKEN));
    const messages = await frame.evaluate<readonly string[]>('globalThis.keptMessages');
    assert.notEqual(messages.length, 0);
    assert.ok(!messages.join().includes(TOKEN));
    assert.ok(!workbench.printed.includes(TOKEN));
    // Logs, the feed's store, and whatever else the editor keeps; the numbers themselves are there.
    assert.deepEqual(filesHolding(workbench.dataPath, [TOKEN]), []);
    assert.notEqual(filesHolding(workbench.dataPath, ['"fetchedAt":']).length, 0);
    assert.deepEqual(
      printed.filter((line) => line.includes(TOKEN)),
      [],
    );
    assert.deepEqual(workbench.faults, []);
  });
});

/** Allows the address whose notice comes first, and waits until the notice is gone. */
async function allowFirst(page: Page, frame: Frame, origin: string): Promise<void> {
  const notices = frame.locator('throughline-notice');
  await notices.first().filter({ hasText: origin }).waitFor();
  await allowSource(page, frame);
  await notices.filter({ hasText: origin }).first().waitFor({ state: 'detached' });
}

async function pick(page: Page, label: string): Promise<void> {
  await page.locator('.quick-input-list .monaco-list-row', { hasText: label }).first().click();
}

function sentWith(request: Received | undefined): string | undefined {
  return request?.headers.authorization;
}

/** The token is in no part of these requests. */
function assertUnseen(received: readonly Received[]): void {
  assert.notEqual(received.length, 0);
  assert.deepEqual(
    received.filter((one) => sentWith(one) !== undefined || JSON.stringify(one).includes(TOKEN)),
    [],
  );
}

async function until(what: string, holds: () => boolean): Promise<void> {
  for (const deadline = Date.now() + WAIT_MS; !holds(); await sleep(50)) {
    if (Date.now() > deadline) throw new Error(`${what} did not come in ${WAIT_MS / 1000} s`);
  }
}
