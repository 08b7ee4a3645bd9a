/**
 * What is made with the first need for it, and kept. A schema is hundreds of objects, and most kinds of sources are
 * asked for by nobody.
 */
export function once<Made>(make: () => Made): () => Made {
  let made: { readonly value: Made } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
