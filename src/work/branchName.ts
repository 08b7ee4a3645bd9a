import { linkOf, type Rule } from './links';

export const DEFAULT_TEMPLATE = '{id}/{slug}';

/** Long enough for a few words, short enough for a prompt; in characters. */
const LONGEST_SLUG = 50;
/**
 * What git allows in no part of a name, beside what is said of beginnings and ends. And what it does allow, but no
 * terminal or file should see: the other controls, and halves of characters.
 */
const FORBIDDEN = /[\p{Cc}\p{Cs} ~^:?*[\\]/u;

/** Words as a part of a branch name: lower case letters and digits of any script, joined by hyphens. */
export function slugOf(words: string): string {
  const plain = words
    .normalize('NFKD')
    .replace(/\p{Mn}+/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/['\u2019]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-');
  const cut = [...plain.replace(/^-/, '')].slice(0, LONGEST_SLUG + 1).join('');
  // Not in the middle of a word where there are several.
  const whole =
    [...cut].length > LONGEST_SLUG ? cut.replace(/(?<=.)-[^-]*$/u, '').slice(0, LONGEST_SLUG) : cut;
  return whole.replace(/-+$/, '');
}

export interface NameWish {
  /** The key result's id first, then its former ones. */
  readonly ids: readonly string[];
  readonly slug: string;
  /** In order; for a branch the first one that matches counts. */
  readonly rules: readonly Rule[];
  /** With `{id}`, `{slug}` and `{date}`. */
  readonly template: string;
  /** `YYYY-MM-DD` */
  readonly day: string;
}

/** A name that a rule of the OKR file links to the key result; where there is none, one by the template. */
export function proposeBranchName({ ids, slug, rules, template, day }: NameWish): string {
  for (const { pattern } of rules.filter(({ serves }) => servesOne(serves, ids))) {
    const name = legalName(pattern.replace(/\*+/, () => slug));
    if (branchNameProblem(name) === undefined && isLinkedByName(name, ids, rules)) return name;
  }
  const values = new Map([
    ['id', ids[0] ?? ''],
    ['slug', slug],
    ['date', day],
  ]);
  return legalName(template.replace(/\{(\w+)\}/g, (whole, name: string) => values.get(name) ?? whole));
}

/** Whether a rule links a branch of this name to the key result. */
export function isLinkedByName(name: string, ids: readonly string[], rules: readonly Rule[]): boolean {
  const link = linkOf({ branch: name, explicit: [], rules });
  return link !== undefined && servesOne(link.ids, ids);
}

function servesOne(serves: readonly string[], ids: readonly string[]): boolean {
  const wanted = new Set(ids.map((id) => id.toLowerCase()));
  return serves.some((id) => wanted.has(id.toLowerCase()));
}

/** The nearest name that git takes; empty where nothing is left. */
function legalName(name: string): string {
  const parts = name
    .replace(new RegExp(FORBIDDEN.source, 'gu'), '-')
    .replaceAll('@{', '@-')
    .replace(/\.{2,}/g, '.')
    .split('/')
    .map((part) => part.replace(/^\.+/, '').replace(/(\.lock)+$/, '-lock'))
    .filter((part) => part !== '');
  const joined = parts.join('/').replace(/^-+/, '').replace(/\.+$/, '');
  return branchNameProblem(joined) === undefined ? joined : '';
}

export type NameProblem = 'empty' | 'reserved' | 'character' | 'dots' | 'slashes' | 'hyphen' | 'lock';

/**
 * Why git does not take a name for a branch; nothing where it does. The rules of `git check-ref-format --branch`, of
 * git-check-ref-format(1), but for `@` and `@{-1}`, which name a branch that is there already.
 */
export function branchNameProblem(name: string): NameProblem | undefined {
  if (name === '') return 'empty';
  if (name === '@' || name === 'HEAD') return 'reserved';
  if (FORBIDDEN.test(name) || name.includes('@{')) return 'character';
  if (name.startsWith('-')) return 'hyphen';
  const parts = name.split('/');
  if (parts.includes('')) return 'slashes';
  if (name.includes('..') || name.endsWith('.') || parts.some((part) => part.startsWith('.'))) return 'dots';
  return parts.some((part) => part.endsWith('.lock')) ? 'lock' : undefined;
}
