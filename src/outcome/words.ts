/** Translates a sentence and puts the arguments in place of `{0}`, `{1}`, … Shape of `vscode.l10n`. */
export interface Words {
  t(message: string, ...args: readonly (string | number)[]): string;
}

/** English as written, for the terminal and for tests. */
export const plainWords: Words = {
  t: (message, ...args) =>
    message.replace(/\{(\d+)\}/g, (whole, index) => String(args[Number(index)] ?? whole)),
};
