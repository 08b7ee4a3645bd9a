import { spawn } from 'node:child_process';

export interface StepOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

const HEARTBEAT_MS = 10_000;
const TAIL_LINES = 25;

/**
 * Runs a command that may take minutes, with a line when it starts, one every ten seconds and one when it ends.
 * @returns what it wrote to standard output
 * @throws Error with the end of its output where it fails
 */
export async function longStep(
  label: string,
  command: string,
  args: readonly string[],
  options: StepOptions = {},
): Promise<string> {
  const started = Date.now();
  const seconds = () => `${Math.round((Date.now() - started) / 1000)} s`;
  console.log(`  ${label} …`);
  const heartbeat = setInterval(() => console.log(`  ${label} … ${seconds()}`), HEARTBEAT_MS);
  try {
    const output = await runCommand(command, args, options);
    console.log(`  ${label}: done in ${seconds()}`);
    return output;
  } finally {
    clearInterval(heartbeat);
  }
}

/**
 * Runs a command to its end and gives its standard output.
 * @throws Error with the end of its output where it fails
 */
export function runCommand(
  command: string,
  args: readonly string[],
  options: StepOptions = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let all = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      all += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      all += text;
    });
    child.once('error', (error) => reject(new Error(`${command} could not be started: ${error.message}`)));
    child.once('close', (code, signal) => {
      if (code === 0) return resolve(stdout);
      const tail = all.trimEnd().split('\n').slice(-TAIL_LINES).join('\n');
      reject(new Error(`${command} ${args.join(' ')} ended with ${signal ?? code}\n${tail}`));
    });
  });
}
