// The VSIX: what users install is what the tests install.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

export function packageExtension(root, say) {
  const target = join(root, 'dist', 'slipway.vsix');
  say('package: dist/slipway.vsix');
  const vsce = join(root, 'node_modules', '@vscode', 'vsce', 'vsce');
  // The page of `token-in-manifest` shows tokens that nobody was ever given.
  const examples = ['--allow-package-secrets', 'github'];
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [vsce, 'package', '--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links', ...examples, '-o', target],
    {
      cwd: root,
      encoding: 'utf8',
    },
  );
  if (status !== 0) throw new Error(`vsce package failed:\n${stdout}\n${stderr}`);
  return target;
}

if (process.argv[1]?.endsWith('vsix.mjs')) console.log(packageExtension(process.cwd(), (message) => console.log(message)));
