import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createGit } from '../../src/io/git';
import { createHookFiles } from '../../src/io/hookFiles';
import { HOOKS } from '../../src/work/hook/hookFacts';
import { type Plan, planInstall, planRemove, type Refusal } from '../../src/work/hook/plan';
import { readHookFacts } from '../../src/work/hook/readHooks';
import { GitRepository, ISOLATED } from './gitRepository';

const hookFiles = createHookFiles();
const git = createGit();

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Plans and makes the changes, as the faces do. */
export async function installHook(folder: string, meanwhile?: () => void): Promise<Plan | Refusal> {
  return carryOut(folder, planInstall, meanwhile);
}

export async function removeHook(folder: string): Promise<Plan | Refusal> {
  return carryOut(folder, planRemove);
}

async function carryOut(
  folder: string,
  plan: typeof planInstall,
  meanwhile?: () => void,
): Promise<Plan | Refusal> {
  const facts = await readHookFacts({ git, hookFiles }, folder);
  if (!facts.ok || facts.value === undefined) throw new Error('There is no repository');
  const planned = plan(facts.value);
  if ('why' in planned) return planned;
  meanwhile?.();
  const applied = await hookFiles.apply(planned.changes);
  if (!applied.ok) throw new Error(`${applied.error.path}: ${applied.error.detail}`);
  return planned;
}

/** A repository in which commits are made as in a terminal: with its hooks, and an editor of the test's own. */
export class HookedRepository extends GitRepository {
  /** In front of PATH; whatever lies there is run instead. */
  readonly tools = join(this.root, '.git', 'test-tools');
  environment: Readonly<Record<string, string>> = {};

  install(): Promise<Plan | Refusal> {
    return installHook(this.root);
  }

  /** Which shell runs the hooks that are installed. */
  useShell(...command: readonly string[]): void {
    for (const hook of HOOKS) {
      const path = join(this.root, '.git', 'hooks', hook);
      writeFileSync(path, readFileSync(path, 'utf8').replace('#!/bin/sh', `#!${command.join(' ')}`));
    }
  }

  tool(name: string, script: string): string {
    mkdirSync(this.tools, { recursive: true });
    const path = join(this.tools, name);
    writeFileSync(path, script);
    chmodSync(path, 0o755);
    return path;
  }

  /** Runs git as somebody does who uses this repository. */
  run(args: readonly string[], more: Readonly<Record<string, string>> = {}, folder = this.root): Ran {
    return this.runProgram('git', args, more, folder);
  }

  runProgram(
    program: string,
    args: readonly string[],
    more: Readonly<Record<string, string>> = {},
    folder = this.root,
  ): Ran {
    const env = {
      ...process.env,
      ...ISOLATED,
      GIT_EDITOR: 'false',
      PATH: `${this.tools}:${process.env.PATH}`,
      ...this.environment,
      ...more,
    };
    const { status, stdout, stderr } = spawnSync(program, args, { cwd: folder, env, encoding: 'utf8' });
    return { code: status, out: stdout, err: stderr };
  }

  /** @param script what the editor does with the message, in sh, as `$1` */
  editor(script: string): Readonly<Record<string, string>> {
    return { GIT_EDITOR: `'${this.tool('test-editor', `#!/bin/sh\n${script}\n`)}'` };
  }

  /** The whole message of the last commit. */
  message(folder = this.root): string {
    return this.run(['log', '-1', '--format=%B'], {}, folder).out.replace(/\n$/, '');
  }

  /** As git reads them. */
  tags(folder = this.root): string[] {
    const { out } = this.run(
      ['-c', 'trailer.okr.key=OKR', 'log', '-1', '--format=%(trailers:key=OKR,valueonly,unfold)'],
      {},
      folder,
    );
    return out.split('\n').filter((line) => line !== '');
  }

  get count(): number {
    const { code, out } = this.run(['rev-list', '--count', 'HEAD']);
    return code === 0 ? Number(out) : 0;
  }
}
