import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { steadyNoise } from '../../support/dailySeries';

const DAY = 86_400_000;
export const KEY_RESULTS = 20;
const DAYS = 180;
/** Days ago, each with a commit that serves all of them. */
const DEPLOYMENTS = [90, 55, 25];

/** Makes a repository of as many key results, each with half a year of days in a file, three deployments and a guardrail. */
export function makeShipped(root: string, now: number): void {
  const day = (ago: number): string => new Date(now - ago * DAY).toISOString().slice(0, 10);
  const ids = Array.from({ length: KEY_RESULTS }, (_, index) => `k${index}`);
  const keyResults = ids.map(
    (id) => `      - id: ${id}
        title: Key result ${id}
        metric: { source: repo, query: ${id}.csv }
        start: 450
        target: 600
        guardrails: [{ title: Errors, metric: { source: repo, query: ${id}-errors.csv }, atMost: 900 }]`,
  );
  const okrs = `version: 1
cycle: { id: now, start: ${day(100)}, end: ${day(-60)} }
sources: { repo: { type: file } }
objectives:
  - id: o
    title: Objective
    keyResults:
${keyResults.join('\n')}
deployments: { tags: "v*" }
`;
  writeFileSync(join(root, 'okrs.yaml'), okrs);
  for (const [index, name] of ids.flatMap((id) => [id, `${id}-errors`]).entries()) {
    const noise = steadyNoise(index + 1);
    const lines = Array.from(
      { length: DAYS },
      (_, row) => `${day(DAYS - row)},${500 + row / 10 + 5 * noise()}`,
    );
    writeFileSync(join(root, `${name}.csv`), `date,value\n${lines.join('\n')}\n`);
  }
  const git = (ago: number, ...args: string[]): void => {
    const date = new Date(now - ago * DAY).toISOString();
    const env = { ...process.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date };
    const identity = [
      '-c',
      'user.name=Ada',
      '-c',
      'user.email=ada@example.com',
      '-c',
      'commit.gpgSign=false',
    ];
    execFileSync('git', ['-C', root, ...identity, ...args], { env });
  };
  git(0, 'init', '--quiet', '--initial-branch=main');
  const trailers = ids.map((id) => `OKR: ${id}`).join('\n');
  for (const [index, ago] of DEPLOYMENTS.entries()) {
    git(ago, 'commit', '--quiet', '--allow-empty', '--message', `Serve all\n\n${trailers}`);
    git(ago, 'tag', '--annotate', '--message', 'Release', `v${index}`);
  }
}
