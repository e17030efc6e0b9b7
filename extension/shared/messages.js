// @ts-check
/**
 * Every message between the parts of the extension, and the only road between them.
 *
 * A page's script can reach none of it: pages have no `chrome.runtime` of ours, and the worker
 * turns away whoever is not this extension.
 *
 * What the server sends has its types from the server's own description.
 *
 * @typedef {import("./generated_types").Colour} Ink
 * @typedef {import("./generated_types").AnnotationOut} Annotation A mark as the server tells it; offsets count code points of the article.
 * @typedef {import("./generated_types").CardOut} Card What is known of one person in one article.
 * @typedef {import("./generated_types").PersonCorrectionOut} PersonCorrection What the reader said of a name that was taken for a person.
 * @typedef {import("./generated_types").ChangeOut} Change A sentence that came, went or was rewritten.
 * @typedef {import("./generated_types").NewsOut} News
 * @typedef {import("./generated_types").ArticleOut} Article
 * @typedef {Pick<import("./generated_types").FormerPlaceOut, "quote" | "prefix" | "suffix">} FormerPlace Where a mark was before the reader
 *   placed it by hand.
 *
 * @typedef {object} Place Where a passage is: its words, and the words around it.
 * @property {string} exact
 * @property {string} [prefix]
 * @property {string} [suffix]
 * @property {number} [start]
 * @property {number} [end]
 *
 * @typedef {object} Sent How far a mark is on its way to the server.
 * @property {string} key Names the mark in this tab, also before the server knows it.
 * @property {string | null} id The server's name for it; null until it has been sent.
 * @property {number} revision 0 until it has been sent.
 * @property {FormerPlace[]} [former]
 * @property {"saved" | "waiting" | "refused"} sync
 * @property {string | null} problem Why the server refused it, in its own words.
 * @property {{ key: string, stale: boolean, note: string } | null} [refused] The piece of work that was refused: `note`
 *   is what it would write; `stale`, that something else was written there in the meantime.
 *
 * @typedef {"quote" | "prefix" | "suffix" | "colour" | "note" | "tags" | "state" | "created"} Shown
 * @typedef {Sent & Pick<Annotation, Shown> & Partial<Omit<Annotation, keyof Sent | Shown>>} Mark A mark as the reader sees
 *   it, sent or still waiting.
 *
 * @typedef {object} Changes What an edit changes; what it leaves out stays.
 * @property {Ink} [colour]
 * @property {string} [note]
 * @property {string[]} [tags]
 * @property {string} [quote] Where it is placed by hand, with `prefix` and `suffix`.
 * @property {string} [prefix]
 * @property {string} [suffix]
 * @property {true} [place_back] Undoes the last placing by hand.
 *
 * @typedef {Pick<Mark, "revision" | "note" | "tags">} Seen What the reader changes, as it was shown: a change made
 *   elsewhere since then is not overwritten.
 *
 * @typedef {object} Draft A mark about to be made.
 * @property {string} key
 * @property {Place} place
 * @property {Ink} colour
 * @property {string} note
 * @property {string[]} tags
 *
 * @typedef {object} Contradicted A part of a page, and what the reader says it is.
 * @property {string} text
 * @property {number} nth Which of several with that text, from 0: of those kept, or of those left out.
 * @property {boolean} is_text True for one that was left out, false for one that was kept.
 *
 * @typedef {object} TabView All that is shown about one tab.
 * @property {string} url
 * @property {number} turn Which of the tab's views it is, from 1: an answer may come after word of what has changed
 *   since, and then has the lower number.
 * @property {"working" | "ready" | "unsaved" | "unanswered" | "waiting" | "not_article" | "failed"} phase `unsaved`: on
 *   a page that is not in the library yet; `unanswered`: nobody says whether it is; `waiting`: captured, to be sent
 *   when the server is back.
 * @property {string} message What went wrong, in words for the reader; else empty.
 * @property {Article | null} article Without its marks: `saved` holds those.
 * @property {(Annotation & { key: string })[]} saved Marks that the server has.
 * @property {string | null} asOf When the server told them, where it has not answered since; null where they are its
 *   latest word.
 * @property {Mark[]} marks What the reader sees: `saved` with the unsent work laid over it.
 * @property {Erased[]} erased What can be brought back, newest first.
 * @property {string[]} astray Keys of marks that are not found on the page as it stands.
 *
 * @typedef {object} Erased A mark that was taken away.
 * @property {string} key
 * @property {Annotation | null} annotation As the server has it; null when it never had it.
 * @property {any} work The refused piece of work that would have made it; null when the server had it.
 *
 * @typedef {object} Connection
 * @property {"ready" | "unpaired" | "unconfirmed" | "unreachable" | "misfit"} state
 * @property {string} server Its address.
 * @property {string} message
 * @property {string} version The server's, empty when unknown.
 * @property {number} waiting Pieces of work not sent yet.
 * @property {number} refused Pieces of work that the server refused.
 *
 * @typedef {object} Waiting A piece of unsent work, for the reader's eyes.
 * @property {string} key
 * @property {string} what
 * @property {string} quote
 * @property {string} url
 * @property {string} made
 * @property {string | null} problem
 * @property {boolean} stale Whether it was refused because the mark was changed elsewhere.
 * @property {string} note What it writes; empty where it writes no note.
 * @property {string[]} tags
 *
 * @typedef {object} WorkerRequests To the worker.
 * @property {{ ask: { url: string, html: string, captured: string }, reply: TabView }} capture
 * @property {{ ask: { url: string }, reply: TabView }} lookUp
 * @property {{ ask: { url: string, draft: Draft }, reply: Mark }} mark
 * @property {{ ask: { tabId?: number, key: string, changes: Changes, seen?: Seen }, reply: Mark }} edit `tabId` is for the
 *   extension's own pages: a page's code speaks for its own tab alone.
 * @property {{ ask: { tabId?: number, key: string }, reply: null }} erase
 * @property {{ ask: { tabId?: number, key: string }, reply: Mark }} restore
 * @property {{ ask: { url: string, keys: string[] }, reply: null }} astray
 * @property {{ ask: { tabId: number, person: string, says: PersonCorrection["says"], who?: string }, reply: null }} correct
 * @property {{ ask: { tabId: number, id: string }, reply: null }} takeBack
 * @property {{ ask: { tabId: number, day: string | null }, reply: null }} sayDay Which day the article is from; null takes
 *   that back.
 * @property {{ ask: { tabId: number, parts: Contradicted[] }, reply: { id: string, deleted: string | null }[] }} sayParts
 *   Gives what was said of them, or what was taken back by it.
 * @property {{ ask: { tabId: number, said: { id: string, deleted: boolean }[] }, reply: null }} turnCorrections Takes them
 *   back, or says them again.
 * @property {{ ask: { tabId: number, version: string | null }, reply: null }} putAway The news, up to that version.
 * @property {{ ask: { tabId: number }, reply: null }} lookAgain What was still being looked up may be known now.
 * @property {{ ask: { code: string | null }, reply: null }} pairing
 * @property {{ ask: null, reply: Connection }} wake
 * @property {{ ask: { tabId: number }, reply: null }} freshen Look whether marks were changed elsewhere.
 * @property {{ ask: null, reply: Waiting[] }} queue
 * @property {{ ask: { key: string }, reply: null }} retry
 * @property {{ ask: { key: string }, reply: null }} discard
 * @property {{ ask: { address: string }, reply: Connection }} moveServer
 * @property {{ ask: null, reply: Connection }} disconnect
 *
 * @typedef {object} PageRequests To the page code of one tab.
 * @property {{ ask: { note: boolean }, reply: null }} markSelection
 * @property {{ ask: null, reply: null }} read
 * @property {{ ask: null, reply: Place | null }} selected The words that are selected on the page.
 * @property {{ ask: { start: number, end: number }, reply: boolean }} showMention
 * @property {{ ask: { key: string }, reply: boolean }} showMark
 * @property {{ ask: { key: string }, reply: null }} placeMark Place a mark on the words that are selected.
 * @property {{ ask: { view: TabView }, reply: null }} viewChanged
 *
 * @typedef {{ ok: true, value: unknown } | { ok: false, message: string }} Answer
 */

