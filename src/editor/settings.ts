import * as vscode from 'vscode';

export interface Settings {
  /** Path of the OKR file below the repository's root. */
  readonly okrFile: string;
  /** Seconds between two requests of the same metric while somebody looks. */
  readonly refreshSeconds: number;
}

/** The one reader of the configuration. */
export function readSettings(folder?: vscode.Uri): Settings {
  const configuration = vscode.workspace.getConfiguration('throughline', folder ?? null);
  const okrFile = configuration.get<string>('okrFile')?.trim();
  return {
    okrFile: okrFile === undefined || okrFile === '' ? 'okrs.yaml' : okrFile,
    refreshSeconds: Math.max(5, configuration.get<number>('refresh.seconds') ?? 60),
  };
}

export function onSettingsChange(listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration('throughline')) listener();
  });
}
