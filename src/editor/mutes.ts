import * as vscode from 'vscode';
import { type Current, repositoryOf } from './openedRepository';

const KEY = 'mutedKeyResults';

/**
 * The key results whose alarms this user wants to hear of no more, by repository, whichever of its work trees is open; on
 * this machine only.
 */
export class Mutes implements vscode.Disposable {
  private readonly changes = new vscode.EventEmitter<void>();

  readonly onDidChange = this.changes.event;

  constructor(private readonly memento: vscode.Memento) {}

  /** Ids in lower case. Asked for each time: another window may have changed them. */
  of(current: Current): ReadonlySet<string> {
    return new Set(this.all[repositoryOf(current)] ?? []);
  }

  async set(current: Current, changed: readonly string[], muted: boolean): Promise<void> {
    const repository = repositoryOf(current);
    const ids = new Set(this.of(current));
    for (const id of changed) {
      if (muted) ids.add(id.toLowerCase());
      else ids.delete(id.toLowerCase());
    }
    const { [repository]: _, ...others } = this.all;
    await this.memento.update(KEY, ids.size === 0 ? others : { ...others, [repository]: [...ids] });
    this.changes.fire();
  }

  private get all(): Readonly<Record<string, readonly string[]>> {
    return this.memento.get<Record<string, readonly string[]>>(KEY, {});
  }

  dispose(): void {
    this.changes.dispose();
  }
}
