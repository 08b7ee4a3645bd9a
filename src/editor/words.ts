import * as vscode from 'vscode';
import type { Words } from '../outcome/words';

/** The editor's translations. */
export const words: Words = { t: (message, ...args) => vscode.l10n.t(message, ...args) };
