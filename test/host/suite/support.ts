import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { ThroughlineApi, ThroughlineExports } from '../../../src/editor/api';
import type { GitApi, GitExtension, GitRepository } from '../../../src/editor/gitApi';
import type { KeyResultView, ReadyPage } from '../../../src/outcome/view';

const EXTENSION = 'throughline.throughline';
const WAIT_MS = 60_000;

/** Runs git in a repository as a user's terminal would, with an identity of its own. */
export function git(root: string, ...args: string[]): string {
  return execFileSync('git', args, {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, ...IDENTITY },
    stdio: ['ignore', 'pipe', 'pipe'],
  }).trim();
}

const IDENTITY = {
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.com',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.com',
};

/** Asks again until there is an answer. */
export async function eventually<T>(what: string, ask: () => T | undefined | false | null): Promise<T> {
  const deadline = Date.now() + WAIT_MS;
  for (;;) {
    const answer = ask();
    if (answer !== undefined && answer !== false && answer !== null) return answer;
    if (Date.now() > deadline) throw new Error(`Waited ${WAIT_MS / 1000} s in vain: ${what}`);
    await sleep(25);
  }
}

export async function throughline(): Promise<ThroughlineApi> {
  const extension = vscode.extensions.getExtension<ThroughlineExports>(EXTENSION);
  if (extension === undefined) throw new Error(`${EXTENSION} is not installed`);
  return (await extension.activate()).getAPI(1);
}

export async function gitApi(): Promise<GitApi> {
  const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
  if (extension === undefined) throw new Error('The built-in Git extension is missing');
  return (await extension.activate()).getAPI(1);
}

/** Folder of the workspace by name. */
export function folder(name: string): vscode.Uri {
  const found = vscode.workspace.workspaceFolders?.find((one) => one.name === name);
  if (found === undefined) throw new Error(`The workspace has no folder ${name}`);
  return found.uri;
}

export async function repositoryIn(name: string): Promise<GitRepository> {
  const api = await gitApi();
  const uri = folder(name);
  return eventually(`a repository in ${name}`, () =>
    api.repositories.find((one) => one.rootUri.fsPath === uri.fsPath),
  );
}

/** Opens a file, so that its repository decides. */
export async function show(name: string, file: string): Promise<void> {
  await vscode.window.showTextDocument(vscode.Uri.joinPath(folder(name), file));
}

/** The page once it shows a branch, and whatever else is asked of it. */
export async function readyPage(
  what: string,
  matches: (page: ReadyPage) => boolean = () => true,
): Promise<ReadyPage> {
  const api = await throughline();
  return eventually(what, () => {
    const page = api.view?.page;
    return page?.kind === 'ready' && matches(page) ? page : undefined;
  });
}

export function onBranch(name: string): Promise<ReadyPage> {
  return readyPage(`branch ${name}`, (page) => page.branch.name === name);
}

export function linkedIds(page: ReadyPage): string[] {
  return keyResults(page)
    .filter(({ linked }) => linked)
    .map(({ id }) => id);
}

export function keyResults(page: ReadyPage): KeyResultView[] {
  return page.objectives.flatMap((objective) => objective.keyResults);
}

export function why(page: ReadyPage): string {
  return page.branch.why.map(({ text }) => text).join('');
}

/**
 * Runs a command that asks with quick picks, and answers each with what is preselected. The API does not tell when
 * a quick pick is on screen, so an answer may come before the list: then it is run again, as a user would.
 * @param done whether the command has had its effect
 */
export async function runAccepting(command: string, done: () => boolean = () => true): Promise<void> {
  for (let attempt = 0; attempt < 6; attempt += 1) {
    await runOnce(command);
    if (done()) return;
  }
  throw new Error(`${command} had no effect`);
}

async function runOnce(command: string): Promise<void> {
  const running = { done: false };
  const ended = vscode.commands.executeCommand(command).then(() => {
    running.done = true;
  });
  while (!running.done) {
    await Promise.race([ended, sleep(700)]);
    if (!running.done) await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
  }
  await ended;
}
