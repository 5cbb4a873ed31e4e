//! Characters as bytes, the way that lets the model of codec 2 predict them best: what the prime
//! text uses most takes one byte, the rest of its characters two with few first bytes among them.
//!
//! ```text
//! 0–63     the most frequent characters of the prime
//! 64–95    first byte of two: its other characters, by rank
//! 96–250   first byte of two: a page of 256 code points
//! 254      a line break, which no line of the prime can hold
//! 255      first byte of four: any other code point
//! ```
//!
//! Frozen with codec 2.

use std::collections::BTreeMap;

/// How many characters take one byte: the best of 32, 64, 96 and 128 for Chinese, any for English.
const SINGLES: usize = PAIRS as usize;
/// The first byte of a rank in two.
const PAIRS: u8 = 64;
/// The first byte of a page.
const PAGES: u8 = 96;
const LINE_BREAK: u8 = 254;
const WHOLE: u8 = 255;

/// Pages of code points: the first byte that stands for the first page, that page, how many.
const RUNS: [(u8, u32, u8); 10] = [
    (96, 0x4e, 82),  // Chinese characters
    (178, 0x00, 7),  // Latin, Greek, Cyrillic, Hebrew, Arabic
    (185, 0x09, 1),  // Devanagari
    (186, 0x0e, 1),  // Thai
    (187, 0x1e, 1),  // more Latin
    (188, 0x20, 8),  // punctuation and symbols
    (196, 0x30, 2),  // Chinese punctuation, kana
    (198, 0xac, 44), // Hangul
    (242, 0x1f3, 8), // emoji
    (250, 0xff, 1),  // full-width forms
];

/// The characters of a prime text, the most frequent first.
#[derive(Debug)]
pub(super) struct Alphabet {
    chars: Vec<char>,
    /// Their places among them.
    ranks: BTreeMap<char, usize>,
}

impl Alphabet {
    /// The alphabet of a text.
    pub(super) fn of(text: &str) -> Self {
        let mut counts = BTreeMap::<char, usize>::new();
        for c in text.chars() {
            *counts.entry(c).or_default() += 1;
        }
        // Put where they belong one by one: a thousand characters at most, and a tenth of the code
        // of a sort. Equally frequent ones stay in order of code points.
        let mut chars: Vec<char> = Vec::with_capacity(counts.len());
        for (c, count) in &counts {
            let at = chars.partition_point(|before| counts.get(before) >= Some(count));
            chars.insert(at, *c);
        }
        chars.truncate(SINGLES + usize::from(PAGES - PAIRS) * 256);
        let mut ranks = BTreeMap::new();
        for (rank, c) in chars.iter().enumerate() {
            ranks.insert(*c, rank); // collecting would sort first
        }
        Self { chars, ranks }
    }

    /// A text as bytes.
    pub(super) fn write(&self, text: &str) -> Vec<u8> {
        let mut out = Vec::with_capacity(text.len());
        for c in text.chars() {
            let code = u32::from(c);
            let [_, high, middle, low] = code.to_be_bytes();
            if let Some(rank) = self.ranks.get(&c).copied() {
                match rank.checked_sub(SINGLES) {
                    None => out.push(low_byte(rank)),
                    Some(rank) => {
                        out.extend([PAIRS + low_byte(rank >> 8), low_byte(rank)]);
                    }
                }
            } else if c == '\n' {
                out.push(LINE_BREAK);
            } else if let Some(first) = first_of_page(code >> 8) {
                out.extend([first, low]);
            } else {
                out.extend([WHOLE, high, middle, low]);
            }
        }
        out
    }

    /// Reads one character; nothing where the bytes stand for none.
    pub(super) fn read(&self, mut next: impl FnMut() -> Option<u8>) -> Option<char> {
        match next()? {
            first @ ..PAIRS => self.chars.get(usize::from(first)).copied(),
            first @ PAIRS..PAGES => {
                let rank = usize::from(first - PAIRS) << 8 | usize::from(next()?);
                self.chars.get(SINGLES + rank).copied()
            }
            LINE_BREAK => Some('\n'),
            WHOLE => {
                let code = u32::from_be_bytes([0, next()?, next()?, next()?]);
                char::from_u32(code)
            }
            first => char::from_u32(page_of_first(first)? << 8 | u32::from(next()?)),
        }
    }
}

fn low_byte(number: usize) -> u8 {
    number.to_le_bytes()[0]
}

fn first_of_page(page: u32) -> Option<u8> {
    RUNS.into_iter().find_map(|(byte, first, pages)| {
        let at = u8::try_from(page.checked_sub(first)?).ok()?;
        (at < pages).then(|| byte + at)
    })
}

fn page_of_first(first: u8) -> Option<u32> {
    RUNS.into_iter().find_map(|(byte, page, pages)| {
        let at = first.checked_sub(byte)?;
        (at < pages).then(|| page + u32::from(at))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn back(alphabet: &Alphabet, bytes: &[u8]) -> String {
        let mut bytes = bytes.iter().copied().peekable();
        let mut out = String::new();
        while bytes.peek().is_some() {
            out.push(alphabet.read(|| bytes.next()).unwrap());
        }
        out
    }

    #[test]
    fn every_character_there_is_comes_back() {
        let ranked: String = ('\u{4e00}'..'\u{7000}').collect();
        for prime in ["", "aab\0", &ranked] {
            let alphabet = Alphabet::of(prime);
            let all: String = ('\0'..=char::MAX).collect();
            assert!(back(&alphabet, &alphabet.write(&all)) == all);
        }
    }

    #[test]
    fn frequent_characters_take_a_byte() {
        let alphabet = Alphabet::of("到到到了了的");
        assert_eq!(alphabet.write("的了到"), [2, 1, 0]);
        assert_eq!(alphabet.write("一\n🙂").len(), 5);
    }

    #[test]
    fn pages_do_not_overlap() {
        for first in PAGES..LINE_BREAK {
            if let Some(page) = page_of_first(first) {
                assert_eq!(first_of_page(page), Some(first));
            }
        }
    }
}
