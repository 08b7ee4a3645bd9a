import type { Current } from './openedRepository';

/** Ids that the commit box carries now: the API has no event for it. None in Restricted Mode. */
export function readBox({ outcome, module, repository }: Current): string[] {
  if (repository === undefined) return [];
  return module.readTrailers(repository.inputBox.value, outcome.trailerKey, {
    keyConfigured: true,
    draft: true,
  });
}
