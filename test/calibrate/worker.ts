import { parentPort } from 'node:worker_threads';
import { JOBS } from './jobs';

// Measures the jobs whose numbers it is sent.
parentPort?.on('message', (index: number) => {
  parentPort?.postMessage(JOBS[index]?.() ?? []);
});
