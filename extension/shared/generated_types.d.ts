// Written by scripts/generate_extension.py: change what it is made from, then run that.

/** How a mark sits in the newest version of its article. */
export type AnchorState = "anchored" | "moved" | "changed" | "lost";

/** A mark. `start` and `end` are code points of the article's text, null when it is lost. A note on the page as a whole, and a reply, quote nothing and have no place. */
export type AnnotationOut = {
  id: string;
  page_id: string;
  url: string;
  quote: string;
  prefix: string;
  suffix: string;
  start: number | null;
  end: number | null;
  colour: Colour;
  note: string;
  tags: string[];
  /** Ids of the persons mentioned in the passage. */
  people: string[];
  said_by: string | null;
  state: AnchorState;
  /** Ids of the marks this one answers, the thread's first first. */
  replies_to: string[];
  created: string;
  updated: string;
  deleted: string | null;
  revision: number;
  /** Places before it was placed by hand, oldest first. */
  former: FormerPlaceOut[];
  /** Leads a browser to the passage on the live page. */
  link: string;
};

/** A page's newest version, cleaned, with who is in it and what the reader marked. */
export type ArticleOut = {
  id: string;
  url: string;
  /** Every address it was read at, in the form that all spellings of one share; of copies on other sites too. Marks show on each. */
  addresses: string[];
  canonical: string | null;
  title: string;
  authors: string[];
  published: string | null;
  /** When the page says it was changed last, where that is after `published`. */
  revised: string | null;
  /** The day that the reader says it is from; null where they say nothing. */
  day: string | null;
  /** The day for which `people` says who they were: `day`, else `published`, or `revised` where the article was written anew. */
  as_of: string | null;
  site: string | null;
  language: string | null;
  /** truncated: the page held the rest of the article back. */
  state: ArticleState;
  /** The blocks' text, joined by a blank line. */
  text: string;
  blocks: BlockOut[];
  removed: RemovedOut[];
  /** How much was removed, in words for people. */
  left_out: string;
  versions: VersionOut[];
  /** What the outlet changed since the reader marked the page. */
  news: NewsOut;
  people: CardOut[];
  /** What the reader said of people, as far as it holds here. */
  corrections: PersonCorrectionOut[];
  annotations: AnnotationOut[];
  /** As `/api/pages/{page_id}/stamp` gives it. */
  stamp: string;
};

/** Whether the page gave all of the article, or its beginning and a request to subscribe or sign in. */
export type ArticleState = "complete" | "truncated";

/** Where a card's facts come from. */
export type Basis = "knowledge" | "live" | "article";

export type BlockKind = "paragraph" | "heading" | "quote" | "list_item";

export type BlockOut = {
  kind: BlockKind;
  text: string;
  start: number;
};

/** A line of a card as it is shown: `label` set apart, `aside` told more quietly, "" for none. */
export type CardLineOut = {
  role: LineRole;
  text: string;
  label: string;
  aside: string;
  /** Listed below the line. */
  items: string[];
  /** Where it leads. */
  url: string | null;
};

/** A person in one article: who they are, and who they were on its day. */
export type CardOut = {
  person: PersonOut;
  /** The office on the article's day. */
  then: TenureOut | null;
  /** Today's office, only where it differs. */
  now: TenureOut | null;
  /** A term that may still run, known up to a day before today; or then's office held anew. */
  last_known: TenureOut | null;
  alive_then: boolean | null;
  named_as: string[];
  mentions: MentionOut[];
  basis: Basis;
  /** The article's own words about the person. */
  from_article: string | null;
  alternatives: PersonOut[];
  confidence: number;
  sources: SourceOut[];
  /** More is being looked up: ask again in a second. */
  pending: boolean;
  /** How Wikipedia introduces the person (CC BY-SA 4.0, see sources), or empty. */
  summary: string;
  /** The id of the reader's correction that made the card so. */
  corrected: string | null;
  your_marks: YourMarks;
  /** What the card says below the name, in words for people. */
  lines: CardLineOut[];
};

