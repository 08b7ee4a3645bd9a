/** The sidebar's, as the manifest has it. */
export const VIEW_ID = 'throughline.outcome';
