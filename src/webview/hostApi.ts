/** What VS Code gives a webview. It can be acquired once. */
export interface HostApi<Message> {
  postMessage(message: Message): void;
  getState(): unknown;
  setState(state: unknown): void;
}
