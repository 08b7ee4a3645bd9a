import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { type Figure, median, rounded } from '../figure';
import { KEY_RESULTS } from './shipped';

const ROUNDS = 5;

interface Sample {
  readonly blockMs: number;
  readonly cpuMs: number;
  readonly answers: number;
}

/** The whole sidebar's insight for twenty key results, each with 180 days, three deployments and one guardrail. */
export async function insight(): Promise<readonly Figure[]> {
  // An effect and a watch of each key result and of its guardrail.
  const all = await rounds('stretch', 'all', 4 * KEY_RESULTS);
  const watch = await rounds('stretch', 'watch', 2 * KEY_RESULTS);
  const waits = await rounds('delay', 'all', 4 * KEY_RESULTS);
  const title = `insight of ${KEY_RESULTS} key results with a guardrail each`;
  const blocks = (samples: readonly Sample[]): number[] => samples.map(({ blockMs }) => blockMs);
  return [
    {
      ...figure('insight-block-ms', `${title}: longest stretch, processor time`, blocks(all)),
      budget: 30,
    },
    {
      ...figure('insight-watch-block-ms', 'the watch alone: longest stretch, processor time', blocks(watch)),
      budget: 30,
    },
    figure('insight-delay-ms', 'longest that others waited, on the machine as it was', blocks(waits)),
    figure(
      'insight-cpu-ms',
      `${title}: CPU`,
      all.map(({ cpuMs }) => cpuMs),
    ),
  ];
}

async function rounds(how: string, what: string, answers: number): Promise<readonly Sample[]> {
  const samples: Sample[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const child = spawn(process.execPath, ['--import', 'tsx', join(__dirname, 'measure.ts'), how, what], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const sample = JSON.parse(await text(child.stdout)) as Sample;
    if (sample.answers !== answers) throw new Error(`${sample.answers} answers, not ${answers}`);
    samples.push(sample);
  }
  return samples;
}

function figure(name: string, title: string, values: readonly number[]): Figure {
  return { name, title, unit: 'ms', value: rounded(median(values)), samples: values.map(rounded) };
}
