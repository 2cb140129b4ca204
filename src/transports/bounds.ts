/** How much of a server is ever taken, waited for and repeated: the one table. Beyond it an upload has failed. */
const kilobyte = 1024;
const second = 1000;
const minute = 60 * second;

export const bounds = {
  /** Characters that are quoted of what a server says. */
  words: 200,
  /** Bytes of a list of files, asked of servers that cannot tell the size of one. */
  list: 4096 * kilobyte,
  /** Bytes that an S3 service takes in one PUT. */
  put: 5 * kilobyte ** 3,
  /** Bytes of a reply of an S3 service, and of a page in place of a picture. */
  reply: 64 * kilobyte,
  /** Bytes that are read back before an upload goes on, to see whether what is there is the beginning of our file. */
  tail: 32 * kilobyte,
  /** Questions that a server may ask while we log in. */
  questions: 5,

  /** Milliseconds from here on: until we are logged in; one command; without a byte moving. */
  login: 30 * second,
  command: minute,
  /** What is said of an upload after its data has ended. */
  lastReply: 5 * second,
  /** Reading a file back, or its end. */
  reading: 10 * minute,
  silence: 2 * minute,
  /** The command that gives a password: a person may have to unlock something. */
  passwordCommand: 2 * minute,
  /** The public address of a copy. */
  address: 30 * second,
  /** A file may take this long, and a second for so many bytes. */
  file: 2 * minute,
  bytesPerSecond: kilobyte,
  /** Minutes by which S3 lets the clock of whoever signs be wrong. */
  clockMinutes: 15,
  /** Pauses between tries, the first and the longest. */
  firstPause: second,
  longestPause: 30 * second,

  /** Tries in a row that move a file no further; before a server was ever reached; all tries of one file. */
  tries: 5,
  firstTries: 2,
  allTries: 100,
} as const;
