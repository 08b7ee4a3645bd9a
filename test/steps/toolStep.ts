import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './root';
import { FAILED, PASSED, type Step } from './step';

/** A tool that passes where it exits with 0; what it says is shown. */
export function toolStep(name: string, title: string, ...command: readonly string[]): Step {
  return { name, title, run: async () => ((await exitCode(command)) === 0 ? PASSED : FAILED) };
}

/**
 * Runs a JavaScript tool of this project to its end.
 * @param command path of its script below the root, then arguments
 */
export function exitCode(
  [script = '', ...args]: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(ROOT, script), ...args], {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: 'inherit',
    });
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}
