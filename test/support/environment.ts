/**
 * Puts the environment back to what it was. `process.env` itself stays: a plain object in its place would not tell the
 * system of a time zone that is set in it.
 */
export function restoreEnvironment(before: Readonly<NodeJS.ProcessEnv>): void {
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
  Object.assign(process.env, before);
}
