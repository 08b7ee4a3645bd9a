import { findId } from '../../okr/lookup';
import type { Ledger } from '../../work/ledger/ledger';
import type { Aims } from '../okrDocument';
import type { Words } from '../words';
import type { LedgerRow } from './view';

/** Writes commits as the table shows them. Made once for many: a date format is dear to make. */
export class RowViews {
  private readonly date: Intl.DateTimeFormat;
  private readonly moment: Intl.DateTimeFormat;

  constructor(
    private readonly aims: Aims | undefined,
    locale: string,
    private readonly l10n: Words,
  ) {
    this.date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
    this.moment = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short' });
  }

  view(ledger: Ledger, row: number, subject: string | undefined): LedgerRow {
    const { id, at, author, tags, release } = ledger.commit(row);
    return {
      id,
      short: id.slice(0, 8),
      tags: tags.map((tag) => this.tagView(tag)),
      ...(subject === undefined ? {} : { subject }),
      release: release?.name ?? this.l10n.t('not released yet'),
      released: release !== undefined,
      author: author.name,
      date: this.date.format(at),
      moment: this.moment.format(at),
    };
  }

  private tagView(tag: string): LedgerRow['tags'][number] {
    const found = this.aims && findId(this.aims, tag);
    switch (found?.kind) {
      case 'active':
        return { id: found.keyResult.id, title: found.keyResult.title, known: true };
      case 'ended':
        return { id: found.ended.id, title: found.ended.title ?? this.l10n.t('ended'), known: true };
      default:
        return { id: tag, title: this.l10n.t('Not in the OKR file'), known: false };
    }
  }
}
