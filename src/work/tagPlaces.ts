import { findBlock, isKey } from './trailerBlock';

/** Where the value of a tag stands in a message. Offsets are UTF-16 units. */
export interface TagPlace {
  /** Empty where nothing is written yet. */
  readonly id: string;
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  /** Right after the colon; the value may follow at once or after blanks. */
  readonly colon: number;
}

/** Every tag that stands where git reads it, in order, also one whose id is still to be written. */
export function tagPlaces(message: string, key: string): TagPlace[] {
  return findBlock(message, key).lines.flatMap((line) => {
    if (line.key === undefined || !isKey(line.key, key, true)) return [];
    const { value: id = '' } = line;
    const colon = message.indexOf(':', line.start) + 1;
    const blanks = /^[ \t]*/.exec(message.slice(colon, line.end))?.[0].length ?? 0;
    const start = colon + blanks;
    // A value that goes on in the next line is no id.
    if (id.includes('\n') || !message.startsWith(id, start)) return [];
    return [{ id, start, end: start + id.length, colon }];
  });
}

/** The tag whose id is at an offset. */
export function tagAt(message: string, key: string, offset: number): TagPlace | undefined {
  return tagPlaces(message, key).find(({ id, start, end }) => id !== '' && start <= offset && offset <= end);
}

/** What of a message is to be replaced by a tag that somebody begins to type, and by which form of it. */
export interface TypedTag {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  /** What stands in front of the id in the replacement. */
  readonly before: string;
}

/**
 * The tag being typed at an offset: its id after the colon, or its line from the start of the key on.
 * Nothing where git would not read a tag.
 */
export function typedTag(message: string, key: string, offset: number): TypedTag | undefined {
  const place = tagPlaces(message, key).find(({ colon, end }) => colon <= offset && offset <= end);
  if (place) {
    const start = Math.min(place.start, offset);
    return { start, end: place.end, before: start === place.colon ? ' ' : '' };
  }
  const start = offset === 0 ? 0 : message.lastIndexOf('\n', offset - 1) + 1;
  const lineEnd = message.indexOf('\n', offset);
  const end = lineEnd === -1 ? message.length : lineEnd;
  const typed = message.slice(start, end).trimEnd();
  if (start + typed.length !== offset || !key.toLowerCase().startsWith(typed.toLowerCase())) return undefined;
  const before = `${key}: `;
  const written = `${message.slice(0, start)}${before}x${message.slice(end)}`;
  const read = tagPlaces(written, key).some((one) => one.start === start + before.length);
  return read ? { start, end: offset, before } : undefined;
}
