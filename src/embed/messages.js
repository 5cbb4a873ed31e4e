// What a frame and the page around it may say to each other: all of it, version 1.
//
// This text stands at the head of both scripts (element.js in the page, frame.js in the frame), so
// both read by the same list. A message is `{ sproutsheet: 1, type, … }`. What is not on the list,
// carries something of the wrong shape, or comes from another window or origin than it must, is
// ignored; what a message carries beyond its list is dropped. A new message, or a new key that may
// be missing, needs no new version; a changed one does.
const VERSION = 1;
const text = (longest) => (it) => typeof it === "string" && it.length <= longest;
const count = (it) => Number.isInteger(it) && it >= 0 && it <= 100000;
const record = (most, check) => (it) => it?.constructor === Object
  && Object.keys(it).length <= most && Object.entries(it).every(([key, value]) => key.length <= 128 && check(value));
const word = text(128);

// What the frame says.
const FROM_FRAME = {
  // The frame is there. The only one that is said before the page answered, and to any page.
  hello: {},
  // The sheet is so high, and on paper so high; the page gives the frame that height and answers
  // `sized`.
  height: { height: count, paper: count, turn: count },
  // The sheet can be written on; its name, in the language of the frame.
  ready: { name: word },
  // Something was written: in which field, and how many of the questions stand answered.
  change: { field: word, filled: count, of: count },
  // All that the sheet asks for is there.
  complete: { filled: count, of: count },
  // The reader made a link to send on. Not the link: the answers are in it.
  share: {},
  // Something did not work.
  error: { reason: word },
  // What is wrong with the worksheet that the page handed over: where, what, and how to mend it.
  mistakes: { mistakes: (it) => Array.isArray(it) && it.length < 202 && [...it].every(record(8, (part) => count(part) || text(9000)(part))) },
  // All answers by their places. Only where the page asked and the reader agreed.
  answers: { answers: record(5000, text(20000)) },
};

// What a message says, by a list; nothing where it is anything else.
const read = ({ data, source, origin }, list, from, home) => {
  if (source !== from || (home && origin !== home) || data?.sproutsheet !== VERSION) return;
  if (typeof data.type !== "string" || !Object.hasOwn(list, data.type)) return;
  const shape = Object.entries(list[data.type]);
  if (shape.every(([key, check]) => Object.hasOwn(data, key) && check(data[key]))) {
    return Object.fromEntries([["type", data.type], ...shape.map(([key]) => [key, data[key]])]);
  }
};

// ── Below: read in the frame alone ──

const flag = (it) => typeof it === "boolean";

// What the page says.
const FROM_PAGE = {
  // Answers `hello`. Whether the page would like the answers; what for is its own matter.
  welcome: { answers: flag },
  // How the page looks: light or dark, the ground that the frame lies on (a plain one can be painted,
  // else it is seen through), colours for the sheet.
  look: { theme: (it) => it === "light" || it === "dark", ground: word, plain: flag, colours: record(8, word) },
  // The author's own worksheet, for a frame that was made for one. Only the first is taken.
  definition: { definition: text(600000) },
  // The frame has the height of that turn now.
  sized: { turn: count },
};
