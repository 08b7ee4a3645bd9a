import type { SourceConfig } from './sources/table';

/** The origin that a source asks, as `https://example.com`; nothing for a source that asks nobody. */
export function originOf(source: SourceConfig): string | undefined {
  return 'url' in source && URL.canParse(source.url) ? new URL(source.url).origin : undefined;
}
