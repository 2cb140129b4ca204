/** How much of the service is ever taken, waited for and repeated: the one table. Beyond it a call has failed. */
const megabyte = 1024 * 1024;
const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

export const bounds = {
  /** Bytes of a reply other than a file, unpacked: a hundred batches with all their metadata are one megabyte. */
  replyBytes: 16 * megabyte,
  /** Bytes of an answer file, unpacked; four times what the service lets a file have. */
  fileBytes: 2048 * megabyte,
  /** A file may be longer than the service says by this factor and this many bytes. */
  fileFactor: 2,
  fileSlack: megabyte,
  /** Bytes of one line of an answer file; of a longer one only the beginning is looked at. */
  lineBytes: 4 * megabyte,
  /** Characters of a text that a model wrote. */
  answerLength: 256 * 1024,
  /** Characters that are kept of what the service says about a failure, and of its code. */
  messageLength: 500,
  codeLength: 80,
  /** Reasons that are read of a batch that failed. */
  failures: 1000,
  /** Characters of an id. */
  idLength: 1000,
  /** Of a reply, one inside the other; the service's own have eight. */
  levels: 100,
  /** Of a list, a hundred entries each: more than an account makes in the month for which the service keeps them. */
  pages: 200,
  /** Tokens of one request; several times what any model takes. */
  tokens: 20_000_000,
  /** Addresses that a download is sent on to, one after the other. */
  redirects: 3,

  /** Milliseconds from here on. A whole call; with a live answer that takes much reasoning; with a file. */
  call: minute,
  liveCall: 10 * minute,
  /** With one that is answered when there is room. */
  flexCall: 15 * minute,
  transfer: hour,
  /** Within a reply, without a byte. */
  silence: 2 * minute,
  /** Between tries of a call: the first pause, the longest of ours, and how long and short the service may ask for. */
  firstPause: second,
  longestPause: minute,
  longestAsked: 10 * minute,
  shortestAsked: second / 4,
  /** Between looks at a service that stays away, while waiting for batches. */
  outagePause: 5 * minute,
  /** After the end of a batch, for its answers to turn up. */
  answerDelay: hour,
  /** After the time by which a batch should have ended: from then on nobody waits for it. */
  overdue: 24 * hour,

  /** How often a call is made; the first of a run; one that is answered with nonsense; one live request. */
  tries: 6,
  firstTries: 3,
  triesOfNonsense: 2,
  liveTries: 6,
  /** Looks in a row at a service that stays away: a day. */
  outages: 288,
  /** How often a batch is offered to a queue that has no room: about two days. */
  offers: 96,
  /** Live requests in a row that the service fails, or answers with what nobody can read. */
  liveFailures: 5,
  unreadable: 20,
} as const;

export type Bounds = { readonly [name in keyof typeof bounds]: number };
