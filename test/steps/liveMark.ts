/** Lines that the suite in the extension host prints begin with this; the rest of its console is the editor's own. */
export const LIVE_MARK = '[test] ';
