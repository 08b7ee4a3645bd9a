/** A pattern in git's own globs (`wildmatch` with `WM_PATHNAME`, as `includeIf "onbranch:…"` matches). */
export interface GitGlobs {
  /** Each matches only what the pattern does. */
  readonly globs: readonly string[];
  /** Which names the globs speak about: of the others, those that match have to be named one by one. */
  readonly covers: 'all' | 'ascii' | 'none';
}

const NOTHING: GitGlobs = { globs: [], covers: 'none' };
/** With more of them whether a name matches depends on its length, see `links.ts`. */
const MOST_WILDCARDS = 3;
const MOST_ALTERNATIVES = 64;
/** Any printable character of ASCII. A set never takes the slash. */
const ANY_CHARACTER = '[$-~!-#]';
const FIRST_PRINTABLE = 33;
const LAST_PRINTABLE = 126;

/**
 * What of a pattern means the same to git and to the matcher of `links.ts`. To git a name is bytes, to that one it is
 * UTF-16: `?` and sets are written out for ASCII. What the two read differently (ranges in braces, escaped letters,
 * quotes, `+` after a group, `[!…]`, POSIX classes) is left to names.
 */
export function gitGlobs(pattern: string): GitGlobs {
  const wildcards = pattern.match(/\*+/g)?.length ?? 0;
  if (wildcards > MOST_WILDCARDS || !isPlain(pattern)) return NOTHING;
  const alternatives = expandBraces(pattern);
  if (alternatives === undefined) return NOTHING;
  const globs = alternatives.map(globOf);
  if (!globs.every((glob) => glob !== undefined)) return NOTHING;
  return { globs: [...new Set(globs)], covers: /[?[]/.test(pattern) ? 'ascii' : 'all' };
}

/** Only what no branch name has, or what both read as it stands. */
function isPlain(pattern: string): boolean {
  if (/[\p{Cc}"'\\+$\s]|(?<!\[)\^/u.test(pattern)) return false;
  return !/^\.|\/\.|\.\.|\/\/|^\/|\/$|\*{3}|\*\*[^/]|[^/]\*\*/.test(pattern);
}

/** Every choice of the alternatives in braces; nothing where they are not well-formed, or too many. */
function expandBraces(pattern: string): string[] | undefined {
  const open = pattern.indexOf('{');
  if (open === -1) return pattern.includes('}') ? undefined : [pattern];
  const close = pattern.indexOf('}', open);
  if (close === -1) return undefined;
  const inside = pattern.slice(open + 1, close);
  const choices = inside.split(',');
  // One that is nested, empty or alone is read in ways of its own; a wildcard may end up beside another one.
  if (choices.length < 2 || choices.includes('') || /[{*[\]?/]/.test(inside)) return undefined;
  const tails = expandBraces(pattern.slice(close + 1));
  if (tails === undefined || tails.length * choices.length > MOST_ALTERNATIVES) return undefined;
  const head = pattern.slice(0, open);
  return choices.flatMap((choice) => tails.map((tail) => head + choice + tail));
}

function globOf(pattern: string): string | undefined {
  let glob = '';
  let at = 0;
  while (at < pattern.length) {
    const character = pattern[at] ?? '';
    if (character === ']') return undefined;
    if (character !== '[') {
      glob += character === '?' ? ANY_CHARACTER : character;
      at += 1;
      continue;
    }
    const [whole = '', negated = '', members = ''] =
      /^\[(\^?)([A-Za-z0-9_]+(?:-[A-Za-z0-9][A-Za-z0-9_]*)*)\]/.exec(pattern.slice(at)) ?? [];
    const set = setOf(members, negated !== '');
    if (set === undefined) return undefined;
    glob += set;
    at += whole.length;
  }
  return glob;
}

/** Written member by member, so that nothing is left to read into it; nothing where a range runs backwards. */
function setOf(members: string, negated: boolean): string | undefined {
  const wanted = new Set<string>();
  for (const [, from = '', to = from] of members.matchAll(/(.)(?:-(.))?/g)) {
    if (from > to) return undefined;
    for (let code = from.charCodeAt(0); code <= to.charCodeAt(0); code += 1)
      wanted.add(String.fromCharCode(code));
  }
  if (wanted.size === 0) return undefined;
  let set = '';
  for (let code = FIRST_PRINTABLE; code <= LAST_PRINTABLE; code += 1) {
    const character = String.fromCharCode(code);
    if (character !== '/' && wanted.has(character) !== negated)
      set += /[A-Za-z0-9]/.test(character) ? character : `\\${character}`;
  }
  return `[${set}]`;
}
