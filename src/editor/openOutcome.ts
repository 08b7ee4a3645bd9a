import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { RepositoryOutcome } from '../outcome/repositoryOutcome';
import type { Current } from './openedRepository';
import { readSettings } from './settings';

/** Opens the outcome of a repository by the settings of its folder. Nothing is read yet. */
export function openOutcome({ engine, root, repository }: Omit<Current, 'outcome'>): RepositoryOutcome {
  const { okrFile, refreshSeconds, metricsEnabled, tagging, trailerKey, refusedTrailerKey } =
    readSettings(root);
  return engine.open(
    { root: root.fsPath, name: basename(root.fsPath) },
    {
      okrPath: okrFile,
      trailerKey,
      ...(refusedTrailerKey === undefined ? {} : { refusedTrailerKey }),
      tagging,
      locale: vscode.env.language,
      refreshMs: refreshSeconds * 1000,
      metricsEnabled,
    },
    repository !== undefined,
  );
}
