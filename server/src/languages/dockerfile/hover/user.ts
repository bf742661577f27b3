import type { BaseImageFacts } from '../baseImages.js';
import { createdAccounts } from '../accounts.js';
import type { Dockerfile, UserInstruction } from '../model.js';
import { code, lineOf, reference, sentences } from './markdown.js';

type Resolved =
  | { readonly kind: 'number'; readonly uid: number; readonly account: string | undefined }
  | { readonly kind: 'known'; readonly uid: number; readonly from: string }
  | { readonly kind: 'chosen'; readonly from: string }
  | { readonly kind: 'unknown' };

function resolve(model: Dockerfile, user: UserInstruction): Resolved {
  const created = user.stage === undefined ? [] : [...createdAccounts(user.stage)].filter(({ run }) => run.index < user.index).reverse();
  if (/^\d+$/.test(user.user)) {
    const uid = Number(user.user);
    const account = created.find((each) => each.uid === uid)?.name ?? factAccount(user.stage?.base.facts, (each) => each.uid === uid)?.name;
    return { kind: 'number', uid, account };
  }
  const account = created.find(({ name }) => name === user.user);
  if (account !== undefined) {
    const from = `RUN in line ${lineOf(model, account.run.span.start)}`;
    return account.uid === undefined ? { kind: 'chosen', from } : { kind: 'known', uid: account.uid, from };
  }
  if (user.user === 'root') return { kind: 'known', uid: 0, from: 'every Linux image' };
  const fact = factAccount(user.stage?.base.facts, ({ name }) => name === user.user);
  return fact === undefined ? { kind: 'unknown' } : { kind: 'known', uid: fact.uid, from: 'the base image' };
}

function factAccount(facts: BaseImageFacts | undefined, matches: (account: { name: string; uid: number }) => boolean) {
  return [facts?.nonRootUser, facts?.defaultUser].find((account) => account !== undefined && matches(account));
}

const rootText = 'Kubernetes refuses it where `runAsNonRoot: true` is set.';
const contextLink = '[Security context](https://kubernetes.io/docs/tasks/configure-pod-container/security-context/)';

/** The UID that USER resolves to, and what `runAsNonRoot` makes of how it is written. */
export function userParagraphs(model: Dockerfile, user: UserInstruction): readonly (string | undefined)[] {
  if (user.user === '') return [reference('user')];
  if (!user.complete) return [`**${code(user.user)}**: a variable without a known value decides the account.`, reference('user')];
  if (user.stage?.base.windows === true) return [`**${code(user.user)}**: a Windows account, which has no UID.`, reference('user')];
  const links = `${contextLink} · ${reference('user')}`;
  const resolved = resolve(model, user);
  const byName =
    'The name is all the image says: with `runAsNonRoot: true` the kubelet cannot check a name and does not start the container.';
  switch (resolved.kind) {
    case 'number':
      return [
        `**UID ${resolved.uid}**${resolved.account === undefined ? '' : `, the account ${code(resolved.account)}`}${resolved.uid === 0 ? ', which is root' : ''}.`,
        resolved.uid === 0 ? rootText : 'A number satisfies `runAsNonRoot: true`.',
        groupText(user, resolved.uid, resolved.account),
        links,
      ];
    case 'known':
      return [
        `**${user.user} is UID ${resolved.uid}**, says ${resolved.from}.`,
        resolved.uid === 0 ? rootText : sentences(byName, `\`USER ${resolved.uid}\` can be checked.`),
        links,
      ];
    case 'chosen':
      return [
        `**${user.user}**: created by ${resolved.from} without a fixed UID, so the number can change from build to build.`,
        sentences(byName, 'Give it a number there (`--uid`, in BusyBox `-u`) and use the number here.'),
        links,
      ];
    case 'unknown':
      return [`**${user.user}**: its UID is not known from this file.`, byName, links];
  }
}

function groupText(user: UserInstruction, uid: number, account: string | undefined): string | undefined {
  if (user.group !== undefined || account !== undefined || uid === 0) return undefined;
  return 'Where the image has no account of this number, the group is root (GID 0); `UID:GID` sets it.';
}
