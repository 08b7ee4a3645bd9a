import type { Current } from './openedRepository';

/** Tells the commit hook, where one is installed, what the OKR file says now; nothing where that can't be read. */
export async function syncHook({ module, engine, outcome }: Current): Promise<void> {
  const { repositoryLayout: layout, okrState, aims } = outcome;
  const gone = okrState.kind === 'failed' && okrState.failure.kind === 'missing';
  if (layout === undefined || (aims === undefined && !gone)) return;
  const ports = { git: engine.gitPort, hookFiles: engine.hookFiles };
  await module.syncLinks(ports, layout, aims === undefined ? { rules: [], ids: [] } : module.linksFor(aims));
}
