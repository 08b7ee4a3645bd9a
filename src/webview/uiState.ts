/** What the sidebar remembers of its user while it is hidden; everything else is the host's. */
export interface UiState {
  /** Key results opened or closed by hand, by id, where that differs from what the host would show. */
  readonly choices: ReadonlyMap<string, boolean>;
  /** Pixels from the top. */
  readonly scroll: number;
}

/** Plain JSON, as `setState` wants it. Pairs, because an id may be any word, `__proto__` too. */
interface SavedState {
  readonly choices: readonly (readonly [string, boolean])[];
  readonly scroll: number;
}

export function savedState({ choices, scroll }: UiState): SavedState {
  return { choices: [...choices], scroll };
}

/** @param saved from `getState`: nothing on the first start, or what an older version of this extension kept */
export function readUiState(saved: unknown): UiState {
  const { choices, scroll } = Object(saved) as Partial<Record<keyof SavedState, unknown>>;
  return {
    choices: new Map(Array.isArray(choices) ? choices.filter(isChoice) : []),
    scroll: typeof scroll === 'number' && scroll > 0 ? scroll : 0,
  };
}

function isChoice(value: unknown): value is [string, boolean] {
  return Array.isArray(value) && typeof value[0] === 'string' && typeof value[1] === 'boolean';
}
