/** What the ledger panel remembers of its user while it is hidden; the filter is the host's. */
export interface LedgerUiState {
  /** Pixels of the list above the first seen. */
  readonly top: number;
  /** Number of the row with the focus. */
  readonly active: number;
}

/** @param saved from `getState`: nothing on the first start, or what an older version of this extension kept */
export function readLedgerUiState(saved: unknown): LedgerUiState {
  const { top, active } = Object(saved) as Partial<Record<keyof LedgerUiState, unknown>>;
  return { top: positive(top), active: Math.floor(positive(active)) };
}

function positive(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : 0;
}
