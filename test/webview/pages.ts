import type { ActionView, CommitLine, EmptyPage, KeyResultView, ReadyPage } from '../../src/outcome/view';
import { alarmed } from './alarmed';
import { charted, uncharted } from './chartPages';
import { emptyPages } from './emptyPages';
import { feedStates } from './feedStates';
import { chart, orders, signups, signupsCourse } from './keyResults';

/** Pages of the view model as the presenter makes them, one for each state that the sidebar can be in. */

const refresh: ActionView = { action: 'refresh', label: 'refresh', style: 'link' };
const tagPast: ActionView = { action: 'tagPast', label: 'Tag Past Commits…', style: 'link' };

/** The founding example: both key results, live. */
export const ready: ReadyPage = {
  kind: 'ready',
  branch: {
    name: 'signup/one-tap',
    state: 'branch',
    why: [
      { text: 'linked because it matches ' },
      { text: 'signup/**', code: true },
      { text: ' in ' },
      { text: 'okrs.yaml', code: true },
    ],
    actions: [
      {
        action: 'link',
        label: 'change',
        style: 'link',
        description: 'Choose the key results that signup/one-tap serves',
      },
    ],
  },
  notices: [],
  objectives: [
    {
      id: 'engagement',
      eyebrow: ['Objective', 'growth', '38 days left'],
      title: 'Increase customer engagement on our platform',
      facts: ['for public consumers', 'score 0.58', 'pace −0.04'],
      keyResults: [signups, orders],
    },
  ],
  work: {
    heading: 'Work on this branch',
    count: '7 commits',
    tagged: '5 tagged · 2 untagged',
    actions: [{ action: 'tag', label: 'Tag Commit…', style: 'secondary' }, tagPast],
    next: [{ text: 'The next commit will carry ' }, { text: 'OKR: engagement.signups', code: true }],
  },
  footer: { text: 'from prometheus.example.com, metrics.example.com', actions: [refresh] },
};

/** The same page with other key results. */
export function withKeyResults(...keyResults: readonly KeyResultView[]): ReadyPage {
  return { ...ready, objectives: ready.objectives.map((objective) => ({ ...objective, keyResults })) };
}

const { work: _, ...readyWithoutWork } = ready;

export const notices: ReadyPage = {
  ...withKeyResults(unread(signups, 'waits for your approval'), unread(orders, 'waits for your approval')),
  notices: [
    {
      tone: 'info',
      text: 'okrs.yaml asks for numbers from https://prometheus.example.com. Nothing has been sent yet.',
      actions: [
        { action: 'approve', label: 'Allow…', style: 'primary', arg: 'https://prometheus.example.com' },
      ],
    },
    {
      tone: 'warning',
      text: 'okrs.yaml has 2 problems; the rest is shown.',
      actions: [{ action: 'showProblems', label: 'Show Problems', style: 'link' }],
    },
    {
      tone: 'error',
      text: 'https://metrics.example.com wants you to sign in.',
      actions: [
        {
          action: 'signIn',
          label: 'Set credential…',
          style: 'secondary',
          arg: 'https://metrics.example.com',
        },
      ],
    },
  ],
};

const restricted: ReadyPage = {
  ...readyWithoutWork,
  branch: { name: 'Branch not read', state: 'detached', why: [], actions: [] },
  notices: [
    {
      tone: 'info',
      text: 'Restricted Mode: the OKR file is shown, nothing is requested and no git is run.',
      actions: [{ action: 'manageTrust', label: 'Manage Workspace Trust', style: 'link' }],
    },
  ],
  objectives: withKeyResults(unread(signups, 'not requested'), unread(orders, 'not requested')).objectives,
  footer: { text: 'from prometheus.example.com', actions: [] },
};

/** A key result that never had a number. */
function unread(
  { id, title, shortTitle, linked, linkedText, goal }: KeyResultView,
  text: string,
): KeyResultView {
  return {
    id,
    title,
    shortTitle,
    linked,
    ...(linkedText === undefined ? {} : { linkedText }),
    expanded: true,
    goal,
    notes: [],
    guardrails: [],
    freshness: { state: 'never', text },
  };
}

const { score: _score, bar: _bar, delta: _delta, ...withoutJudgement } = orders;

