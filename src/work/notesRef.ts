/** Where notes with tags live: one ref of our own, so that no other note is ever taken for one or changed. */
export const NOTES_REF = 'refs/notes/okr';
