// The types of the web platform, wherever they are declared: by lib DOM, by Node, by a Worker's own types. Where
// nothing declares them, a plain structure stands in, so that the declarations of this package need no lib but the
// language's.

type Declared<Name extends string, Otherwise> = typeof globalThis extends {
  [name in Name]: { prototype: infer Instance };
}
  ? Instance
  : Otherwise;

/** A URL. */
export type PlatformURL = Declared<"URL", { readonly href: string; readonly protocol: string }>;

/** A response of fetch. */
export type PlatformResponse = Declared<
  "Response",
  {
    readonly ok: boolean;
    readonly status: number;
    readonly url: string;
    readonly headers: { get(name: string): string | null };
    arrayBuffer(): Promise<ArrayBuffer>;
  }
>;

/** A request as fetch and its handlers have it. */
export type PlatformRequest = Declared<
  "Request",
  { readonly method: string; readonly url: string; readonly headers: { get(name: string): string | null } }
>;
