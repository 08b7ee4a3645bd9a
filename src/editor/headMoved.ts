import type { Head } from '../work/head';
import type { GitRepository } from './gitApi';

/**
 * Whether the Git extension knows another HEAD than was read: file systems do not tell of every change.
 * @param told without a commit where it can't be read or is unborn, and without a name where HEAD is detached
 */
export function headMoved(told: GitRepository['state']['HEAD'], head: Head | undefined): boolean {
  if (told?.commit === undefined || head === undefined) return false;
  if (head.kind === 'unborn' || head.commit !== told.commit) return true;
  if (told.name === undefined) return false;
  // git writes a short name in full where a tag has it too.
  return head.kind === 'detached' || ![head.name, `heads/${head.name}`].includes(told.name);
}
