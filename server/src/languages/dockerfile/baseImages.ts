// Placeholder until the table lands.
export interface BaseImageFacts {
  readonly family: string;
  readonly shell?: 'dash' | 'bash' | 'busybox' | 'none' | 'powershell' | 'cmd';
}
export function baseImageFacts(_repository: string, _tag: string | undefined): BaseImageFacts | undefined {
  return undefined;
}
