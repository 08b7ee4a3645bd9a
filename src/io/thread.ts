import { Worker } from 'node:worker_threads';

/**
 * What the script at `path` answers to one question, in a thread of its own: nobody waits while it works, and all that
 * it has loaded goes with it.
 * @throws Error where it ends without an answer
 */
export function askThread<Answer>(path: string, question: unknown): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(path, { workerData: question, execArgv: [], env: {} });
    thread.once('message', (answer: Answer) => {
      resolve(answer);
      void thread.terminate();
    });
    thread.once('error', reject);
    // After an answer this is not heard any more.
    thread.once('exit', () => reject(new Error(`${path} ended without an answer`)));
  });
}
