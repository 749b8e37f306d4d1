// What Kashf offers to scripts: as `kashf.js` to other sites, as the global `kashf` on its
// own pages. Every method answers with plain objects, and rejects with an `Error` whose
// message can be shown. Every method takes an `AbortSignal`.

/** What can be opened: an address, a file (index or single page), or an index's bytes. */
export type Source = string | URL | Blob | ArrayBuffer | ArrayBufferView;

export interface Signalled {
  signal?: AbortSignal;
}

/** `date`: oldest first; `newest`: newest first; documents without a date come last. */
export type Sort = "relevance" | "date" | "newest" | "title" | "source";

/** Which documents count. An empty list allows everything. */
export interface Filter {
  /** Languages, such as `"fa"`. */
  lang?: string[];
  /** Sources, as printed; `""` for documents without one. */
  source?: string[];
  /**
   * The earliest date, ISO 8601: a year, a month or a day. Documents without a date do not
   * count when there is one.
   */
  from?: string;
  /** The latest date, that day, month or year included. */
  to?: string;
  /** Documents must speak of a time between these two, which are as `from` and `to`. */
  spokenFrom?: string;
  spokenTo?: string;
  /** Other metadata: name and allowed values. */
  more?: Record<string, string[]>;
  /** Subcorpora that they must be in, each of them. */
  within?: Subcorpus[];
}

/**
 * How a part of a query matched: letter by letter; in other letters, marks or half-spaces; in
 * another inflection; within a compound; as the same name in another script or language; in a
 * near spelling, because the word itself is not there; as a word that begins so; as a word or
 * sequence that fits a pattern.
 */
export type Reason =
  | "exact"
  | "variant"
  | "inflection"
  | "compound"
  | "name"
  | "fuzzy"
  | "prefix"
  | "pattern";

/** How the words of a query may match. */
export interface Matching {
  /** Ways of matching that do not count. */
  without?: Reason[];
  /** Whether names are looked for in other scripts too; they are unless this is `false`. */
  names?: boolean;
  /** Whether what is no article counts too: menus, comments, other titles; it does not unless
   * this is `true`. */
  everything?: boolean;
}

/** A part of a list. */
export interface Part extends Signalled {
  limit?: number;
  offset?: number;
  sort?: Sort;
  filter?: Filter;
}

/** A half-open stretch of a text, in bytes of its UTF-8 form. */
export interface Span {
  start: number;
  end: number;
}

/** A stretch of text, and whether the query hit it. */
export interface Piece {
  text: string;
  hit: boolean;
}

/** How much of the corpus bears a value. */
export interface Share {
  name: string;
  documents: number;
  tokens: number;
}

export interface Info {
  title: string;
  description: string;
  licence: string;
  /** When it was built, as stated at the build; may be empty. */
  built: string;
  generator: string;
  chain: string;
  format: number;
  /** Two copies with the same fingerprint hold the same texts. */
  fingerprint: string;
  documents: number;
  /** Running words. */
  tokens: number;
  /** Different words after folding. */
  types: number;
  textBytes: number;
  indexBytes: number;
  /** What those bytes are, in the order of the file. */
  sections: { name: string; bytes: number }[];
  languages: Share[];
  sources: Share[];
  firstDate: string;
  lastDate: string;
}

/** Something to know about how the query was read. */
export interface Note {
  kind:
    | "absent"
    | "readAsPrefix"
    | "readAsNear"
    | "didYouMean"
    | "unclosedQuote"
    | "unclosedParenthesis"
    | "strayParenthesis"
    | "strayOperator"
    | "notPositional"
    | "badRegex"
    | "badCql"
    | "unknownField"
    | "badDate"
    | "onlyExclusions"
    | "noWords"
    | "tooLong"
    | "tooManyWords"
    | "tooManyPlaces"
    | "onlyOutside";
  /** The part of the query it is about, as typed, and where it stands, in bytes. */
  about: string;
  span: Span;
  /** Words of the corpus: those taken instead, or those that are near. */
  forms?: string[];
}

