/** Text as Markdown that shows it as it is, in one line; `$(name)` does not become an icon, nor an address a link. */
export function editorMarkdown(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replaceAll('$(', '$\u200b(')
    .replace(/[\\`*_{}[\]()#+!~<>|&:.@-]/g, '\\$&');
}
