// @ts-check
/** A captured page made small enough for the browser's storage, which keeps text only. */

/** Bytes turned to text at once: more would overflow the call's arguments. */
const SLICE = 8192;

/** Gzipped, in base64. @param {string} html */
export async function pack(html) {
  const packed = new Blob([html]).stream().pipeThrough(new CompressionStream("gzip"));
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += SLICE) {
    text += String.fromCharCode(...bytes.subarray(at, at + SLICE));
  }
  return btoa(text);
}

/** What was packed. @param {string} packed */
export function unpack(packed) {
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
}