/** How often a part of the query matched in one way, in all documents found. */
export interface ReasonCount {
  asked: string;
  reason: Reason;
  count: number;
  /** Most frequent first, at most eight; letters folded. */
  forms: string[];
  /** False when this way was left out. */
  on: boolean;
}

/** What is known of the documents found. */
export interface Facet {
  /** `lang`, `source`, `year`, or the name of other metadata. */
  name: string;
  /** Each counts the documents found under all filters but those on this very name. */
  values: { value: string; documents: number; chosen: boolean }[];
  /** Values that are not listed. */
  more: number;
}

/** Why a document was found. */
export interface Why {
  asked: string;
  reason: Reason;
  forms: string[];
  count: number;
}

export interface Hit {
  id: string;
  title: string;
  /** Higher is better; comparable within one answer only. */
  score: number;
  lang: string;
  date: string;
  source: string;
  words: number;
  occurrences: number;
  titlePieces: Piece[];
  snippet: Piece[];
  why: Why[];
  missing: string[];
  /** The documents found that are copies of it, when copies make one line. */
  copies: Copies;
}

/** The other documents that are copies or excerpts of one, or that it is one of. */
export interface Copies {
  count: number;
  /** The first hundred, the earliest first. */
  documents: Entry[];
  /** The id of the fullest text; empty without copies. */
  fullest: string;
}

export interface Answer {
  query: string;
  /** Documents found. */
  total: number;
  /** The lines that they make: fewer where copies make one. */
  lines: number;
  /** Of those documents, the ones that hold everything asked for. */
  complete: number;
  occurrences: number;
  /** Words that fit outside the articles, and do not count. */
  outside: number;
  notes: Note[];
  reasons: ReasonCount[];
  facets: Facet[];
  hits: Hit[];
}

/** What is known about a document; empty strings mean "not known". */
export interface Metadata {
  title: string;
  lang: string;
  date: string;
  source: string;
  url: string;
  author: string;
  /** Every other field: name and value. */
  more: [string, string][];
}

/** What a part of a text is. */
export type Zone =
  | "body" | "headline" | "repeated" | "section" | "dateline" | "source" | "tags" | "caption"
  | "related" | "comments" | "navigation" | "advertising" | "guest";

/** Where something that is known about a document comes from. */
export type Origin =
  | { file: string } | { table: string } | { line: Span } | { inferred: Inference[] } | "decision";

/** A reason for something that was inferred of a document. */
export interface Inference {
  from:
    | "beginning" | "letters" | "worded" | "jalali" | "dateBeside" | "weekdayBeside"
    | "sameAsWeekday" | "newsOf" | "notBefore" | "sameEvent" | "told";
  /** Where the text says so, in bytes of it. */
  said?: Span[];
  /** From 0 for Monday. */
  weekday?: number;
  /** ISO 8601. */
  day?: string;
  /** The id of another document; of `told`, which indexes of format 2 have, an English sentence. */
  name?: string;
}

/** One document, to be read. */
export interface Reading {
  id: string;
  number: number;
  meta: Metadata;
  /** The text, byte for byte as it was given. */
  text: string;
  titleInText: boolean;
  titleSpan: Span | null;
  /** The parts of `text` that are not its body, in bytes of it. */
  zones: [Span, Zone][];
  /** Where the metadata come from, by field, as far as that is known. */
  origins: [string, Origin][];
  /** The id of the document that this one was found inside of. */
  host: string | null;
  /** The documents that are copies of it, or it of them. */
  copies: Copies;
  words: number;
  /** What `query` hits, in bytes of `text`. */
  hits: Span[];
  titleHits: Span[];
  /** The times that the text speaks of, in its order. */
  times: ReadingTime[];
  /** Where other documents put what this one tells of on other days. */
  contradictions: {
    span: Span;
    days: Days;
    other: { id: string; title: string };
    /** The words of the other document. */
    text: string;
    otherDays: Days;
  }[];
  /** Bare numbers that are later years than the document: a hint, and no more. */
  laterYears: Span[];
  previous: { id: string; title: string } | null;
  next: { id: string; title: string } | null;
}

