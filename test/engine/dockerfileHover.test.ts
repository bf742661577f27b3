import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { HoverText } from '../../server/src/engine/features/hover.js';
import { seconds } from '../../server/src/languages/dockerfile/hover/health.js';
import { dockerfileHover } from '../../server/src/languages/dockerfile/hover/hover.js';
import { flagTexts } from '../../server/src/languages/dockerfile/hover/flags.js';
import { parseDockerfile } from '../../server/src/languages/dockerfile/parse.js';
import { directiveNames, flags, keywords, mountTypes } from '../../server/src/languages/dockerfile/vocabulary.js';
import { exampleFiles } from '../support/corpus.js';
import { atCursor, hoverChecks } from '../support/hover.js';

const hoverAt = (text: string, offset: number): HoverText | undefined => dockerfileHover(parseDockerfile(text), offset);
const { check, suite } = hoverChecks(hoverAt);

const dash = 'FROM debian:13-slim\n';
const ash = 'FROM alpine:3.22\n';

suite('hover: keywords and directives', {
  'RUN names the layer trap': {
    text: `${dash}R|UN true`,
    token: 'RUN',
    has: ['stays in the layer below', '/reference/dockerfile/#run)'],
  },
  'lower case keyword': { text: `${dash}copy| . .`, token: 'copy', has: ['**COPY**', '#copy)'] },
  'EXPOSE publishes nothing': { text: `${dash}EXPOS|E 80`, token: 'EXPOSE', has: ['publishes nothing', 'Service'] },
  'MAINTAINER is deprecated': { text: `${dash}|MAINTAINER me`, has: ['Deprecated', '#maintainer-deprecated'] },
  'the trigger of ONBUILD has its own hover': { text: `${dash}ONBUILD EX|POSE 80`, token: 'EXPOSE', has: ['publishes nothing'] },
  'syntax directive': { text: `# syn|tax=docker/dockerfile:1\n${dash}`, token: 'syntax', has: ['frontend', '#syntax)'] },
  'escape directive, at its value': { text: `# escape=|\`\n${dash}`, token: '`', has: ['Windows'] },
  'check directive': { text: `# check=ski|p=all\n${dash}`, token: 'skip=all', has: ['PascalCase'] },
});

suite('hover: flags', {
  'COPY --link': { text: `${dash}COPY --li|nk a b`, token: '--link', has: ['symlink', 'syntax 1.4', '#copy---link'] },
  'a flag without a hover of its own for the value': { text: `${dash}COPY --chmod=7|55 a b`, token: '--chmod=755', has: ['octal'] },
  'COPY --parents': { text: `${dash}COPY --par|ents a b`, has: ['overwrite each other'] },
  'ADD --checksum': { text: `${dash}ADD --check|sum=sha256:0 https://e.org/a /a`, has: ['#add---checksum'] },
  'RUN --network': { text: `${dash}RUN --network=n|one make`, token: '--network=none', has: ['needs no download'] },
  'RUN --mount itself': { text: `${dash}RUN --mou|nt=type=cache,target=/c make`, has: ['for this command alone'] },
  'mount type': {
    text: `${dash}RUN --mount=type=ca|che,target=/c make`,
    token: 'type=cache',
    has: ['may be empty at any time', '#run---mounttypecache'],
  },
  'mount key': {
    text: `${dash}RUN --mount=type=cache,target=/c,shar|ing=locked make`,
    token: 'sharing=locked',
    has: ['the second one waits'],
  },
  'a second name of a mount key': { text: `${dash}RUN --mount=type=bind,d|st=/c make`, token: 'dst=/c', has: ['Path of the mount'] },
  'a mount without a type is a bind mount': { text: `${dash}RUN --mount=sour|ce=a,target=/c make`, has: ['bind mount'] },
  'a secret may be missing': { text: `${dash}RUN --mount=type=sec|ret,id=a make`, has: ['required=true'] },
  'HEALTHCHECK flag': { text: `${dash}HEALTHCHECK --start-per|iod=5s CMD true`, has: ['do not count'] },
});

