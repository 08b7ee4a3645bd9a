import type { TextPart } from './view';

/** A sentence with what weighs most in it: `{0}` and so on become parts of their own, wherever a translation puts them. */
export function strongParts(text: string, ...strong: readonly TextPart[]): TextPart[] {
  return text
    .split(/(\{\d+\})/)
    .filter((part) => part !== '')
    .map((part) => {
      const value = /^\{\d+\}$/.test(part) ? strong[Number(part.slice(1, -1))] : undefined;
      return value === undefined ? { text: part } : { ...value, strong: true };
    });
}