/** A stretch of days, ISO 8601 and Gregorian, both ends in it. */
export interface Days {
  from: string;
  to: string;
}

export type Calendar = "gregorian" | "jalali" | "hijri";
export type Certainty = "guess" | "likely" | "certain";
/** Whether a time was stated, counted from publication, or lacked its year. */
export type TimeKind = "stated" | "relative" | "yearInferred";

/** A time that a text speaks of. */
export interface ReadingTime {
  span: Span;
  days: Days;
  /** By which it was said; `null` of weekdays and of what counts in days. */
  calendar: Calendar | null;
  kind: TimeKind;
  /** How its days were found: `stated`, `nearestYear`, `counted`, `weekdayBefore`, … */
  reason: string;
  certainty: Certainty;
  /** What in it does not agree. */
  conflicts: ({ weekday: { said: string; is: string | null } } | { calendar: Days })[];
  /** It is later than its document, without looking ahead. */
  later: boolean;
}

/** Documents by when they were published and what times they speak of. */
export interface Timeline {
  total: number;
  /** Documents whose day of publication is not known. */
  undated: number;
  unit: "day" | "month" | "year" | "decade" | "century";
  /** Ascending, without gaps. */
  bins: {
    from: string;
    to: string;
    /** What the wanted calendar calls the first day. */
    year: number;
    month: number;
    day: number;
    /** Documents published in it by a date that they give, shared among the bins it touches. */
    given: number;
    /** Likewise by a date that was inferred. */
    inferred: number;
    /** Documents that speak of a day in it, and how many expressions do. */
    speaking: number;
    mentions: number;
  }[];
  /** Expressions that speak of what lies before the first bin, or behind the last. */
  earlier: number;
  later: number;
  /** Empty when more documents are found than were wanted. */
  rows: {
    id: string;
    title: string;
    published: Days | null;
    inferred: boolean;
    times: (Days & {
      text: string;
      certainty: Certainty;
      kind: TimeKind;
      conflict: boolean;
      later: boolean;
    })[];
  }[];
}

export interface Entry {
  id: string;
  title: string;
  lang: string;
  date: string;
  source: string;
  words: number;
}

export interface Listing {
  total: number;
  documents: Entry[];
  /** What is known of all documents, where `facets` was asked for. */
  facets?: Facet[];
}

/** A part of a row of a comparison: what has one number on both sides is the same. */
export interface ComparedPart {
  piece: number;
  /** `respelt`: the same words in other letters or with other signs. */
  kind: "same" | "respelt" | "left" | "right";
  /** Bytes of its text. */
  span: Span;
  /** The number of the passage that stands elsewhere in the other text. */
  moved: number | null;
}

/** Two documents side by side. */
export interface Comparison {
  left: { entry: Entry; text: string; zones: [Span, Zone][]; alone: number };
  right: { entry: Entry; text: string; zones: [Span, Zone][]; alone: number };
  /** In runs of five words of the articles: of both, of the left, of the right. */
  measure: { shared: number; left: number; right: number };
  relation: "same" | "copy" | "excerpt" | "overlap" | null;
  /** Both texts whole, like paragraphs beside like. */
  rows: { left: ComparedPart[]; right: ComparedPart[] }[];
}

/** What a person decided about a document; offsets are bytes of UTF-8. */
export interface Decision {
  id: string;
  /** CRC-32 of the text that it was made on, eight hexadecimal digits. */
  text: string;
  what: "date" | "title" | "source" | "zone";
  span?: { start: number; end: number };
  begins?: string;
  ends?: string;
  value: string;
  was?: string;
  note?: string;
}

export interface Decided {
  applied: number;
  problems: {
    number: number;
    id: string;
    what: Decision["what"];
    trouble: "unknown" | "changed" | "place" | "value";
    applied: boolean;
  }[];
}

