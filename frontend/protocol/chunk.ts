/** The module that the loader fetched by its address: checked here once, because no compiler saw that import. */

interface Mountable<Options, Emit, Handle> {
  mount(host: HTMLElement, options: Options, emit: Emit): Promise<Handle>;
}

export function readChatModule<Options, Emit, Handle>(module: unknown): Mountable<Options, Emit, Handle> {
  const mount = (module as { mount?: unknown } | null)?.mount;
  if (typeof mount !== "function") throw new TypeError("the chat module has no mount function");
  return module as Mountable<Options, Emit, Handle>;
}
