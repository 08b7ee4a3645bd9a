import * as vscode from 'vscode';
import { addMetricSource } from './addMetricSource';
import type { BlameSwitch } from './blameSwitch';
import type { CommandMap } from './commands';
import { installHook, removeHook } from './commitHook';
import type { Consent } from './consent';
import { copyOutcome } from './copyOutcome';
import type { Credentials } from './credentials';
import type { GitFollower } from './gitFollower';
import type { KeyResultPanels } from './keyResultPanels';
import { linkBranch, unlinkBranch } from './linkBranch';
import type { Log } from './log';
import { manageCredentials } from './manageCredentials';
import { muteKeyResult, unmuteKeyResult } from './muteCommands';
import type { Mutes } from './mutes';
import { createOkrFile, openOkrFile } from './okrFileCommands';
import { openCommit } from './openCommit';
import { openKeyResult } from './openKeyResult';
import type { LedgerOpener } from './openLedger';
import { previewMetric } from './previewMetric';
import type { RecentKeyResults } from './recentKeyResults';
import type { Session } from './session';
import { allowSource, forgetCredential, setCredential, withdrawApproval } from './sourceAccess';
import { startWork } from './startWork';
import { tagCommit } from './tagCommit';
import { tagNextCommit } from './tagNextCommit';
import { tagPastCommits, undoRetag } from './tagPastCommits';
import { VIEW_ID } from './viewId';

/** What commands work with. */
export interface CommandParts {
  readonly session: Session;
  readonly git: GitFollower;
  readonly ledger: LedgerOpener;
  readonly keyResults: KeyResultPanels;
  readonly recent: RecentKeyResults;
  readonly consent: Consent;
  readonly credentials: Credentials;
  readonly extensionUri: vscode.Uri;
  readonly log: Log;
  readonly blame: BlameSwitch;
  readonly mutes: Mutes;
}

/** What each command does. A bundle of its own, which the first command loads. */
export function commandTable(parts: CommandParts): CommandMap {
  const { session, recent, consent, credentials, log, blame, mutes } = parts;
  return {
    'throughline.tagCommit': () => tagCommit(session, recent),
    'throughline.tagNextCommit': () => tagNextCommit(session),
    'throughline.changeNextTag': () => tagCommit(session, recent),
    'throughline.tagPastCommits': () => tagPastCommits(session, recent),
    'throughline.undoRetag': () => undoRetag(session),
    'throughline.linkBranch': () => linkBranch(session, recent),
    'throughline.unlinkBranch': () => unlinkBranch(session),
    'throughline.startWork': () => startWork(session, recent),
    'throughline.copyOutcome': () => copyOutcome(session),
    'throughline.openKeyResult': (id) => openKeyResult(parts, id),
    'throughline.openLedger': (keyResultId) => parts.ledger.open(keyResultId),
    'throughline.openCommit': (id) => openCommit(session, parts.git, id),
    'throughline.muteKeyResult': (id) => muteKeyResult(session, mutes, id),
    'throughline.unmuteKeyResult': (id) => unmuteKeyResult(session, mutes, id),
    'throughline.refresh': () => session.reload(),
    'throughline.showOutcome': async () => vscode.commands.executeCommand(`${VIEW_ID}.focus`),
    'throughline.toggleOutcomeBlame': () => blame.toggle(),
    'throughline.showLineOutcome': () => blame.showLine(),
    'throughline.createOkrFile': () => createOkrFile(session),
    'throughline.openOkrFile': (keyResultId) => openOkrFile(session, keyResultId),
    'throughline.addMetricSource': () => addMetricSource(parts),
    'throughline.previewMetric': (keyResultId) => previewMetric(parts, keyResultId),
    'throughline.manageCredentials': () => manageCredentials(session, credentials),
    'throughline.allowSource': (origin) => allowSource(session, consent, origin),
    'throughline.withdrawApproval': () => withdrawApproval(session, consent),
    'throughline.setCredential': (origin) => setCredential(session, credentials, origin),
    'throughline.forgetCredential': () => forgetCredential(session, credentials),
    'throughline.installHook': () => installHook(session),
    'throughline.removeHook': () => removeHook(session),
    'throughline.showLog': async () => log.show(),
  };
}
