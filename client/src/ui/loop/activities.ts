/** Something that goes on and can be ended. */
export interface Activity {
  /** "Build and Deploy", "localhost:8080 → api:80". */
  readonly title: string;
  /** Of the workspace folder. */
  readonly folder: string;
  readonly isStream: boolean;
  readonly end: () => void;
  /** A port of this machine that is open as long as it goes on. */
  readonly port?: number;
}

/** What goes on: runs, one at a time for a folder, and streams, which last until somebody ends them. */
export class Activities {
  readonly #all = new Set<Activity>();
  readonly #onChange: () => void;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get all(): readonly Activity[] {
    return [...this.#all];
  }

  get ports(): readonly (Activity & { readonly port: number })[] {
    return this.all.flatMap((one) => (one.port === undefined ? [] : [{ ...one, port: one.port }]));
  }

  runIn(folder: string): Activity | undefined {
    return this.all.find((one) => !one.isStream && one.folder === folder);
  }

  /** Answers what takes it off the list. */
  add(activity: Activity): () => void {
    this.#all.add(activity);
    this.#onChange();
    return () => {
      if (this.#all.delete(activity)) this.#onChange();
    };
  }

  endStreams(folder: string): void {
    for (const one of this.all) if (one.isStream && one.folder === folder) one.end();
  }

  endAll(): void {
    for (const one of this.all) one.end();
  }
}
