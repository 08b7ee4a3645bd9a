import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Every file below a folder whose name or bytes hold one of the texts, as itself, in base64 or percent-encoded. */
export function filesHolding(folder: string, texts: readonly string[]): readonly string[] {
  const needles = texts.flatMap((text) => [
    Buffer.from(text),
    // Where it stands inside a longer encoded text, it begins at one of three places.
    ...[0, 1, 2].map((shift) => innerBase64(text, shift)),
    Buffer.from(encodeURIComponent(text)),
  ]);
  return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) => {
    if (!entry.isFile()) return [];
    const path = join(entry.parentPath, entry.name);
    const bytes = Buffer.concat([Buffer.from(entry.name), readFileSync(path)]);
    return needles.some((needle) => bytes.includes(needle)) ? [path] : [];
  });
}

/** The part of a base64 text that does not depend on what stands before and after. */
function innerBase64(text: string, shift: number): Buffer {
  const encoded = Buffer.concat([Buffer.alloc(shift, ' '), Buffer.from(text)]).toString('base64');
  return Buffer.from(encoded.slice(shift === 0 ? 0 : 4, -4));
}
