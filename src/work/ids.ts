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
