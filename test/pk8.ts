import { readFileSync } from 'node:fs';
import { mayHoldToken, tokenIn } from '../server/src/rules/shared/kubernetesTokens.js';
import { findAssignment } from '../server/src/rules/shared/kubernetesSecrets.js';
const t = readFileSync(process.argv[2]!, 'utf8');
const time = (l: string, f: () => unknown) => { for (let i = 0; i < 10; i++) f(); const s = performance.now(); let r; for (let i = 0; i < 10; i++) r = f(); console.log(l, ((performance.now() - s) / 10).toFixed(2), r); };
time('mayHoldToken', () => mayHoldToken(t)); time('tokenIn', () => tokenIn(t)); time('findAssignment', () => findAssignment(t)); time('mayAssign', () => /pass|pwd|pword|pswrd|secret|token|key|credential|jwt|bearer/i.test(t));
console.log(t.match(/.*(?:PRIVATE KEY|A3T|ABIA|ACCA|ATBB|ATCTT3|\.atlasv1\.|HRKU-|\bey|NRAK-|NRII-|k_test_|\bSK[0-9a-fA-F]{32}|\bhv[sbr]\.|sdk-|api-|bitbucket|datadog|\bdd_|heroku|launchdarkly|npm_|okta|sumo).*/i)?.[0], t.match(/.*(?:pass|pwd|pword|pswrd|secret|token|key|credential|jwt|bearer).*/i)?.[0], t.slice(0, 400));
