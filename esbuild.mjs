// The one build tool: `node esbuild.mjs build`, `run FILE.ts [args]`, `test [FILES] [-- rule filter]`.
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { later } from './server/tools/build/later.mjs';
import { lazily } from './server/tools/build/lazily.mjs';
import { noticesOf } from './server/tools/build/notices.mjs';
import { pages, writePages } from './server/tools/build/pages.mjs';
import { protocolLibrary } from './server/tools/build/protocolLibrary.mjs';
import { scripts } from './server/tools/build/scripts.mjs';

const root = fileURLToPath(new URL('.', import.meta.url));

const shared = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  logLevel: 'warning',
  legalComments: 'none',
  define: { VERSION: JSON.stringify(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version) },
};

/** The product: one file each, minified, nothing outside but `vscode`. */
export async function buildProduct({ minify = true } = {}) {
  const product = {
    ...shared,
    minify,
    keepNames: false,
    format: 'cjs',
    mainFields: ['module', 'main'],
    metafile: true,
    plugins: [lazily('yaml', root), pages(root, true)],
  };
  const built = await Promise.all([
    build({ ...product, entryPoints: ['client/src/extension.ts'], outfile: 'dist/client.js', external: ['vscode'] }),
    buildServer(product),
    build({ ...product, entryPoints: ['server/src/cli/main.ts'], outfile: 'dist/cli.js', banner: { js: '#!/usr/bin/env node' } }),
  ]);
  await shippedData();
  writePages(root);
  writeFileSync(
    join(root, 'dist/third-party.txt'),
    noticesOf(
      root,
      built.map(({ metafile }) => metafile),
    ),
  );
}

/** Data files beside the bundles, made again when the packages that they come from or their maker have changed. */
async function shippedData() {
  const files = ['kubernetes.json', 'kubernetes-texts.json'].map((name) => join(root, 'dist', name));
  const stamp = join(root, 'dist', 'kubernetes.stamp');
  const tools = join(root, 'server', 'tools');
  const sources = [
    ...['kubernetes-models', '@kubernetes-models/apimachinery'].map((name) => join(root, 'node_modules', name, 'package.json')),
    join(tools, 'kubernetesSchema.ts'),
    ...filesBelow(join(tools, 'kubernetes')),
  ];
  const hash = createHash('sha256');
  for (const source of sources) hash.update(readFileSync(source));
  const wanted = hash.digest('hex');
  if (files.every((file) => existsSync(file)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  const status = await runTool('server/tools/kubernetesSchema.ts', []);
  if (status !== 0) throw new Error('server/tools/kubernetesSchema.ts failed');
  writeFileSync(stamp, wanted);
}

async function runTool(file, args) {
  return await inScratch(async (out) => {
    await bundleForNode([file], out);
    const built = join(out, relative(root, resolve(file))).replace(/\.ts$/, '.mjs');
    return spawnSync(process.execPath, [built, ...args], { cwd: root, stdio: 'inherit' }).status ?? 1;
  });
}

/** `dist/server.js` starts the scripts beside it, and knows their name from their content. */
async function buildServer({ minify, ...product }) {
  const plugins = [
    await later(root, join(root, 'dist-test', `later-${process.pid}`)),
    lazily('yaml', root, true),
    protocolLibrary(root),
    pages(root, true),
  ];
  const built = await scripts({
    ...product,
    minify,
    plugins,
    entries: { main: 'server/src/main.ts', later: 'slipway-later', yaml: 'lazily-real:yaml' },
    first: 'main',
  });
  const bundle = createHash('sha256').update(built.first).update(built.later).digest('hex').slice(0, 16);
  writeFileSync(join(root, 'dist/server-main.js'), `${built.first}\n/*${bundle}*/`);
  writeFileSync(join(root, 'dist/server-later.js'), `${built.later}\n/*${bundle}*/`);
  const define = { ...product.define, BUNDLE: JSON.stringify(bundle) };
  await build({ ...product, minify, entryPoints: ['server/src/start/main.ts'], outfile: 'dist/server.js', define });
  return built;
}

/** Bundles TypeScript files that only run here; packages stay outside. `rules` narrows the registry to rules whose file matches. */
async function bundleForNode(entryPoints, outdir, rules) {
  await build({
    ...shared,
    entryPoints,
    outdir,
    outbase: root,
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    packages: 'external',
    sourcemap: 'inline',
    plugins: [pages(root, false), ...(rules === undefined ? [] : [onlyRules(rules)])],
  });
}

/** Replaces the generated registry by the rules whose id contains one of the filters. */
function onlyRules(filters) {
  return {
    name: 'only-rules',
    setup({ onLoad }) {
      onLoad({ filter: /[\\/]server[\\/]src[\\/]rules[\\/]index\.ts$/ }, () => {
        const folder = join(root, 'server/src/rules');
        const files = filesBelow(folder)
          .filter((file) => file.endsWith('.ts') && !/[\\/](?:shared[\\/]|index\.ts$)/.test(file))
          .map((file) => relative(folder, file).replaceAll('\\', '/'))
          .filter((file) => filters.some((filter) => file.includes(filter)));
        const imports = files.map((file, i) => `import rule${i} from './${file}';`).join('\n');
        return {
          contents: `${imports}\nexport const rules = [${files.map((_, i) => `rule${i}`).join(', ')}];`,
          loader: 'ts',
          resolveDir: folder,
        };
      });
    },
  };
}

function filesBelow(folder) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}

/** A folder of its own for each run, inside the project so that packages resolve. */
async function inScratch(work) {
  const out = join(root, 'dist-test', `run-${process.pid}`);
  try {
    return await work(out);
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

const [command, ...rest] = process.argv.slice(2);
if (command === 'build') await buildProduct({ minify: !rest.includes('--readable') });
else if (command === 'run') {
  const [file, ...args] = rest;
  process.exitCode = await runTool(file, args);
} else if (command === 'test') {
  await shippedData();
  const split = rest.indexOf('--');
  const named = split === -1 ? rest : rest.slice(0, split);
  const filters = split === -1 || split === rest.length - 1 ? undefined : rest.slice(split + 1);
  // It writes what the rules do into their pages, for somebody who reads each difference.
  if (process.env.UPDATE_SPECS === '1' && filters === undefined) {
    console.error('UPDATE_SPECS=1 rewrites pages: name the rules, as in `npm run test:rules -- some-rule`');
    process.exit(2);
  }
  const files =
    named.length > 0
      ? named
      : filesBelow(join(root, 'test')).filter((file) => file.endsWith('.test.ts') && !/[\\/]test[\\/]vscode[\\/]/.test(file));
  // A test that hangs fails; the slowest file takes minutes on a busy machine.
  const longestTest = 20 * 60 * 1000;
  process.exitCode = await inScratch(async (out) => {
    await bundleForNode(files, out, filters);
    const built = files.map((file) => join(out, relative(root, resolve(root, file))).replace(/\.ts$/, '.mjs'));
    return (
      spawnSync(process.execPath, ['--test', '--test-reporter=spec', `--test-timeout=${longestTest}`, ...built], {
        cwd: root,
        stdio: 'inherit',
      }).status ?? 1
    );
  });
} else if (command !== undefined) {
  console.error(`esbuild.mjs knows build, run and test, not ${command}`);
  process.exitCode = 2;
}
