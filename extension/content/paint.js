// @ts-check
/**
 * Marks painted on the page with the CSS Custom Highlight API: its document stays as it was.
 *
 * The registry of highlights is the page's too, so names are random for each load. Colours follow the text
 * they stand under: dark letters get the inks for paper, light letters those for the dark.
 *
 * @typedef {object} Stroke What is painted over one span of the page's text.
 * @property {number} start
 * @property {number} end
 * @property {{ ink: import("../shared/messages.js").Ink | null, noted: boolean, name: boolean, flash: boolean }} layer
 *   `name`: under a person's name; `flash`: the place that the reader was just led to.
 */

/** Text whose lightness (0 to 1) is above this is read as light text on a dark ground. */
const LIGHT_TEXT = 0.5;

export class Painter {
  /**
   * @param {{ look: import("./layer.js").Look, stack: typeof import("./stack.js") }} parts
   * @param {string} prefix Begins the names of all highlights; random.
   */
  constructor({ look, stack }, prefix) {
    this._look = look;
    this._stack = stack.stack;
    this._prefix = prefix;
    /** @type {Map<string, string>} */
    this._names = new Map(); // by look
    /** @type {Map<Document | ShadowRoot, { sheet: any, rules: string }>} */
    this._sheets = new Map();
    /** @type {Set<Document>} */
    this._documents = new Set();
    this._rules = "";
  }

  /**
   * Paint these strokes and nothing else.
   * @param {import("./text.js").PageText} page
   * @param {Stroke[]} strokes
   */
  paint(page, strokes) {
    /** @type {Map<Document, Map<string, Range[]>>} */
    const painted = new Map();
    /** @type {Map<Element | null, boolean>} */
    const light = new Map();
    for (const piece of this._stack(strokes)) {
      for (const range of page.ranges(piece.start, piece.end)) {
        const { ownerDocument, parentElement } = /** @type {Text} */ (range.startContainer);
        if (!light.has(parentElement)) light.set(parentElement, isLight(parentElement));
        const name = this._nameFor(piece.layers, Boolean(light.get(parentElement)));
        const looks = painted.get(ownerDocument) ?? new Map();
        painted.set(ownerDocument, looks);
        looks.set(name, [...(looks.get(name) ?? []), range]);
      }
    }
    this._dress(page.roots);
    for (const document of new Set([...this._documents, ...painted.keys()])) {
      this._register(document, painted.get(document) ?? new Map());
    }
    this._documents = new Set(painted.keys());
  }

  /** Take all paint off. */
  clear() {
    for (const document of this._documents) this._register(document, new Map());
    for (const [root, { sheet }] of this._sheets) {
      root.adoptedStyleSheets = [...root.adoptedStyleSheets].filter((worn) => worn !== sheet);
    }
    this._sheets.clear();
    this._documents.clear();
  }

  /** @param {Document} document @param {Map<string, Range[]>} looks */
  _register(document, looks) {
    const view = /** @type {any} */ (document.defaultView);
    if (!view?.CSS?.highlights) return; // a frame that was taken away
    for (const name of this._names.values()) {
      const ranges = looks.get(name);
      if (ranges) view.CSS.highlights.set(name, new view.Highlight(...ranges));
      else view.CSS.highlights.delete(name);
    }
  }

  /**
   * The name of the highlight that looks like these layers together.
   * @param {Stroke["layer"][]} layers
   * @param {boolean} light
   */
  _nameFor(layers, light) {
    const inks = layers.map(({ ink }) => ink).filter(Boolean);
    const has = (/** @type {"noted" | "name" | "flash"} */ what) => layers.some((layer) => layer[what]);
    const key = [inks.join("+"), has("noted"), has("name"), has("flash"), light].join(" ");
    const known = this._names.get(key);
    if (known) return known;
    const name = `${this._prefix}-${this._names.size}`;
    this._names.set(key, name);
    const signs = { noted: has("noted"), name: has("name"), flash: has("flash") };
    this._rules += this._rule(name, inks, signs, light);
    return name;
  }

  /**
   * @param {string} name
   * @param {(string | null)[]} inks
   * @param {{ noted: boolean, name: boolean, flash: boolean }} signs
   * @param {boolean} light
   */
  _rule(name, inks, signs, light) {
    const theme = light ? "dark" : "light";
    const lines = this._look.RULES[theme];
    const colours = inks.slice(-2).map((ink) => this._look.INKS.find((each) => each.name === ink)?.[theme]);
    const ground = colours.length === 2 ? `color-mix(in oklab, ${colours.join(", ")})` : (colours[0] ?? "");
    const line = signs.flash
      ? `underline solid ${lines.name} 3px`
      : signs.name
        ? `underline dotted ${lines.name} 1.5px`
        : signs.noted
          ? `underline solid ${lines.note} 1.5px`
          : inks.length > 1
            ? `underline double ${lines.note} 1px`
            : "";
    const selector = `::highlight(${name})`;
    const forced = inks.length
      ? `@media (forced-colors: active) { ${selector} { background-color: Mark; color: MarkText; } }\n`
      : "";
    return `${selector} { ${ground && `background-color: ${ground};`} ${line && `text-decoration: ${line};`} }\n${forced}`;
  }

  /** Rules reach no further than the tree that they stand in. @param {Set<Document | ShadowRoot>} roots */
  _dress(roots) {
    const rules = this._rules;
    for (const root of roots) {
      const worn = this._sheets.get(root);
      const view = /** @type {any} */ ((root.ownerDocument ?? root).defaultView);
      if (!view) continue;
      const sheet = worn?.sheet ?? new view.CSSStyleSheet();
      if (worn?.rules !== rules) sheet.replaceSync(rules);
      // A page may have put its own list in place of ours.
      if (![...root.adoptedStyleSheets].includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
      this._sheets.set(root, { sheet, rules });
    }
  }
}

/** Whether an element's text is light on dark. @param {Element | null} element */
function isLight(element) {
  const colour = element?.ownerDocument.defaultView?.getComputedStyle(element).color ?? "";
  return lightness(colour) > LIGHT_TEXT;
}

/** How light a computed colour is, 0 to 1; 0 for notations that browsers do not compute colours to. @param {string} colour */
function lightness(colour) {
  const [first, second, third] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  if (/^okl(ab|ch)/.test(colour)) return first;
  if (/^l(ab|ch)/.test(colour)) return first / 100;
  const scale = colour.startsWith("rgb") ? 255 : colour.startsWith("color(srgb") ? 1 : Infinity;
  return (0.299 * first + 0.587 * second + 0.114 * third) / scale || 0;
}
