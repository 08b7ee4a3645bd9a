/** The focused elements inside however many shadow roots, outermost first; empty where nothing has the focus. */
function focusedElements(): HTMLElement[] {
  const found: HTMLElement[] = [];
  let active = document.activeElement;
  while (active instanceof HTMLElement && active !== document.body) {
    found.push(active);
    active = active.shadowRoot?.activeElement ?? null;
  }
  return found;
}

/**
 * Redraws, and gives the focus back to an element that only moved to another place. Where a button did what it was
 * there for and is gone, the first that is left beside it gets the focus.
 */
export function keepFocus(redraw: () => void): void {
  const focused = focusedElements();
  redraw();
  if (focused.length === 0) return;
  requestAnimationFrame(() => {
    if (focusedElements().length > 0 || !document.hasFocus()) return;
    const left = focused.filter(({ isConnected }) => isConnected).at(-1);
    const target =
      left === focused.at(-1) ? left : left?.shadowRoot?.querySelector<HTMLElement>('vscode-button, button');
    target?.focus({ preventScroll: true });
  });
}
