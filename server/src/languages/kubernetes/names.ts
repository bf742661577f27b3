/** Files that are YAML but never manifests have languages of their own, which are asked first. */
export function isManifest(path: string, editorLanguage?: string): boolean {
  return (/\.ya?ml$/i.test(path) || editorLanguage === 'yaml' || editorLanguage === 'kubernetes') && !isOtherYaml(path);
}

function isOtherYaml(path: string): boolean {
  return /(?:^|\/)\.slipway\.ya?ml$/.test(path);
}
