import { mkdirSync, writeFileSync } from 'node:fs';
import { join, dirname } from 'node:path';
import { spawn } from 'node:child_process';
import { atCluster } from '../support/cluster.js';
import { dockerfile, manifest } from './support.js';
await atCluster({ world: { k3d: { clusters: [{ name: 'dev' }, { name: 'other' }] } } }, async ({ bench }) => {
    const root = join(bench.folder, 'shop');
    for (const [n, t] of Object.entries({ Dockerfile: dockerfile, 'app/__main__.py': '', 'k8s.yaml': manifest, 'b/k8s2.yaml': manifest })) {
      mkdirSync(dirname(join(root, n)), { recursive: true });
      writeFileSync(join(root, n), t as string);
    }
    for (const keys of ['7\\n1\\n2\\nmyapp\\n', '\\x03', '\\x04', '\\n'])
    await new Promise<void>((done) => {
      const py = `
import pty, os, sys, time, select
pid, fd = pty.fork()
if pid == 0:
    os.chdir(${JSON.stringify(root)}); os.execvp(${JSON.stringify(process.execPath)}, ['node', ${JSON.stringify(process.cwd() + '/dist/cli.js')}, 'up', '--diff'])
out=b''; keys=[k for k in b'${keys}'.splitlines(True)]; t=time.time(); sent=time.time()
while time.time()-t<12:
    r,_,_=select.select([fd],[],[],0.2)
    if r:
        try: d=os.read(fd,4096)
        except OSError: break
        if not d: break
        out+=d; sent=time.time()
    elif keys and time.time()-sent>0.8 and out.rstrip()[-1:] in (b':', b']', b'N'): os.write(fd, keys.pop(0)); sent=time.time()
    elif not keys and out.rstrip().endswith(b'y/N:'): keys=[b'y\\n']
import signal
try: os.kill(pid, 0)
except OSError: pass
if time.time()-t>=12: os.kill(pid, signal.SIGKILL); print('KILLED')
_,st=os.waitpid(pid,0)
sys.stdout.flush(); print('=====', ${JSON.stringify(keys)}, 'exit', os.waitstatus_to_exitcode(st)); print(out.decode())
`;
      const child = spawn('python3', ['-c', py], { env: bench.env, stdio: 'inherit' });
      child.on('close', () => done());
    });
});
