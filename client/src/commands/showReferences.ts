import * as vscode from 'vscode';
import { showReferencesCommand, type ShownLocation, type ShownPosition } from '../../../server/src/protocol.js';
import type { ClientCommand } from './command.js';

/** Click on a code lens: goes to the only place, or lets the user choose in the peek view. */
export const showReferences: ClientCommand = {
  id: showReferencesCommand,
  run: async (_ctx, uri, position, locations) => {
    // Somebody may run it by hand or from a key binding.
    if (typeof uri !== 'string' || !Array.isArray(locations)) return;
    const places = (locations as readonly ShownLocation[]).map(toLocation);
    const [only] = places;
    if (only === undefined) return;
    if (places.length === 1) {
      await vscode.window.showTextDocument(only.uri, { selection: only.range });
      return;
    }
    await vscode.commands.executeCommand(
      'editor.action.showReferences',
      vscode.Uri.parse(uri),
      toPosition(position as ShownPosition),
      places,
    );
  },
};

const toPosition = ({ line, character }: ShownPosition): vscode.Position => new vscode.Position(line, character);

function toLocation({ uri, range }: ShownLocation): vscode.Location {
  return new vscode.Location(vscode.Uri.parse(uri), new vscode.Range(toPosition(range.start), toPosition(range.end)));
}
