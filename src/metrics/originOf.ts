import type { SourceConfig } from './sources/table';

/** The origin that a source asks, as `https://example.com`; nothing for a source that asks nobody. */
export function originOf(source: SourceConfig): string | undefined {
  return 'url' in source && URL.canParse(source.url) ? new URL(source.url).origin : undefined;
}

/** What shares a server's patience: an origin, or the file system. */
export function laneOf(source: SourceConfig): string {
  // A source without a readable address is refused before anything is asked, so any lane will do.
  return originOf(source) ?? 'files';
}
