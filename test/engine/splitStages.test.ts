import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import type { Fix } from '../../server/src/engine/rule/define.js';
import { activeRules } from '../../server/src/engine/config/config.js';
import { applyEdits } from '../../server/src/engine/text/span.js';
import { dockerfileLanguage } from '../../server/src/languages/dockerfile/language.js';
import { parseDockerfile } from '../../server/src/languages/dockerfile/parse.js';
import { rules } from '../../server/src/rules/index.js';
import { languageNamed, run, surroundings } from '../support/analysis.js';

const recommended = activeRules(rules, [{ preset: 'recommended' }], () => false);

function offered(text: string, at = fromOf(text), files?: ReadonlyMap<string, string>): readonly Fix[] {
  return dockerfileLanguage.refactorings?.(parseDockerfile(text), { start: at, end: at }, surroundings(files)) ?? [];
}

const fromOf = (text: string): number => parseDockerfile(text).stages[0]?.from?.span.start ?? 0;

function split(text: string, files?: ReadonlyMap<string, string>): string {
  const [fix] = offered(text, fromOf(text), files);
  assert.ok(fix !== undefined, `offered for ${text}`);
  assert.equal(fix.title, 'Split into build and runtime stages');
  return applyEdits(text, fix.edits);
}

const lines = (...all: string[]): string => `${all.join('\n')}\n`;

