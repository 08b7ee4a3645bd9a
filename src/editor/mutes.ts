import * as vscode from 'vscode';

const KEY = 'mutedKeyResults';

/** The key results whose alarms this user wants to hear of no more, by repository; on this machine only. */
export class Mutes implements vscode.Disposable {
  private readonly changes = new vscode.EventEmitter<void>();

  readonly onDidChange = this.changes.event;

  constructor(private readonly memento: vscode.Memento) {}

  /** Ids in lower case. Asked for each time: another window may have changed them. */
  of(root: vscode.Uri): ReadonlySet<string> {
    return new Set(this.all[root.toString()] ?? []);
  }

  async set(root: vscode.Uri, id: string, muted: boolean): Promise<void> {
    const ids = new Set(this.of(root));
    if (muted) ids.add(id.toLowerCase());
    else ids.delete(id.toLowerCase());
    const { [root.toString()]: _, ...others } = this.all;
    await this.memento.update(KEY, ids.size === 0 ? others : { ...others, [root.toString()]: [...ids] });
    this.changes.fire();
  }

  private get all(): Readonly<Record<string, readonly string[]>> {
    return this.memento.get<Record<string, readonly string[]>>(KEY, {});
  }

  dispose(): void {
    this.changes.dispose();
  }
}