suite('hover: images and stages', {
  'a slim Python image': {
    text: 'FROM python:3.13-sl|im\n',
    token: 'python:3.13-slim',
    has: [
      'Debian with glibc',
      'is dash',
      'package manager apt',
      'as root',
      'small, about 125 MB',
      'Not in it: `curl`',
      'hub.docker.com/_/python',
    ],
    lacks: ['Deprecated'],
  },
  'the full image names its slim tag': { text: 'FROM pyt|hon:3.13\n', has: ['`3.13-slim` has less'] },
  'musl below Python': { text: 'FROM python:3.13-al|pine\n', has: ['with musl', 'BusyBox ash', 'musllinux'] },
  'end of support': {
    text: 'FROM node:1|8\n',
    has: ['**Deprecated:** node 18 has had no updates since 2025-04', 'endoflife.date/nodejs', 'USER 1000'],
  },
  'distroless needs the JSON form': {
    text: 'FROM gcr.io/distroless/static-debian12:non|root\n',
    has: ['No shell', 'JSON form', 'UID 65532'],
  },
  scratch: { text: 'FROM scr|atch\n', has: ['empty image', 'static binaries'] },
  'nothing is invented for an unknown image': {
    text: 'FROM ghcr.io/acme/t|ool\n',
    has: ['`ghcr.io`', 'not known here', 'takes `latest`'],
    lacks: ['glibc', 'root', 'MB'],
  },
  'a digest': { text: `FROM alpine:3.22@sha256:${'a'.repeat(64)}|\n`, has: ['digest pins'] },
  'the image of a variable': {
    text: 'ARG V=3.13\nFROM pyt|hon:${V}-slim\n',
    token: 'python:${V}-slim',
    has: ['**python:3.13-slim**'],
  },
  'an alias lists who uses the stage': {
    text: `FROM golang:1.25 AS bu|ild\nRUN true\nFROM build AS test\nFROM scratch AS app\nCOPY --from=build /a /a\nRUN --mount=from=build,target=/b ["/a"]\n`,
    token: 'build',
    has: [
      '**Stage build**: number 0, line 1 on `golang:1.25`',
      '- line 3: stage `test` builds on it',
      '- line 5: stage `app` copies files from it',
      '- line 6: stage `app` mounts it',
    ],
  },
  'FROM a stage': {
    text: `${dash.trim()} AS base\nFROM ba|se\n`,
    token: 'base',
    has: ['**Stage base**: number 0, line 1'],
    lacks: ['dash'],
  },
  'a stage that nobody uses': { text: `${dash.trim()} AS od|d\n${ash}`, has: ['BuildKit skips it'] },
  'the final stage': { text: `${dash.trim()} AS ap|p\n`, has: ['it becomes the image'], lacks: ['skips'] },
  'COPY --from a stage': { text: `${dash.trim()} AS one\n${ash}COPY --from=o|ne /a /b\n`, token: 'one', has: ['**Stage one**'] },
  'COPY --from a number': { text: `${dash.trim()} AS one\n${ash}COPY --from=|0 /a /b\n`, token: '0', has: ['**Stage one**'] },
  'COPY --from an image': { text: `${dash}COPY --from=ngi|nx /a /b\n`, token: 'nginx', has: ['**nginx**', 'takes `latest`'] },
  'a mount from a stage': {
    text: `${dash.trim()} AS one\n${ash}RUN --mount=from=o|ne,target=/x ls /x\n`,
    token: 'one',
    has: ['**Stage one**'],
  },
});

