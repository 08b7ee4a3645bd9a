import { endOnSignals } from '../vscode/cleanup';

// Loaded into mocha, which would otherwise finish the running test first and leave servers behind on a kill.
endOnSignals();
