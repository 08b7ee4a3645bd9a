import { createRequire } from 'node:module';
import { join } from 'node:path';
import { InsightWork } from '../../../src/editor/insightWork';
import type * as EngineModule from '../../../src/engine';
import { plainWords } from '../../../src/outcome/words';
import { tempFolder } from '../../vscode/cleanup';
import { longestBlock, longestStretch } from '../longestBlock';
import { makeShipped } from './shipped';

/*
 * What the sidebar works out of twenty key results that it has not seen before, with the bundle that ships, and draws.
 *
 * stretch|delay   what is measured: processor time of this thread between two turns, or how long others had to wait
 * all|watch       what is worked out: all of it, or what a window needs of which only the status bar is seen
 *
 * Prints {blockMs, cpuMs, answers}.
 */

async function main([how = '', what = '']: readonly string[]): Promise<void> {
  const depth = what === 'watch' ? what : 'all';
  const measure = how === 'delay' ? longestBlock : longestStretch;
  const folder = tempFolder('throughline-insight-bench');
  makeShipped(folder.path, Date.now());
  const outcome = await opened(folder.path);
  const before = process.cpuUsage();
  const blockMs = await measure(() => work(outcome, depth));
  const { user, system } = process.cpuUsage(before);
  const answers = answered(outcome);
  process.stdout.write(JSON.stringify({ blockMs, cpuMs: (user + system) / 1000, answers }));
}

type Outcome = ReturnType<InstanceType<typeof EngineModule.Engine>['open']>;

async function opened(root: string): Promise<Outcome> {
  const dist = join(process.cwd(), 'dist');
  const { Engine, readLayout } = createRequire(join(dist, 'engine.js'))(
    join(dist, 'engine.js'),
  ) as typeof EngineModule;
  const engine = new Engine({
    approved: () => false,
    credential: async () => undefined,
    ledgerPath: join(root, '.git', 'bench-ledger'),
  });
  const outcome = engine.open(
    { root, name: 'bench' },
    {
      okrPath: 'okrs.yaml',
      trailerKey: 'OKR',
      tagging: 'suggest',
      locale: 'en',
      refreshMs: 60_000,
      metricsEnabled: true,
    },
    true,
  );
  await outcome.reloadOkrFile();
  await outcome.reloadBranch();
  await outcome.reloadReleases();
  await outcome.refresh(true);
  const layout = await readLayout(engine.gitPort, root);
  const head = outcome.branch?.head;
  if (!layout.ok || layout.value === undefined || head?.kind !== 'branch') throw new Error('no branch');
  const keeper = engine.openLedger(
    { root, commonDir: layout.value.commonDir },
    { trailerKey: 'OKR', tagPattern: 'v*' },
  );
  await keeper.refresh(head.commit);
  await outcome.takeLedger(keeper.ledger, async () => undefined);
  keeper.dispose();
  // The numbers are on screen before anything is worked out.
  await outcome.prepare(plainWords);
  outcome.view(plainWords);
  return outcome;
}

/** As the session does: what was found is drawn in slices and sent. */
async function work(outcome: Outcome, depth: 'all' | 'watch'): Promise<void> {
  let drawing: Promise<void> | undefined;
  const insights = new InsightWork(
    () => outcome,
    () => depth,
    () => {
      drawing = outcome.prepare(plainWords).then(() => void JSON.stringify(outcome.view(plainWords)));
    },
  );
  await insights.wake();
  await drawing;
}

/** Effects and watches on the page, so that nobody takes an empty page for a fast one. */
function answered(outcome: Outcome): number {
  const { page } = outcome.view(plainWords);
  const keyResults = page.kind === 'ready' ? page.objectives.flatMap((one) => one.keyResults) : [];
  return keyResults
    .flatMap(({ insight, guardrails }) => [insight, ...guardrails])
    .flatMap((one) => [one?.effect, one?.watch])
    .filter((one) => one !== undefined).length;
}

void main(process.argv.slice(2));
