/** The focused element inside however many shadow roots; `undefined` where nothing has the focus. */
function focusedElement(): HTMLElement | undefined {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active instanceof HTMLElement && active !== document.body ? active : undefined;
}

/** Redraws, and gives the focus back to an element that only moved to another place. */
export function keepFocus(redraw: () => void): void {
  const focused = focusedElement();
  redraw();
  if (focused === undefined) return;
  requestAnimationFrame(() => {
    const lost = focused.isConnected && focusedElement() === undefined && document.hasFocus();
    if (lost) focused.focus({ preventScroll: true });
  });
}
