import { join } from 'node:path';

/** The project's root folder. */
export const ROOT = join(__dirname, '..', '..');
