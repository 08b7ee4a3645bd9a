import type { ActionView, EmptyPage } from '../../src/outcome/view';

function empty(
  state: EmptyPage['state'],
  title: string,
  text: string,
  ...actions: readonly ActionView[]
): EmptyPage {
  return { kind: 'empty', state, title, text, actions };
}

/** Every state that fills the sidebar. */
export const emptyPages: readonly EmptyPage[] = [
  empty('loading', 'Loading…', ''),
  empty('noFolder', 'No folder open', 'Open a repository to see the key results that its branch serves.', {
    action: 'openFolder',
    label: 'Open Folder',
    style: 'primary',
  }),
  empty(
    'noGit',
    'Not a Git repository',
    'Throughline links branches and commits to key results, so it needs a repository.',
    { action: 'initGit', label: 'Initialize Repository', style: 'primary' },
  ),
  empty(
    'noOkrFile',
    'What is this work for?',
    'Write your objective and key results into okrs.yaml, next to the code, and each branch shows the one it serves.',
    { action: 'createOkrFile', label: 'Create okrs.yaml', style: 'primary' },
  ),
  empty(
    'emptyOkrFile',
    'okrs.yaml has no key results yet',
    'Add an objective with a key result: what should change for whom, and which number shows it.',
    { action: 'openOkrFile', label: 'Open okrs.yaml', style: 'primary' },
    { action: 'createOkrFile', label: 'Insert an Example', style: 'link' },
  ),
  empty(
    'brokenOkrFile',
    'okrs.yaml has 3 problems',
    'Line 4: end comes before start',
    { action: 'openOkrFile', label: 'Open okrs.yaml', style: 'primary' },
    { action: 'showProblems', label: 'Show Problems', style: 'link' },
  ),
  empty(
    'gitProblem',
    'Git was not found',
    'Install Git, or set git.path to where it is.',
    { action: 'refresh', label: 'Try Again', style: 'primary' },
    { action: 'showLog', label: 'Show Log', style: 'link' },
  ),
];
