import type { ClientCommand } from './command.js';

export const showLog: ClientCommand = { id: 'slipway.showLog', run: ({ log }) => log.show() };
