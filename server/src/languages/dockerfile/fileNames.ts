/** `Dockerfile`, `Dockerfile.dev`, `dev.Dockerfile`, `Containerfile`; not `Dockerfile.dockerignore`. */
export function isDockerfileName(name: string): boolean {
  return /^(?:dockerfile|containerfile)(?:\..+)?$|\.(?:dockerfile|containerfile)$/i.test(name) && !/\.dockerignore$|\.md$/i.test(name);
}
