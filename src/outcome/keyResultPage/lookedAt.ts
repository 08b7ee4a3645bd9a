import { holm } from '../impact/holm';
import type { Impact } from '../impact/model';
import type { Words } from '../words';

const ALPHA = 0.05;

/** How many deployments were looked at: those without an answer are no look. */
export function looksOf(looked: readonly Impact[]): number {
  return looked.filter(({ figures }) => figures !== undefined).length;
}

/** Somebody who picks one deployment after the other finds a change sooner or later: it counts where it holds up among all. */
export function amongLooks(picked: Impact, looked: readonly Impact[]): Impact {
  const told = looked.filter(({ figures }) => figures !== undefined);
  const adjusted = holm(told.map(({ figures }) => figures?.p ?? 1))[told.indexOf(picked)] ?? 0;
  if (picked.answer !== 'moved' || adjusted < ALPHA) return picked;
  return { ...picked, answer: 'cant-tell', why: { kind: 'picked', deployments: told.length } };
}

export function lookedText(looks: number, l10n: Words): string | undefined {
  return looks < 2
    ? undefined
    : l10n.t(
        '{0} deployments were looked at here. About one look in 20 finds a change where there is none, so a change since a deployment that you picked only counts where it stands out among all of them.',
        looks,
      );
}
