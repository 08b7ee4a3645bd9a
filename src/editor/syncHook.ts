import type { Current } from './openedRepository';

/**
 * Tells the commit hook, where one is installed, what the OKR file says now; nothing where that can't be read. Takes up
 * whether there is one that git runs, and the key that it writes.
 */
export async function syncHook(current: Current): Promise<void> {
  const { module, engine, outcome } = current;
  const { repositoryLayout: layout, okrState, aims } = outcome;
  const gone = okrState.kind === 'failed' && okrState.failure.kind === 'missing';
  if (layout === undefined || (aims === undefined && !gone)) return;
  const ports = { git: engine.gitPort, hookFiles: engine.hookFiles };
  const links = aims === undefined ? { rules: [], ids: [] } : module.linksFor(aims);
  const there = await module.syncLinks(ports, layout, links);
  outcome.hookInstalled = there && (await isRun(current));
  if (outcome.hookInstalled) outcome.hookKey = await keyOfHook(current);
}

async function keyOfHook({ module, engine, root }: Current): Promise<string | undefined> {
  const read = await module.readTrailerKey(engine.gitPort, root.fsPath);
  if (!read.ok) return undefined;
  const { value: key = '' } = read;
  return module.isTrailerKey(key) ? key : module.DEFAULT_TRAILER_KEY;
}

/** Whether a hook of git calls ours. */
async function isRun({ module, engine, root }: Current): Promise<boolean> {
  const facts = await module.readHookFacts({ git: engine.gitPort, hookFiles: engine.hookFiles }, root.fsPath);
  return facts.ok && facts.value !== undefined && module.hookCalls(facts.value).length > 0;
}
