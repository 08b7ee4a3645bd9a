import type { StorePort } from '../io/ports';

/** A store of this process alone, for faces that keep nothing on disk. */
export function createMemoryStore(): StorePort {
  const texts = new Map<string, string>();
  return {
    read: async (key) => texts.get(key),
    write: async (key, text) => {
      texts.set(key, text);
    },
    setAside: async (key) => {
      texts.delete(key);
    },
    update: async (key, change) => {
      const { value, text } = change(texts.get(key));
      if (text !== undefined) texts.set(key, text);
      return value;
    },
  };
}
