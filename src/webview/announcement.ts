import type { EmptyPage, ReadyPage, TextPart } from '../outcome/view';

/**
 * What a screen reader is told when it changes: the state of the page, its branch and its notices, and what the next
 * commit will carry, and an alarm that is raised. Numbers are left out, or it would never fall silent.
 */
export function announcement(page: EmptyPage | ReadyPage): readonly string[] {
  if (page.kind === 'empty') return [page.title, page.text];
  const { branch, notices, objectives, work } = page;
  const next = work?.next ? [wordsOf(work.next)] : [];
  const alarms = objectives
    .flatMap(({ keyResults }) => keyResults)
    .flatMap(({ title, alarms: raised = [] }) => raised.map((alarm) => `${title} · ${alarm}`));
  return [branch.name, wordsOf(branch.why), ...notices.map(({ text }) => text), ...alarms, ...next];
}

function wordsOf(parts: readonly TextPart[]): string {
  return parts.map(({ text }) => text).join('');
}
