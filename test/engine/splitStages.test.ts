import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import type { Fix } from '../../server/src/engine/rule/define.js';
import { activeRules } from '../../server/src/engine/config/config.js';
import { applyEdits } from '../../server/src/engine/text/span.js';
import { dockerfileLanguage } from '../../server/src/languages/dockerfile/language.js';
import { parseDockerfile } from '../../server/src/languages/dockerfile/parse.js';
import { rules } from '../../server/src/rules/index.js';
import { languageNamed, run, surroundings } from '../support/analysis.js';

const recommended = activeRules(rules, [{ preset: 'recommended' }], () => false);

function offered(text: string, at = text.indexOf('FROM')): readonly Fix[] {
  return dockerfileLanguage.refactorings?.(parseDockerfile(text), { start: at, end: at }, surroundings(undefined)) ?? [];
}

function split(text: string): string {
  const [fix] = offered(text);
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
  for (const [name, [before, after]] of Object.entries(pairs)) {
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
    'two ecosystems': lines('FROM python:3.13', 'WORKDIR /a', 'RUN pip install -r r.txt', 'RUN npm ci'),
    ONBUILD: lines('FROM python:3.13', 'ONBUILD COPY . .', 'RUN pip install -r r.txt'),
    'packages of both kinds in one RUN': lines(
      'FROM python:3.13',
      'RUN apt-get update && apt-get install -y gcc libpq5',
      'RUN pip install -r r.txt',
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

  test('offered on FROM alone', () => {
    const text = pairs['Go']?.[0] ?? '';
    assert.equal(offered(text, text.indexOf('FROM') + 2).length, 1);
    assert.deepEqual(offered(text, text.indexOf('EXPOSE')), []);
  });
});
