// A headless Chromium: an installed one, else the one that npm carries.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { cached } from './cache.mjs';

const version = '153.0.0';
const installedPaths = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/microsoft-edge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
/** Without these the browser looks for hosts of its maker. */
const quiet =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'.split(
    ' ',
  );

export async function launchBrowser(say) {
  const own = [process.env.CHROMIUM_EXECUTABLE, ...installedPaths].find((path) => path !== undefined && path !== '' && existsSync(path));
  if (own !== undefined) return chromium.launch({ executablePath: own, args: quiet });
  const folder = await cached(`chromium-${version}-1`, install(say));
  const lib = join(folder, 'lib');
  return chromium.launch({
    executablePath: join(folder, 'chromium'),
    args: [...quiet, '--headless=shell', '--no-zygote', '--single-process=false', '--use-gl=angle', '--use-angle=swiftshader'],
    env: { ...process.env, LD_LIBRARY_PATH: [lib, process.env.LD_LIBRARY_PATH ?? ''].join(':'), FONTCONFIG_PATH: join(folder, 'fonts') },
  });
}

const install = (say) => (folder) => {
  say('Chromium from npm, once: no browser was found on this machine');
  const work = join(folder, 'package');
  mkdirSync(work);
  writeFileSync(join(work, 'package.json'), '{"private":true}');
  const { status, stderr } = spawnSync(
    process.platform === 'win32' ? 'npm.cmd' : 'npm',
    ['install', '--ignore-scripts', '--no-audit', '--no-fund', `@sparticuz/chromium@${version}`, 'tar@7'],
    { cwd: work, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`@sparticuz/chromium could not be installed:\n${stderr}`);
  const bin = join(work, 'node_modules', '@sparticuz', 'chromium', 'bin');
  writeFileSync(join(folder, 'chromium'), brotliDecompressSync(readFileSync(join(bin, 'chromium.br'))));
  chmodSync(join(folder, 'chromium'), 0o755);
  const tar = createRequire(join(work, 'package.json'))('tar');
  for (const name of ['al2023', 'fonts', 'swiftshader']) {
    const packed = join(bin, `${name}.tar.br`);
    if (!existsSync(packed)) continue;
    const file = join(folder, `${name}.tar`);
    writeFileSync(file, brotliDecompressSync(readFileSync(packed)));
    tar.extract({ file, cwd: folder, sync: true });
  }
};
