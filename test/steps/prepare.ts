import { findChromium } from '../vscode/chromium';
import { installHost, serverProblem } from '../vscode/hostInstall';

/** Finds or installs Chromium; says why not where it can't be had. */
export async function prepareChromium(): Promise<string | undefined> {
  return findChromium().then(
    () => undefined,
    (error: Error) => error.message,
  );
}

/** Finds or installs Chromium and VS Code's server build; says why not where they can't be had. */
export async function prepareServer(): Promise<string | undefined> {
  const problem = serverProblem() ?? (await prepareChromium());
  if (problem === undefined) await installHost();
  return problem;
}
