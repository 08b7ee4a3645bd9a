import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../steps/root';
import { messagesInCode } from './messages';

// npm run l10n: brings l10n/bundle.l10n.json up to what the code says.
const texts = [...new Set(messagesInCode().messages.map(({ text }) => text))].sort();
const bundle = Object.fromEntries(texts.map((text) => [text, text]));
writeFileSync(join(ROOT, 'l10n', 'bundle.l10n.json'), `${JSON.stringify(bundle, null, 2)}\n`);
console.log(`${texts.length} messages`);