describe('split into build and runtime stages', () => {
  const pairs: Readonly<Record<string, readonly [string, string]>> = {
    'Python with pip': [
      lines(
        '# syntax=docker/dockerfile:1',
        'FROM python:3.13',
        'WORKDIR /code',
        'COPY requirements.txt .',
        '# The packages.',
        'RUN pip install --no-cache-dir \\',
        '    # quietly',
        '    -q -r requirements.txt',
        'COPY app ./app',
        'EXPOSE 8080',
        'CMD ["fastapi", "run", "app/main.py"]',
      ),
      lines(
        '# syntax=docker/dockerfile:1',
        'FROM python:3.13 AS build',
        'WORKDIR /code',
        'COPY requirements.txt .',
        'RUN python -m venv /opt/venv',
        'ENV PATH="/opt/venv/bin:$PATH"',
        '# The packages.',
        'RUN pip install --no-cache-dir \\',
        '    # quietly',
        '    -q -r requirements.txt',
        '',
        'FROM python:3.13-slim AS runtime',
        'WORKDIR /code',
        'ENV PATH="/opt/venv/bin:$PATH"',
        'COPY --from=build /opt/venv /opt/venv',
        'COPY app ./app',
        'EXPOSE 8080',
        'CMD ["fastapi", "run", "app/main.py"]',
      ),
    ],
    "Python: compilers stay in the build, libraries go along, accounts are the image's": [
      lines(
        'FROM python:3.13',
        'RUN apt-get update && apt-get install -y build-essential libpq-dev',
        'RUN apt-get update && apt-get install -y libpq5',
        'RUN useradd --uid 10001 app',
        'COPY requirements.txt .',
        'RUN pip install -r requirements.txt',
        'COPY . .',
        'USER 10001',
        'CMD ["python", "-m", "app"]',
      ),
      lines(
        'FROM python:3.13 AS build',
        'RUN apt-get update && apt-get install -y build-essential libpq-dev',
        'RUN apt-get update && apt-get install -y libpq5',
        'COPY requirements.txt .',
        'RUN python -m venv /opt/venv',
        'ENV PATH="/opt/venv/bin:$PATH"',
        'RUN pip install -r requirements.txt',
        '',
        'FROM python:3.13-slim AS runtime',
        'RUN apt-get update && apt-get install -y libpq5',
        'RUN useradd --uid 10001 app',
        'ENV PATH="/opt/venv/bin:$PATH"',
        'COPY --from=build /opt/venv /opt/venv',
        'COPY . .',
        'USER 10001',
        'CMD ["python", "-m", "app"]',
      ),
    ],
    'Python: a check that needs curl keeps the full image': [
      lines(
        'FROM python:3.13',
        'COPY requirements.txt .',
        'RUN pip install -r requirements.txt',
        'HEALTHCHECK CMD curl -f http://localhost/ || exit 1',
        'CMD ["x"]',
      ),
      lines(
        'FROM python:3.13 AS build',
        'COPY requirements.txt .',
        'RUN python -m venv /opt/venv',
        'ENV PATH="/opt/venv/bin:$PATH"',
        'RUN pip install -r requirements.txt',
        '',
        'FROM python:3.13 AS runtime',
        'ENV PATH="/opt/venv/bin:$PATH"',
        'COPY --from=build /opt/venv /opt/venv',
        'HEALTHCHECK CMD curl -f http://localhost/ || exit 1',
        'CMD ["x"]',
      ),
    ],
    'Python with uv': [
      lines(
        'FROM python:3.13-slim',
        'COPY --from=ghcr.io/astral-sh/uv:0.9.9 /uv /bin/',
        'WORKDIR /app',
        'ENV UV_COMPILE_BYTECODE=1',
        'ENV MODE=fast',
        'COPY pyproject.toml uv.lock ./',
        'RUN --mount=type=cache,target=/root/.cache/uv uv sync --locked --no-dev',
        'COPY app ./app',
        'CMD ["uv", "run", "fastapi", "run", "app/main.py"]',
      ),
      lines(
        'FROM python:3.13-slim AS build',
        'COPY --from=ghcr.io/astral-sh/uv:0.9.9 /uv /bin/',
        'WORKDIR /app',
        'ENV UV_COMPILE_BYTECODE=1',
        'ENV MODE=fast',
        'COPY pyproject.toml uv.lock ./',
        'RUN --mount=type=cache,target=/root/.cache/uv uv sync --locked --no-dev',
        '',
        'FROM python:3.13-slim AS runtime',
        'WORKDIR /app',
        'ENV MODE=fast',
        'ENV PATH="/app/.venv/bin:$PATH"',
        'COPY --from=build /app/.venv /app/.venv',
        'COPY app ./app',
        'CMD ["fastapi", "run", "app/main.py"]',
      ),
    ],
    'Node with a build': [
      lines(
        'FROM node:24',
        'WORKDIR /app',
        'COPY package*.json ./',
        'RUN npm ci',
        '# The sources.',
        'COPY . .',
        'RUN npm run build',
        '# How it runs.',
        'EXPOSE 3000',
        'USER 1000',
        'CMD ["node", "dist/index.js"]',
      ),
      lines(
        'FROM node:24 AS build',
        'WORKDIR /app',
        'COPY package*.json ./',
        'RUN npm ci',
        '# The sources.',
        'COPY . .',
        'RUN npm run build',
        '',
        'FROM node:24-slim AS runtime',
        'WORKDIR /app',
        'COPY package*.json ./',
        'RUN npm ci --omit=dev',
        'COPY --from=build /app/dist ./dist',
        '# How it runs.',
        'EXPOSE 3000',
        'USER 1000',
        'CMD ["node", "dist/index.js"]',
      ),
    ],
    'Node without one': [
      lines(
        'FROM node:24',
        'WORKDIR /app',
        'COPY package.json package-lock.json ./',
        'RUN npm ci --omit=dev',
        'COPY src ./src',
        'CMD ["node", "src/index.js"]',
      ),
      lines(
        'FROM node:24 AS build',
        'WORKDIR /app',
        'COPY package.json package-lock.json ./',
        'RUN npm ci --omit=dev',
        '',
        'FROM node:24-slim AS runtime',
        'WORKDIR /app',
        'COPY package.json package-lock.json ./',
        'COPY --from=build /app/node_modules ./node_modules',
        'COPY src ./src',
        'CMD ["node", "src/index.js"]',
      ),
    ],
    Go: [
      lines(
        'ARG VERSION=1.25',
        'FROM golang:${VERSION}',
        'WORKDIR /src',
        'COPY go.mod go.sum ./',
        'RUN go mod download',
        'COPY . .',
        'RUN go build -o server ./cmd/server',
        'EXPOSE 8080',
        'CMD ["./server"]',
      ),
      lines(
        'ARG VERSION=1.25',
        'FROM golang:${VERSION} AS build',
        'WORKDIR /src',
        'COPY go.mod go.sum ./',
        'RUN go mod download',
        'COPY . .',
        'RUN CGO_ENABLED=0 go build -o server ./cmd/server',
        '',
        'FROM gcr.io/distroless/static-debian13:nonroot AS runtime',
        'WORKDIR /src',
        'COPY --from=build /src/server /src/server',
        'USER 65532',
        'EXPOSE 8080',
        'CMD ["./server"]',
      ),
    ],
    'Go with a user of its own': [
      lines(
        'FROM golang:1.25',
        'ENV CGO_ENABLED=0 GOFLAGS=-trimpath',
        'RUN useradd app',
        'COPY . .',
        'RUN go build -o /out/server .',
        'USER app',
        'ENTRYPOINT ["/out/server"]',
      ),
      lines(
        'FROM golang:1.25 AS build',
        'ENV CGO_ENABLED=0 GOFLAGS=-trimpath',
        'COPY . .',
        'RUN go build -o /out/server .',
        '',
        'FROM gcr.io/distroless/static-debian13:nonroot AS runtime',
        'COPY --from=build /out/server /out/server',
        'USER 65532',
        'ENTRYPOINT ["/out/server"]',
      ),
    ],
  };
  const folder = 'test/fixtures/split';
  const named = readdirSync(folder).filter((file) => file.endsWith('.before.Dockerfile'));
  const fixtures = named.map((file): [string, readonly [string, string]] => [
    file.replace('.before.Dockerfile', '').replaceAll('-', ' '),
    [readFileSync(`${folder}/${file}`, 'utf8'), readFileSync(`${folder}/${file.replace('.before.', '.after.')}`, 'utf8')],
  ]);
  for (const [name, [before, after]] of [...Object.entries(pairs), ...fixtures]) {
    test(name, () => {
      assert.equal(split(before), after);
      assert.equal(split(before.replaceAll('\n', '\r\n')), after.replaceAll('\n', '\r\n'), 'CRLF stays');
      assert.deepEqual(offered(after), [], 'not offered again');
      const found = (text: string): string[] =>
        run(text, languageNamed('dockerfile'), recommended).findings.map(({ rule }) => rule.id as string);
      const [old, now] = [found(before), found(after)];
      assert.ok(now.length <= old.length, `before: ${old.join(', ')}; after: ${now.join(', ')}`);
      assert.ok(
        !now.some((id) => !old.includes(id) && id !== 'dockerfile/unnamed-stage'),
        `new: ${now.filter((id) => !old.includes(id)).join(', ')}`,
      );
    });
    test(`${name}: half-typed`, () => {
      for (let end = 0; end < before.length; end++) {
        const text = before.slice(0, end);
        for (const fix of offered(text)) assert.equal(parseDockerfile(applyEdits(text, fix.edits)).stages.length, 2, text);
      }
    });
  }

  test('the example of the naive Dockerfile', () => {
    const text = readFileSync('examples/myapp/Dockerfile', 'utf8');
    const after = split(text);
    assert.match(after, /AS build[\s\S]*AS runtime/);
    const found = (source: string): number => run(source, languageNamed('dockerfile'), recommended).findings.length;
    assert.ok(found(after) <= found(text) + 2, 'the packages that go along are told twice, and nothing else is');
  });

  const refused: Readonly<Record<string, string>> = {
    'two stages': lines('FROM python:3.13 AS a', 'RUN pip install -r r.txt', 'FROM a', 'CMD ["x"]'),
    'a named stage': lines('FROM python:3.13 AS only', 'COPY r.txt .', 'RUN pip install -r r.txt'),
    'nothing to build': lines('FROM python:3.13', 'CMD ["python"]'),
    'headers of Alpine whose libraries are not known': lines(
      'FROM python:3.13-alpine',
      'RUN apk add --no-cache build-base postgresql-dev',
      'COPY requirements.txt .',
      'RUN pip install --no-cache-dir -r requirements.txt',
      'CMD ["python", "-m", "app"]',
    ),
    'two ecosystems': lines('FROM python:3.13', 'WORKDIR /a', 'RUN pip install -r r.txt', 'RUN npm ci'),
    ONBUILD: lines('FROM python:3.13', 'ONBUILD COPY . .', 'RUN pip install -r r.txt'),
    'headers of a library that nobody knows': lines(
      'FROM python:3.13',
      'RUN apt-get update && apt-get install -y gcc libgeos-dev',
      'RUN pip install -r r.txt',
    ),
    'libraries in the RUN that installs': lines(
      'FROM python:3.13',
      'RUN apt-get update && apt-get install -y gcc libpq5 && pip install -r r.txt',
    ),
    'a pinned package whose library has another name': lines(
      'FROM python:3.13',
      'RUN apt-get update && apt-get install -y gcc libpq-dev=17.5-1',
      'RUN pip install -r r.txt',
    ),
    'a compiler that is called after the install': lines(
      'FROM python:3.13-slim',
      'RUN apt-get update && apt-get install -y gcc make',
      'RUN pip install -r r.txt',
      'COPY . .',
      'RUN make assets',
    ),
    'pip with a folder of its own': lines('FROM python:3.13', 'RUN pip install --user -r r.txt'),
    "a program by pip's path": lines('FROM python:3.13', 'RUN pip install -r r.txt', 'CMD ["/usr/local/bin/gunicorn", "app"]'),
    'a PATH without the old one': lines('FROM python:3.13', 'ENV PATH=/usr/local/bin:/bin', 'RUN pip install -r r.txt'),
    'USER above pip': lines('FROM python:3.13', 'USER 1000', 'RUN pip install -r r.txt'),
    'another manager': lines('FROM python:3.13', 'WORKDIR /a', 'RUN pip install poetry', 'RUN poetry install'),
    'uv with an environment elsewhere': lines(
      'FROM python:3.13',
      'WORKDIR /a',
      'ENV UV_PROJECT_ENVIRONMENT=/venv',
      'RUN uv sync --locked',
      'CMD ["python"]',
    ),
    'uv that checks the container': lines(
      'FROM python:3.13',
      'WORKDIR /a',
      'RUN uv sync --locked',
      'HEALTHCHECK CMD ["uv", "run", "check"]',
      'CMD ["serve"]',
    ),
    'uv with options': lines('FROM python:3.13', 'WORKDIR /a', 'RUN uv sync --locked', 'CMD ["uv", "run", "--with", "x", "serve"]'),
    'a here-document for Python': lines('FROM python:3.13', 'RUN pip install -r r.txt', 'RUN <<EOF python', 'print(1)', 'EOF'),
    'a here-document that names Python itself': lines(
      'FROM python:3.13',
      'RUN pip install -r r.txt',
      'RUN <<EOF',
      '#!/usr/bin/env python',
      'print(1)',
      'EOF',
    ),
    'an exec form': lines('FROM python:3.13', 'RUN ["pip", "install", "-r", "r.txt"]'),
    'a shell of its own': lines('FROM python:3.13', 'SHELL ["/bin/bash", "-c"]', 'RUN pip install -r r.txt'),
    'yarn that may be of a later kind': lines('FROM node:24', 'WORKDIR /a', 'COPY . .', 'RUN yarn install', 'CMD ["node", "a.js"]'),
    'a workspace': lines('FROM node:24', 'WORKDIR /a', 'COPY . .', 'RUN npm ci --workspace=api', 'CMD ["node", "a.js"]'),
    'a Node build whose output may be sources': lines(
      'FROM node:24',
      'WORKDIR /a',
      'COPY . .',
      'RUN npm ci',
      'RUN npm run build',
      'CMD ["node", "server/index.js"]',
    ),
    'a Node build in another folder than the start': lines(
      'FROM node:24',
      'WORKDIR /a',
      'COPY . .',
      'RUN npm ci',
      'RUN npm run build',
      'WORKDIR /b',
      'CMD ["node", "dist/index.js"]',
    ),
    'Go with C': lines('FROM golang:1.25', 'WORKDIR /a', 'RUN CGO_ENABLED=1 go build -o x .', 'CMD ["./x"]'),
    'Go with a compiler for C': lines(
      'FROM golang:1.25-alpine',
      'RUN apk add --no-cache gcc musl-dev',
      'WORKDIR /a',
      'RUN go build -o x .',
      'CMD ["./x"]',
    ),
    'Go with a package to run with': lines(
      'FROM golang:1.25',
      'RUN apt-get update && apt-get install -y ffmpeg',
      'WORKDIR /a',
      'RUN go build -o x .',
      'CMD ["./x"]',
    ),
    'Go that starts something else': lines('FROM golang:1.25', 'WORKDIR /a', 'RUN go build -o x .', 'CMD ["sh", "start.sh"]'),
    'Go with a check in shell form': lines(
      'FROM golang:1.25',
      'WORKDIR /a',
      'RUN go build -o x .',
      'HEALTHCHECK CMD curl -f http://localhost/',
      'CMD ["./x"]',
    ),
    'Go with a folder that it writes to': lines(
      'FROM golang:1.25',
      'RUN mkdir /data && chown 1000 /data',
      'WORKDIR /a',
      'RUN go build -o x .',
      'CMD ["./x"]',
    ),
    'two Go programs': lines('FROM golang:1.25', 'WORKDIR /a', 'RUN go build -o x ./x && go build -o y ./y', 'CMD ["./x"]'),
    'a Go program in a cache': lines(
      'FROM golang:1.25',
      'WORKDIR /a',
      'RUN --mount=type=cache,target=/a/bin go build -o /a/bin/x .',
      'CMD ["/a/bin/x"]',
    ),
    'an unknown step before the install': lines('FROM python:3.13', 'RUN ./prepare.sh', 'RUN pip install -r r.txt'),
    'an install that does more': lines('FROM python:3.13', 'RUN pip install -r r.txt && ./after.sh'),
    'a virtual environment that is there': lines('FROM python:3.13', 'RUN python -m venv /opt/venv && /opt/venv/bin/pip install -r r.txt'),
    'an unknown base': lines('FROM registry.example.com/python:1', 'RUN pip install -r r.txt'),
    'a Node build without a known output': lines(
      'FROM node:24',
      'WORKDIR /a',
      'COPY package.json ./',
      'RUN npm ci',
      'COPY . .',
      'RUN npm run build',
      'CMD ["npm", "start"]',
    ),
    'a Go program in shell form': lines('FROM golang:1.25', 'WORKDIR /a', 'RUN go build -o x .', 'CMD ./x'),
    'a Go program that needs more than itself': lines(
      'FROM golang:1.25',
      'WORKDIR /a',
      'RUN ./generate.sh',
      'RUN go build -o x .',
      'CMD ["./x"]',
    ),
  };
  for (const [name, text] of Object.entries(refused)) test(`not offered: ${name}`, () => assert.deepEqual(offered(text), []));

  test('a here-document of the shell is a step like others', () => {
    const text = lines('FROM python:3.13', 'COPY r.txt .', 'RUN <<EOF', 'pip install -U pip', 'pip install -r r.txt', 'EOF', 'CMD ["x"]');
    assert.match(split(text), /RUN <<EOF\npip install -U pip\npip install -r r\.txt\nEOF\n\nFROM python:3\.13-slim AS runtime\n/);
  });

  test('names that are no patterns', () => {
    const text = lines('FROM golang:1.25', 'ARG (', 'WORKDIR /a', 'RUN go build -o x .', 'CMD ["*x("]');
    assert.deepEqual(offered(text), []);
  });

  test('what lies beside the file', () => {
    const disk = (files: Readonly<Record<string, string>>): ReadonlyMap<string, string> => new Map(Object.entries(files));
    const node = lines('FROM node:24', 'WORKDIR /a', 'COPY . .', 'RUN npm ci', 'RUN npm run build', 'CMD ["npm", "run", "start:prod"]');
    const scripts = (line: string): Readonly<Record<string, string>> => ({
      'package.json': JSON.stringify({ scripts: { 'start:prod': line } }),
    });
    assert.match(split(node, disk(scripts('node -r ./x.js dist/main'))), /COPY --from=build \/a\/dist \.\/dist\n/);
    for (const line of ['next start', 'npm run build && node dist/main', 'node src/main.js', ''])
      assert.deepEqual(offered(node, 0, disk(scripts(line))), [], line);
    assert.deepEqual(offered(node, 0, disk({ 'package.json': '{' })), [], 'a package.json that is no JSON');
    const served = disk({ ...scripts('node lib/main.js'), 'public/a.css': '', 'docs/a.md': '' });
    assert.match(split(node, served), /\/a\/lib \.\/lib\nCOPY --from=build \/a\/public \.\/public\nCMD/);
    assert.deepEqual(offered(node, 0, disk({ ...scripts('node lib/main.js'), 'lib/main.js': '' })), [], 'sources in lib');

    const yarn = lines('FROM node:24', 'WORKDIR /a', 'COPY . .', 'RUN yarn install', 'CMD ["node", "a.js"]');
    assert.match(split(yarn, disk({ 'yarn.lock': '# yarn lockfile v1\n' })), /COPY --from=build \/a\/node_modules/);
    assert.deepEqual(offered(yarn, 0, disk({ 'yarn.lock': '# yarn lockfile v1\n', '.yarnrc.yml': '' })), [], 'a later yarn');

    const pip = lines('FROM python:3.13', 'COPY requirements.txt .', 'RUN pip install -r requirements.txt', 'CMD ["serve"]');
    assert.match(split(pip, disk({ 'requirements.txt': 'flask==3.1\npsycopg2-binary\n' })), /FROM python:3\.13-slim AS runtime/);
    assert.match(split(pip, disk({ 'requirements.txt': 'flask==3.1\npsycopg2==2.9\n' })), /FROM python:3\.13 AS runtime/);
    const uv = lines('FROM python:3.13', 'WORKDIR /a', 'COPY . .', 'RUN uv sync --locked', 'CMD ["serve"]');
    assert.match(split(uv, disk({ 'pyproject.toml': 'dependencies = ["flask", "mysqlclient>=2"]\n' })), /FROM python:3\.13 AS runtime/);
    assert.match(split(uv, disk({ 'pyproject.toml': 'dependencies = ["flask"]\n' })), /FROM python:3\.13-slim AS runtime/);

    const go = lines('FROM golang:1.25', 'WORKDIR /a', 'COPY . .', 'RUN go build -o /x .', 'CMD ["/x"]');
    assert.match(split(go, disk({ 'templates/a.html': '' })), /COPY --from=build \/a\/templates \/a\/templates/);
  });

  test('a comment that silences a rule goes along with what it is for', () => {
    const text = lines(
      'FROM python:3.13',
      '# Relative on purpose.',
      '# slipway-ignore workdir-relative',
      'WORKDIR app',
      'RUN pip install -r r.txt',
      'CMD ["x"]',
    );
    assert.equal(split(text).match(/slipway-ignore workdir-relative\nWORKDIR app/g)?.length, 2);
    assert.equal(split(text).match(/on purpose/g)?.length, 1);
  });

  test('offered on FROM alone', () => {
    const text = pairs['Go']?.[0] ?? '';
    assert.equal(offered(text, text.indexOf('FROM') + 2).length, 1);
    assert.deepEqual(offered(text, text.indexOf('EXPOSE')), []);
  });
});
