interface Member {
  readonly key: string;
  readonly start: number;
  readonly valueStart: number;
  readonly end: number;
}

const STRING = /"(?:[^"\\\r\n]|\\.)*"/y;
const SPACE = /[ \t\r\n]*/y;
/** Of a value that is no object and no string. */
const SCALAR = /[^\s,\]}"]+/y;

/**
 * Adds a command to a hook in the object that `path` leads to, as text, so that every other byte stays.
 * @returns the new text; nothing where the file is not as it should be, or the hook's command can't be added to
 */
export function addToJson(
  text: string,
  path: readonly string[],
  hook: string,
  command: string,
): string | undefined {
  const at = objectAt(text, path);
  const members = at === undefined ? undefined : membersOf(text, at);
  if (at === undefined || members === undefined) return undefined;
  const own = members.find(({ key }) => key === hook);
  if (own !== undefined) {
    const value = text.slice(own.valueStart, own.end);
    if (value.endsWith(suffix(command)) || value === JSON.stringify(command)) return text;
    // What ends in a comment or runs beside can't be followed by anything; what fails still stops the commit.
    if (!value.startsWith('"') || /^"\s*"$/.test(value) || /#|\\n|[&\\;]\s*"$/.test(value)) return undefined;
    return text.slice(0, own.end - 1) + suffix(command) + text.slice(own.end);
  }
  const entry = `${JSON.stringify(hook)}: ${JSON.stringify(command)}`;
  const last = members.at(-1);
  if (last === undefined) return text.slice(0, at + 1) + entry + text.slice(at + 1);
  const first = members[0];
  const indent = /^[ \t\r\n]*/.exec(text.slice(at + 1, first?.start))?.[0] ?? ' ';
  return `${text.slice(0, last.end)},${indent}${entry}${text.slice(last.end)}`;
}

/** @returns the text without the command; nothing where it is not there */
export function removeFromJson(
  text: string,
  path: readonly string[],
  hook: string,
  command: string,
): string | undefined {
  const at = objectAt(text, path);
  const members = at === undefined ? undefined : membersOf(text, at);
  const index = members?.findIndex(({ key }) => key === hook) ?? -1;
  const own = members?.[index];
  if (at === undefined || own === undefined) return undefined;
  const value = text.slice(own.valueStart, own.end);
  if (value.endsWith(suffix(command)))
    return `${text.slice(0, own.end - suffix(command).length)}"${text.slice(own.end)}`;
  if (value !== JSON.stringify(command)) return undefined;
  const before = members?.[index - 1];
  const after = members?.[index + 1];
  if (before !== undefined) return text.slice(0, before.end) + text.slice(own.end);
  if (after !== undefined) return text.slice(0, own.start) + text.slice(after.start);
  return text.slice(0, at + 1) + text.slice(own.end);
}

/** With the closing quote of the string that it ends. */
function suffix(command: string): string {
  return ` && { ${JSON.stringify(command).slice(1, -1)}; }"`;
}

/** Where the object begins that the keys lead to from the outermost one. */
function objectAt(text: string, path: readonly string[]): number | undefined {
  let at = skip(SPACE, text, text.startsWith('\ufeff') ? 1 : 0);
  for (const step of path) {
    const next = membersOf(text, at)?.find(({ key }) => key === step);
    if (next === undefined) return undefined;
    at = next.valueStart;
  }
  return text[at] === '{' ? at : undefined;
}

function membersOf(text: string, open: number): readonly Member[] | undefined {
  if (text[open] !== '{') return undefined;
  const members: Member[] = [];
  let at = skip(SPACE, text, open + 1);
  while (text[at] === '"') {
    const keyEnd = skip(STRING, text, at);
    const colon = skip(SPACE, text, keyEnd);
    if (keyEnd === at || text[colon] !== ':') return undefined;
    const valueStart = skip(SPACE, text, colon + 1);
    const end = valueEnd(text, valueStart);
    if (end === undefined) return undefined;
    members.push({ key: String(JSON.parse(text.slice(at, keyEnd))), start: at, valueStart, end });
    at = skip(SPACE, text, end);
    if (text[at] === '}') return members;
    if (text[at] !== ',') return undefined;
    at = skip(SPACE, text, at + 1);
  }
  return text[at] === '}' && members.length === 0 ? members : undefined;
}

/** Brackets are counted outside of strings; what is between them is nobody's business here. */
function valueEnd(text: string, start: number): number | undefined {
  let depth = 0;
  let at = start;
  do {
    const character = text[at];
    if (character === undefined) return undefined;
    if (character === '{' || character === '[') depth += 1;
    if (character === '}' || character === ']') depth -= 1;
    if (character === '"') {
      const end = skip(STRING, text, at);
      if (end === at) return undefined;
      at = end;
    } else {
      at = depth === 0 && !/[{}[\],\s]/.test(character) ? skip(SCALAR, text, at) : at + 1;
    }
  } while (depth > 0);
  return at;
}

function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}
