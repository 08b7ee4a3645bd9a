import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { restoreEnvironment } from '../environment';
import { GitRepository, ISOLATED } from '../gitRepository';
import { type OpenedLedger, type OpenOptions, openLedger } from './openedLedger';

/** A folder for what a test of the ledger makes, with what is open, and this process's git as nobody configured it. */
export class LedgerPlace {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'throughline-ledger-')));
  /** The folder of the indexes. */
  readonly store = join(this.folder, 'store');
  private readonly repositories: GitRepository[] = [];
  private readonly opened: OpenedLedger[] = [];
  private readonly before = { ...process.env };

  constructor() {
    Object.assign(process.env, ISOLATED);
  }

  repository(...options: string[]): GitRepository {
    const made = new GitRepository(...options);
    this.repositories.push(made);
    return made;
  }

  open(root: string, options: Partial<OpenOptions> = {}): OpenedLedger {
    const ledger = openLedger(root, { store: this.store, ...options });
    this.opened.push(ledger);
    return ledger;
  }

  /** As a process that has never seen it, and keeps nothing. */
  rebuilt(root: string): Promise<readonly string[]> {
    return this.open(root, { store: join(this.folder, 'elsewhere'), rebuild: true }).lines();
  }

  run(cwd: string, ...args: string[]): string {
    return execFileSync('git', args, { cwd, encoding: 'utf8', stdio: 'pipe' }).trimEnd();
  }

  dispose(): void {
    for (const { keeper } of this.opened) keeper.dispose();
    for (const repository of this.repositories) repository.dispose();
    rmSync(this.folder, { recursive: true, force: true });
    restoreEnvironment(this.before);
  }
}
