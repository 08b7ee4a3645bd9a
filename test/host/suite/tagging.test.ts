import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { GitRepository } from '../../../src/editor/gitApi';
import {
  eventually,
  folder,
  git,
  gitApi,
  onBranch,
  readyPage,
  repositoryIn,
  runAccepting,
  show,
} from './support';

describe('tagging', () => {
  const root = (): string => folder('shop').fsPath;

  beforeEach(async () => {
    git(root(), 'switch', '--quiet', 'signup/one-tap');
    git(root(), 'reset', '--quiet', '--hard');
    await show('shop', 'README.md');
    await onBranch('signup/one-tap');
    (await repositoryIn('shop')).inputBox.value = '';
  });

  it('puts the tag into the commit box, keeps what was typed, and the commit carries it', async () => {
    const repository = await repositoryIn('shop');
    writeFileSync(join(root(), 'new.txt'), 'one\n');
    git(root(), 'add', 'new.txt');
    repository.inputBox.value =
      'Offer one-tap signup\n\nWhy: fewer steps.\n\nSigned-off-by: Ada <ada@example.com>';
    await runAccepting('throughline.tagCommit', () => repository.inputBox.value.includes('OKR:'));
    const written = repository.inputBox.value;
    assert.equal(
      written.trimEnd(),
      'Offer one-tap signup\n\nWhy: fewer steps.\n\nOKR: engagement.signups\nSigned-off-by: Ada <ada@example.com>',
    );
    const shown = await readyPage('the tag in the sidebar', ({ work }) => work?.next !== undefined);
    assert.equal(
      shown.work?.next?.map(({ text }) => text).join(''),
      'The next commit will carry OKR: engagement.signups',
    );

    await runAccepting('throughline.tagCommit');
    assert.equal(repository.inputBox.value, written, 'twice changes nothing');

    // The Git view is up to a second behind, and would ask whether to stage.
    await (repository as GitRepository & { status(): Promise<void> }).status();
    await vscode.commands.executeCommand('git.commit', (await gitApi()).getRepository(folder('shop')));
    await eventually('the commit', () => git(root(), 'log', '-1', '--format=%s') === 'Offer one-tap signup');
    assert.equal(git(root(), 'log', '-1', '--format=%(trailers:key=OKR,valueonly)'), 'engagement.signups');
  });

  it('tags by another key where the setting says so, and says when that can be no key', async () => {
    const repository = await repositoryIn('shop');
    const settings = vscode.workspace.getConfiguration('throughline', folder('shop'));
    const set = (key: string | undefined): Thenable<void> =>
      settings.update('trailerKey', key, vscode.ConfigurationTarget.Workspace);
    try {
      repository.inputBox.value = 'Offer one-tap signup\n\nkey-result: engagement.orders';
      await set('Key-Result');
      const next = (text: string) =>
        readyPage(`the key in the sidebar: ${text}`, ({ work }) =>
          Boolean(work?.next?.some((part) => part.text === text)),
        );
      await next('Key-Result: engagement.orders');
      await runAccepting('throughline.tagCommit');
      await set('no key');
      const page = await readyPage('what is wrong with the key', ({ notices }) =>
        notices.some(({ text }) => text.includes('"no key"')),
      );
      assert.equal(page.work?.next, undefined);
    } finally {
      await set(undefined);
    }
    await readyPage('no complaint any more', ({ notices }) =>
      notices.every(({ text }) => !text.includes('"no key"')),
    );
  });

  it('amends HEAD where all is committed and nothing is pushed, and keeps author and date', async () => {
    git(
      root(),
      ...[
        '-c',
        'user.name=Grace',
        '-c',
        'user.email=grace@example.com',
        'commit',
        '--quiet',
        '--allow-empty',
      ],
      ...[
        '--author',
        'Grace <grace@example.com>',
        '--date',
        '2026-03-04T05:06:07+02:00',
        '-m',
        'Speed up the form',
      ],
    );
    const before = git(root(), 'rev-parse', 'HEAD');
    const tree = git(root(), 'rev-parse', 'HEAD^{tree}');
    const repository = await repositoryIn('shop');
    await runAccepting('throughline.tagCommit', () => {
      // A try that went to the next commit instead would send all others there too.
      repository.inputBox.value = '';
      return git(root(), 'rev-parse', 'HEAD') !== before;
    });
    const after = git(root(), 'rev-parse', 'HEAD');
    assert.notEqual(after, before);
    assert.equal(git(root(), 'rev-parse', 'HEAD^{tree}'), tree);
    assert.equal(
      git(root(), 'log', '-1', '--format=%an %ae %aI'),
      'Grace grace@example.com 2026-03-04T05:06:07+02:00',
    );
    assert.equal(git(root(), 'log', '-1', '--format=%(trailers:key=OKR,valueonly)'), 'engagement.signups');
    assert.equal(repository.inputBox.value, '');

    await runAccepting('throughline.tagCommit');
    assert.equal(git(root(), 'rev-parse', 'HEAD'), after, 'twice changes nothing');
  });

  it('leaves a pushed HEAD alone and goes on with the next commit', async () => {
    git(root(), 'update-ref', 'refs/remotes/origin/signup/one-tap', 'HEAD');
    try {
      const before = git(root(), 'rev-parse', 'HEAD');
      const repository = await repositoryIn('shop');
      await runAccepting('throughline.tagCommit', () => repository.inputBox.value !== '');
      assert.equal(git(root(), 'rev-parse', 'HEAD'), before);
      assert.match(repository.inputBox.value, /OKR: engagement\.signups/);
    } finally {
      git(root(), 'update-ref', '-d', 'refs/remotes/origin/signup/one-tap');
    }
  });
});
