// Stands in for VS Code's native logger in the embedded host: lines go to the file at once, which is all that output channels need.
const { appendFileSync, mkdirSync } = require('node:fs');
const { dirname } = require('node:path');

const levels = ['trace', 'debug', 'info', 'warning', 'error', 'critical', 'off'];

class Logger {
  #file;
  #isRaw = false;
  #level = 2;

  constructor(_type, _name, file) {
    this.#file = file;
  }
  #write(level, message) {
    if (level < this.#level) return;
    appendFileSync(this.#file, this.#isRaw ? message : `${new Date().toISOString().replace('T', ' ').slice(0, 23)} [${levels[level]}] ${message}\n`);
  }
  trace(message) { this.#write(0, message); }
  debug(message) { this.#write(1, message); }
  info(message) { this.#write(2, message); }
  warn(message) { this.#write(3, message); }
  error(message) { this.#write(4, message); }
  critical(message) { this.#write(5, message); }
  getLevel() { return this.#level; }
  setLevel(level) { this.#level = level; }
  setPattern() {}
  clearFormatters() { this.#isRaw = true; }
  flush() {}
  drop() {}
}

exports.version = 0;
exports.setLevel = () => undefined;
exports.setFlushOn = () => undefined;
exports.Logger = Logger;

async function create(name, file) {
  mkdirSync(dirname(file), { recursive: true });
  return new Logger('rotating', name, file);
}
exports.createRotatingLogger = create;
exports.createAsyncRotatingLogger = create;
