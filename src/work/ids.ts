const TAG_ID = /^[A-Za-z0-9][A-Za-z0-9._/-]{0,63}$/;

/** Whether the text may name a key result: a letter or digit, then letters, digits, `.`, `_`, `/`, `-`; at most 64. */
export function isTagId(text: string): boolean {
  return TAG_ID.test(text);
}

/** In order, without empty ones and those that differ from an earlier one in case only. */
export function distinctIds(ids: readonly string[]): string[] {
  const seen = new Set<string>();
  return ids.filter((id) => {
    const name = id.toLowerCase();
    if (name === '' || seen.has(name)) return false;
    seen.add(name);
    return true;
  });
}
