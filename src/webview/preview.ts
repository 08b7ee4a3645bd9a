import type { PreviewMessage } from '../outcome/messages';
import type { PreviewView } from '../outcome/view/preview';
import type { HostApi } from './hostApi';
import { openPage } from './openPage';
import { PreviewPage } from './previewPage';

declare function acquireVsCodeApi(): HostApi<PreviewMessage>;

const host = acquireVsCodeApi();
openPage(host);

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
