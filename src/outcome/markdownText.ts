/** Nothing that is drawn, and nothing that anybody would type into a title. */
const BREAK = '\u200b';
const INVISIBLE = /[\p{Cc}\p{Bidi_Control}\u200b\u2028\u2029]+/gu;
/** What CommonMark, and GitHub's mathematics, give a meaning to inside a line. An underscore has none inside a word. */
const MEANINGFUL = /[\\`*[\]<>&~$|]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu;
/**
 * What GitHub and GitLab make links of, wherever it stands in the rendered text, so that no backslash helps:
 * mentions, references to issues and merge requests, labels, milestones, snippets, epics and addresses.
 */
const LINKING = [
  /[@#](?=[\p{L}\p{N}_"-])/gu,
  /[!$%&^~](?=[\p{N}"])/gu,
  /[%~[*](?=[\p{L}_])/gu,
  /GH-(?=\d)/gi,
  /:(?=\/\/)/g,
  /www(?=\.)/gi,
] as const;
/** What may be the id of a commit, which hosts link from seven letters on. A plain number is left alone. */
const COMMIT = /(?<![a-z0-9])(?!\d+(?![a-z0-9]))[0-9a-f]{7,64}(?![a-z0-9])/gi;

/**
 * Somebody's words as a part of a line of Markdown that shows them as they are: no markup, no HTML, no link, nobody
 * told. A character that is not drawn breaks what the hosts would link.
 */
export function markdownText(text: string): string {
  const line = text.replace(INVISIBLE, ' ').trim();
  const apart = line.replace(COMMIT, (id) => id.replace(/.{6}(?=.)/g, `$&${BREAK}`));
  const unlinked = LINKING.reduce((found, pattern) => found.replace(pattern, `$&${BREAK}`), apart);
  return unlinked.replace(MEANINGFUL, '\\$&');
}
