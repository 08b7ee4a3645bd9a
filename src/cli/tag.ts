import { CLOSED } from './here';
import { type Output, SUCCESS } from './output';
import { terminalText } from './terminalText';
import { chooseTrailerKey } from './trailerKey';

/** What is wrong with ids that git could not carry; nothing where all are fine. */
export async function wrongIds(ids: readonly string[]): Promise<string | undefined> {
  const { isKeyResultId } = await import('../engine');
  const wrong = ids.filter((id) => !isKeyResultId(id)).map((id) => `'${terminalText(id)}'`);
  if (wrong.length === 0) return undefined;
  return `throughline: ${wrong.join(', ')} can't be a key result id: letters, digits and . _ / - only, 64 at most.\n`;
}

/** Writes `message` with its trailers to the standard output. */
export async function tag(
  ids: readonly string[],
  trailer: string | undefined,
  message: Buffer,
  output: Output,
): Promise<number> {
  const { addTrailers, Engine, readCommentSign } = await import('../engine');
  const { gitPort } = new Engine(CLOSED);
  const key = await chooseTrailerKey(trailer, gitPort, process.cwd(), output);
  if (typeof key === 'number') return key;
  // A character for each byte: a message in whatever encoding comes out as it went in.
  const bytes = (text: string): string => Buffer.from(text).toString('latin1');
  const comment = bytes(await readCommentSign(gitPort, process.cwd()));
  output.out(Buffer.from(addTrailers(message.toString('latin1'), key, ids, comment), 'latin1'));
  return SUCCESS;
}