/** Some of the texts: all that is given must hold; nothing given is all of them. */
export interface Subcorpus {
  /** What people call it. */
  name?: string;
  /** A query that the documents answer. */
  query?: string;
  filter?: Filter;
  /** Documents by their ids. */
  documents?: string[];
  /** They must be in each of these as well. */
  and?: Subcorpus[];
  /** Those of these are in it too; when nothing else says which are, only those. */
  or?: Subcorpus[];
  /** And those of these are not, whatever else holds. */
  not?: Subcorpus[];
}

/** Which texts count, and which part of the rows is wanted. */
export interface Counting extends Signalled {
  within?: Subcorpus;
  /** Short for `within: {filter}`. */
  filter?: Filter;
  /** Whether what is no article counts too: menus, comments, other titles. */
  everything?: boolean;
  /** Rows to return, at most, and to pass over first. */
  limit?: number;
  offset?: number;
}

/** What one word is: as printed, whatever the spelling, or in all its inflections. */
export type Unit = "form" | "key" | "stem";

export interface Ignoring {
  /** Languages whose function words are left out, such as `"fa"`. */
  stop?: string[];
  /** Other words that are left out. */
  stopWords?: string[];
}

/** `B1` is the word next before the node, `A1` the one next after it; up to 9. */
export type SortKey = `B${number}` | "node" | `A${number}` | "title" | "date" | "source";

export interface ConcordanceOptions extends Counting, Matching {
  /** How much stands on each side, in `unit`s. */
  context?: number;
  unit?: "words" | "characters" | "sentence";
  /** Up to three keys, in a list or as `"A1,B1"`. */
  sort?: string | SortKey[];
  /** So many lines, chosen by chance. */
  sample?: number;
  /** Which chance: the same number chooses the same lines. */
  seed?: number;
  /** Of lines that read the same only the first. */
  distinct?: boolean;
  /** Only lines at these places, 100,000 at most; those that are none are passed over. */
  only?: { id: string; position: number }[];
}

export interface Concordance {
  /** Lines in all: hits, or those of the sample, without repeated ones when so wanted. */
  total: number;
  hits: number;
  documents: number;
  /** Running words of the texts that were asked. */
  words: number;
  notes: Note[];
  lines: Line[];
}

/** `before`, `node` and `after` together are what the text says, byte for byte. */
export interface Line {
  id: string;
  title: string;
  lang: string;
  date: string;
  source: string;
  /** Words of the document before the node. */
  position: number;
  /** Which of the marks that `document` tells of this is, from 1. */
  hit: number;
  before: string;
  node: string;
  after: string;
  why: Reason | null;
  /** How many more lines read the same and are left out for it. */
  repeated: number;
}

export type WordOrder = "count" | "documents" | "word";

export interface WordsOptions extends Counting, Ignoring {
  unit?: Unit;
  /** Words that occur less often, or more often, are left out. */
  least?: number;
  most?: number;
  /** Only words that this query finds. */
  query?: string;
  order?: WordOrder;
  /** Metadata whose values are counted apart: `lang`, `source`, `year`, …. */
  by?: string;
  /** Other texts, in which each of the words is counted too. */
  against?: Subcorpus;
}

export interface NgramsOptions extends Counting, Matching, Ignoring {
  unit?: Unit;
  /** How many words, 1 to 6, and how many may be passed over inside, up to 4. */
  size?: number;
  skip?: number;
  /** Only rows around what this query finds. */
  query?: string;
  least?: number;
  leastDocuments?: number;
  order?: WordOrder;
  /** Metadata whose values are counted apart: `lang`, `source`, `year`, …. */
  by?: string;
  /** Other texts, in which each of the rows is counted too. */
  against?: Subcorpus;
}

export interface Frequencies {
  total: number;
  /** Running words of the texts; different ones; those that occur once. */
  tokens: number;
  types: number;
  hapaxes: number;
  documents: number;
  /** The values that were counted apart. */
  by: { value: string; tokens: number }[];
  /** The other texts, where some were asked for. */
  against?: { value: string; tokens: number };
  rows: {
    word: string;
    count: number;
    documents: number;
    perMillion: number;
    by: number[];
    against?: number;
  }[];
  notes: Note[];
}