/** Last good values stay; a number that never came has its reason. */
export const stale: ReadyPage = withKeyResults(
  {
    ...signups,
    freshness: { state: 'stale', text: 'stale, from 2 h ago' },
    chart: chart(signupsCourse, 'Chart of 84 days, with a gap', [50, 60]),
    guardrails: [
      {
        state: 'broken',
        stateText: 'breaks',
        title: 'Checkout errors',
        value: '2.3%',
        bound: '≤ 1%',
        label: 'Guardrail Checkout errors is broken: 2.3%, bound ≤ 1%',
      },
      {
        state: 'unknown',
        stateText: 'not known',
        title: 'Page load, 75th percentile',
        value: '–',
        bound: '≤ 800 ms',
        label: 'Guardrail Page load, 75th percentile, ≤ 800 ms: not known',
      },
    ],
    problem: {
      icon: 'history',
      tone: 'warning',
      text: 'No answer within 10 seconds.',
      next: 'It is asked again at the next refresh.',
      actions: [{ action: 'refresh', label: 'Try again', style: 'link' }],
    },
  },
  {
    ...withoutJudgement,
    value: '$61.2M',
    freshness: { state: 'stale', text: 'stale, from yesterday' },
    problem: {
      icon: 'shield',
      tone: 'info',
      text: 'https://metrics.example.com wants you to sign in (401).',
      next: 'Set a credential for this address.',
      actions: [
        { action: 'signIn', label: 'Set credential…', style: 'link', arg: 'https://metrics.example.com' },
      ],
    },
  },
);

export const collapsed: ReadyPage = withKeyResults(signups, {
  ...orders,
  expanded: false,
  freshness: { state: 'stale', text: 'stale, from 2 h ago' },
});

export const many: ReadyPage = withKeyResults(
  signups,
  ...Array.from({ length: 19 }, (_unused, index) => ({
    ...orders,
    id: `engagement.orders-${index + 1}`,
    title: `Orders of region ${index + 1}: $${index + 1}M`,
    expanded: false,
  })),
);

export const hostileTitle =
  '<script>globalThis.harness.hacked = true</script> [x](command:workbench.action.quit) \u202ednuor\u202c';

export const hostile: ReadyPage = {
  ...withKeyResults({
    ...signups,
    title: hostileTitle,
    value: '<b>1</b>',
    goal: '<img src=x onerror="harness.hacked = true">',
    notes: ['\u001b[31mred\u001b[0m \u2066isolated'],
  }),
  branch: {
    ...ready.branch,
    name: '--upload-pack=x "quoted" \u202egnp.exe 🙂',
    repository: '<i>repo</i>',
    operation: 'rebase in progress',
    why: [{ text: 'linked because it matches ' }, { text: '<u>**</u>', code: true }],
  },
};

const long = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';

const longWords: ReadyPage = {
  ...withKeyResults(
    {
      ...signups,
      id: `${long.toLowerCase().replace('ä', 'ae').slice(0, 63)}`,
      title: `${long} by 10%`,
      value: '1,234,567,890,123',
      goal: 'between 9,876,543,210,987 and 99,876,543,210,987',
    },
    { ...orders, title: long, expanded: false },
  ),
  branch: { ...ready.branch, name: `feature/${long}/${long}`, repository: long },
  notices: [
    {
      tone: 'warning',
      text: `This branch is linked to ${long}, which okrs.yaml does not have.`,
      actions: [{ action: 'approve', label: `Allow ${long}…`, style: 'primary', arg: 'https://example.com' }],
    },
  ],
  footer: { text: `from ${long}.example.com`, actions: [refresh] },
};

const unlinked: ReadyPage = {
  ...withKeyResults({ ...signups, linked: false, expanded: false }, { ...orders, expanded: false }),
  branch: {
    name: 'chore/upgrade-node',
    state: 'branch',
    why: [{ text: 'not linked to a key result' }],
    actions: [
      {
        action: 'link',
        label: 'link',
        style: 'link',
        description: 'Choose the key results that chore/upgrade-node serves',
      },
    ],
  },
};

const states: ReadyPage = withKeyResults(...feedStates);

/** The same, closed: what may not be hidden then. */
const closedStates: ReadyPage = withKeyResults(...feedStates.map((one) => ({ ...one, expanded: false })));

/** A branch whose next commit carries nothing yet; one click changes that. */
export const offered: ReadyPage = {
  ...ready,
  work: {
    heading: 'Work on this branch',
    count: '7 commits',
    tagged: '5 tagged · 2 untagged',
    actions: [{ action: 'tag', label: 'Tag Commit…', style: 'link' }, tagPast],
    offer: {
      text: [{ text: 'The next commit can carry ' }, { text: 'OKR: engagement.signups', code: true }],
      actions: [{ action: 'tagNext', label: 'Add to Commit Box', style: 'primary' }],
    },
  },
};

