import * as vscode from 'vscode';

/** Somebody went back one step, or gave up. */
export type Turn<T> =
  | { readonly kind: 'next'; readonly value: T }
  | { readonly kind: 'back' }
  | { readonly kind: 'stop' };

export interface StepPlace {
  readonly title: string;
  readonly step: number;
  readonly totalSteps: number;
}

/** One of several, with a way back. */
export function pickStep<T extends vscode.QuickPickItem>(
  place: StepPlace,
  placeholder: string,
  items: readonly T[],
): Promise<Turn<T>> {
  const pick = vscode.window.createQuickPick<T>();
  Object.assign(pick, place, { placeholder, items, ignoreFocusOut: true, matchOnDetail: true });
  return turn(pick, (next) => {
    pick.onDidAccept(() => {
      const [chosen] = pick.selectedItems;
      if (chosen) next(chosen);
    });
  });
}

export interface InputOptions {
  readonly prompt: string;
  readonly value?: string;
  readonly placeholder?: string;
  readonly password?: boolean;
  /** What is wrong with a text, if anything. */
  problem(text: string): string | undefined;
}

/** A line of text, with a way back. Nothing that was typed is lost by going back and forth. */
export function inputStep(place: StepPlace, options: InputOptions): Promise<Turn<string>> {
  const { problem, prompt, value = '', placeholder, password = false } = options;
  const input = vscode.window.createInputBox();
  Object.assign(input, place, { prompt, value, placeholder, password, ignoreFocusOut: true });
  return turn(input, (next) => {
    input.onDidChangeValue(() => {
      input.validationMessage = undefined;
    });
    input.onDidAccept(() => {
      input.validationMessage = problem(input.value);
      if (input.validationMessage === undefined) next(input.value);
    });
  });
}

function turn<T>(
  input: vscode.QuickPick<vscode.QuickPickItem> | vscode.InputBox,
  listen: (next: (value: T) => void) => void,
): Promise<Turn<T>> {
  if ('step' in input && (input.step ?? 0) > 1) input.buttons = [vscode.QuickInputButtons.Back];
  return new Promise<Turn<T>>((resolve) => {
    listen((value) => resolve({ kind: 'next', value }));
    input.onDidTriggerButton(() => resolve({ kind: 'back' }));
    input.onDidHide(() => resolve({ kind: 'stop' }));
    input.show();
  }).finally(() => input.dispose());
}
