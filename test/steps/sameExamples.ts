import fc from 'fast-check';

/**
 * Property tests try the same examples in every run, so that a failure is there again in the next one.
 * `THROUGHLINE_SEED=$RANDOM npm test -- --only unit` looks for others.
 */
fc.configureGlobal({ seed: Number(process.env.THROUGHLINE_SEED ?? 20_261_001) });
