import type { EndedKeyResult, KeyResult, Objective, OkrFile } from './model';

export type FoundId =
  | { readonly kind: 'active'; readonly keyResult: KeyResult; readonly objective: Objective }
  | { readonly kind: 'ended'; readonly ended: EndedKeyResult }
  | { readonly kind: 'unknown' };

export const KEY_RESULT_ID = /^[A-Za-z0-9][A-Za-z0-9._/-]{0,63}$/;

/** Whether the text may be the id of a key result: a letter or digit, then letters, digits, `.`, `_`, `/`, `-`; at most 64. */
export function isKeyResultId(text: string): boolean {
  return KEY_RESULT_ID.test(text);
}

/** Finds the key result that an id or a former id means, compared without case; current ids come first. */
export function findId(file: Pick<OkrFile<unknown>, 'objectives' | 'ended'>, id: string): FoundId {
  const wanted = id.toLowerCase();
  const means = (written: string) => written.toLowerCase() === wanted;
  return (
    findKeyResult(file.objectives, ({ id: own }) => means(own)) ??
    findKeyResult(file.objectives, ({ aliases }) => aliases.some(means)) ??
    findEnded(file.ended, means) ?? { kind: 'unknown' }
  );
}

function findKeyResult(
  objectives: readonly Objective[],
  matches: (keyResult: KeyResult) => boolean,
): FoundId | undefined {
  for (const objective of objectives) {
    const keyResult = objective.keyResults.find(matches);
    if (keyResult) return { kind: 'active', keyResult, objective };
  }
  return undefined;
}

function findEnded(all: readonly EndedKeyResult[], means: (id: string) => boolean): FoundId | undefined {
  const ended = all.find(({ id }) => means(id));
  return ended && { kind: 'ended', ended };
}