/** An answer from another part of the extension that says no. Its message is meant for the reader. */
export class Declined extends Error {}

/** What the reader writes, and what it needs: asked again when the worker died over it. All of it is safe to repeat. */
const ASKED_AGAIN = new Set(["capture", "lookUp", "mark", "edit"]);

/** Milliseconds before asking again, in turn: a worker is up again within the first, on a busy machine the last. */
const PAUSES_MS = [100, 400, 1500];

/**
 * A function that asks the worker. It throws Declined with the reason when the worker says no, and the
 * browser's own error where none answers, for what the reader writes after some more attempts.
 * @param {{ sendMessage: (message: { kind: string, body: unknown }) => Promise<any> }} runtime
 * @param {(ms: number) => Promise<unknown>} [pause]
 * @returns {<K extends keyof WorkerRequests>(kind: K, body: WorkerRequests[K]["ask"]) => Promise<WorkerRequests[K]["reply"]>}
 */
export function asker(runtime, pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))) {
  return async (kind, body) => {
    const pauses = ASKED_AGAIN.has(kind) ? PAUSES_MS : [];
    for (const ms of pauses) {
      const answer = await runtime.sendMessage({ kind, body }).catch(() => undefined);
      if (answer !== undefined) return unpack(answer);
      await pause(ms);
    }
    return unpack(await runtime.sendMessage({ kind, body }));
  };
}

/**
 * A function that asks the page code of a tab. It throws Declined when the page code says no, and the
 * browser's own error where no page code of ours runs.
 * @param {{ sendMessage: (tabId: number, message: { kind: string, body: unknown }) => Promise<any> }} tabs
 * @returns {<K extends keyof PageRequests>(tabId: number, kind: K, body: PageRequests[K]["ask"]) => Promise<PageRequests[K]["reply"]>}
 */
export function teller(tabs) {
  return async (tabId, kind, body) => unpack(await tabs.sendMessage(tabId, { kind, body }));
}

/** @param {Answer | undefined} answer */
function unpack(answer) {
  if (answer === undefined) throw new Declined("Postil was updated: load this page again");
  if (!answer.ok) throw new Declined(answer.message);
  return /** @type {any} */ (answer.value);
}

/**
 * A listener for `runtime.onMessage` that looks its kind up in a table. What is not in the table is
 * left to other listeners. A thrown error's message becomes the answer.
 * @param {Record<string, (body: any, sender: any) => unknown>} table
 * @param {(kind: string, sender: any) => boolean} admits
 */
export function listener(table, admits) {
  return (
    /** @type {{ kind: string, body: unknown }} */ message,
    /** @type {any} */ sender,
    /** @type {(answer: Answer) => void} */ reply,
  ) => {
    if (!message || !Object.hasOwn(table, message.kind) || !admits(message.kind, sender)) return false;
    Promise.resolve()
      .then(() => table[message.kind](message.body, sender))
      .then(
        (value) => reply({ ok: true, value: value ?? null }),
        (error) => reply({ ok: false, message: String(error?.message ?? error) }),
      );
    return true;
  };
}