suite('hover: the first process', {
  'JSON form': { text: `${dash}C|MD ["node", "a.js"]`, token: 'CMD', has: ['`node` is PID 1 and gets SIGTERM itself'] },
  'at the program of the JSON form': { text: `${dash}CMD ["/usr/bin/no|de"]`, token: '"/usr/bin/node"', has: ['`node` is PID 1'] },
  'shell form on dash': {
    text: `${dash}C|MD node a.js`,
    has: ['dash is PID 1 and `node` its child', 'SIGKILL', '10 s in Docker, 30 s in Kubernetes'],
  },
  'shell form on BusyBox': { text: `${ash}C|MD node a.js`, has: ['BusyBox ash', '`node` becomes PID 1'], lacks: ['SIGKILL'] },
  'shell form on bash': { text: `${dash}SHELL ["/bin/bash", "-c"]\nC|MD node a.js`, has: ['bash runs a single plain command'] },
  'a list is never replaced': {
    text: `${ash}C|MD migrate && node a.js`,
    has: ['more than one plain command', 'SIGKILL', '`exec` before the last'],
  },
  'a condition is no plain command': { text: `${ash}C|MD if true; then node a.js; fi`, has: ['more than one plain command'] },
  exec: {
    text: `${dash}C|MD exec node a.js`,
    has: ['`exec` puts `node` in the shell’s place'],
    lacks: ['SIGKILL', 'once the commands'],
  },
  'exec behind another command': {
    text: `${dash}C|MD migrate && exec node a.js`,
    has: ['puts `node`', 'once the commands before it are done'],
  },
  'sh -c in the JSON form': { text: `${dash}C|MD ["sh", "-c", "exec node a.js"]`, has: ['`exec` puts `node`'] },
  'sh -c without exec': { text: `${dash}C|MD ["sh", "-c", "node a.js"]`, has: ['dash is PID 1 and `node` its child'] },
  'unknown shell': {
    text: 'FROM acme/tool:1\nC|MD node a.js',
    has: ['some shells step aside', 'If the base image sets an ENTRYPOINT'],
  },
  'no shell': { text: 'FROM gcr.io/distroless/static-debian12\nC|MD /app --x', has: ['the container does not start'] },
  'ENTRYPOINT and CMD': {
    text: `${dash}ENTRYPOINT ["tini", "--"]\nC|MD ["node", "a.js"]`,
    has: ['With ENTRYPOINT in line 2', '`tini -- node a.js`', 'an init that hands SIGTERM on'],
  },
  'shell form of CMD behind an ENTRYPOINT': {
    text: `${dash}ENTRYPOINT| ["tini", "--"]\nCMD node a.js`,
    has: ['/bin/sh -c "node a.js"', 'to the shell of CMD'],
  },
  'ENTRYPOINT in shell form takes no CMD': {
    text: `${dash}ENTRYPOINT run\nC|MD ["a"]`,
    has: ['Without effect', 'line 2 has shell form'],
  },
  'an earlier CMD': { text: `${dash}C|MD ["a"]\nCMD ["b"]`, has: ['Without effect: CMD in line 3'] },
  'an entrypoint script': { text: `${dash}ENTRYPOINT| ["/docker-entrypoint.sh"]`, has: ['exec "$@"'] },
  'gosu steps aside': { text: `${dash}E|NTRYPOINT ["gosu", "app", "node"]`, has: ['`gosu` steps aside, `node` is PID 1'] },
  'npm as the first process': { text: `${dash}C|MD ["npm", "start"]`, has: ['your program its child'] },
  STOPSIGNAL: { text: `${dash}STOPSIGNAL int\nC|MD ["a"]`, has: ['SIGINT (STOPSIGNAL)'], lacks: ['SIGTERM'] },
  'STOPSIGNAL of a parent stage': {
    text: `${dash.trim()} AS a\nSTOPSIGNAL SIGUSR1\nFROM a\nC|MD ["a"]`,
    has: ['SIGUSR1 (STOPSIGNAL)'],
  },
  'STOPSIGNAL of the base image': { text: 'FROM nginx:1.29\nC|MD ["nginx"]', has: ['SIGQUIT (STOPSIGNAL of the base image)'] },
  'ENTRYPOINT [] takes the base image’s back': { text: `${dash}ENTRYPOINT []\nC|MD ["node"]`, has: ['`node` is PID 1'] },
});

