import type { GitFailure, GitStreamPort, Result } from '../../io/ports';
import { LOG_CONFIG, LOG_OPTIONS, logFormat } from './logReader';

export interface LogAsk {
  readonly trailerKey: string;
  /** Full ids whose history is wanted, and those whose history is not. */
  readonly tips: readonly string[];
  readonly without: readonly string[];
  /** Commits at most; all where absent. */
  readonly limit?: number;
  /** Whether it may take its time. */
  readonly background?: boolean;
  readonly graftFile?: string;
  readonly signal: AbortSignal;
}

/** Streams the records of a history, newest first. What is not wanted and is gone does not matter. */
export function streamLog(
  git: GitStreamPort,
  root: string,
  ask: LogAsk,
  each: (piece: Uint8Array) => void | Promise<void>,
): Promise<Result<void, GitFailure>> {
  const { trailerKey, tips, without, limit, background = false, graftFile, signal } = ask;
  return git.stream(
    root,
    [
      ...LOG_CONFIG,
      ...(graftFile === undefined ? [] : ['-c', 'advice.graftFileDeprecated=false']),
      'log',
      ...LOG_OPTIONS,
      logFormat(trailerKey),
      ...(limit === undefined ? [] : [`--max-count=${limit}`]),
      ...(without.length === 0 ? [] : ['--ignore-missing']),
      '--stdin',
    ],
    each,
    {
      input: [...tips, ...without.map((id) => `^${id}`), ''].join('\n'),
      signal,
      background,
      ...(graftFile === undefined ? {} : { graftFile }),
    },
  );
}
