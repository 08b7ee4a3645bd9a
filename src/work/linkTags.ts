/** A line as a tag is written; a squash merge indents it. */
const LINE = /^([ \t]{0,4}([A-Za-z0-9-]+):[ \t]*)(\S+)(?=[ \t]*\r?$)/gm;

/**
 * The message with what `link` makes of each id in a line `key: id`, also in the middle of a squashed message.
 * Nothing where it makes nothing of any.
 */
export function linkTags(
  message: string,
  key: string,
  link: (id: string) => string | undefined,
): string | undefined {
  let linked = false;
  const text = message.replace(LINE, (line: string, before: string, name: string, id: string) => {
    const made = name.toLowerCase() === key.toLowerCase() ? link(id) : undefined;
    linked ||= made !== undefined;
    return made === undefined ? line : before + made;
  });
  return linked ? text : undefined;
}
