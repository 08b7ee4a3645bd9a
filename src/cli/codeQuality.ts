import { createHash } from 'node:crypto';
import type { CommitFinding } from '../outcome/checkCommit';
import { findingText } from './checkText';
import { terminalJson } from './terminalText';
import { plainJson } from './workflowCommands';

/** GitLab's severities; there are none between these that a finding could have. */
const SEVERITIES = { error: 'major', warning: 'minor' } as const;

/**
 * A report for `artifacts:reports:codequality`, in the format of GitLab's "Code Quality". A fingerprint stays the same
 * as long as commit, rule and id do.
 */
export function codeQualityReport(findings: readonly CommitFinding[], okrPath: string): string {
  return plainJson(
    terminalJson(
      findings.map((one) => ({
        description: findingText(one),
        check_name: `throughline/${one.rule}`,
        fingerprint: createHash('sha256')
          .update(JSON.stringify([one.commit, one.rule, one.id]))
          .digest('hex'),
        severity: SEVERITIES[one.severity],
        location: { path: okrPath, lines: { begin: one.line ?? 1 } },
      })),
    ),
  );
}