/** The hook is to add the tag, and is not there. */
const noHook: ReadyPage = {
  ...ready,
  work: {
    heading: 'Work on this branch',
    count: '7 commits',
    tagged: '5 tagged · 2 untagged',
    actions: [{ action: 'tag', label: 'Tag Commit…', style: 'link' }, tagPast],
    offer: {
      text: [
        { text: 'No commit hook is installed to add ' },
        { text: 'OKR: engagement.signups', code: true },
      ],
      actions: [
        { action: 'installHook', label: 'Install Commit Hook…', style: 'primary' },
        { action: 'tagNext', label: 'Add to Commit Box', style: 'link' },
      ],
    },
  },
};

/** Every page by the name that its screenshot gets. */
/** The commits of the cycle, once the ledger was read. */
const worked: ReadyPage = {
  ...withKeyResults(
    {
      ...signups,
      commits: {
        text: '12 commits in this cycle · 2 not released yet',
        list: [
          commitLine('Ask for the address after the first order only', 'not released yet'),
          commitLine('Sign up with one tap', 'v1.42.0'),
          commitLine(hostileTitle, 'release/2026-11-20-hotfix-after-the-outage'),
        ],
        more: { action: 'openLedger', label: '9 more', style: 'link', arg: 'engagement.signups' },
      },
    },
    { ...orders, expanded: true, commits: { text: 'No commits in this cycle', list: [] } },
  ),
  repository: {
    heading: 'This repository in 2026-Q4',
    count: '214 commits',
    share: '41 untagged (19%)',
    actions: [{ action: 'openLedger', label: 'Open Outcome Ledger', style: 'link' }],
  },
};

/** What the numbers say: one that moved and one that can't be told yet; then one that did not, and one refused. */
export const answered: ReadyPage = withKeyResults(
  {
    ...signups,
    insight: {
      forecast: {
        parts: [
          { text: 'About ' },
          { text: '70%', strong: true },
          { text: ' likely to be at least 13,200 on Dec 31; expected 13,250.' },
        ],
        notes: [
          'Expected then: 13,250; in 8 of 10 cases between 13,110 and 13,390.',
          'Worked out from the last 180 days with the Theta method, as if nothing changes from here on.',
        ],
        workedOut: [],
      },
      effect: {
        parts: [
          { text: 'Since ' },
          { text: 'v1.42', strong: true },
          { text: ': ' },
          { text: '+4.1%', strong: true, tone: 'good' },
          { text: ', 95% likely between +1% and +7.3%.' },
        ],
        notes: [
          'Other things that happened at the same time are not ruled out.',
          'The releases that brought commits of this key result count as its deployments.',
        ],
        workedOut: [
          'Compared: 56 days from Sep 9 on with 20 days from Nov 5 to Nov 24.',
          'Probability that it went up: more than 99%.',
        ],
        workedOutText: 'How this was worked out',
      },
    },
  },
  {
    ...orders,
    insight: {
      forecast: {
        parts: [{ text: 'No forecast yet: 9 days have a value, at least 28 are needed.' }],
        notes: [],
        workedOut: [],
      },
      effect: {
        parts: [
          { text: "Can't tell yet whether it changed since " },
          { text: 'v1.42', strong: true },
          { text: ': 95% likely between −4.2% and +6.9%.' },
          { text: ' Look again on Nov 30.' },
        ],
        notes: ['Look again on Nov 30: 21 days can show changes of about ±5%.'],
        workedOut: [],
      },
    },
  },
  {
    ...orders,
    id: 'checkout.p95',
    title: 'Answer 95% of checkouts within 500 ms',
    insight: {
      effect: {
        parts: [
          { text: 'Since ' },
          { text: 'release/2026-11-20-hotfix-after-the-outage', strong: true },
          { text: ': ' },
          { text: '+12.5%', strong: true, tone: 'bad' },
          { text: ', 95% likely between +8.1% and +17%.' },
        ],
        notes: ['Other things that happened at the same time are not ruled out.'],
        workedOut: [],
      },
    },
  },
);

/** An alarm of a key result and one of a guardrail; one that is muted; and watches that are quiet. */
export const alarms: ReadyPage = withKeyResults(...alarmed);

function commitLine(subject: string, release: string): CommitLine {
  const released = release !== 'not released yet';
  return { id: 'a'.repeat(40), subject, release, released, label: `Open the changes of ${subject}` };
}

export const pages: Readonly<Record<string, EmptyPage | ReadyPage>> = {
  ready,
  notices,
  restricted,
  stale,
  collapsed,
  many,
  hostile,
  longWords,
  unlinked,
  states,
  closedStates,
  offered,
  noHook,
  worked,
  answered,
  alarms,
  charted,
  uncharted,
  ...Object.fromEntries(emptyPages.map((page) => [page.state, page])),
};
