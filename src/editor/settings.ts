import * as vscode from 'vscode';
import type { Tagging } from '../outcome/snapshot';
import { DEFAULT_TRAILER_KEY, isTrailerKey } from '../work/trailerKey';

export interface Settings {
  /** Path of the OKR file below the repository's root. */
  readonly okrFile: string;
  /** Seconds for which a number is good, where its source says nothing. */
  readonly refreshSeconds: number;
  /** Whether anything is requested at all. */
  readonly metricsEnabled: boolean;
  readonly trailerKey: string;
  /** What the setting says where that can be no key; then the key is the usual one. */
  readonly refusedTrailerKey?: string;
  readonly tagging: Tagging;
  /** How a branch is named that no pattern of the OKR file names; nothing where the default serves. */
  readonly branchTemplate: string | undefined;
}

/** A day: what a longer timer would be cut to is no time at all. */
const MOST_SECONDS = 86_400;
const FEWEST_SECONDS = 5;
const DEFAULT_SECONDS = 60;

/** The one reader of the configuration. */
export function readSettings(folder?: vscode.Uri): Settings {
  const configuration = vscode.workspace.getConfiguration('throughline', folder ?? null);
  // The editor hands on whatever somebody wrote, of any type.
  const okrFile = configuration.get<unknown>('okrFile');
  const key = configuration.get<unknown>('trailerKey');
  const tagging = configuration.get<unknown>('tagging');
  const template = configuration.get<unknown>('branchTemplate');
  const seconds = configuration.get<unknown>('refresh.seconds');
  return {
    okrFile: typeof okrFile === 'string' && okrFile.trim() !== '' ? okrFile.trim() : 'okrs.yaml',
    refreshSeconds: Number.isFinite(seconds)
      ? Math.min(MOST_SECONDS, Math.max(FEWEST_SECONDS, Number(seconds)))
      : DEFAULT_SECONDS,
    metricsEnabled: configuration.get<unknown>('metrics.enabled') !== false,
    ...trailerKeyOf(key),
    tagging: tagging === 'off' || tagging === 'automatic' ? tagging : 'suggest',
    branchTemplate: typeof template === 'string' && template.trim() !== '' ? template.trim() : undefined,
  };
}

function trailerKeyOf(written: unknown): Pick<Settings, 'trailerKey' | 'refusedTrailerKey'> {
  const key = String(written ?? '').trim();
  if (isTrailerKey(key)) return { trailerKey: key };
  return { trailerKey: DEFAULT_TRAILER_KEY, ...(key === '' ? {} : { refusedTrailerKey: key }) };
}

/** Whether the built-in Git extension may run, as far as its own setting says. */
export function isGitEnabled(): boolean {
  return vscode.workspace.getConfiguration('git', null).get('enabled', true);
}

export function onSettingsChange(listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration('throughline')) listener();
  });
}
