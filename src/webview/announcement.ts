import type { EmptyPage, ReadyPage } from '../outcome/view';

/**
 * What a screen reader is told when it changes: the state of the page, its branch and its notices. Numbers are left out, or
 * it would never fall silent.
 */
export function announcement(page: EmptyPage | ReadyPage): readonly string[] {
  if (page.kind === 'empty') return [page.title, page.text];
  const { name, why } = page.branch;
  const reason = why.map(({ text }) => text).join('');
  return [name, reason, ...page.notices.map(({ text }) => text)];
}
