import type { EnvFile } from '../../languages/compose/parts.js';
import type { Service } from '../../languages/compose/service.js';

/** Whether an earlier service of the file has the same env file: what is said of the file itself is said there. */
export function isToldBefore(service: Service, { path }: EnvFile, isMeant: (file: EnvFile) => boolean = () => true): boolean {
  const has = (other: Service): boolean => other.envFiles.some((file) => file.path === path && isMeant(file));
  return service.file.services.find(has) !== service;
}
