// @ts-check
/**
 * Every message between the parts of the extension, and the only road between them.
 *
 * A page's script can reach none of it: pages have no `chrome.runtime` of ours, and the worker
 * turns away whoever is not this extension.
 *
 * @typedef {"yellow" | "green" | "blue" | "pink" | "purple" | "orange"} Ink
 *
 * @typedef {object} Place Where a passage is: its words, and the words around it.
 * @property {string} exact
 * @property {string} [prefix]
 * @property {string} [suffix]
 * @property {number} [start]
 * @property {number} [end]
 *
 * @typedef {object} Annotation A mark as the server tells it; offsets count code points of the article.
 * @property {string} id
 * @property {string} page_id
 * @property {string} url
 * @property {string} quote
 * @property {string} prefix
 * @property {string} suffix
 * @property {number | null} start
 * @property {number | null} end
 * @property {Ink} colour
 * @property {string} note
 * @property {string[]} tags
 * @property {string[]} people
 * @property {"anchored" | "moved" | "changed" | "lost"} state
 * @property {string[]} [replies_to] Marks that this one answers.
 * @property {string | null} [said_by] The id of the person who says what is marked.
 * @property {string} created
 * @property {number} revision
 * @property {FormerPlace[]} [former]
 * @property {string} link
 *
 * @typedef {object} FormerPlace Where a mark was before the reader placed it by hand.
 * @property {string} quote
 * @property {string} prefix
 * @property {string} suffix
 *
 * @typedef {object} Mark A mark as the reader sees it, sent or still waiting.
 * @property {string} key Names the mark in this tab, also before the server knows it.
 * @property {string | null} id The server's name for it; null until it has been sent.
 * @property {string} quote Empty for a note on the whole page, and for a reply.
 * @property {string} prefix
 * @property {string} suffix
 * @property {Ink} colour
 * @property {string} note
 * @property {string[]} tags
 * @property {string[]} [replies_to]
 * @property {string | null} [said_by] The id of the person who says what is marked, where the text shows it.
 * @property {FormerPlace[]} [former]
 * @property {number} revision 0 until it has been sent.
 * @property {"anchored" | "moved" | "changed" | "lost"} state
 * @property {"saved" | "waiting" | "refused"} sync
 * @property {string | null} problem Why the server refused it, in its own words.
 * @property {{ key: string, stale: boolean, note: string } | null} [refused] The piece of work that was refused: `note`
 *   is what it would write; `stale`, that something else was written there in the meantime.
 * @property {string} created
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
 * @typedef {object} Term
 * @property {string} office
 * @property {string} of
 * @property {string | null} start
 * @property {string | null} end
 * @property {string | null} [known] The last day on which a term without an end is known to have run.
 *
 * @typedef {object} Card What is known of one person in one article.
 * @property {{ id: string, qid: string | null, name: string, description: string }} person
 * @property {Term | null} then
 * @property {Term | null} now
 * @property {Term | null} [last_known] An office that may still run, known up to a day that has passed.
 * @property {boolean | null} alive_then
 * @property {string[]} named_as
 * @property {{ start: number, end: number, text: string }[]} mentions
 * @property {"knowledge" | "live" | "article"} basis
 * @property {string | null} from_article
 * @property {{ id: string, qid: string | null, name: string, description: string }[]} alternatives
 * @property {{ label: string, url: string | null, retrieved: string | null }[]} sources
 * @property {{ count: number, last: string | null }} your_marks
 * @property {number} confidence
 * @property {string | null} corrected The id of the reader's correction that made the card so.
 * @property {boolean} [pending] While more is being looked up.
 * @property {string} [summary] What Wikipedia says of them; absent from an older server.
 *
 * @typedef {object} PersonCorrection What the reader said of a name that was taken for a person.
 * @property {string} id
 * @property {string} name
 * @property {"is" | "not_this_person" | "not_a_person"} says
 *
 * @typedef {object} Article
 * @property {string} id
 * @property {string} url
 * @property {string} title
 * @property {string | null} site
 * @property {string | null} published
 * @property {string | null} [revised] The day on which the page says it was changed last; absent from an older server.
 * @property {string | null} [day] The day that the reader says it is from, null where they say nothing; absent from an
 *   older server.
 * @property {string | null} [as_of] The day for which the cards say who somebody was; absent from an older server.
 * @property {"complete" | "truncated"} state `truncated`: the page kept the rest of the article back.
 * @property {string} text
 * @property {{ kind: string, text: string, start: number }[]} blocks
 * @property {{ kind: string, text: string, why: string }[]} removed
 * @property {News} [news] What the outlet changed since the reader marked the page; absent from an older server.
 * @property {{ id: string }[]} versions None for a page that another program marked and nobody captured.
 * @property {Card[]} people
 * @property {PersonCorrection[]} [corrections] Those that hold in this article; absent from an older server.
 * @property {Annotation[]} annotations
 * @property {string} stamp Another one when anything on the page was changed.
 *
 * @typedef {object} Contradicted A part of a page, and what the reader says it is.
 * @property {string} text
 * @property {number} nth Which of several with that text, from 0: of those kept, or of those left out.
 * @property {boolean} is_text True for one that was left out, false for one that was kept.
 *
 * @typedef {object} Change A sentence that came, went or was rewritten.
 * @property {"same" | "inserted" | "deleted" | "changed"} kind
 * @property {string} old
 * @property {string} new
 * @property {{ kind: "same" | "inserted" | "deleted", text: string }[]} pieces
 *
 * @typedef {object} News
 * @property {{ details: { name: string, old: string, new: string }[], new: { captured: string } }[]} differences
 * @property {{ quote: string, old: { captured: string }, new: { captured: string }, changes: Change[] }[]} marks
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
 * @typedef {object} Asked To the worker.
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
 * @typedef {object} Told To the page code of one tab.
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
 * @returns {<K extends keyof Asked>(kind: K, body: Asked[K]["ask"]) => Promise<Asked[K]["reply"]>}
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
 * @returns {<K extends keyof Told>(tabId: number, kind: K, body: Told[K]["ask"]) => Promise<Told[K]["reply"]>}
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