export interface CollocatesOptions extends Counting, Matching, Ignoring {
  unit?: Unit;
  /** What is near: words, words of the same sentence, words of the same document. */
  window?: "words" | "sentence" | "document";
  /** Words before the node and after it that are near, up to 50. */
  before?: number;
  after?: number;
  /** What chance would give: by the words really near, f1·f2/N, or f1·f2·width/N. */
  expected?: "window" | "plain" | "span";
  /** Names of measures, such as `"log-dice"`; the first gives the order. */
  measures?: string[];
  least?: number;
  leastDocuments?: number;
  /** Other texts, in which it is told how the same words stand to the node. */
  against?: Subcorpus;
}

export interface Collocates {
  total: number;
  /** How often the node occurs, and in how many documents. */
  node: number;
  nodeDocuments: number;
  /** Places near it, and all that could be. */
  near: number;
  all: number;
  /** The same of the other texts, where some were asked for. */
  against?: { value: string; node: number; nodeDocuments: number; near: number; all: number };
  measures: string[];
  rows: {
    word: string;
    together: number;
    before: number;
    after: number;
    documents: number;
    count: number;
    /** O11, O12, O21, O22. */
    table: [number, number, number, number];
    /** In the order of `measures`; `null` where one is not defined. */
    measures: (number | null)[];
    /** In the other texts, where some were asked for; it need not be near there. */
    against?: {
      together: number;
      count: number;
      table: [number, number, number, number];
      measures: (number | null)[];
    };
  }[];
  notes: Note[];
}

export interface KeywordsOptions extends Counting, Ignoring {
  /** The other texts; without them all that are not in the first. */
  against?: Subcorpus;
  /** Counts from elsewhere instead: words and how often each occurs. */
  list?: [string, number][];
  listTokens?: number;
  unit?: Unit;
  measures?: string[];
  least?: number;
  leastDocuments?: number;
  /** Only words that chance makes so different no oftener than this; 1 for all. */
  chance?: number;
  /** How that is corrected for the number of words tested. */
  correction?: "none" | "bonferroni" | "sidak";
  /** The words that are rarer in the first texts. */
  negative?: boolean;
}

export interface Keywords {
  total: number;
  /** Words that were tested. */
  tests: number;
  /** What chance must be below, corrected, and the width of intervals in standard errors. */
  chance: number;
  z: number;
  /** Of the first texts and of the others. */
  tokens: [number, number];
  documents: [number, number];
  measures: string[];
  rows: {
    word: string;
    counts: [number, number];
    documents: [number, number];
    perMillion: [number, number];
    chance: number;
    table: [number, number, number, number];
    measures: (number | null)[];
  }[];
  notes: Note[];
}

export interface DispersionOptions extends Counting, Matching {
  /** What the parts are; `equal` is how many equal ones. */
  parts?: "documents" | "sources" | "days" | "months" | "years" | "equal";
  equal?: number;
  /** Whether to tell the distances. */
  distances?: boolean;
}

export interface Dispersion {
  parts: number;
  hits: number;
  words: number;
  /** Names and values; `null` where one is not defined. */
  figures: [string, number | null][];
  /** Documents and sources with most hits first, other parts in their order. */
  rows: {
    id: string;
    name: string;
    hits: number;
    words: number;
    /** Words of the part before each hit. */
    places: number[];
  }[];
  /** Hits and words of every part. */
  spread: [number, number][];
  /** Words from each hit to the next, up to 50,000 of them, where they were asked for. */
  distances?: number[];
  /** Where the parts are times, each of those, ISO 8601. */
  times: string[];
  notes: Note[];
}

export interface ProfileOptions extends Counting {
  /** What is no article too. */
  everything?: boolean;
  unit?: "form" | "key" | "stem";
  /** What the parts are; `equal` is how many equal ones. */
  parts?: "documents" | "sources" | "days" | "months" | "years" | "equal";
  equal?: number;
  /** Words of a window of MATTR and of a segment of MSTTR. */
  window?: number;
  /** The figure that gives the order; that of the number of words where it is not given. */
  order?: string;
  /** Whether to tell how texts are spelt. */
  spelling?: boolean;
}

