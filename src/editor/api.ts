import type { Event } from 'vscode';
import type { View } from '../outcome/view';
import type { ShownLine } from './outcomeBlame';

/** What `activate` gives to other extensions: `exports.getAPI(1)`. */
export interface ThroughlineExports {
  /** @throws Error where this version is not offered */
  getAPI(version: 1): ThroughlineApi;
}

export interface ThroughlineApi {
  /** What the faces show now; absent before the first repository was read. */
  readonly view: View | undefined;
  readonly onDidChangeView: Event<View>;
  /** What outcome blame says at the ends of lines now, a line for each editor that shows one. */
  readonly lineOutcomes: readonly ShownLine[];
}

export function exportsOf(source: ThroughlineApi): ThroughlineExports {
  const api: ThroughlineApi = {
    get view() {
      return source.view;
    },
    onDidChangeView: source.onDidChangeView,
    get lineOutcomes() {
      return source.lineOutcomes;
    },
  };
  return {
    getAPI: (version) => {
      if (version !== 1) throw new Error(`Throughline offers version 1 of its API, not ${String(version)}.`);
      return api;
    },
  };
}
