import type { PanelFilter } from '../outcome/ledger/view';
import type { LedgerUiState } from './ledgerUiState';
import type { RowRange } from './rowCache';

/** Somebody changed what is shown. */
export class FilterEvent extends Event {
  static readonly type = 'throughline-filter';

  constructor(readonly change: Partial<PanelFilter>) {
    super(FilterEvent.type, { bubbles: true, composed: true });
  }
}

/** Rows are seen that are not here yet. */
export class WantRowsEvent extends Event {
  static readonly type = 'throughline-want-rows';

  constructor(
    readonly list: number,
    readonly range: RowRange,
  ) {
    super(WantRowsEvent.type, { bubbles: true, composed: true });
  }
}

export class OpenCommitEvent extends Event {
  static readonly type = 'throughline-open-commit';

  constructor(readonly id: string) {
    super(OpenCommitEvent.type, { bubbles: true, composed: true });
  }
}

/** The table was scrolled, or another row has the focus. */
export class PlaceEvent extends Event {
  static readonly type = 'throughline-place';

  constructor(readonly place: LedgerUiState) {
    super(PlaceEvent.type, { bubbles: true, composed: true });
  }
}

/** A button that says only that it was pressed. */
export class AskEvent extends Event {
  static readonly type = 'throughline-ask';

  constructor(readonly what: 'export' | 'stop') {
    super(AskEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    [FilterEvent.type]: FilterEvent;
    [WantRowsEvent.type]: WantRowsEvent;
    [OpenCommitEvent.type]: OpenCommitEvent;
    [PlaceEvent.type]: PlaceEvent;
    [AskEvent.type]: AskEvent;
  }
}
