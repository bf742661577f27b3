import * as vscode from 'vscode';
import type { ClientCommand } from './command.js';

/** An untitled Dockerfile with typical mistakes: nothing is written to disk. */
const example = `FROM python
WORKDIR app
COPY . .
RUN apt-get update
RUN apt-get install -y curl
RUN pip install -r requirements.txt
ENV API_TOKEN=change-me
EXPOSE 8080
CMD uvicorn app.main:app --reload --port 8000
`;

export const openExample: ClientCommand = {
  id: 'slipway.openExample',
  run: async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'dockerfile', content: example });
    await vscode.window.showTextDocument(document);
  },
};