suite('hover: health', {
  'the defaults': {
    text: `${dash}HEALTH|CHECK CMD true`,
    has: ['after 90 s', '(3 × 30 s)', 'after 180 s', 'Kubernetes ignores HEALTHCHECK'],
  },
  'its own times': {
    text: `${dash}HEALTHCHECK --interval=1m30s --timeout=500ms --retries=2 --start-period=1m C|MD true`,
    token: 'CMD',
    has: ['after 180 s', 'after 181 s', 'first 60 s after the start'],
  },
  'a time that cannot be read is not computed': {
    text: `${dash}HEALTH|CHECK --interval=soon CMD true`,
    has: ['Probes'],
    lacks: ['Unhealthy after'],
  },
  NONE: { text: `${dash}HEALTHCHECK NO|NE`, token: 'NONE', has: ['turns off'], lacks: ['Unhealthy'] },
});

suite('hover: accounts, paths and ports', {
  'a name that useradd gives a UID': {
    text: `${dash}RUN useradd --system --uid 10001 --shell /sbin/nologin app\nUSER a|pp`,
    token: 'app',
    has: ['**app is UID 10001**, says RUN in line 2', 'cannot check a name', '`USER 10001`'],
  },
  'BusyBox adduser': { text: `${ash}RUN addgroup -S app && adduser -S -D -u 1234 -G app app\nUSER app|`, has: ['UID 1234'] },
  'an account whose name and UID come from ARG': {
    text: `${dash}ARG ID=1500\nARG NAME=app\nRUN useradd -u $ID $NAME\nUSER $NAME:|app`,
    token: '$NAME:app',
    has: ['**app is UID 1500**, says RUN in line 4'],
  },
  'at the keyword, a UID from ARG': {
    text: `${dash}ARG ID=1500\nRUN useradd -u $ID app\nUS|ER app`,
    token: 'USER',
    has: ['**app is UID 1500**', '--chown'],
  },
  'a bundle': { text: `${dash}RUN useradd -rmu 1600 app\nUSER a|pp`, has: ['UID 1600'] },
  'no fixed UID': { text: `${dash}RUN useradd app\nUSER a|pp`, has: ['without a fixed UID', '--uid'] },
  'an account that is created below does not count': {
    text: `${dash}USER a|pp\nRUN useradd -u 5 app`,
    has: ['not known from this file'],
  },
  'an account of a parent stage': {
    text: `${dash.trim()} AS a\nRUN useradd -u 1700 app\nFROM a\nUSER a|pp`,
    has: ['UID 1700', 'line 2'],
  },
  'an account of the base image': { text: 'FROM node:24\nUSER no|de', has: ['UID 1000', 'the base image'] },
  'a number': {
    text: `${dash}RUN useradd -u 1800 app\nUSER 18|00`,
    has: ['the account `app`', 'satisfies `runAsNonRoot'],
    lacks: ['GID 0'],
  },
  'a number without an account': { text: `${dash}USER 20|00`, has: ['GID 0'] },
  root: { text: `${dash}USER ro|ot`, has: ['UID 0', 'refuses'], lacks: ['can be checked'] },
  'WORKDIR adds up': { text: `${dash}WORKDIR /a\nENV D=b\nWORKDIR $D/../c/|\nRUN pwd`, token: '$D/../c/', has: ['`/a/c`'] },
  'WORKDIR on an unknown one': { text: `${dash}WORKDIR ap|p`, has: ['not known here'] },
  'a port': { text: `${dash}EXPOSE 80|80`, token: '8080', has: ['Port 8080/tcp', '-p 8080:8080`', '0.0.0.0'] },
  'a UDP range': { text: `${dash}EXPOSE 53 60-62|/udp`, token: '60-62/udp', has: ['Ports 60 to 62/udp', '-p 60-62:60-62/udp'] },
});

