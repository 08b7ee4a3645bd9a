import type { PreviewMessage } from '../outcome/messages';
import type { PreviewView } from '../outcome/view/preview';
import { pageStyles } from './pageStyles';
import { PreviewPage } from './previewPage';

declare function acquireVsCodeApi(): { postMessage(message: PreviewMessage): void };

const LONGEST = 500;
const host = acquireVsCodeApi();
window.addEventListener('error', ({ message }) =>
  host.postMessage({ type: 'fault', message: message.slice(0, LONGEST) }),
);
if (pageStyles.styleSheet) document.adoptedStyleSheets.push(pageStyles.styleSheet);
void document.fonts.load('16px codicon');

const page = document.querySelector('throughline-preview');
if (page instanceof PreviewPage) {
  page.send = (message) => host.postMessage(message);
  window.addEventListener(
    'message',
    ({ data }: MessageEvent<{ type?: string; view: PreviewView } | undefined>) => {
      if (data?.type === 'preview') page.view = data.view;
    },
  );
  host.postMessage({ type: 'ready' });
}
