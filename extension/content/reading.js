// @ts-check
/** Reading the page: its text as it stands, and having it saved, again where that came too early. */

/** @typedef {import("./text.js").PageText} PageText */
/** @typedef {import("../shared/messages.js").TabView} TabView */

/** A page that never comes to rest is captured again this often at most. */
const MOST_RECAPTURES = 3;

export class Reading {
  /**
   * @param {{
   *   text: typeof import("./text.js"),
   *   capture: typeof import("./capture.js"),
   *   own: Element,
   *   address: () => string,
   *   ask: ReturnType<typeof import("../shared/messages.js").asker>,
   * }} parts `own` is our own layer, which is not part of the page.
   * @param {{ read: () => unknown, saved: (view: TabView) => TabView, isEarly: () => boolean }} acts
   *   `read`: the text was read anew, `saved` what is shown of the page that was saved; `isEarly` says whether what was
   *   saved lacks something that the page may have by now.
   */
  constructor({ text, capture, own, address, ask }, acts) {
    this._text = text;
    this._capture = capture;
    this._own = own;
    this._address = address;
    this._ask = ask;
    this._acts = acts;
    /** The page's text as it was read last. @type {PageText} */
    this.page = text.read(document, own);
    /** @type {Promise<TabView> | null} */
    this._captured = null;
    this._capturedText = "";
    this._recaptures = 0;
  }

  /** Read the text as it stands now. */
  read() {
    this.page = this._text.read(document, this._own);
    this._acts.read();
  }

  /** The page changed by itself: whether it has to be saved again, as it was saved too early. */
  reread() {
    this.read();
    if (!this._captured || this._recaptures === MOST_RECAPTURES || !this._acts.isEarly()) return false;
    this._recaptures += 1;
    return true;
  }

  /** It is another page from now on. */
  turn() {
    this._captured = null;
    this._recaptures = 0;
  }

  /** Save the page as it stands; anew only when its text is another than when it was saved. */
  save() {
    if (this._capturedText !== this.page.text) this._captured = null;
    this._capturedText = this.page.text;
    this._captured ??= this._ask("capture", {
      url: this._address(),
      html: this._capture.capture(document, this._own),
      captured: new Date().toISOString(),
    }).then(
      (view) => this._acts.saved(view),
      (error) => {
        this._captured = null;
        throw error;
      },
    );
    return this._captured;
  }
}
