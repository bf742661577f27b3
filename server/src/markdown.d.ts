/** Rule pages. In tests and tools the text is in the bundle; the product reads it when somebody asks (`esbuild.mjs`, `pages`). */
declare module '*.md' {
  const page: {
    readonly text: string;
    /** The first source that it cites. */
    readonly link: string | undefined;
  };
  export default page;
}
