import { basename } from 'node:path';
import { plainWords } from '../outcome/words';
import { credentialsFrom, originIn } from './credentials';
import { FOUND_PROBLEMS, type Output, SUCCESS, USAGE } from './output';
import { printPage } from './printPage';
import { terminalJson, terminalText } from './terminalText';

export interface StatusOptions {
  readonly folder: string;
  readonly okrPath: string;
  readonly allowed: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly json: boolean;
}

/** Nothing is asked twice in one run. */
const REFRESH_MS = 60_000;

/** One look at the outcome of the branch checked out in `folder`. */
export async function status(options: StatusOptions, output: Output): Promise<number> {
  const credentials = credentialsFrom(options.environment);
  if (typeof credentials === 'string') {
    output.err(`throughline: ${credentials}\n`);
    return USAGE;
  }
  const { Engine, readLayout, emptyPages, syncLinks, linksFor } = await import('../engine');
  const allowed = new Set<string>();
  for (const address of options.allowed) {
    const origin = originIn(address);
    if (origin === undefined) {
      output.err(`throughline: --allow takes an origin such as https://host, not ${terminalText(address)}\n`);
      return USAGE;
    }
    allowed.add(origin);
  }
  const engine = new Engine({
    approved: (origin) => allowed.has(origin),
    credential: async (origin) => credentials.get(origin),
  });
  const layout = await readLayout(engine.gitPort, options.folder);
  if (!layout.ok || layout.value === undefined) {
    const page = layout.ok
      ? emptyPages.noGitPage(plainWords)
      : emptyPages.gitProblemPage(layout.error, plainWords);
    output.err(`throughline: ${terminalText(`${page.title}. ${page.text}`)}\n`);
    return FOUND_PROBLEMS;
  }
  const { root } = layout.value;
  const outcome = engine.open(
    { root, name: basename(root) },
    {
      okrPath: options.okrPath,
      trailerKey: 'OKR',
      locale: 'en',
      refreshMs: REFRESH_MS,
      metricsEnabled: true,
    },
    true,
  );
  await outcome.reloadOkrFile();
  await outcome.reloadBranch();
  if (outcome.aims !== undefined) {
    const ports = { git: engine.gitPort, hookFiles: engine.hookFiles };
    await syncLinks(ports, layout.value, linksFor(outcome.aims));
  }
  await outcome.reloadReleases();
  await outcome.refresh(true);
  const view = outcome.view(plainWords);
  output.out(options.json ? terminalJson(view) : printPage(view.page));
  const waiting = [...outcome.sourceOrigins().keys()].filter((origin) => !allowed.has(origin));
  if (!options.json && waiting.length > 0) {
    output.err(
      `To ask for the numbers: throughline status ${waiting.map((one) => `--allow ${terminalText(one)}`).join(' ')}\n`,
    );
  }
  return view.page.kind === 'ready' ? SUCCESS : FOUND_PROBLEMS;
}
