//! The ways texts are made short. A codec's number and its bytes are frozen for ever.

use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};

use super::ShareError;
use super::prime::Prime;

/// The most bytes that the texts of a link may take, decoded: 20,000 characters of four bytes.
pub(super) const TEXT_BYTES: usize = 4 * super::TEXT_LIMIT + 64;

/// A way of making texts short.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Codec {
    /// As they are.
    Stored,
    /// Raw deflate (RFC 1951).
    Deflate,
    /// `PPMd` after the prime text of the link's language.
    Primed,
}

impl Codec {
    pub(super) const ALL: [Self; 3] = [Self::Stored, Self::Deflate, Self::Primed];

    pub(super) fn number(self) -> u8 {
        match self {
            Self::Stored => 0,
            Self::Deflate => 1,
            Self::Primed => 2,
        }
    }

    pub(super) fn of_number(number: u8) -> Result<Self, ShareError> {
        Self::ALL.into_iter().find(|codec| codec.number() == number).ok_or(ShareError::Newer)
    }

    /// The texts, made short; nothing where this codec, or the lack of a prime, does not allow it.
    pub(super) fn encode(self, texts: &str, prime: Option<&Prime>) -> Option<Vec<u8>> {
        match self {
            Self::Stored => Some(texts.as_bytes().to_vec()),
            Self::Deflate => Some(compress_to_vec(texts.as_bytes(), 10)),
            Self::Primed => prime?.encode(texts),
        }
    }

    /// Decodes `count` texts within bounds: never to more than [`TEXT_BYTES`].
    pub(super) fn decode(
        self,
        bytes: &[u8],
        count: usize,
        prime: Option<&Prime>,
    ) -> Result<String, ShareError> {
        let texts = match self {
            Self::Stored => bytes.to_vec(),
            Self::Deflate => decompress_to_vec_with_limit(bytes, TEXT_BYTES).map_err(|error| {
                match error.status {
                    TINFLStatus::HasMoreOutput => ShareError::TooLarge,
                    _ => ShareError::Damaged,
                }
            })?,
            Self::Primed => return prime.ok_or(ShareError::NeedsPrime)?.decode(bytes, count),
        };
        String::from_utf8(texts).map_err(|_| ShareError::Damaged)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_text_than_a_link_may_hold_is_not_decoded() {
        let decoded = |count: usize| {
            let bytes = Codec::Deflate.encode(&"a".repeat(count), None).unwrap();
            Codec::Deflate.decode(&bytes, 1, None).map(|texts| texts.len())
        };
        assert_eq!(decoded(80_064), Ok(80_064));
        assert_eq!(decoded(80_065), Err(ShareError::TooLarge));
    }
}
