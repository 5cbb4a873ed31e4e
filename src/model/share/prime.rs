//! Codec 2: `PPMd` (variant H) that has read a text of ours before it reads the answers.
//!
//! The model learns the prime, then codes the answers; only what the answers add is shipped. To
//! find that, think of a stream of the range coder as one long number: the prime alone gives the
//! least number that decodes to it, and the answers add to it. The difference is what a link
//! holds, from the place where it can begin; zeros at its end are implied.
//!
//! Frozen for ever, all of it: the prime texts, the alphabet that follows from them, the model's
//! order and memory, and the release of the crate. Anything better gets another codec number.

use std::io::{Read, Write};

use ppmd_rust::{Ppmd7Decoder, Ppmd7Encoder};

use super::ShareError;
use super::alphabet::Alphabet;
use super::answers::END;
use super::codec::TEXT_BYTES;
use crate::model::sum::crc32;
use crate::model::text::Locale;

/// How many bytes the model looks back. Of 2 to 8, the best for both languages together.
const ORDER: u32 = 6;
/// What the model may use, in bytes. The primes take less than 768 KiB; a model that runs out
/// starts afresh, and forgets them.
const MEMORY: u32 = 4 << 20;
/// The bytes of a finished stream that are still open: the answers' part begins here.
const OPEN: usize = 4;

/// The prime text of a language, ready for use.
#[derive(Debug)]
pub struct Prime {
    locale: Locale,
    alphabet: Alphabet,
    symbols: Vec<u8>,
    /// The stream of the prime alone.
    stream: Vec<u8>,
}

impl Prime {
    /// Reads the prime text of a language, from `worksheets/prime`.
    ///
    /// # Errors
    /// [`ShareError::NeedsPrime`] where it is not, byte for byte, the text that links were made with.
    pub fn new(locale: Locale, text: &str) -> Result<Self, ShareError> {
        if crc32(&[text.as_bytes()]) != frozen(locale).0 {
            return Err(ShareError::NeedsPrime);
        }
        // Each line is a text as an answer would be, ended as answers are.
        let text = text.replace('\n', END.encode_utf8(&mut [0; 4]));
        let alphabet = Alphabet::of(&text);
        let symbols = alphabet.write(&text);
        let stream = stream(&[&symbols]).ok_or(ShareError::NeedsPrime)?;
        Ok(Self { locale, alphabet, symbols, stream })
    }

    /// A prime text as it travels: by the model that is there anyway, a seventh shorter than by brotli.
    /// Not frozen, since the text is checked when it is unpacked.
    pub fn pack(text: &str) -> Option<Vec<u8>> {
        stream(&[text.as_bytes()])
    }

    /// Reads a prime text as it travels, made by [`Prime::pack`].
    ///
    /// # Errors
    /// [`ShareError::NeedsPrime`] where it does not hold the text that links were made with.
    pub fn unpack(locale: Locale, packed: &[u8]) -> Result<Self, ShareError> {
        let source = packed.chain(std::io::repeat(0));
        let mut text = vec![0; frozen(locale).1];
        Ppmd7Decoder::new(source, ORDER, MEMORY)
            .ok()
            .and_then(|mut model| model.read_exact(&mut text).ok())
            .and_then(|()| String::from_utf8(text).ok())
            .ok_or(ShareError::NeedsPrime)
            .and_then(|text| Self::new(locale, &text))
    }

    /// The language of the prime.
    pub fn locale(&self) -> Locale {
        self.locale
    }

    /// Makes texts short; nothing where this cannot hold them, or there are none.
    pub(super) fn encode(&self, texts: &str) -> Option<Vec<u8>> {
        if texts.is_empty() {
            return None;
        }
        let mut symbols = self.alphabet.write(texts);
        symbols.extend(self.alphabet.write(END.encode_utf8(&mut [0; 4])));
        if symbols.len() > TEXT_BYTES {
            return None;
        }
        let added = difference(&stream(&[&self.symbols, &symbols])?, &self.stream)?;
        // Any number of a range stands for the same texts, and the range ends with OPEN bytes:
        // the first that needs fewest, by trying. Whatever is shipped has been decoded once.
        let count = texts.split(END).count();
        (added.len().saturating_sub(OPEN)..=added.len())
            .filter_map(|length| round_up(&added, length))
            .find(|bytes| self.decode(bytes, count).is_ok_and(|back| back == texts))
    }

    /// Reads `count` texts, within bounds: never more than [`TEXT_BYTES`] symbols.
    pub(super) fn decode(&self, bytes: &[u8], count: usize) -> Result<String, ShareError> {
        if count == 0 {
            // Never written, as stored is as short; read like it.
            let filling = bytes.iter().all(|byte| *byte == 0);
            return if filling { Ok(String::new()) } else { Err(ShareError::Damaged) };
        }
        let stream = sum(&self.stream, bytes).ok_or(ShareError::Damaged)?;
        let source = stream.chain(std::io::repeat(0));
        let mut model =
            Ppmd7Decoder::new(source, ORDER, MEMORY).map_err(|_| ShareError::Damaged)?;
        let mut prime = vec![0; self.symbols.len()];
        model.read_exact(&mut prime).map_err(|_| ShareError::Damaged)?;
        if prime != self.symbols {
            return Err(ShareError::Damaged);
        }
        let mut texts = String::new();
        let (mut ended, mut left) = (0, TEXT_BYTES);
        loop {
            let c = self.alphabet.read(|| {
                left = left.checked_sub(1)?;
                let mut symbol = [0];
                model.read_exact(&mut symbol).ok()?;
                Some(symbol[0])
            });
            let Some(c) = c else {
                return Err(if left == 0 { ShareError::TooLarge } else { ShareError::Damaged });
            };
            ended += usize::from(c == END);
            if ended == count {
                return Ok(texts);
            }
            texts.push(c);
        }
    }
}

