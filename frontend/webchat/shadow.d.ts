declare module "shadow:*" {
  const css: string;
  export default css;
}
