declare module "virtual:texts/*" {
  const catalogue: import("./texts").Catalogue;
  export default catalogue;
}

declare module "virtual:launcher-texts" {
  const catalogues: Record<
    import("./texts").Language,
    import("./texts").Catalogue<"launcher-open" | "launcher-close" | "launcher-unread">
  >;
  export default catalogues;
}
