import { createInterface } from 'node:readline/promises';
import { plainWords } from '../outcome/words';
import type { Check } from '../work/hook/check';
import { CLOSED, loadModules, type Modules } from './here';
import { FOUND_PROBLEMS, type Output, SUCCESS } from './output';
import { terminalText } from './terminalText';

export type HookAction = 'install' | 'remove' | 'status';

export interface HookOptions {
  readonly folder: string;
  readonly okrPath: string;
  readonly action: HookAction;
  readonly check?: Check;
  /** Does it without asking. */
  readonly yes: boolean;
}

type Facts = Parameters<Modules['planInstall']>[0];

/** Installs or removes the commit hook, after showing what changes and asking, or says how it stands. */
export async function hook(options: HookOptions, output: Output): Promise<number> {
  const module = await loadModules();
  const engine = new module.Engine(CLOSED);
  const ports = { git: engine.gitPort, hookFiles: engine.hookFiles };
  const facts = await module.readHookFacts(ports, options.folder);
  if (!facts.ok || facts.value === undefined) {
    const why = facts.ok ? 'there is no repository here.' : facts.error.detail;
    output.err(`throughline: ${terminalText(why)}\n`);
    return FOUND_PROBLEMS;
  }
  if (options.action === 'status') return status(module, engine, facts.value, output);
  const done = await carryOut(module, engine, facts.value, options, output);
  if (done !== SUCCESS) return done;
  const { root } = facts.value;
  const check = options.action === 'remove' ? 'off' : options.check;
  if (check !== undefined) {
    const written = await module.writeCheck(ports.git, root, check);
    if (!written.ok) {
      output.err(`throughline: ${terminalText(written.error.detail)}\n`);
      return FOUND_PROBLEMS;
    }
    if (options.action === 'install') output.out(`Check of commits: ${check}\n`);
  }
  if (options.action === 'install') await syncFrom(module, engine, facts.value, options.okrPath);
  return SUCCESS;
}

type Engine = InstanceType<Modules['Engine']>;

async function carryOut(
  module: Modules,
  engine: Engine,
  facts: Facts,
  { action, yes }: HookOptions,
  output: Output,
): Promise<number> {
  const plan = action === 'install' ? module.planInstall(facts) : module.planRemove(facts);
  if ('why' in plan) {
    output.err(`throughline: ${terminalText(module.hookWords.refusalText(plan, plainWords))}\n`);
    if (plan.snippet !== '')
      output.err(
        `To do it by hand, add this and run the same command again:\n\n${printable(plan.snippet)}\n`,
      );
    return FOUND_PROBLEMS;
  }
  if (plan.changes.length === 0) {
    output.out(action === 'install' ? 'The hook is installed already.\n' : 'There is no hook to remove.\n');
    return SUCCESS;
  }
  const { changeLines, addedLines, planNotes, sharedFileNotes } = module.hookWords;
  for (const [index, line] of changeLines(plan.changes, facts.root, plainWords).entries()) {
    output.out(`${terminalText(line)}\n`);
    const change = plan.changes[index];
    // Our own files are long, and nobody else's.
    if (change === undefined || change.path.startsWith(`${module.ownFolder(facts)}/`)) continue;
    for (const added of addedLines(change)) output.out(`  + ${terminalText(added)}\n`);
  }
  const shared = action === 'install' ? sharedFileNotes(plan.changes, facts.root, plainWords) : [];
  for (const note of [...planNotes(plan, plainWords), ...shared]) output.out(`${terminalText(note)}\n`);
  if (!yes && !(await agreed(output))) return FOUND_PROBLEMS;
  const applied = await engine.hookFiles.apply(plan.changes);
  if (!applied.ok) {
    const { path, detail, left } = applied.error;
    const stands = left.length === 0 ? 'Nothing was changed' : `This stays changed: ${left.join(', ')}`;
    output.err(`throughline: ${terminalText(`${path}: ${detail}. ${stands}.`)}\n`);
    return FOUND_PROBLEMS;
  }
  output.out(action === 'install' ? 'The hook is installed.\n' : 'The hook is removed.\n');
  return SUCCESS;
}

async function agreed(output: Output): Promise<boolean> {
  if (!process.stdin.isTTY) {
    output.err('throughline: nothing was changed. Run it with --yes to do it.\n');
    return false;
  }
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(es)?$/i.test((await lines.question('Do it? [y/N] ')).trim());
  } finally {
    lines.close();
  }
}

async function status(module: Modules, engine: Engine, facts: Facts, output: Output): Promise<number> {
  const found = module.hookStatus(facts);
  if (found.kind === 'absent') {
    output.out('The hook is not installed.\n');
    return FOUND_PROBLEMS;
  }
  const check = await module.readCheck(engine.gitPort, facts.root);
  output.out(
    `The hook is installed in ${found.files.map(terminalText).join(', ') || 'no file that runs it'}.\n`,
  );
  output.out(`Check of commits: ${check.ok ? check.value : 'unknown'}\n`);
  if (found.current) return SUCCESS;
  output.out("A part of it is missing or of another version: 'throughline hook install' writes it again.\n");
  return FOUND_PROBLEMS;
}

/** The links of the OKR file as it is now, so that the very next commit is right. */
async function syncFrom(module: Modules, engine: Engine, facts: Facts, okrPath: string): Promise<void> {
  const text = await engine.files.read(facts.root, okrPath);
  if (!text.ok) return;
  const { file } = await engine.readAims(text.value);
  if (file === undefined) return;
  await module.syncLinks({ git: engine.gitPort, hookFiles: engine.hookFiles }, facts, module.linksFor(file));
}

function printable(text: string): string {
  return text.split('\n').map(terminalText).join('\n');
}

export function isHookAction(text: string | undefined): text is HookAction {
  return text === 'install' || text === 'remove' || text === 'status';
}
