import { parentPort, workerData } from 'node:worker_threads';
import { parseAims } from './outcome/okrDocument';

/* The thread that reads one OKR file: it is given the text, and ends with the answer. */
parentPort?.postMessage(parseAims(String(workerData)));
