/** A `.dockerignore` for a folder with these names in it. */
export function dockerignoreFor(_names: readonly string[]): string {
  return '.git\n.env*\n!.env.example\nDockerfile*\n.dockerignore\n*.md\n';
}
