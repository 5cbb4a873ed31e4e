// Saves as the program writes them, made by hand: envelopes with their checksum.

const TABLE = Uint32Array.from({ length: 256 }, (_, at) => {
  let sum = at;
  for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  return sum;
});

/** CRC-32. @param {Uint8Array} bytes */
export function crc32(bytes) {
  let sum = ~0;
  for (const byte of bytes) sum = (sum >>> 8) ^ TABLE[(sum ^ byte) & 255];
  return (~sum >>> 0).toString(16).padStart(8, '0');
}

/** An envelope. @param {number} revision @param {object} body */
export function seal(revision, body) {
  const text = JSON.stringify(body);
  const head = Buffer.alloc(8);
  head.writeBigUInt64LE(BigInt(revision));
  return `sproutsheet 1 ${revision} ${crc32(Buffer.concat([head, Buffer.from(text)]))}\n${text}`;
}

/** A sheet's body with these answers, all written at one moment. @param {string} sheet @param {Record<string, string>} answers */
export function body(sheet, answers, at = 1_769_000_000_000) {
  const written = Object.entries(answers).map(([address, value], count) => [
    address, { value, stamp: `${at.toString(36)}-${count.toString(36)}-1` },
  ]);
  return { sheet, version: 1, saved: at, response: { answers: Object.fromEntries(written), rows: {} } };
}

/** A page of this origin without the program. @param {import('@playwright/test').Page} page */
export async function bare(page, inside = '') {
  const html = `<!doctype html><link rel="icon" href="data:,">${inside}`;
  await page.route('**/bare.html', (route) => route.fulfill({ contentType: 'text/html', body: html }));
  await page.goto('./bare.html');
}
