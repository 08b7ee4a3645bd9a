import type { HookLinks } from '../work/hook/linksConfig';
import type { Aims } from './okrDocument';

/** What the commit hook is told about an OKR file: its patterns, and every id that a tag may name. */
export function linksFor({ branches, objectives, ended }: Aims): Omit<HookLinks, 'branches'> {
  const keyResults = objectives.flatMap((objective) => objective.keyResults);
  return {
    rules: branches,
    ids: [
      ...keyResults.map(({ id }) => id),
      ...keyResults.flatMap(({ aliases }) => aliases),
      ...ended.map(({ id }) => id),
    ],
  };
}
