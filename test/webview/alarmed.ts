import type { ActionView, AnswerView, KeyResultView, TextPart, WatchView } from '../../src/outcome/view';
import { orders, signups } from './keyResults';

const promise = 'In simulations fewer than 1 in 20 quiet deployments raise this in 60 days.';
const mute: ActionView = {
  action: 'muteKeyResult',
  label: 'Mute',
  style: 'link',
  arg: 'engagement.signups',
  description: 'Mute alarms of Increase monthly new user signups by 10%: no notification and no badge',
};
const watchedHow = 'How this is watched';
const watchedLines = [
  'Looked at: 12 days, each when it was over, from the third on.',
  'The watch ends on Dec 31, after 60 days, or at the next deployment for this key result.',
];
const quietWatch: WatchView = {
  alarm: false,
  quiet: true,
  parts: [{ text: 'No alarm since v1.42; watched until Dec 31.' }],
  notes: [],
  workedOut: ['Evidence for a drop now: below 1:1. An alarm is raised at 10:1.', ...watchedLines],
  workedOutText: watchedHow,
  actions: [],
};
const alarm: WatchView = {
  alarm: true,
  parts: [
    { text: 'Alarm: lower', tone: 'bad', strong: true },
    { text: ' since ' },
    { text: 'v1.42', strong: true },
    { text: ' (evidence 14:1; threshold 10:1).' },
  ],
  notes: [promise],
  workedOut: [
    'Alarm on Nov 9, day 5: evidence 14:1. The threshold is 10:1.',
    'Evidence for a drop now: 38:1.',
    ...watchedLines,
  ],
  workedOutText: watchedHow,
  actions: [mute],
};
const forecast: AnswerView = {
  parts: [
    { text: 'About ' },
    { text: '30%', strong: true },
    { text: ' likely to be at least 13,200 on Dec 31; expected 12,910.' },
  ],
  notes: ['Foreseen from 180 days with the Theta method, as if nothing changed from here.'],
  workedOut: [],
};
const [errors] = signups.guardrails;
const movedErrors: AnswerView = {
  parts: [
    { text: 'Since ' },
    { text: 'v1.42', strong: true },
    { text: ': ' },
    { text: '+0.3 points', strong: true, tone: 'bad' },
    { text: ', 95% likely between +0.1 and +0.5 points.' },
  ],
  notes: ['Other things that happened at the same time are not ruled out.'],
  workedOut: [],
};

/** One with alarms of its own and of a guardrail; one that is muted; one that is quiet; one that is closed. */
export const alarmed: readonly KeyResultView[] = [
  {
    ...signups,
    alarms: ['Alarm: lower since v1.42 (evidence 14:1; threshold 10:1).'],
    insight: { forecast, watch: alarm },
    guardrails: errors
      ? [
          { ...errors, effect: movedErrors, watch: { ...alarm, parts: harmed('higher') } },
          {
            ...errors,
            title: 'Page load, 75th percentile',
            effect: {
              quiet: true,
              parts: [{ text: "Can't tell yet since v1.42 (−3.1% to +4.4%). Look again on Nov 30." }],
              notes: ['Look again on Nov 30: 21 days can show changes of about ±5%.'],
              workedOut: [],
            },
            watch: quietWatch,
          },
        ]
      : [],
  },
  {
    ...orders,
    insight: {
      watch: {
        ...alarm,
        muted: true,
        quiet: true,
        parts: [...harmed('lower').map(({ tone: _tone, ...rest }) => rest), { text: ' Muted.' }],
        actions: [{ action: 'unmuteKeyResult', label: 'Unmute', style: 'link', arg: 'engagement.orders' }],
      },
    },
  },
  {
    ...orders,
    id: 'checkout.p95',
    title: 'Answer 95% of checkouts within 500 ms',
    insight: { watch: quietWatch },
  },
  {
    ...orders,
    id: 'checkout.closed',
    title: 'Closed, and not silent',
    expanded: false,
    alarms: [
      'Alarm: lower since v1.42 (evidence over 1000:1; threshold 10:1).',
      'Checkout errors · Alarm: higher since v1.42 (evidence 22:1; threshold 10:1).',
    ],
  },
];

function harmed(how: string): readonly TextPart[] {
  return alarm.parts.map((part, index) => (index === 0 ? { ...part, text: `Alarm: ${how}` } : part));
}
