/** A browser's storage, as far as the extension uses it; `kept` is what lies in it, `most` how much it takes. */
export function shelf({ most = Infinity } = {}) {
  const kept = new Map();
  const size = (entries) => entries.reduce((sum, [key, value]) => sum + key.length + JSON.stringify(value).length, 0);
  return {
    kept,
    get: async (key) => {
      const chosen = key === null ? [...kept] : kept.has(key) ? [[key, kept.get(key)]] : [];
      return structuredClone(Object.fromEntries(chosen));
    },
    set: async (values) => {
      const next = new Map([...kept, ...Object.entries(values)]);
      if (size([...next]) > most) throw new Error("quota exceeded");
      for (const [key, value] of Object.entries(values)) kept.set(key, structuredClone(value));
    },
    remove: async (keys) => [keys].flat().forEach((key) => kept.delete(key)),
  };
}
