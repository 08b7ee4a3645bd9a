import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, folder, keyResults, onBranch, readyPage, show, throughline } from './support';

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

describe('activation', () => {
  it('registers every contributed command', async () => {
    await throughline();
    const extension = vscode.extensions.getExtension('throughline.throughline');
    assert.ok(extension);
    const { contributes } = extension.packageJSON as Manifest;
    const registered = new Set(await vscode.commands.getCommands(true));
    const missing = contributes.commands.filter(({ command }) => !registered.has(command));
    assert.deepEqual(missing, []);
    assert.ok(contributes.commands.length >= 10);
  });

  it('offers one version of its API and refuses others', async () => {
    const extension = vscode.extensions.getExtension('throughline.throughline');
    const exported = (await extension?.activate()) as { getAPI(version: number): unknown };
    assert.throws(() => exported.getAPI(2), /version 1/);
  });

  it('shows the key results that the branch serves', async () => {
    await show('shop', 'README.md');
    const page = await onBranch('signup/one-tap');
    const titles = keyResults(page).map(({ title }) => title);
    assert.deepEqual(titles.slice(0, 1), ['Increase monthly new user signups by 10%']);
    assert.ok(titles.includes('$100M in orders in June'));
  });

  it('puts findings of the OKR file into the Problems panel, and keeps the healthy rest', async () => {
    await show('shop', 'README.md');
    await onBranch('signup/one-tap');
    const uri = vscode.Uri.joinPath(folder('shop'), 'okrs.yaml');
    const document = await vscode.workspace.openTextDocument(uri);
    const original = document.getText();
    const broken = original.replace('target: 100M', 'target: lots');
    assert.notEqual(broken, original);
    await vscode.workspace.fs.writeFile(uri, Buffer.from(broken, 'utf8'));
    try {
      const page = await readyPage('one key result fewer', (one) =>
        keyResults(one).every(({ id }) => id !== 'engagement.orders'),
      );
      assert.ok(page.notices.some(({ tone }) => tone === 'warning'));
      const [found] = vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Throughline');
      assert.ok(found);
      const line = broken.split('\n').findIndex((one) => one.includes('target: lots'));
      assert.equal(found.range.start.line, line);
    } finally {
      await vscode.workspace.fs.writeFile(uri, Buffer.from(original, 'utf8'));
    }
    await readyPage('the key result back', (one) =>
      keyResults(one).some(({ id }) => id === 'engagement.orders'),
    );
    await eventually(
      'no finding any more',
      () =>
        vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Throughline').length === 0,
    );
  });
});
