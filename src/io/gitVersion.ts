/** The oldest git that knows every option it is asked with. */
const OLDEST = { major: 2, minor: 30 };

/**
 * What is to be said of a git that is too old; nothing of any other, nor of an answer that makes no sense.
 * @param answer what `git version` says, as in git-version(1): `git version 2.39.5 (Apple Git-154)`
 */
export function tooOld(answer: string): string | undefined {
  const [, version, major, minor] = /^git version ((\d+)\.(\d+)\S*)/.exec(answer) ?? [];
  if (version === undefined) return undefined;
  const age = Number(major) - OLDEST.major || Number(minor) - OLDEST.minor;
  if (age >= 0) return undefined;
  return `git ${version} is older than ${OLDEST.major}.${OLDEST.minor}, which Throughline needs.`;
}