suite('hover: variables', {
  ENV: { text: `${dash}ENV A=x\nCOPY a /$|A/b`, token: '$A', has: ['is `x`', 'ENV in line 2', 'every container'] },
  ARG: {
    text: `${dash}ARG A=x\nCOPY a /\${A|}`,
    token: '${A}',
    has: ['is `x`', 'ARG in line 2', '--build-arg A=', 'not in the container'],
  },
  'ENV wins over ARG': { text: `${dash}ENV A=env\nARG A=arg\nLABEL a=$|A`, has: ['is `env`'] },
  'a global ARG in FROM': { text: 'ARG V=1\nFROM alpine:$|V', token: '$V', has: ['is `1`', 'FROM lines only'] },
  'a global ARG in a stage': { text: `ARG V=1\n${dash}LABEL v=$|V`, has: ['has no value here', '`ARG V` in this stage', 'line 1'] },
  'a global ARG taken into a stage': { text: `ARG V=1\n${dash}ARG V\nRUN echo $|V`, has: ['is `1`', 'default of line 1'] },
  'a default in braces': { text: `${dash}ENV A=\nCOPY a /\${A:-|y}`, token: '${A:-y}', has: ['`${A:-y}` gives `y`'] },
  'a name nobody declares': { text: `${dash}ENV PATH=/x:$PA|TH`, has: ['not declared above', 'base image’s ENV'] },
  'a platform argument': {
    text: 'FROM --platform=$BUILD|PLATFORM alpine',
    token: '$BUILDPLATFORM',
    has: ['platform of the builder'],
  },
  'a platform argument without ARG': { text: `${dash}LABEL a=$TARGET|ARCH`, has: ['is empty here', '`ARG TARGETARCH`'] },
  'the JSON form has no variables': { text: `${dash}ENV A=1\nCMD ["echo", "$|A"]`, token: '$A', has: ['is not replaced here'] },
  'ARG is gone when the container starts': {
    text: `${dash}ARG A=1\nCMD exec app $|A`,
    has: ['empty when the container starts', '`ENV A=$A`'],
  },
  'a name in ENV': { text: `${dash}ENV A=1 B|B=2`, token: 'BB', has: ['**BB** = `2`', 'every container'] },
  'a name in ARG': { text: `${dash}ARG AA|A=1`, token: 'AAA', has: ['not in the container', 'no secrets'] },
  'a name in a global ARG': { text: `ARG AA|A=1\n${dash}`, has: ['FROM lines only'] },
  'a value with backquotes': { text: `${dash}ENV A='\`x\`'\nLABEL a=$|A`, has: ['`` `x` ``'] },
});

suite('hover: here-documents', {
  'a script': { text: `${dash}RUN <<E|OF\ntrue\nEOF\n`, token: '<<EOF', has: ['a script for the shell', 'line 4', '`set -e`'] },
  'its end': { text: `${dash}RUN <<EOF\ntrue\nE|OF\n`, token: 'EOF', has: ['Here-document'] },
  'another interpreter': {
    text: `${dash}RUN <<E|OF\n#!/usr/bin/env python3\nprint()\nEOF\n`,
    has: ['a script for `/usr/bin/env python3`'],
  },
  'input of a command': { text: `${dash}RUN cat <<E|OF\ntrue\nEOF\n`, has: ['the input of the command'], lacks: ['set -e'] },
  'a file': { text: `${dash}COPY <<-E|OF /a\n\ta $B\nEOF\n`, has: ['the content of the file', 'replaces variables', 'Tabs'] },
  'a quoted file': { text: `${dash}COPY <<"E|OF" /a\na $B\nEOF\n`, has: ['stay as they are written'] },
  'one that is open': { text: `${dash}RUN <<E|OF\ntrue\n`, has: ['That line is missing'] },
});

describe('hover: nothing to say', () => {
  const silent: Readonly<Record<string, string>> = {
    'shell text': `${dash}RUN apt-get up|date`,
    'the text of a shell form': `${dash}CMD node a|.js`,
    comment: `${dash}# EXPO|SE 80\nRUN true`,
    'a comment inside an instruction': `${dash}RUN a \\\n# FR|OM\n  b`,
    'the body of a here-document': `${dash}RUN <<EOF\nFR|OM x\nEOF\n`,
    'an empty line': `${dash}|\nRUN true`,
    'an unknown keyword': `${dash}FRO|B x`,
    'a shell variable': `${dash}RUN for f in a b; do echo $|f; done`,
    'a variable that the shell sets itself': `${dash}ENV A=1\nRUN A=2; echo $|A`,
    'a variable in single quotes of the shell': `${dash}ENV A=1\nRUN awk '{ print $|A }' x`,
    'an unknown flag': `${dash}COPY --no|pe a b`,
    'an unknown key of a mount': `${dash}RUN --mount=type=tmpfs,no|pe=1 a`,
    'a path of COPY': `${dash}COPY pack|age.json ./`,
    'a key from Object': `${dash}COPY --constr|uctor=1 a b`,
  };
  for (const [name, marked] of Object.entries(silent))
    it(name, () => {
      const { text, offset } = atCursor(marked);
      assert.equal(hoverAt(text, offset), undefined);
    });
});

