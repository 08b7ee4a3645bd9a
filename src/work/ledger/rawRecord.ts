import { bytesOfText, readable, textOfBytes } from '../retag/byteText';
import { readTrailers } from '../trailers';

const PERSON = '([^<>\\s](?:[^<>\\n]*[^<>\\s])?) <([^<>\\n]*)> (\\d+) [+-]\\d{4}';
const AUTHOR = new RegExp(`^author ${PERSON}$`, 'm');
const COMMITTER = new RegExp(`^committer ${PERSON}$`, 'm');

/**
 * A commit object (git-cat-file(1)) as the record that `git log` would print of it under `logFormat`, where nothing but
 * git's own rules decides about trailers.
 * @returns nothing where that is not plain to see, so that git is to be asked: another encoding, an odd author, a NUL
 */
export function recordOf(id: string, object: Uint8Array, trailerKey: string): Uint8Array | undefined {
  // For git a message ends there.
  if (object.includes(0)) return undefined;
  const text = textOfBytes(object);
  const end = text.indexOf('\n\n');
  const headers = end === -1 ? text : text.slice(0, end + 1);
  const author = AUTHOR.exec(headers);
  const committer = COMMITTER.exec(headers);
  if (author === null || committer === null || /^encoding /m.test(headers)) return undefined;
  const [, name = '', email = '', authored = ''] = author;
  const parents = parentIds(headers);
  const message = end === -1 ? '' : readable(text.slice(end + 2));
  const values = readTrailers(message, trailerKey, { keyConfigured: false });
  const before = [id, parents.join(' '), authored, committer[3], name, email, ''].join('\0');
  const tags = new TextEncoder().encode(`${values.join('\x01')}\0`);
  const head = bytesOfText(before);
  const record = new Uint8Array(head.length + tags.length);
  record.set(head);
  record.set(tags, head.length);
  return record;
}

/** Full ids of the parents of a commit object, of which the headers are enough. */
export function parentIds(headers: string): readonly string[] {
  const end = headers.indexOf('\n\n');
  const text = end === -1 ? headers : headers.slice(0, end + 1);
  return [...text.matchAll(/^parent ([0-9a-f]+)$/gm)].flatMap(([, parent]) => parent ?? []);
}
