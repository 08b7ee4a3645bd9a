import { findId, isKeyResultId } from '../okr/lookup';
import type { KeyResult } from '../okr/model';
import { nearest } from '../okr/nearest';
import { shorten } from '../okr/shorten';
import type { Aims } from './okrDocument';

/** What an id that somebody wrote means in an OKR file, with a sentence where it can't be worked for. */
export type JudgedId =
  | { readonly kind: 'active'; readonly keyResult: KeyResult }
  | {
      readonly kind: 'ended' | 'objective' | 'unknown' | 'malformed';
      readonly message: string;
      /** 1-based line of the OKR file that was probably meant. */
      readonly line?: number;
    };

/** @param okrPath what to call the file */
export function judgeId(aims: Aims, id: string, okrPath: string): JudgedId {
  const name = `'${shorten(id)}'`;
  if (!isKeyResultId(id)) {
    const message = `${name} can't be a key result id: letters, digits and . _ / - only, 64 at most, one id to a trailer.`;
    return { kind: 'malformed', message };
  }
  const found = findId(aims, id);
  if (found.kind === 'active') return found;
  if (found.kind === 'ended') {
    const when = found.ended.ended === undefined ? '' : ` on ${found.ended.ended}`;
    return { kind: 'ended', message: `The key result ${name} ended${when}.` };
  }
  const objective = aims.objectives.find((one) => one.id.toLowerCase() === id.toLowerCase());
  if (objective) {
    const own = objective.keyResults.map((keyResult) => keyResult.id).join(', ');
    const message = `${name} is an objective. Name one or more of its key results: ${own}.`;
    return { kind: 'objective', message, line: objective.line };
  }
  return unknown(aims, id, `There is no key result ${name} in ${okrPath}.`);
}

function unknown(aims: Aims, id: string, message: string): JudgedId {
  const lines = new Map(
    aims.objectives.flatMap(({ keyResults }) => keyResults).map((one) => [one.id, one.line]),
  );
  const meant = nearest(id, lines.keys());
  const line = meant === undefined ? undefined : lines.get(meant);
  if (line === undefined) return { kind: 'unknown', message };
  return { kind: 'unknown', message: `${message} Did you mean '${meant}'?`, line };
}
