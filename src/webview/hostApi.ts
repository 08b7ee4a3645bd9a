import type { WebviewMessage } from '../outcome/messages';

/** What VS Code gives a webview. It can be acquired once. */
export interface HostApi {
  postMessage(message: WebviewMessage): void;
  getState(): unknown;
  setState(state: unknown): void;
}
