import { credentialsFrom, originIn } from './credentials';
import { type Here, openHere } from './here';
import { type Output, USAGE } from './output';
import { shellWord } from './shellWord';
import { terminalText } from './terminalText';

export interface LiveOptions {
  readonly folder: string;
  readonly okrPath: string;
  /** As typed: each should be an origin. */
  readonly allowed: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The trailer key asked for. */
  readonly trailer?: string | undefined;
}

export interface Live extends Here {
  /** Addresses that the OKR file asks for numbers and that nobody allowed. */
  readonly waiting: readonly string[];
}

/** What `--allow` and the environment say, without what is empty. */
export function allowedOrigins(typed: readonly string[], fromEnvironment = ''): string[] {
  const listed = fromEnvironment.split(',').map((one) => one.trim());
  return [...typed, ...listed].filter((one) => one !== '');
}

/** Reads the branch and its numbers, once; an exit code, with its reason said, where that can't be. */
export async function readLive(options: LiveOptions, output: Output): Promise<Live | number> {
  const live = await openLive(options, output);
  if (typeof live !== 'number') await live.outcome.refresh(true);
  return live;
}

/** As `readLive`, but asks for no number yet. */
export async function openLive(options: LiveOptions, output: Output): Promise<Live | number> {
  const credentials = credentialsFrom(options.environment);
  if (typeof credentials === 'string') {
    output.err(`throughline: ${credentials}\n`);
    return USAGE;
  }
  const allowed = new Set<string>();
  for (const address of options.allowed) {
    const origin = originIn(address);
    if (origin === undefined) {
      output.err(`throughline: --allow takes an origin such as https://host, not ${terminalText(address)}\n`);
      return USAGE;
    }
    allowed.add(origin);
  }
  const doors = {
    approved: (origin: string) => allowed.has(origin),
    credential: async (origin: string) => credentials.get(origin),
  };
  const { folder, okrPath, trailer } = options;
  const here = await openHere({ folder, okrPath, doors, trailer }, output);
  if (typeof here === 'number') return here;
  const { outcome } = here;
  await outcome.reloadOkrFile();
  await outcome.reloadBranch();
  await tellHook(here);
  await outcome.reloadReleases();
  const waiting = [...outcome.sourceOrigins().keys()].filter((origin) => !allowed.has(origin));
  return { ...here, waiting };
}

/** How to have those addresses asked, where there are some. */
export function tellWaiting(command: string, waiting: readonly string[], output: Output): void {
  if (waiting.length === 0) return;
  const allow = waiting.map((one) => `--allow ${shellWord(terminalText(one))}`).join(' ');
  output.err(`To ask for the numbers: throughline ${command} ${allow}\n`);
}

/** The one that the hook goes by unless it was installed for another: a look at some other file changes no commit. */
const OKR_FILE = 'okrs.yaml';

/** What the OKR file says now, for the commit hook where one is installed. */
async function tellHook({ module, engine, outcome }: Here): Promise<void> {
  const { repositoryLayout: layout, aims } = outcome;
  if (layout === undefined || aims === undefined || outcome.okrPath !== OKR_FILE) return;
  await module.syncLinks({ git: engine.gitPort, hookFiles: engine.hookFiles }, layout, module.linksFor(aims));
}
