/**
 * Stands for VS Code inside the page: records what the sidebar posts, keeps its state over reloads as VS Code does,
 * and answers the questions of the tests. A classic script, since tests are checked without the browser's types.
 */
export const browserShim = `
const harness = { messages: [], violations: [], hacked: false };
globalThis.harness = harness;
document.addEventListener('securitypolicyviolation', (event) => {
  harness.violations.push(event.effectiveDirective + ' ' + event.blockedURI + ' ' + event.sample);
});
globalThis.acquireVsCodeApi = () => ({
  postMessage: (message) => harness.messages.push(structuredClone(message)),
  getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null') ?? undefined,
  setState: (state) => sessionStorage.setItem('state', JSON.stringify(state)),
});

/** The focused element through all shadow roots. */
const focused = () => {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
};
harness.focusedText = () => {
  const active = focused();
  return active === document.body ? '' : active.textContent.trim().replace(/\\s+/g, ' ');
};

/** Elements of all shadow roots. */
const elements = (root = document) =>
  [...root.querySelectorAll('*')].flatMap((element) => [element, ...(element.shadowRoot ? elements(element.shadowRoot) : [])]);

harness.frames = async (count) => {
  for (let frame = 0; frame < count; frame++) await new Promise(requestAnimationFrame);
};

harness.animations = () => elements().flatMap((element) => element.getAnimations()).length;

/** What sticks out of the page or of its own box to the side, by tag and text. */
harness.overflowing = () => {
  const width = document.documentElement.clientWidth;
  const found = document.documentElement.scrollWidth > width ? ['page'] : [];
  for (const element of elements(document.body)) {
    // A line may be wider than its box only where it is drawn for nobody, or where its picture is.
    if (element instanceof SVGElement || element.closest('.unseen') || element.tagName === 'VSCODE-PROGRESS-BAR') continue;
    const box = element.getBoundingClientRect();
    const name = element.tagName.toLowerCase() + '.' + element.className + ' ' + element.textContent.trim().slice(0, 40);
    if (box.width > 0 && (box.right > width + 0.5 || box.left < -0.5)) found.push(name);
    const style = getComputedStyle(element);
    const clips = style.overflowX !== 'visible' || style.textOverflow === 'ellipsis';
    if (clips && element.scrollWidth > element.clientWidth + 1) found.push('clipped ' + name);
  }
  return found;
};
`;
