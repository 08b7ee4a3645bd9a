import type { FileFailure } from '../io/ports';
import { excerpt } from './excerpt';
import type { MetricError } from './metricError';

export function fileError(failure: FileFailure): MetricError {
  const path = excerpt(failure.path);
  switch (failure.kind) {
    case 'missing':
      return { kind: 'not-found', detail: path };
    case 'outside':
      return { kind: 'config', detail: `${path} is outside of the repository, so it is not read.` };
    case 'too-large':
      return { kind: 'too-large', limitBytes: failure.limitBytes };
    case 'unreadable':
      return { kind: 'config', detail: `${path} can't be read: ${excerpt(failure.detail)}` };
  }
}
