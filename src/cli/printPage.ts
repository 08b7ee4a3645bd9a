import type {
  AnswerView,
  GuardrailView,
  KeyResultView,
  ObjectiveView,
  ReadyPage,
  View,
  WatchView,
} from '../outcome/view';
import { problemText } from './problemText';
import { terminalText } from './terminalText';

const ARROWS = { up: '▲', down: '▼', flat: '▬' } as const;
const GUARDS = { held: '✓', broken: '✗', unknown: '?' } as const;

/** The sidebar's page as lines of text. */
export function printPage(page: View['page']): string {
  const lines = page.kind === 'empty' ? [page.title, page.text] : readyLines(page);
  return `${lines.map((line) => terminalText(line).trimEnd()).join('\n')}\n`;
}

function readyLines(page: ReadyPage): string[] {
  const { branch, notices, objectives, work } = page;
  const why = branch.why.map(({ text }) => text).join('');
  return [
    [branch.name, branch.operation, why].filter((part) => part).join(' · '),
    ...notices.map(({ text }) => `! ${text}`),
    ...objectives.flatMap(objectiveLines),
    ...(work ? ['', [work.count, work.tagged, work.found].filter((part) => part).join(' · ')] : []),
    page.footer.text,
  ];
}

function objectiveLines({ eyebrow, title, facts, keyResults }: ObjectiveView): string[] {
  return ['', title, [...eyebrow.slice(1), ...facts].join(' · '), ...keyResults.flatMap(keyResultLines)];
}

function keyResultLines(view: KeyResultView): string[] {
  const { value, goal, delta, score, freshness, problem } = view;
  const numbers = [
    [value, goal].filter((part) => part).join(' '),
    ...(delta ? [`${ARROWS[delta.direction]} ${delta.text}`] : []),
    ...(score ? [score.label] : []),
    ...(freshness.text === '' ? [] : [freshness.text]),
  ];
  return [
    '',
    `${view.linked ? '→' : ' '} ${view.title}  [${view.id}]`,
    `    ${numbers.join(' · ')}`,
    ...view.notes.map((note) => `    ${note}`),
    ...alarmLines(view.insight?.watch),
    ...[view.insight?.forecast, view.insight?.effect].flatMap((one) => (one ? [`    ${wordsOf(one)}`] : [])),
    ...(view.insight?.watch?.quiet ? [`    ${wordsOf(view.insight.watch)}`] : []),
    ...view.guardrails.flatMap(guardrailLines),
    ...(problem ? [`    ! ${problemText(problem)}`] : []),
  ];
}

/** What is no news about a guardrail is left out. */
function guardrailLines({ state, title, value, bound, watch, effect }: GuardrailView): string[] {
  return [
    `    ${GUARDS[state]} ${title} ${value}, guardrail ${bound}`,
    ...alarmLines(watch).map((line) => `  ${line}`),
    ...(effect && !effect.quiet ? [`      ${wordsOf(effect)}`] : []),
  ];
}

function alarmLines(watch: WatchView | undefined): string[] {
  if (watch === undefined || watch.quiet) return [];
  return [`    ! ${[wordsOf(watch), ...watch.notes].join(' ')}`];
}

function wordsOf({ parts }: AnswerView): string {
  return parts.map(({ text }) => text).join('');
}
