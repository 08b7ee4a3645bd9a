import type { ProblemView } from '../outcome/view';

/** What went wrong and what to do next, one after the other. */
export function problemText({ text, next }: Pick<ProblemView, 'text' | 'next'>): string {
  return `${/[.!?]$/.test(text) ? text : `${text}.`} ${next}`;
}
