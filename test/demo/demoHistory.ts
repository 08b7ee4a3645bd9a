import { DAY_MS, type DemoStory, newestRelease, startOfDay } from './demoStory';
import { BRANCHES, type DemoChange, MAIN_WORK, NEWEST_WORK, TUNED } from './demoWork';
import { noise } from './noise';

const PEOPLE = ['Ada Moreno', 'Bo Lindqvist', 'Chidi Okafor', 'Dana Weiss'];
/** The main branch gets a feature with every so many commits, a setting with the others. */
const FEATURE_EVERY = 4;
const HOUR_MS = 3_600_000;
const BRANCH_STEP_MS = 5 * HOUR_MS;
const NEWEST_AGO_MS = 40 * 60_000;

type Files = ReadonlyMap<string, string>;

/**
 * The demo's history as a stream for `git fast-import`: the main branch with its releases, then the branches.
 * @param files what the first commit brings, by path
 */
export function demoHistory(story: DemoStory, files: Files): string {
  const stream = new ImportStream();
  const sources = new Map<string, string>();
  const branchStart = story.now - 3 * DAY_MS;
  stream.commit('main', { subject: 'Start the shop', time: story.start, files });
  const releases = [...story.releases];
  const shipping = startOfDay(newestRelease(story).time);
  let count = 0;
  for (let day = story.start + DAY_MS; day < branchStart; day += DAY_MS) {
    while (releases[0] !== undefined && releases[0].time < day) stream.tag(releases.shift());
    if (day === shipping) {
      for (const [index, change] of NEWEST_WORK.entries()) {
        const time = newestRelease(story).time - (NEWEST_WORK.length - index) * HOUR_MS;
        stream.commit('main', { ...change, time, files: apply(sources, change) });
      }
      continue;
    }
    const weekend = [0, 6].includes(new Date(day).getUTCDay());
    if (weekend || noise('quiet day', count, day) > 0.75) continue;
    const change = changeOfDay(count);
    count += 1;
    const time = Math.round((day + (13 + 4 * noise('hour', count)) * 3_600_000) / 1000) * 1000;
    stream.commit('main', { ...change, time: Math.min(time, branchStart), files: apply(sources, change) });
  }
  for (const release of releases) stream.tag(release);
  for (const { name, work } of BRANCHES) addBranch(stream, story, new Map(sources), name, work);
  return stream.text();
}

function addBranch(
  stream: ImportStream,
  story: DemoStory,
  sources: Map<string, string>,
  name: string,
  work: readonly DemoChange[],
): void {
  for (const [index, change] of work.entries()) {
    const time = story.now - NEWEST_AGO_MS - (work.length - 1 - index) * BRANCH_STEP_MS;
    stream.commit(name, { ...change, time, files: apply(sources, change) });
  }
}

/** Adds the change's line to its file, or puts it in place of the one that set the same name. */
function apply(sources: Map<string, string>, { file, line }: DemoChange): Files {
  const declares = /^export const \w+ = /.exec(line)?.[0];
  const others = (sources.get(file) ?? '').split('\n').filter((old) => old !== '');
  const kept = declares === undefined ? others : others.filter((old) => !old.startsWith(declares));
  const content = `${[...kept, line].join('\n')}\n`;
  sources.set(file, content);
  return new Map([[file, content]]);
}

function changeOfDay(count: number): DemoChange {
  const feature = count % FEATURE_EVERY === 0 ? MAIN_WORK[count / FEATURE_EVERY] : undefined;
  return feature ?? turnedSetting(count);
}

/** Turns one of the settings, each in its turn, away from what it was. */
function turnedSetting(count: number): DemoChange {
  const setting = TUNED[count % TUNED.length];
  if (setting === undefined) throw new Error('The demo has no settings to turn');
  const { name, words, usual, spread, serves } = setting;
  const round = Math.floor(count / TUNED.length);
  const valueIn = (one: number) => Math.round(usual + spread * noise(name, one));
  const before = valueIn(round - 1);
  const value = valueIn(round) === before ? before + 1 : valueIn(round);
  return {
    file: 'src/settings.ts',
    subject: `${value > before ? 'Raise' : 'Lower'} ${words} to ${value}`,
    line: `export const ${name} = ${value};`,
    ...(serves === undefined ? {} : { serves }),
  };
}

interface ImportCommit {
  readonly subject: string;
  readonly serves?: string;
  readonly time: number;
  readonly files: Files;
}

/** Writes the language of `git fast-import`. */
class ImportStream {
  private readonly parts: string[] = [];
  private readonly started = new Set<string>();

  commit(branch: string, { subject, serves, time, files }: ImportCommit): void {
    const name = PEOPLE[Math.floor((noise(subject, time) + 1) * (PEOPLE.length / 2))] ?? 'Ada Moreno';
    const message = serves === undefined ? subject : `${subject}\n\nOKR: ${serves}`;
    this.parts.push(`commit refs/heads/${branch}`);
    this.parts.push(`committer ${this.person(name, time)}`, data(`${message}\n`));
    if (branch !== 'main' && !this.started.has(branch)) this.parts.push('from refs/heads/main');
    this.started.add(branch);
    for (const [path, content] of files) this.parts.push(`M 100644 inline ${path}`, data(content));
  }

  /** An annotated tag on what the main branch is by now. */
  tag(release: { readonly name: string; readonly time: number } | undefined): void {
    if (release === undefined) return;
    this.parts.push(`tag ${release.name}`, 'from refs/heads/main');
    this.parts.push(`tagger ${this.person('Dana Weiss', release.time)}`, data(`Release ${release.name}\n`));
  }

  text(): string {
    return `${this.parts.join('\n')}\n`;
  }

  private person(name: string, time: number): string {
    const mailbox = name.toLowerCase().replace(' ', '.');
    return `${name} <${mailbox}@shop.example> ${Math.floor(time / 1000)} +0000`;
  }
}

function data(content: string): string {
  return `data ${Buffer.byteLength(content)}\n${content}`;
}
