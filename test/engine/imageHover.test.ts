import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseDockerfile } from '../../server/src/languages/dockerfile/parse.js';
import { dockerfileHover } from '../../server/src/languages/dockerfile/hover/hover.js';
import { parseKubernetes } from '../../server/src/languages/kubernetes/file.js';
import { kubernetesHover } from '../../server/src/languages/kubernetes/hover/hover.js';
import { surroundings } from '../support/analysis.js';

const dockerfile = `FROM python:3.13-slim AS base
FROM base AS runtime
EXPOSE 8000
USER app
HEALTHCHECK CMD python -m app.check
CMD ["uvicorn", "app:app", "--port", "8000"]
`;
const manifest = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
spec:
  template:
    spec:
      securityContext:
        runAsNonRoot: true
      containers:
        - name: api
          image: registry.example.com/shop/api:1.4.2
          ports:
            - containerPort: 8000
          readinessProbe:
            httpGet: { path: /ready, port: 8000 }
`;

describe('hover: a manifest and the Dockerfile behind its image', () => {
  const onImage = (image: string): string => {
    const text = manifest.replace('registry.example.com/shop/api:1.4.2', image);
    const near = surroundings(new Map([['../api/Dockerfile', dockerfile]]), 'k8s/app.yaml', text);
    return kubernetesHover(parseKubernetes(text), text.indexOf(image) + 1, near)?.markdown ?? '';
  };

  it('says what builds the image and why that is believed', () => {
    const text = onImage('registry.example.com/shop/api:1.4.2');
    assert.ok(text.includes('**Built by** `../api/Dockerfile`, stage `runtime`: the image bears the name of its folder or file.'), text);
    assert.ok(text.includes('It runs as `app`, listens on port 8000 and has a HEALTHCHECK, which Kubernetes does not run.'), text);
  });

  it('says nothing of images that are not built here', () => {
    assert.ok(!onImage('registry.example.com/shop/web:1').includes('Built by'));
    assert.ok(!onImage('redis:8').includes('Built by'));
  });
});

describe('hover: a Dockerfile and the manifests that run it', () => {
  const at = (word: string, files: ReadonlyMap<string, string> | null = new Map([['../k8s/app.yaml', manifest]])): string => {
    const near = surroundings(files ?? undefined, 'api/Dockerfile', dockerfile);
    return dockerfileHover(parseDockerfile(dockerfile), dockerfile.indexOf(word) + 1, near)?.markdown ?? '';
  };

  it('on the final stage', () => {
    for (const word of ['FROM base', 'base AS', 'runtime'])
      assert.ok(
        at(word).endsWith('**Run by**\n- `Deployment api` in `../k8s/app.yaml`: `registry.example.com/shop/api:1.4.2`, `readinessProbe`'),
        at(word),
      );
  });

  it('on USER and EXPOSE', () => {
    assert.ok(at('USER').endsWith('in `../k8s/app.yaml`: `runAsNonRoot: true`'), at('USER'));
    assert.ok(at('app\nHEALTH').endsWith('`runAsNonRoot: true`'));
    assert.ok(at('EXPOSE').endsWith('in `../k8s/app.yaml`: `containerPort` 8000'), at('EXPOSE'));
    assert.ok(at('8000\nUSER').endsWith('`containerPort` 8000'));
  });

  it('not on other stages, other instructions, and where nothing is known', () => {
    for (const word of ['python:3.13', 'HEALTHCHECK', 'CMD [']) assert.ok(!at(word).includes('Run by'), word);
    assert.ok(at('USER', null) !== '' && !at('USER', null).includes('Run by'));
    assert.ok(!at('USER', new Map()).includes('Run by'));
  });
});
