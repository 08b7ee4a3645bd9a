import type { EmptyPage, ReadyPage, TextPart } from '../outcome/view';

/**
 * What a screen reader is told when it changes: the state of the page, its branch and its notices, and what the next
 * commit will carry. Numbers are left out, or it would never fall silent.
 */
export function announcement(page: EmptyPage | ReadyPage): readonly string[] {
  if (page.kind === 'empty') return [page.title, page.text];
  const { branch, notices, work } = page;
  const next = work?.next ? [wordsOf(work.next)] : [];
  return [branch.name, wordsOf(branch.why), ...notices.map(({ text }) => text), ...next];
}

function wordsOf(parts: readonly TextPart[]): string {
  return parts.map(({ text }) => text).join('');
}
