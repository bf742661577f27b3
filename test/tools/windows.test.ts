import assert from 'node:assert/strict';
import { win32 } from 'node:path';
import { describe, test } from 'node:test';
import { kubeconfigBefore } from '../../client/src/tools/kubectl/files.js';
import { readApply } from '../../client/src/tools/kubectl/apply.js';
import { readRefusals } from '../../client/src/tools/kubectl/refusals.js';
import { withoutNoise } from '../../client/src/tools/kubectl/access.js';
import { readLog } from '../../client/src/tools/k3d/output.js';
import { readBuildFault } from '../../client/src/tools/docker/buildFault.js';
import { BuildProgress } from '../../client/src/tools/docker/progress.js';
import { readWarnings } from '../../client/src/tools/docker/warnings.js';
import { treeKiller } from '../../client/src/tools/processRunner.js';
import { isInside, onPath } from '../../client/src/tools/programs.js';
import { output } from '../support/tools.js';

describe('programs on Windows', () => {
  const path = String.raw`C:\Windows\system32;"C:\Program Files\Docker\bin";.;bin;C:\Tools\ `.trimEnd();

  test('what lies in the present folder is none, although Windows looks there first', () => {
    const inCwd = String.raw`C:\Users\ann\repo\docker.exe`;
    const real = String.raw`C:\Program Files\Docker\bin\docker.exe`;
    assert.deepEqual(onPath([inCwd, real], path, win32), [real]);
    assert.deepEqual(onPath([inCwd], path, win32), []);
    assert.deepEqual(onPath([String.raw`.\docker.exe`, String.raw`bin\docker.exe`], path, win32), []);
  });

  test('letters and separators at the end of an entry make no difference', () => {
    const found = [String.raw`c:\tools\k3d.EXE`];
    assert.deepEqual(onPath(found, path, win32), found);
  });

  test('inside a workspace: whatever the letters, not by a common beginning, not on another drive', () => {
    const folder = String.raw`C:\Users\Ann\Repo`;
    for (const inside of [
      String.raw`c:\users\ann\repo\bin\kubectl.exe`,
      String.raw`C:\Users\Ann\Repo\..bin\kubectl.exe`,
      'C:/Users/Ann/Repo/x.exe',
    ])
      assert.ok(isInside(folder, inside, win32), inside);
    for (const outside of [String.raw`C:\Users\Ann\Repository\x.exe`, String.raw`D:\Users\Ann\Repo\x.exe`, String.raw`C:\Users\Ann\x.exe`])
      assert.ok(!isInside(folder, outside, win32), outside);
  });

  test('a program is ended with what it started, by a program of Windows itself', () => {
    assert.deepEqual(treeKiller('win32', 42, { SystemRoot: String.raw`C:\Windows` }), {
      file: String.raw`C:\Windows\System32\taskkill.exe`,
      args: ['/PID', '42', '/T', '/F'],
    });
    for (const env of [{}, { SystemRoot: '.' }]) assert.equal(treeKiller('win32', 42, env), undefined);
    assert.equal(treeKiller('linux', 42, { SystemRoot: '/x' }), undefined);
  });
});

describe('the kubeconfig of the user behind our own file', () => {
  const file = String.raw`C:\Temp\slipway\kubeconfig`;
  const on = (platform: NodeJS.Platform, home: string, ...there: string[]) => ({
    platform,
    home,
    exists: (path: string) => there.includes(path),
  });

  test('Windows: a list with semicolons, else the first home that has one', () => {
    const ours = { KUBECONFIG: String.raw`C:\a\config;;D:\b\config` };
    assert.equal(kubeconfigBefore(file, ours, on('win32', '')), String.raw`${file};C:\a\config;D:\b\config`);
    const env = { HOMEDRIVE: 'H:', HOMEPATH: String.raw`\ann`, USERPROFILE: String.raw`C:\Users\ann` };
    const profile = String.raw`C:\Users\ann\.kube\config`;
    assert.equal(kubeconfigBefore(file, env, on('win32', 'x', profile)), `${file};${profile}`);
    assert.equal(kubeconfigBefore(file, env, on('win32', 'x')), String.raw`${file};H:\ann\.kube\config`);
  });

  test('elsewhere: colons, HOME, the home of the account', () => {
    assert.equal(kubeconfigBefore('/t/k', { KUBECONFIG: '/a:/b' }, on('linux', '/home/x')), '/t/k:/a:/b');
    assert.equal(kubeconfigBefore('/t/k', { KUBECONFIG: '', HOME: '/home/ann' }, on('darwin', '/home/x')), '/t/k:/home/ann/.kube/config');
    assert.equal(kubeconfigBefore('/t/k', {}, on('linux', '/home/x')), '/t/k:/home/x/.kube/config');
  });
});

/** Programs of Windows end lines with CR LF; nothing that is read may hold on to the CR. */
describe('lines that end with CR LF', () => {
  const crlf = (text: string): string => text.replaceAll('\n', '\r\n');
  const same = (read: (text: string) => unknown, text: string): void => assert.deepEqual(read(crlf(text)), read(text));

  test('what kubectl says', () => {
    same((stdout) => readApply(output({ stdout })), 'deployment.apps/api created\nservice/api unchanged\n');
    same(
      (stderr) => readApply(output({ code: 1, stderr })),
      'Warning: spec.x: deprecated\nError from server (Invalid): error when creating "STDIN": Deployment.apps "bad" is invalid: spec.replicas: Invalid value: -1: must be\n',
    );
    same((stderr) => readRefusals(stderr), 'The Deployment "a" is invalid: \n* spec.a: Required value\n* spec.b: Invalid value: 1: x\n');
    same(
      (stderr) => withoutNoise(stderr),
      'E1120 18:27:37.123456   12 memcache.go:265] "Unhandled"\nUnable to connect to the server: EOF\n',
    );
  });

  test('what k3d says', () => {
    same(readLog, 'WARN[0000] one\nERRO[0001] two\nmore of it\ntime="2026-11-20T18:27:37Z" level=info msg="three"\n');
  });

  test('what Docker says', () => {
    const said =
      '#5 [build 1/2] RUN false\n#5 ERROR: process "/bin/sh -c false" did not complete successfully: exit code: 1\n------\n > [build 1/2] RUN false:\n0.05 hello\n------\nDockerfile:6\n--------------------\n   5 |     FROM base\n   6 | >>> RUN false\n--------------------\nERROR: failed to build: failed to solve: process "/bin/sh -c false" did not complete successfully: exit code: 1\n';
    same((stderr) => readBuildFault('buildx', output({ code: 1, stderr })), said);
    same(
      readWarnings,
      '#5 WARN: JSONArgsRecommended: JSON arguments recommended (line 5)\n1 warning found:\n - StageNameCasing: Stage name (line 2)\n',
    );
    same((text) => {
      const progress = new BuildProgress('buildx', [], null);
      return text.split('\n').map((line) => progress.take(line));
    }, '#5 [build 1/2] RUN true\n#5 0.1 hello\n#5 DONE 0.1s\n');
  });
});
