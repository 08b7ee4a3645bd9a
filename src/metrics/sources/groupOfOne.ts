import type { Grouping, MetricSource } from '../source';
import { failure } from './failure';

/** For an API that takes several queries at once: how it is asked one. */
export function groupOfOne<Config>(
  request: Grouping<Config>['request'],
  parse: Grouping<Config>['parse'],
): Pick<MetricSource<Config>, 'request' | 'parse'> {
  return {
    request: (config, query) => request(config, [query]),
    parse: (config, query, response) => {
      const results = parse(config, [query], response);
      if (!results.ok) return results;
      const [first = failure({ kind: 'empty' })] = results.value;
      return first;
    },
  };
}
