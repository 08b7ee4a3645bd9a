import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { steadyNoise } from './dailySeries';

const DAY = 86_400_000;
const KNOWN = 80;
/** Days ago. */
const SHIPPED = 20;

/**
 * A repository whose release `v1` brought a tagged commit some weeks ago, since when its metric, in a file, is lower; the
 * branch checked out serves the key result `signups`.
 * @param errorsSince how much more errors there are since then
 */
export function makeWatchedRepository(folder: string, now: number, errorsSince = 0): void {
  mkdirSync(folder, { recursive: true });
  const noon = Math.floor(now / DAY) * DAY + DAY / 2;
  const dayOf = (ago: number): string => new Date(noon - ago * DAY).toISOString().slice(0, 10);
  writeFileSync(
    join(folder, 'okrs.yaml'),
    `version: 1
cycle: { id: now, start: ${dayOf(KNOWN)}, end: ${dayOf(-40)} }
sources: { repo: { type: file } }
objectives:
  - id: growth
    title: More people use it
    keyResults:
      - id: signups
        short: signups
        title: More signups
        metric: { source: repo, query: signups.csv }
        start: 450
        target: 600
        guardrails:
          - { title: Errors, metric: { source: repo, query: errors.csv }, atMost: 300 }
branches:
  - { pattern: main, serves: [signups] }
deployments: { tags: "v*" }
`,
  );
  const csv = (seed: number, level: number, since: number): string => {
    const noise = steadyNoise(seed);
    const lines = Array.from({ length: KNOWN }, (_, row) => {
      const ago = KNOWN - row;
      return `${dayOf(ago)},${(level + 5 * noise() + (ago < SHIPPED ? since : 0)).toFixed(2)}`;
    });
    return `date,value\n${lines.join('\n')}\n`;
  };
  writeFileSync(join(folder, 'signups.csv'), csv(1, 500, -30));
  writeFileSync(join(folder, 'errors.csv'), csv(2, 200, errorsSince));
  const git = (ago: number, ...args: string[]): void => {
    const date = new Date(noon - ago * DAY).toISOString();
    const dates = { GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date };
    const identity = [
      '-c',
      'user.name=Ada',
      '-c',
      'user.email=ada@example.com',
      '-c',
      'commit.gpgSign=false',
    ];
    execFileSync('git', ['-C', folder, ...identity, ...args], { env: { ...process.env, ...dates } });
  };
  git(0, 'init', '--quiet', '--initial-branch=main');
  git(0, 'add', '.');
  git(SHIPPED + 1, 'commit', '--quiet', '--message', 'Shorten the form\n\nOKR: signups');
  git(SHIPPED, 'tag', '--annotate', '--message', 'Release v1', 'v1');
}
