import assert from 'node:assert/strict';
import { delimiter, resolve } from 'node:path';
import { test } from 'node:test';
import { cleanEnvironment } from '../../client/src/tools/environment.js';

test('paths that are relative to where the user stands still lead there from the folder that a program runs in', () => {
  const env = cleanEnvironment('kubectl', {
    KUBECONFIG: ['kube.yaml', '', '/etc/kube'].join(delimiter),
    DOCKER_CONFIG: '.docker',
    OTHER: 'kube.yaml',
  });
  assert.equal(env['KUBECONFIG'], [resolve('kube.yaml'), '', resolve('/etc/kube')].join(delimiter));
  assert.equal(env['DOCKER_CONFIG'], resolve('.docker'));
  assert.equal(env['OTHER'], 'kube.yaml');
});

test('what the user set for typing does not change what is asked here', () => {
  assert.equal(cleanEnvironment('kubectl', { KUBERC: '/home/ann/kuberc' })['KUBERC'], 'off');
  const git = cleanEnvironment('git', {
    GIT_DIR: '/x',
    Git_Work_Tree: '/x',
    GIT_INDEX_FILE: '/x',
    GIT_ALLOW_PROTOCOL: 'ext',
    HOME: '/home/ann',
  });
  assert.deepEqual(
    Object.keys(git).filter((name) => /^GIT_(?:DIR|WORK|INDEX)/i.test(name)),
    [],
  );
  assert.deepEqual([git['GIT_ALLOW_PROTOCOL'], git['GIT_NO_LAZY_FETCH'], git['HOME']], ['none', '1', '/home/ann']);
});

test('what a command asks for goes before all', () => {
  assert.equal(cleanEnvironment('docker', { DOCKER_BUILDKIT: '1' }, { DOCKER_BUILDKIT: '0' })['DOCKER_BUILDKIT'], '0');
});

test('the address of a local cluster goes past a proxy, for kubectl alone', () => {
  const proxy = { HTTPS_PROXY: 'http://proxy.example:3128' };
  assert.equal(cleanEnvironment('kubectl', proxy)['NO_PROXY'], '0.0.0.0,host.docker.internal');
  assert.equal(cleanEnvironment('kubectl', { https_proxy: 'x', no_proxy: '.corp' })['no_proxy'], '.corp,0.0.0.0,host.docker.internal');
  assert.equal(cleanEnvironment('kubectl', {})['NO_PROXY'], undefined);
  assert.equal(cleanEnvironment('docker', proxy)['NO_PROXY'], undefined);
});
