import type { FileFailure, GitFailure } from '../io/ports';
import { actionTo } from './problemView';
import type { EmptyPage } from './view';
import type { Words } from './words';

/** The states that fill the sidebar, each with its next step. */

export function loadingPage(l10n: Words): EmptyPage {
  return { kind: 'empty', state: 'loading', title: l10n.t('Loading…'), text: '', actions: [] };
}

export function noFolderPage(l10n: Words): EmptyPage {
  return {
    kind: 'empty',
    state: 'noFolder',
    title: l10n.t('No folder open'),
    text: l10n.t('Open a repository to see the key results that its branch serves.'),
    actions: [actionTo('openFolder', l10n.t('Open Folder'), 'primary')],
  };
}

export function noGitPage(l10n: Words): EmptyPage {
  return {
    kind: 'empty',
    state: 'noGit',
    title: l10n.t('Not a Git repository'),
    text: l10n.t('Throughline links branches and commits to key results, so it needs a repository.'),
    actions: [actionTo('initGit', l10n.t('Initialize Repository'), 'primary')],
  };
}

export function gitProblemPage(failure: GitFailure | 'disabled', l10n: Words): EmptyPage {
  const log = actionTo('showLog', l10n.t('Show Log'), 'link');
  const page = (title: string, text: string): EmptyPage => ({
    kind: 'empty',
    state: 'gitProblem',
    title,
    text,
    actions: [actionTo('refresh', l10n.t('Try Again'), 'primary'), log],
  });
  if (failure === 'disabled') {
    return page(
      l10n.t('Git is switched off'),
      l10n.t(
        'The built-in Git extension is disabled. Enable it (setting git.enabled) and this view fills itself.',
      ),
    );
  }
  switch (failure.kind) {
    case 'git-missing':
      return page(l10n.t('Git was not found'), l10n.t('Install Git, or set git.path to where it is.'));
    case 'git-old':
      return page(
        l10n.t('Git is too old'),
        l10n.t('{0} Update Git, or set git.path to a newer one.', failure.detail),
      );
    case 'git-untrusted':
      return page(l10n.t('Git does not trust this folder'), failure.detail);
    default:
      return page(l10n.t('Git could not read this repository'), failure.detail);
  }
}

export function okrFilePage(path: string, failure: FileFailure, l10n: Words): EmptyPage {
  if (failure.kind === 'missing') {
    return {
      kind: 'empty',
      state: 'noOkrFile',
      title: l10n.t('What is this work for?'),
      text: l10n.t(
        'Write your objective and key results into {0}, next to the code, and each branch shows the one it serves.',
        path,
      ),
      actions: [actionTo('createOkrFile', l10n.t('Create {0}', path), 'primary')],
    };
  }
  const text =
    failure.kind === 'outside'
      ? l10n.t('{0} leads out of the repository, so it is not read.', path)
      : failure.kind === 'too-large'
        ? l10n.t('{0} is larger than {1} MB.', path, Math.round(failure.limitBytes / 1_000_000))
        : failure.detail;
  return {
    kind: 'empty',
    state: 'brokenOkrFile',
    title: l10n.t('{0} could not be read', path),
    text,
    actions: [actionTo('refresh', l10n.t('Try Again'), 'primary')],
  };
}

export function brokenOkrFilePage(path: string, count: number, first: string, l10n: Words): EmptyPage {
  return {
    kind: 'empty',
    state: 'brokenOkrFile',
    title: count === 1 ? l10n.t('{0} has a problem', path) : l10n.t('{0} has {1} problems', path, count),
    text: first,
    actions: [
      actionTo('openOkrFile', l10n.t('Open {0}', path), 'primary'),
      actionTo('showProblems', l10n.t('Show Problems'), 'link'),
    ],
  };
}

export function emptyOkrFilePage(path: string, l10n: Words): EmptyPage {
  return {
    kind: 'empty',
    state: 'emptyOkrFile',
    title: l10n.t('{0} has no key results yet', path),
    text: l10n.t(
      'Add an objective with a key result: what should change for whom, and which number shows it.',
    ),
    actions: [
      actionTo('openOkrFile', l10n.t('Open {0}', path), 'primary'),
      actionTo('createOkrFile', l10n.t('Insert an Example'), 'link'),
    ],
  };
}
