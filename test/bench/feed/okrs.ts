const OBJECTIVES = 20;
const KEY_RESULTS = 50;

export const KEY_RESULT_COUNT = OBJECTIVES * KEY_RESULTS;

/** An OKR file of a thousand key results that all ask one source. */
export function manyKeyResults(type: 'prometheus' | 'datadog', origin: string): string {
  const year = new Date().getUTCFullYear();
  const objectives = Array.from({ length: OBJECTIVES }, (_, objective) => {
    const keyResults = Array.from(
      { length: KEY_RESULTS },
      (_, index) =>
        `      - { id: o${objective}.k${index}, title: Key result ${index}, metric: { source: one, query: "metric_${objective}_${index}" }, start: 1000, target: 2000 }`,
    );
    return `  - id: o${objective}\n    title: Objective ${objective}\n    keyResults:\n${keyResults.join('\n')}`;
  });
  return `version: 1
cycle: { id: all, start: ${year}-01-01, end: ${year}-12-31 }
sources: { one: { type: ${type}, url: "${origin}" } }
objectives:
${objectives.join('\n')}
`;
}
