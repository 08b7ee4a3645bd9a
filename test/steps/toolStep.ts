import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { onExit } from '../vscode/cleanup';
import { ROOT } from './root';
import { failedAs, PASSED, type Step } from './step';

/** A tool that passes where it exits with 0; what it says is shown. */
export function toolStep(name: string, title: string, ...command: readonly string[]): Step {
  return {
    name,
    title,
    run: async () => {
      const code = await exitCode(command);
      return code === 0 ? PASSED : failedAs(title, `ended with ${code}`);
    },
  };
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
    // mocha hands an interrupt on to the process that it starts in turn; a kill would leave that one behind.
    const forget = onExit(() => child.kill('SIGINT'));
    child.once('error', reject);
    child.once('close', (code) => {
      forget();
      resolve(code ?? 1);
    });
  });
}
