import { FOUND_PROBLEMS, type Output, SUCCESS } from './output';
import { terminalText } from './terminalText';
import { chooseTrailerKey } from './trailerKey';

/** Writes `message` with its trailers to the standard output. An id that git could not carry is refused. */
export async function tag(
  ids: readonly string[],
  trailer: string | undefined,
  message: Buffer,
  output: Output,
): Promise<number> {
  const { addTrailers, Engine, isKeyResultId, readCommentSign } = await import('../engine');
  const wrong = ids.filter((id) => !isKeyResultId(id));
  if (wrong.length > 0) {
    output.err(
      `throughline: ${wrong.map((id) => `'${terminalText(id)}'`).join(', ')} can't be a key result id: letters, digits and . _ / - only, 64 at most.\n`,
    );
    return FOUND_PROBLEMS;
  }
  const { gitPort } = new Engine({ approved: () => false, credential: async () => undefined });
  const key = await chooseTrailerKey(trailer, gitPort, process.cwd(), output);
  if (typeof key === 'number') return key;
  // A character for each byte: a message in whatever encoding comes out as it went in.
  const bytes = (text: string): string => Buffer.from(text).toString('latin1');
  const comment = bytes(await readCommentSign(gitPort, process.cwd()));
  output.out(Buffer.from(addTrailers(message.toString('latin1'), key, ids, comment), 'latin1'));
  return SUCCESS;
}