/** A sentence that came, went or was rewritten, or a run of them that stayed the same. `at` is where it begins in the older text. `pieces` tell where within it a sentence was rewritten. */
export type ChangeOut = {
  kind: Kind;
  old: string;
  new: string;
  at: number;
  pieces: PieceOut[];
};

/** What made one version of the other; `changes` tell the whole text, what stayed too. `touched` are the marks whose words are among them; none where `changes` are told as news. */
export type ChangesOut = {
  old: VersionOut;
  new: VersionOut;
  details: DetailOut[];
  changes: ChangeOut[];
  touched: TouchedOut[];
};

/** The six inks. `YELLOW` is what a mark gets when the reader chose none. */
export type Colour = "yellow" | "green" | "blue" | "pink" | "purple" | "orange";

/** `name` is headline, authors or date. */
export type DetailOut = {
  name: string;
  old: string;
  new: string;
};

/** A place that the reader took the mark from by hand. */
export type FormerPlaceOut = {
  quote: string;
  prefix: string;
  suffix: string;
  version_id: string | null;
};

export type Kind = "same" | "inserted" | "deleted" | "changed";

/** What a line tells, in the order of the lines. */
export type LineRole = "marks" | "then" | "now" | "last_known" | "article" | "about" | "alive" | "summary" | "doubt" | "pending" | "named" | "unknown" | "source";

/** What changed in and right beside the passage of a mark from one capture to the next. */
export type MarkEditOut = {
  annotation_id: string;
  quote: string;
  old: VersionOut;
  new: VersionOut;
  changes: ChangeOut[];
};

export type MentionOut = {
  start: number;
  end: number;
  text: string;
};

/** What the outlet changed since the reader's first mark, or since they last put that away. `marks` are the changes at marks; `differences` all of them, without what stayed the same. */
export type NewsOut = {
  differences: ChangesOut[];
  marks: MarkEditOut[];
};

/** A correction: on which page it was made, of which name, and what it says. */
export type PersonCorrectionOut = {
  id: string;
  page_id: string;
  name: string;
  says: Verdict;
  /** Whom the program took the name for; null where it knew nobody. */
  was: string | null;
  who: PersonOut | null;
  created: string;
  updated: string;
  deleted: string | null;
  revision: number;
};

export type PersonOut = {
  id: string;
  /** Wikidata id; null where none is certain. */
  qid: string | null;
  name: string;
  description: string;
};

/** `kind` is same, inserted or deleted. */
export type PieceOut = {
  kind: Kind;
  text: string;
};

export type RemovedKind = "caption" | "credit" | "related" | "newsletter" | "ad" | "navigation" | "other";

export type RemovedOut = {
  kind: RemovedKind;
  text: string;
  why: string;
};

export type SourceOut = {
  label: string;
  url: string | null;
  retrieved: string | null;
};

/** An office held. Days are inclusive; a month or a year where no day is known. */
export type TenureOut = {
  office: string;
  of: string;
  start: string | null;
  end: string | null;
  /** The last day on which a term without an end surely ran; null where that isn't told. */
  known: string | null;
};

/** A mark whose words, `quote`, are another now: `state` is changed or lost. `now` is what they became in the newer text, "" where they are gone; `at` names the changes that did it. */
export type TouchedOut = {
  annotation_id: string;
  quote: string;
  state: AnchorState;
  now: string;
  at: number[];
};

/** What a reader says of a name that the program took for a person. */
export type Verdict = "is" | "not_this_person" | "not_a_person";

export type VersionOut = {
  id: string;
  captured: string;
  /** SHA-256 of the article's text, hex. */
  digest: string;
  /** The one before it, read anew after a correction. */
  corrected: boolean;
};

/** The reader's standing marks about a person: how many, and when the last was made. */
export type YourMarks = {
  count: number;
  last: string | null;
};
