import type { Words } from '../words';
import type { LedgerLabels } from './view';

export function ledgerLabels(l10n: Words, trailerKey: string): LedgerLabels {
  return {
    title: l10n.t('Outcome Ledger'),
    aims: l10n.t('Objectives and key results'),
    chart: l10n.t('Commits over time'),
    commits: l10n.t('Commits'),
    released: l10n.t('Released'),
    lines: l10n.t('Lines'),
    linesChanged: l10n.t('lines changed'),
    tagged: l10n.t('with a purpose'),
    untagged: l10n.t('without'),
    release: l10n.t('Release'),
    time: l10n.t('Time'),
    everything: l10n.t('All commits'),
    period: l10n.t('Period'),
    serves: l10n.t('Serves'),
    state: l10n.t('Purpose'),
    text: l10n.t('Message'),
    path: l10n.t('Path'),
    keyResults: l10n.t('Key results'),
    subject: l10n.t('Subject'),
    author: l10n.t('Author'),
    date: l10n.t('Date'),
    none: l10n.t('no {0} trailer', trailerKey),
    clear: l10n.t('Clear Filters'),
    stop: l10n.t('Stop'),
    export: l10n.t('Export…'),
    table: l10n.t('Commits, newest first'),
    filters: l10n.t('Filters'),
  };
}
