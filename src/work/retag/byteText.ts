/**
 * Bytes as a text of one character for each, so that they can be searched and cut like any text and come out as
 * they went in, whatever their encoding. (`TextDecoder('latin1')` is another charset: windows-1252.)
 */
const AT_ONCE = 8192;

export function textOfBytes(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += AT_ONCE) {
    text += String.fromCharCode(...bytes.subarray(at, at + AT_ONCE));
  }
  return text;
}

/** @param text characters up to U+00FF only */
export function bytesOfText(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
}

/** How a byte text reads to a person, where it is UTF-8; other charsets lose their special characters. */
export function readable(text: string): string {
  return new TextDecoder().decode(bytesOfText(text));
}
