//! The ways texts are made short. A codec's number and its bytes are frozen for ever.

use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};

use super::ShareError;

/// The most bytes that the texts of a link may take, decoded: 20,000 characters of four bytes.
pub(super) const TEXT_BYTES: usize = 4 * super::TEXT_LIMIT + 64;

/// A way of making texts short.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Codec {
    /// As they are.
    Stored,
    /// Raw deflate (RFC 1951).
    Deflate,
}

impl Codec {
    pub(super) const ALL: [Self; 2] = [Self::Stored, Self::Deflate];

    pub(super) fn number(self) -> u8 {
        match self {
            Self::Stored => 0,
            Self::Deflate => 1,
        }
    }

    pub(super) fn of_number(number: u8) -> Result<Self, ShareError> {
        Self::ALL.into_iter().find(|codec| codec.number() == number).ok_or(ShareError::Newer)
    }

    pub(super) fn encode(self, texts: &[u8]) -> Vec<u8> {
        match self {
            Self::Stored => texts.to_vec(),
            Self::Deflate => compress_to_vec(texts, 10),
        }
    }

    /// Decodes within bounds: never more than [`TEXT_BYTES`].
    pub(super) fn decode(self, bytes: &[u8]) -> Result<Vec<u8>, ShareError> {
        match self {
            Self::Stored if bytes.len() > TEXT_BYTES => Err(ShareError::TooLarge),
            Self::Stored => Ok(bytes.to_vec()),
            Self::Deflate => decompress_to_vec_with_limit(bytes, TEXT_BYTES).map_err(|error| {
                match error.status {
                    TINFLStatus::HasMoreOutput => ShareError::TooLarge,
                    _ => ShareError::Damaged,
                }
            }),
        }
    }
}
