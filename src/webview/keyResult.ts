import type { KeyResultHostMessage, KeyResultMessage } from '../outcome/keyResultPage/messages';
import { RunEvent } from './events';
import type { HostApi } from './hostApi';
import { keepFocus } from './keepFocus';
import { ChooseEvent } from './keyResultEvents';
import { KeyResultPageElement } from './keyResultPage';
import { openPage } from './openPage';

declare function acquireVsCodeApi(): HostApi<KeyResultMessage>;

const host = acquireVsCodeApi();
openPage(host);

const element = document.querySelector('throughline-key-result-page');
if (element instanceof KeyResultPageElement) start(element);

function start(panel: KeyResultPageElement): void {
  let unscrolled = Number(Object(host.getState()).scroll) || 0;
  window.addEventListener('message', ({ data }: MessageEvent<KeyResultHostMessage | undefined>) => {
    if (data?.type !== 'keyResult') return;
    keepFocus(() => {
      panel.page = data.page;
    });
    if (unscrolled === 0 || data.page.kind !== 'keyResult') return;
    const top = unscrolled;
    unscrolled = 0;
    void panel.updateComplete.then(() => requestAnimationFrame(() => window.scrollTo(0, top)));
  });
  panel.addEventListener(RunEvent.type, ({ action, arg }) => {
    host.postMessage({ type: 'run', action, ...(arg === undefined ? {} : { arg }) });
  });
  panel.addEventListener(ChooseEvent.type, ({ release }) => host.postMessage({ type: 'choose', release }));
  window.addEventListener('scrollend', () => host.setState({ scroll: window.scrollY }));
  host.postMessage({ type: 'ready' });
}