export interface ProfileRow {
  id: string;
  name: string;
  documents: number;
  tokens: number;
  types: number;
  hapaxes: number;
  squares: number;
  /** In the order of `figures`; `null` where one is not defined. */
  figures: (number | null)[];
  /**
   * Of those that go by the order of the words, in their places, what each is of: for windows and segments
   * the different words of each, summed, the words of one, and how many there are; for MTLD the words, and
   * the factors forwards and backwards.
   */
  ordered: ([number, number, number] | null)[];
  /** How many words have each of `spellings`. */
  spelling: number[];
}

export interface Profiles {
  parts: number;
  figures: string[];
  spellings: string[];
  all: ProfileRow;
  rows: ProfileRow[];
  notes: Note[];
}

/** How far opening has come; `total` is 0 or a guess where it cannot be known. */
export interface Progress {
  stage: "program" | "fetch" | "inflate" | "open";
  done: number;
  total: number;
}

/** An open corpus: a worker of its own, until `close()`. */
export interface Corpus {
  readonly info: Info;
  readonly ready: Promise<Info>;
  /** Calls `seen` now and as opening goes on; returns a way to stop. */
  watch(seen: (progress: Progress) => void): () => void;
  /** With `fold`, documents that are copies of one another make one line. */
  search(query: string, options?: Part & Matching & { fold?: boolean }): Promise<Answer>;
  document(id: string, options?: Signalled & Matching & { query?: string }): Promise<Reading>;
  documents(options?: Part & { facets?: boolean }): Promise<Listing>;
  compare(left: string, right: string, options?: Signalled): Promise<Comparison>;
  /** With `whole`, from the first to the last time, however few lie far from the others. */
  timeline(
    options?: Signalled &
      Matching & {
        query?: string;
        filter?: Filter;
        calendar?: Calendar;
        from?: string;
        to?: string;
        whole?: boolean;
        bins?: number;
        rows?: number;
      },
  ): Promise<Timeline>;
  /** Every place that a query finds, with what stands around it. */
  concordance(query: string, options?: ConcordanceOptions): Promise<Concordance>;
  /** How often each word occurs. */
  words(options?: WordsOptions): Promise<Frequencies>;
  /** How often words stand in a row. */
  ngrams(options?: NgramsOptions): Promise<Frequencies>;
  /** What stands near a query's hits more often than chance would have it. */
  collocates(query: string, options?: CollocatesOptions): Promise<Collocates>;
  /** What is more frequent in some texts than in others. */
  keywords(options?: KeywordsOptions): Promise<Keywords>;
  /** How evenly a query's hits are spread. */
  dispersion(query: string, options?: DispersionOptions): Promise<Dispersion>;
  /** How long texts are, how diverse, how spelt. */
  profile(options?: ProfileOptions): Promise<Profiles>;
  /** Answers from now on as if the index had been built with these decisions, and no others. */
  decide(decisions: Iterable<Decision>, options?: Signalled): Promise<Decided>;
  /** A question in the engine's own form, such as `"info"`. */
  request(message: unknown, options?: Signalled): Promise<unknown>;
  close(): void;
}

/** Opens a corpus; resolves once it can be asked. */
export function open(source: Source): Promise<Corpus>;

declare const kashf: {
  open: typeof open;
  /** On Kashf's own pages: the page's corpus. */
  readonly ready?: Promise<Corpus>;
};
export default kashf;

/**
 * `<kashf-explorer src="news.kashf" lang="fa" theme="auto" view="search">`. Its attribute
 * `data-kashf` is `ready` once a query can be answered.
 */
export interface KashfExplorer extends HTMLElement {
  readonly corpus: Corpus | null;
}

declare global {
  interface HTMLElementTagNameMap {
    "kashf-explorer": KashfExplorer;
  }
  interface HTMLElementEventMap {
    "kashf-search": CustomEvent;
    "kashf-open": CustomEvent;
  }
}
