//! Bytes as letters and digits, the only characters that every chat app leaves alone.
//!
//! Base 62 in blocks of 32 bytes → 43 characters; a last shorter block takes as many characters
//! as it needs. Each block is one big number, so the cost over its entropy is 0.2 %. Digits alone
//! (for a QR code's numeric mode) work the same way: 32 bytes → 78 digits.

use super::ShareError;

/// Bytes in a full block.
const BLOCK: usize = 32;

/// An alphabet that bytes are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Armour {
    /// 0–9, A–Z, a–z.
    Base62,
    /// 0–9.
    Decimal,
}

const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

impl Armour {
    pub(super) fn radix(self) -> u32 {
        match self {
            Self::Base62 => 62,
            Self::Decimal => 10,
        }
    }

    /// How many characters a block of `bytes` bytes takes.
    fn width(self, bytes: usize) -> usize {
        // The smallest width with radix^width ≥ 256^bytes; exact to well past 32 bytes.
        let bits = match self {
            Self::Base62 => 62_f64.log2(),
            Self::Decimal => std::f64::consts::LOG2_10,
        };
        #[allow(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss
        )]
        // at most 32 bytes
        let width = ((8 * bytes) as f64 / bits).ceil() as usize;
        width
    }

    /// How many bytes a block of `width` characters holds; nothing where none does.
    fn bytes(self, width: usize) -> Option<usize> {
        (1..=BLOCK).find(|&bytes| self.width(bytes) == width)
    }

    /// The digit that stands for `value`, below the radix.
    pub(super) fn digit(self, value: u32) -> char {
        DIGITS[(value % self.radix()) as usize] as char
    }

    /// Writes bytes.
    pub(super) fn write(self, bytes: &[u8]) -> String {
        let mut text = Vec::new();
        for block in bytes.chunks(BLOCK) {
            let mut number = block.to_vec();
            let width = self.width(block.len());
            let start = text.len();
            text.resize(start + width, b'0');
            for place in text[start..].iter_mut().rev() {
                // Long division of the block by the radix; the remainder is the next digit.
                let mut rest = 0_u32;
                for byte in &mut number {
                    let value = rest << 8 | u32::from(*byte);
                    #[allow(clippy::cast_possible_truncation)] // rest < radix, so below 256
                    {
                        *byte = (value / self.radix()) as u8;
                    }
                    rest = value % self.radix();
                }
                *place = DIGITS[rest as usize];
            }
        }
        text.into_iter().map(char::from).collect()
    }

    /// Reads what [`Armour::write`] wrote. Any text that it would not write is refused.
    pub(super) fn read(self, text: &str) -> Result<Vec<u8>, ShareError> {
        let values = text
            .bytes()
            .map(|c| DIGITS[..self.radix() as usize].iter().position(|d| *d == c))
            .collect::<Option<Vec<_>>>()
            .ok_or(ShareError::NoLink)?;
        let mut bytes = Vec::with_capacity(text.len() * 3 / 4);
        for block in values.chunks(self.width(BLOCK)) {
            let size = self.bytes(block.len()).ok_or(ShareError::Cut)?;
            let mut number = [0_u8; BLOCK];
            for &value in block {
                let mut carry = value;
                for byte in number[..size].iter_mut().rev() {
                    let value = usize::from(*byte) * self.radix() as usize + carry;
                    #[allow(clippy::cast_possible_truncation)] // one byte is meant
                    {
                        *byte = value as u8;
                    }
                    carry = value >> 8;
                }
                if carry != 0 {
                    return Err(ShareError::Altered);
                }
            }
            bytes.extend_from_slice(&number[..size]);
        }
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_full_block_takes_43_characters_or_78_digits() {
        assert_eq!(Armour::Base62.width(32), 43);
        assert_eq!(Armour::Decimal.width(32), 78);
    }

    #[test]
    fn widths_hold_what_they_must_and_differ() {
        for armour in [Armour::Base62, Armour::Decimal] {
            for bytes in 1..=BLOCK {
                assert_eq!(armour.read(&armour.write(&vec![0xff; bytes])), Ok(vec![0xff; bytes]));
                assert_eq!(armour.bytes(armour.width(bytes)), Some(bytes));
            }
        }
    }

    #[test]
    fn a_block_too_great_is_refused() {
        assert_eq!(Armour::Base62.read(&"z".repeat(43)), Err(ShareError::Altered));
        assert_eq!(Armour::Decimal.read(&"9".repeat(78)), Err(ShareError::Altered));
    }

    proptest! {
        #[test]
        fn bytes_come_back(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            for armour in [Armour::Base62, Armour::Decimal] {
                prop_assert_eq!(armour.read(&armour.write(&bytes)), Ok(bytes.clone()));
            }
        }

        #[test]
        fn one_text_for_one_meaning(text in "[0-9A-Za-z]{0,120}") {
            if let Ok(bytes) = Armour::Base62.read(&text) {
                prop_assert_eq!(Armour::Base62.write(&bytes), text);
            }
        }
    }
}
