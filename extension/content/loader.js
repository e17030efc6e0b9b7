// @ts-check
/**
 * Brings the page's code: an injected script can't import by itself, so each part is imported by its
 * runtime address and handed to `main`. Asked twice, the browser gives the same modules, and `main` goes on.
 */
(() => {
  const PARTS = {
    anchor: "content/anchor.js",
    bar: "content/bar.js",
    capture: "content/capture.js",
    clipboard: "content/clipboard.js",
    editor: "content/editor.js",
    elements: "shared/elements.js",
    generated: "shared/generated.js",
    layer: "content/layer.js",
    lines: "content/lines.js",
    look: "shared/look.js",
    main: "content/main.js",
    marking: "content/marking.js",
    messages: "shared/messages.js",
    paint: "content/paint.js",
    places: "content/places.js",
    reading: "content/reading.js",
    select: "content/select.js",
    showing: "content/showing.js",
    stack: "content/stack.js",
    text: "content/text.js",
    watch: "content/watch.js",
    writing: "shared/writing.js",
  };
  const load = async (/** @type {[string, string]} */ [name, path]) => [
    name,
    await import(chrome.runtime.getURL(path)),
  ];
  return Promise.all(Object.entries(PARTS).map(load)).then((loaded) => {
    const { main, ...parts } = Object.fromEntries(loaded);
    return main.start(parts, chrome.runtime);
  });
})();
