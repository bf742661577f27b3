import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { build, type BuildRequest } from '../../client/src/tools/docker/buildCommand.js';
import { commandOf, failureOf } from '../support/tools.js';

const request: BuildRequest = { builder: 'buildx', dockerfile: '/w/api/Dockerfile.dev', context: '/w/api', reference: 'myapp:dev-1' };

describe('the words of a build', () => {
  const words = (line: string): string[] => line.split(' ');

  test('buildx', () => {
    const command = commandOf(
      build({
        ...request,
        target: 'run',
        platform: 'linux/arm64',
        buildArgs: { VERSION: '1.2', API_TOKEN: 'abc def' },
        secrets: [
          { id: 'npm', env: 'NPM_TOKEN', value: 'hush' },
          { id: 'ca', file: '/home/me/a,b.pem' },
        ],
        idFile: '/tmp/id',
      }),
    );
    assert.deepEqual(command.args, [
      ...words('build --load --progress=plain --file /w/api/Dockerfile.dev --tag myapp:dev-1 --target run --platform linux/arm64'),
      ...words('--build-arg VERSION --build-arg API_TOKEN --secret id=npm,env=NPM_TOKEN --secret id=ca,"src=/home/me/a,b.pem"'),
      ...words('--iidfile /tmp/id -- /w/api'),
    ]);
    assert.deepEqual(command.env, { VERSION: '1.2', API_TOKEN: 'abc def', NPM_TOKEN: 'hush' });
    assert.deepEqual(command.secrets, ['abc def', 'hush']);
  });

  test('the legacy builder gets no flag that it does not know', () => {
    const command = commandOf(build({ ...request, builder: 'legacy' }));
    assert.deepEqual(command.args, ['build', '--force-rm', '--file', '/w/api/Dockerfile.dev', '--tag', 'myapp:dev-1', '--', '/w/api']);
    assert.equal(command.env?.['DOCKER_BUILDKIT'], '0');
    assert.equal(failureOf(build({ ...request, builder: 'legacy', secrets: [{ id: 'npm', env: 'NPM' }] })).code, 'needs-buildkit');
  });

  test('podman', () => {
    const command = commandOf(build({ ...request, builder: 'podman' }));
    assert.equal(command.program, 'podman');
    assert.ok(!command.args.includes('--load'));
  });

  test('an argument that the program itself would read goes as a word', () => {
    const command = commandOf(
      build({
        ...request,
        buildArgs: { PATH: '/x', DOCKER_HOST: 'tcp://x', https_proxy: 'http://p', version: '1', VERSION: '2', SSH_PRIVATE_KEY: 'hush' },
      }),
    );
    assert.deepEqual(
      command.args.filter((_, i) => command.args[i - 1] === '--build-arg'),
      ['PATH=/x', 'DOCKER_HOST=tcp://x', 'https_proxy=http://p', 'version', 'VERSION=2', 'SSH_PRIVATE_KEY'],
    );
    assert.deepEqual(command.env, { version: '1', SSH_PRIVATE_KEY: 'hush' });
  });
});
