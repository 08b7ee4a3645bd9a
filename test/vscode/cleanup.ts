import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Has `undo` done when this process ends, in whatever way it is told to; the newest first, so that a server is
 * gone before its data.
 * @returns takes the registration back
 */
export function onExit(undo: () => void): () => void {
  process.prependOnceListener('exit', undo);
  return () => process.off('exit', undo);
}

/** Makes Ctrl-C and a polite kill run what `onExit` has registered. For entry points. */
export function endOnSignals(): void {
  process.once('SIGINT', () => process.exit(130));
  process.once('SIGTERM', () => process.exit(143));
  process.once('SIGHUP', () => process.exit(129));
}

export interface TempFolder {
  readonly path: string;
  dispose(): void;
}

/** A fresh folder that goes away with `dispose`, or with this process. */
export function tempFolder(prefix: string): TempFolder {
  const path = mkdtempSync(join(tmpdir(), `${prefix}-`));
  const remove = () => rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  const forget = onExit(remove);
  return {
    path,
    dispose() {
      forget();
      remove();
    },
  };
}