describe('hover: every word of the vocabulary', () => {
  for (const keyword of keywords)
    it(keyword, () => {
      const text = keyword === 'FROM' ? '|FROM alpine' : `${ash}|${keyword} x`;
      check({ text, token: keyword, has: [`**${keyword}**`, 'docs.docker.com/reference/dockerfile/#'] });
    });
  for (const [keyword, table] of Object.entries(flags)) {
    it(`flags of ${keyword}`, () => {
      assert.deepEqual(Object.keys(flagTexts[keyword] ?? {}).sort(), Object.keys(table).sort());
      for (const flag of Object.keys(table)) {
        const line = `${keyword} --|${flag}=1 x`;
        check({ text: keyword === 'FROM' ? line : `${ash}${line}`, has: [`**${keyword} --${flag}**`] });
      }
    });
  }
  for (const [type, keys] of Object.entries(mountTypes)) {
    it(`mount type ${type}`, () => {
      check({ text: `${ash}RUN --mount=typ|e=${type} x`, has: [`**type=${type}**`, `#run---mounttype${type}`] });
      for (const key of keys)
        check({ text: `${ash}RUN --mount=type=${type},|${key}=1 x`, token: `${key}=1`, has: [`**${key}** (${type} mount)`] });
    });
  }
  it('directives', () => {
    for (const name of directiveNames) check({ text: `# |${name}=\`\n${ash}`, has: [`**# ${name}=**`] });
  });
});

describe('hover: robust', () => {
  const longest = 13;

  function everyOffset(text: string): number {
    const model = parseDockerfile(text);
    let count = 0;
    for (let offset = 0; offset <= text.length; offset++) {
      const hover = dockerfileHover(model, offset);
      if (hover === undefined) continue;
      count++;
      assert.ok(hover.span.start <= offset && offset <= hover.span.end, `the span holds offset ${offset}`);
      assert.ok(hover.span.end > hover.span.start, `the span at ${offset} is not empty`);
      assert.ok(hover.markdown.split('\n').length <= longest, `short enough:\n${hover.markdown}`);
      assert.doesNotMatch(hover.markdown, /undefined|\[object/);
    }
    return count;
  }

  for (const file of exampleFiles('dockerfile')) {
    it(file, () => {
      assert.ok(everyOffset(readFileSync(file, 'utf8')) > 50);
    });
  }

  const whole = `# syntax=docker/dockerfile:1\nARG V=3\nFROM --platform=$BUILDPLATFORM python:\${V:-4}-slim AS a\nENV A=1 \\\n  # note\n  B=$A\nRUN --mount=type=cache,target=/c <<-EOF\n\techo $A\nEOF\nFROM a\r\nCOPY --from=a --chown=1:2 x y\r\nUSER a:b\nWORKDIR x\nEXPOSE 1/udp $A\nHEALTHCHECK --interval=1m CMD ["a"]\nSTOPSIGNAL 9\nENTRYPOINT ["a"]\nCMD b\nONBUILD RUN --mount=from=a,target=/ ls\n`;
  it('every offset of a text with everything', () => assert.ok(everyOffset(whole) > 100));
  it('every beginning of that text, at its end', () => {
    for (let end = 0; end <= whole.length; end++) {
      const text = whole.slice(0, end);
      const model = parseDockerfile(text);
      for (const offset of [0, Math.max(0, end - 1), end]) dockerfileHover(model, offset);
    }
  });
  it('durations', () => {
    assert.equal(seconds('1h1m1.5s'), 3661.5);
    assert.equal(seconds('0'), 0);
    assert.equal(seconds('10'), undefined);
    assert.equal(seconds('5m '), undefined);
  });
});
