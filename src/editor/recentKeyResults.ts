import type * as vscode from 'vscode';

const KEY = 'recentKeyResults';
const KEPT = 5;

/** The key results used last in this workspace. */
export class RecentKeyResults {
  constructor(private readonly memento: vscode.Memento) {}

  get ids(): readonly string[] {
    return this.memento.get<string[]>(KEY, []);
  }

  async add(ids: readonly string[]): Promise<void> {
    const others = this.ids.filter((one) => !ids.includes(one));
    await this.memento.update(KEY, [...ids, ...others].slice(0, KEPT));
  }
}