/// The CRC-32 of a language's prime text, and its length in bytes.
fn frozen(locale: Locale) -> (u32, usize) {
    match locale {
        Locale::ZhHans => (0x7ce4_f826, 57_063),
        Locale::En => (0x0f77_0a27, 39_640),
    }
}

/// What the model makes of symbols.
fn stream(parts: &[&[u8]]) -> Option<Vec<u8>> {
    let mut model = Ppmd7Encoder::new(Vec::new(), ORDER, MEMORY).ok()?;
    for part in parts {
        model.write_all(part).ok()?;
    }
    model.finish(false).ok()
}

/// `whole − start` as numbers behind a point, from the first place where they can differ.
fn difference(whole: &[u8], start: &[u8]) -> Option<Vec<u8>> {
    let from = start.len().checked_sub(OPEN)?;
    let mut added = whole.get(from..)?.to_vec();
    let mut borrow = 0;
    for (at, byte) in added.iter_mut().enumerate().rev() {
        let less = i16::from(start.get(from + at).copied().unwrap_or(0)) + borrow;
        let value = i16::from(*byte) - less;
        borrow = i16::from(value < 0);
        *byte = value.to_le_bytes()[0];
    }
    Some(added)
}

/// The stream again: `start` and what was added.
fn sum(start: &[u8], added: &[u8]) -> Option<Vec<u8>> {
    let from = start.len().checked_sub(OPEN)?;
    let mut whole = start.to_vec();
    whole.resize(start.len().max(from + added.len()), 0);
    let mut carry = 0;
    for (at, byte) in whole.iter_mut().enumerate().rev() {
        let more = at.checked_sub(from).and_then(|at| added.get(at)).copied().unwrap_or(0);
        let value = u16::from(*byte) + u16::from(more) + carry;
        carry = value >> 8;
        *byte = value.to_le_bytes()[0];
    }
    (carry == 0).then_some(whole)
}

/// The least number that is not below `number` and has `length` bytes, without zeros at its end.
fn round_up(number: &[u8], length: usize) -> Option<Vec<u8>> {
    let (kept, dropped) = number.split_at_checked(length)?;
    let mut kept = kept.to_vec();
    if dropped.iter().any(|byte| *byte != 0) {
        // Full bytes turn over to zero, and so fall away.
        while kept.last() == Some(&0xff) {
            kept.pop();
        }
        *kept.last_mut()? += 1;
    }
    while kept.last() == Some(&0) {
        kept.pop();
    }
    Some(kept)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_packed_prime_is_the_same_prime_or_none() {
        for (locale, name) in [(Locale::ZhHans, "zh-Hans"), (Locale::En, "en")] {
            let root = env!("CARGO_MANIFEST_DIR");
            let text =
                std::fs::read_to_string(format!("{root}/worksheets/prime/{name}.txt")).unwrap();
            let packed = Prime::pack(&text).unwrap();
            let prime = Prime::unpack(locale, &packed).unwrap();
            assert_eq!(prime.symbols, Prime::new(locale, &text).unwrap().symbols);
            for other in [&packed[..packed.len() / 2], &[], text.as_bytes()] {
                assert!(matches!(Prime::unpack(locale, other), Err(ShareError::NeedsPrime)));
            }
            let mut altered = packed.clone();
            altered[1_000] ^= 1;
            assert!(Prime::unpack(locale, &altered).is_err());
        }
    }

    fn english() -> Prime {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/worksheets/prime/en.txt");
        Prime::new(Locale::En, &std::fs::read_to_string(file).unwrap()).unwrap()
    }

    #[test]
    fn texts_are_made_short_up_to_the_limit_and_not_above() {
        let prime = english();
        // A byte for each letter, and one for the end.
        let most = "e".repeat(TEXT_BYTES - 1);
        assert_eq!(prime.encode(&format!("{most}e")), None);
        let bytes = prime.encode(&most).unwrap();
        assert!(prime.decode(&bytes, 1) == Ok(most));
    }

    #[test]
    fn a_text_without_an_end_is_too_large_and_what_is_no_character_damaged() {
        let prime = english();
        let decoded = |symbols: &[u8]| {
            let whole = stream(&[&prime.symbols, symbols]).unwrap();
            prime.decode(&difference(&whole, &prime.stream).unwrap(), 1)
        };
        let endless = prime.alphabet.write(&"e".repeat(TEXT_BYTES));
        assert_eq!(decoded(&endless), Err(ShareError::TooLarge));
        // No page has this first byte.
        assert_eq!(decoded(&[251]), Err(ShareError::Damaged));
    }

    proptest! {
        #[test]
        fn what_is_taken_away_can_be_added(
            mut whole in prop::collection::vec(any::<u8>(), 8..20),
            start in prop::collection::vec(any::<u8>(), 8),
        ) {
            // As streams are: above the start, by less than 256^OPEN at its end.
            whole[..4].copy_from_slice(&start[..4]);
            prop_assume!(whole >= start);
            let added = difference(&whole, &start).unwrap();
            prop_assert_eq!(sum(&start, &added), Some(whole));
        }

        #[test]
        fn rounding_up_is_never_below(
            number in prop::collection::vec(any::<u8>(), 1..9), length in 0_usize..9,
        ) {
            if let Some(mut up) = round_up(&number, length) {
                prop_assert!(up.len() <= length && up.last() != Some(&0));
                up.resize(number.len(), 0);
                prop_assert!(up >= number);
            } else if length <= number.len() {
                prop_assert!(number[..length].iter().all(|byte| *byte == 0xff));
            }
        }
    }
}
