import { defineRule, type Fix, type RuleContext } from '../../engine/rule/define.js';
import type { PlacedFact } from '../../engine/facts/facts.js';
import { insert } from '../../engine/text/span.js';
import type { ShellCommand, Stage } from '../../languages/dockerfile/model.js';
import { hasOption, optionValue } from '../../languages/dockerfile/options.js';
import { startCommands } from '../../languages/dockerfile/startCommand.js';
import { appFolder } from '../../languages/kubernetes/appFacts.js';
import type { ImageUse } from '../../languages/kubernetes/imageSource.js';
import { pairFacts, relatedUse, usesOfStage, whoRuns } from '../shared/imagePairs.js';
import { beforeStart } from '../shared/runtimeUser.js';
import page from './proxy-headers-missing.md';

export default defineRule({
  id: 'dockerfile/proxy-headers-missing',
  language: 'dockerfile',
  severity: 'hint',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  needs: [...pairFacts, 'service', 'ingress'],
  page,
  check: {
    Stage(stage, ctx) {
      const server = startCommands(stage).find((command) => isServer(command));
      if (server === undefined || optionValue(server, '--forwarded-allow-ips') !== undefined || hasOption(server, '--no-proxy-headers'))
        return;
      if (stage.end.environment('FORWARDED_ALLOW_IPS') !== undefined) return;
      for (const use of usesOfStage(stage, ctx)) {
        const { longRunning, trustsProxies, command, args } = use.data;
        if (!longRunning || trustsProxies || command !== null || args !== null) continue;
        const ingress = ingressBefore(use, ctx);
        if (ingress === undefined) continue;
        ctx.report({
          at: server.nameWord.span,
          message: `\`${server.name}\` believes the headers of a proxy only from 127.0.0.1, and an Ingress ends TLS in front of ${whoRuns(use, ctx)}: redirects and URLs begin with \`http://\`.`,
          related: [{ at: ingress.at, path: ctx.workspace.relative(ingress.path), message: 'The Ingress with TLS' }, relatedUse(use, ctx)],
          fix: () => trustFixes(stage, server, ctx.text),
        });
        return;
      }
    },
  },
});

function isServer({ name, args }: ShellCommand): boolean {
  return name === 'uvicorn' || (name === 'fastapi' && args.some(({ value }) => value === 'run'));
}

/** An Ingress with TLS that leads to a Service that selects the pod. */
function ingressBefore({ data, path }: ImageUse, { workspace }: RuleContext): PlacedFact<'ingress'> | undefined {
  const isBeside = (fact: PlacedFact<'service' | 'ingress'>): boolean =>
    fact.data.namespace === data.namespace && (data.namespace !== null || appFolder(fact.path) === appFolder(path));
  const services = workspace.all('service').filter((service) => {
    const wanted = Object.entries(service.data.selector);
    return isBeside(service) && wanted.length > 0 && wanted.every(([key, value]) => data.labels[key] === value);
  });
  const names = services.map(({ key }) => key.slice(key.indexOf('/') + 1));
  return workspace
    .all('ingress')
    .find((ingress) => ingress.data.tls && isBeside(ingress) && ingress.data.services.some((name) => names.includes(name)));
}

function trustFixes(stage: Stage, server: ShellCommand, text: string): Fix[] {
  const holder = [stage.entrypoint, stage.cmd].find(
    (each) => each !== undefined && each.span.start <= server.nameWord.span.start && server.nameWord.span.end <= each.span.end,
  );
  const last = server.args.at(-1) ?? server.nameWord;
  const words = [...(hasOption(server, '--proxy-headers') ? [] : ['--proxy-headers']), '--forwarded-allow-ips', '*'];
  const added = holder?.form === 'exec' ? words.map((word) => `, "${word}"`).join('') : ` ${words.join(' ').replace('*', "'*'")}`;
  const flags = server.name === 'uvicorn' && holder !== undefined && last.span.end <= holder.span.end;
  return [
    ...(flags ? [{ title: 'Add `--proxy-headers --forwarded-allow-ips`', edits: [insert(last.span.end, added)] }] : []),
    { title: 'Set `FORWARDED_ALLOW_IPS`', edits: [beforeStart(text, stage, ['ENV FORWARDED_ALLOW_IPS="*"'])] },
  ];
}
