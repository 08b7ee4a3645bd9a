import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { tempFolder } from '../../vscode/cleanup';
import { type Figure, median, rounded } from '../figure';
import { type MetricApi, startMetricApi } from './metricApi';
import { KEY_RESULT_COUNT, manyKeyResults } from './okrs';

const ROUNDS = 5;
const MEASURE = join(__dirname, 'measure.ts');

interface Sample {
  readonly cpuMs: number;
  readonly blockMs: number;
  readonly minuteBlockMs?: number;
}

/** A thousand key results of one source, beside the same requests by bare axios, in turns in one run. */
export async function feed(): Promise<readonly Figure[]> {
  const folder = tempFolder('throughline-bench-feed');
  const api = await startMetricApi();
  try {
    const alone = await measure('prometheus', folder.path, api);
    const grouped = await measure('datadog', folder.path, api);
    return [
      requests(
        'feed-requests',
        `${KEY_RESULT_COUNT} key results, Prometheus: requests`,
        alone.requests,
        KEY_RESULT_COUNT,
      ),
      requests(
        'feed-grouped-requests',
        `${KEY_RESULT_COUNT} key results, Datadog: requests`,
        grouped.requests,
        KEY_RESULT_COUNT / 20,
      ),
      figure(
        'feed-cpu-ms',
        'their refresh, Prometheus: CPU',
        'ms',
        alone.ours.map(({ cpuMs }) => cpuMs),
      ),
      figure(
        'feed-bare-cpu-ms',
        'the same requests by axios alone: CPU',
        'ms',
        alone.bare.map(({ cpuMs }) => cpuMs),
      ),
      ratio('feed-cpu-ratio', 'refresh : axios alone, Prometheus', alone),
      ratio('feed-grouped-cpu-ratio', 'refresh : axios alone, Datadog', grouped),
      {
        ...figure(
          'feed-block-ms',
          'longest block of the event loop, Prometheus',
          'ms',
          alone.ours.map(({ blockMs }) => blockMs),
        ),
        budget: 50,
      },
      {
        ...figure(
          'feed-grouped-block-ms',
          'longest block of the event loop, Datadog',
          'ms',
          grouped.ours.map(({ blockMs }) => blockMs),
        ),
        budget: 50,
      },
      {
        ...figure(
          'feed-minute-block-ms',
          'longest block where all of them are drawn again a minute later',
          'ms',
          alone.ours.flatMap(({ minuteBlockMs }) => minuteBlockMs ?? []),
        ),
        budget: 50,
      },
      figure(
        'feed-bare-block-ms',
        'the same by axios alone',
        'ms',
        alone.bare.map(({ blockMs }) => blockMs),
      ),
    ];
  } finally {
    await api.dispose();
    folder.dispose();
  }
}

interface Measured {
  readonly requests: number;
  readonly ours: readonly Sample[];
  readonly bare: readonly Sample[];
}

async function measure(type: 'prometheus' | 'datadog', folder: string, api: MetricApi): Promise<Measured> {
  const okrs = join(folder, `${type}.yaml`);
  const list = join(folder, `${type}.json`);
  writeFileSync(okrs, manyKeyResults(type, api.origin));
  const ours: Sample[] = [];
  const bare: Sample[] = [];
  let requests = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    api.take();
    ours.push(await run('ours', okrs, api.origin));
    const asked = api.take();
    requests = asked.length;
    writeFileSync(list, JSON.stringify(asked));
    bare.push(await run('bare', list, api.origin));
  }
  return { requests, ours, bare };
}

async function run(...args: readonly string[]): Promise<Sample> {
  const child = spawn(process.execPath, ['--import', 'tsx', MEASURE, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(await text(child.stdout)) as Sample;
}

function figure(name: string, title: string, unit: Figure['unit'], samples: readonly number[]): Figure {
  return { name, title, unit, value: rounded(median(samples)), samples: samples.map(rounded) };
}

function ratio(name: string, title: string, { ours, bare }: Measured): Figure {
  const ratios = ours.map(({ cpuMs }, index) => cpuMs / (bare[index]?.cpuMs ?? Number.NaN));
  return figure(name, title, '×', ratios);
}

function requests(name: string, title: string, value: number, budget: number): Figure {
  return { name, title, unit: 'requests', value, budget };
}
