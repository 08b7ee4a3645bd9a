import type { ActionId } from '../view/actionIds';
import type { LedgerPage, LedgerRow, PanelFilter } from './view';

/** What the host posts to the ledger panel. Each page replaces the one before. */
export type LedgerHostMessage =
  | { readonly type: 'ledger'; readonly page: LedgerPage }
  /** A part of the list of that number. It may come twice: first what is known at once, then with the subjects. */
  | {
      readonly type: 'rows';
      readonly list: number;
      readonly start: number;
      readonly rows: readonly LedgerRow[];
    };

/** What the ledger panel posts to the host. The host trusts none of it before parsing. */
export type LedgerMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'filter'; readonly filter: PanelFilter }
  | { readonly type: 'rows'; readonly list: number; readonly start: number; readonly count: number }
  | { readonly type: 'open'; readonly id: string }
  | { readonly type: 'export' }
  | { readonly type: 'stop' }
  | { readonly type: 'run'; readonly action: ActionId }
  | { readonly type: 'fault'; readonly message: string };
