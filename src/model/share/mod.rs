//! Links: a filled sheet as letters and digits, whole inside a URL's fragment.
//!
//! ```text
//! #<form><length><armour( header ‖ small answers ‖ texts ‖ filling ‖ checksum )>
//! form      'A' base 62, '1' decimal digits; others belong to newer versions
//! length    characters that follow, modulo 62 (two digits, modulo 100, in decimal): says "cut"
//! header    codec 3 bits | language 2 | kind 3, then in half bytes for each sheet: number,
//!           content version and "more" bit, the numbers of the fields answered
//! texts     by codec: 0 stored, 1 raw deflate, 2 PPMd after a prime text of the language
//! own       of kind own worksheet there are no sheets in the header; what follows it is told in
//!           `own.rs`
//! thread    of kind feedback, behind the small answers: the original's checksum, how many rounds,
//!           then of each who speaks and on which fields; the words follow the other texts
//! filling   zero bytes up to 9 in all, so that no payload is shorter than 13 characters
//! checksum  the low 24 bits of CRC-32 over all bytes before it; checked before anything else
//! ```
//!
//! A link that opened once opens for ever: forms, codecs, numbers and this layout only grow.
//! Codec 2 needs its prime text, which is fetched: [`needs`] says so, and without one links are
//! made with the others. Everything is bounded while it is read, and no input panics.

mod alphabet;
mod answers;
mod armour;
pub mod choose;
mod codec;
pub mod ledger;
mod outline;
pub mod own;
mod pack;
pub mod plain;
mod prime;
pub mod qr;
mod thread;

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

pub use armour::Armour;
use codec::Codec;
pub use outline::Outline;
use pack::{Reader, Writer};
pub use prime::Prime;
pub use thread::{ROUNDS, Round, Thread};

use super::field::{Field, FieldKind};
use super::id::{Address, FieldId, RowId};
use super::outcome::steps;
use super::response::{Answer, Response};
use super::sum::crc32;
use super::text::Locale;
use super::worksheet::{Pack, Worksheet};

/// The longest payload, in characters. A longer one is neither made nor opened.
pub const PAYLOAD_LIMIT: usize = 16_384;
/// The most text in one link, in characters.
pub const TEXT_LIMIT: usize = 20_000;
/// Up to here every chat app that we know keeps a link whole, in characters.
pub const SAFE_LENGTH: usize = 2_000;
/// Up to here most do; above it, a file is the better way.
pub const RISKY_LENGTH: usize = 4_000;

const CHECKSUM: usize = 3;
const SHORTEST: usize = 9;

/// What a link holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shared {
    /// What it is meant for.
    pub kind: Kind,
    /// The language that the sheet was filled in.
    pub locale: Locale,
    /// The sheets, all of one pack; at least one.
    pub sheets: Vec<SharedSheet>,
}

/// One sheet in a link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedSheet {
    /// The number by which links name the sheet.
    pub number: u16,
    /// The content's version that was filled.
    pub version: u16,
    /// The answers outside any rows.
    pub answers: BTreeMap<FieldId, Answer>,
    /// The rows of fields that have some, in order: their cells by column.
    pub rows: BTreeMap<FieldId, Vec<BTreeMap<FieldId, Answer>>>,
}

/// What a link is meant for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// To be read: somebody's answers.
    Answers,
    /// To be filled: an empty sheet.
    Blank,
    /// To be filled: some answers to start from.
    Prefill,
    /// Somebody's answers, with what others said about them.
    Feedback,
}

/// Why a link cannot be made or opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ShareError {
    /// It does not look like a link of ours at all.
    NoLink,
    /// Characters are missing, or were added.
    Cut,
    /// It has the right length, but a character is another.
    Altered,
    /// It was made by a newer version.
    Newer,
    /// Its checksum is right, but what it holds makes no sense.
    Damaged,
    /// It names a sheet that this library does not have.
    UnknownSheet,
    /// It holds more than a link may, or there is too much to put into one.
    TooLarge,
    /// It was made with the prime text of its language, and that was not given or is another.
    NeedsPrime,
}

impl fmt::Display for ShareError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoLink => "not a link of this library",
            Self::Cut => "the link lost or gained characters",
            Self::Altered => "a character of the link was changed",
            Self::Newer => "the link was made by a newer version",
            Self::Damaged => "the link holds nothing readable",
            Self::UnknownSheet => "the link names an unknown worksheet",
            Self::TooLarge => "too much for a link",
            Self::NeedsPrime => "the link needs the prime text of its language",
        })
    }
}

impl Kind {
    fn number(self) -> u8 {
        match self {
            Self::Answers => 0,
            Self::Blank => 1,
            Self::Prefill => 2,
            Self::Feedback => 3,
        }
    }

    fn of_number(number: u8) -> Result<Self, ShareError> {
        match number {
            0 => Ok(Self::Answers),
            1 => Ok(Self::Blank),
            2 => Ok(Self::Prefill),
            3 => Ok(Self::Feedback),
            _ => Err(ShareError::Newer),
        }
    }
}

impl SharedSheet {
    /// Whether it holds nothing at all.
    pub fn is_empty(&self) -> bool {
        self.answers.is_empty() && self.rows.is_empty()
    }

    /// A sheet's answers, all that its definition knows.
    pub fn of(pack: &Pack, sheet: &Worksheet, response: &Response) -> Self {
        let answer = |id: &FieldId| response.answer_of(id).cloned();
        let row = |field: &Field, columns: &[Field], row: &RowId| {
            let cell = |column: &Field| {
                let at = Address::cell(field.id.clone(), row.clone(), column.id.clone());
                Some((column.id.clone(), response.answer(&at)?.clone()))
            };
            // A reference means nothing to who has not the rows: other people's words stay home.
            columns.iter().filter(|column| column.wire().is_some()).filter_map(cell).collect()
        };
        let rows = sheet.rows().filter_map(|(field, kind)| {
            // Of a long streak the rest can be sent: a part of it would say something else.
            if matches!(field.kind, FieldKind::Streak(_))
                && response.rows(&field.id).len() > answers::ROWS
            {
                return None;
            }
            let rows = match &field.kind {
                // Steps have their places: each stands where it stands in the round.
                FieldKind::Steps(kind) => steps::rows(&field.id, kind, response),
                _ => response.rows(&field.id),
            };
            let rows: Vec<BTreeMap<_, _>> =
                rows.iter().map(|id| row(field, &kind.columns, id)).collect();
            let is_begun = match &field.kind {
                FieldKind::Steps(_) => rows.iter().any(|row| !row.is_empty()),
                _ => !rows.is_empty(),
            };
            is_begun.then(|| (field.id.clone(), rows))
        });
        Self {
            number: pack.number_in_link(sheet),
            version: sheet.version,
            answers: sheet
                .fields()
                .filter(|field| field.wire().is_some())
                .filter_map(|field| Some((field.id.clone(), answer(&field.id)?)))
                .collect(),
            rows: rows.collect(),
        }
    }
}

impl SharedSheet {
    /// It as it is shown: what a stranger sent may hide characters, or turn the line.
    #[must_use]
    pub fn marked(&self) -> Self {
        let all = |answers: &BTreeMap<FieldId, Answer>| {
            answers.iter().map(|(id, answer)| (id.clone(), answer.marked())).collect()
        };
        let rows = |rows: &Vec<BTreeMap<_, _>>| rows.iter().map(all).collect();
        Self {
            number: self.number,
            version: self.version,
            answers: all(&self.answers),
            rows: self.rows.iter().map(|(id, of)| (id.clone(), rows(of))).collect(),
        }
    }
}

/// What must be at hand before a link can be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Needs {
    /// The pack's number.
    pub pack: u16,
    /// The language of the answers.
    pub locale: Locale,
    /// Whether the prime text of that language is needed too.
    pub prime: bool,
    /// Whether it holds an author's own worksheet ([`own`]), and needs no pack.
    pub is_own: bool,
}

/// Makes the payload of a link without a prime: whatever other codec makes it shortest.
///
/// # Errors
/// [`ShareError::TooLarge`], or [`ShareError::UnknownSheet`] where `pack` lacks a sheet.
pub fn encode(shared: &Shared, pack: &Pack, armour: Armour) -> Result<String, ShareError> {
    encode_with_prime(shared, pack, armour, None)
}

/// Makes the payload of a link: whatever codec makes it shortest. A prime of another language than
/// that of `shared` is not used.
///
/// # Errors
/// As [`encode`].
pub fn encode_with_prime(
    shared: &Shared,
    pack: &Pack,
    armour: Armour,
    prime: Option<&Prime>,
) -> Result<String, ShareError> {
    Outline::of(pack).encode(shared, None, armour, prime)
}

impl Outline {
    /// Makes the payload of a link; of kind feedback, with its thread.
    ///
    /// # Errors
    /// As [`encode`].
    pub fn encode(
        &self,
        shared: &Shared,
        thread: Option<&Thread>,
        armour: Armour,
        prime: Option<&Prime>,
    ) -> Result<String, ShareError> {
        let prime = prime.filter(|prime| prime.locale() == shared.locale);
        let silent = Thread::default();
        let thread = (shared.kind == Kind::Feedback).then(|| thread.unwrap_or(&silent));
        shortest(armour, |codec| encode_with(codec, shared, thread, self, prime))
    }

    /// Opens a payload: what was shared, and of kind feedback the thread.
    ///
    /// # Errors
    /// Why it cannot be opened.
    pub fn decode(
        &self,
        payload: &str,
        prime: Option<&Prime>,
    ) -> Result<(Shared, Option<Thread>), ShareError> {
        let (bytes, _) = unwrap(payload)?;
        let mut reader = Reader::new(&bytes);
        let header = header(&mut reader)?;
        let kind = Kind::of_number(header.kind)?;
        let heads = answers::heads(&mut reader)?;
        let has_thread = kind == Kind::Feedback;
        let (sheets, thread) = answers::read(heads, reader, self, has_thread, |encoded, count| {
            header.texts(encoded, count, prime)
        })?;
        Ok((Shared { kind, locale: header.locale, sheets }, thread))
    }
}

/// The shortest payload that any codec makes.
fn shortest(
    armour: Armour,
    encode: impl Fn(Codec) -> Result<Option<Vec<u8>>, ShareError>,
) -> Result<String, ShareError> {
    let mut shortest: Option<Vec<u8>> = None;
    for codec in Codec::ALL {
        let bytes = encode(codec)?;
        let shorter = |best: &Vec<u8>| bytes.as_ref().is_some_and(|bytes| bytes.len() < best.len());
        if shortest.as_ref().is_none_or(shorter) {
            shortest = bytes;
        }
    }
    let bytes = shortest.ok_or(ShareError::Damaged)?;
    let armoured = armour.write(&bytes);
    let payload = format!("{}{armoured}", lead(armour, armoured.len()));
    if payload.len() > PAYLOAD_LIMIT { Err(ShareError::TooLarge) } else { Ok(payload) }
}

/// The bytes before the armour; nothing where the codec does not do.
fn encode_with(
    codec: Codec,
    shared: &Shared,
    thread: Option<&Thread>,
    outline: &Outline,
    prime: Option<&Prime>,
) -> Result<Option<Vec<u8>>, ShareError> {
    let header = Header { codec, kind: shared.kind.number(), locale: shared.locale };
    header.bytes(prime, |out| answers::write(shared, thread, outline, out))
}

fn checksum(bytes: &[u8]) -> [u8; CHECKSUM] {
    let [a, b, c, _] = crc32(&[bytes]).to_le_bytes();
    [a, b, c]
}

/// The form and the length that stand before the armour.
fn lead(armour: Armour, length: usize) -> String {
    let digit = |n: usize| armour.digit(u32::try_from(n).unwrap_or(0));
    match armour {
        Armour::Base62 => format!("A{}", digit(length % 62)),
        Armour::Decimal => format!("1{}{}", digit(length % 100 / 10), digit(length % 10)),
    }
}

/// Takes off the armour and checks the checksum; gives the bytes before it, and it.
fn unwrap(payload: &str) -> Result<(Vec<u8>, u32), ShareError> {
    if payload.len() > PAYLOAD_LIMIT {
        return Err(ShareError::TooLarge);
    }
    if !payload.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return Err(ShareError::NoLink);
    }
    let (armour, skip) = match payload.bytes().next() {
        Some(b'A') => (Armour::Base62, 2),
        Some(b'1') => (Armour::Decimal, 3),
        Some(b'0'..=b'9' | b'A'..=b'Z') => return Err(ShareError::Newer),
        _ => return Err(ShareError::NoLink),
    };
    let armoured = payload.get(skip..).ok_or(ShareError::Cut)?;
    if !payload.starts_with(&lead(armour, armoured.len())) {
        return Err(ShareError::Cut);
    }
    let mut bytes = armour.read(armoured).map_err(|error| match error {
        // Its letters are all letters or digits, so a wrong one was changed.
        ShareError::NoLink => ShareError::Altered,
        other => other,
    })?;
    let Some(end) = bytes.len().checked_sub(CHECKSUM).filter(|_| bytes.len() >= SHORTEST) else {
        return Err(ShareError::Cut);
    };
    let written = bytes.split_off(end);
    if checksum(&bytes) != *written {
        return Err(ShareError::Altered);
    }
    let number = written.iter().rev().fold(0, |number, byte| number << 8 | u32::from(*byte));
    Ok((bytes, number))
}

/// The checksum of a payload, by which feedback on it is known again.
///
/// # Errors
/// Why the payload is none.
pub fn checksum_of(payload: &str) -> Result<u32, ShareError> {
    unwrap(payload).map(|(_, checksum)| checksum)
}

struct Header {
    codec: Codec,
    /// The number of a [`Kind`], or [`own::KIND`].
    kind: u8,
    locale: Locale,
}

impl Header {
    /// The bytes before the armour: `write` puts what stands before the texts, and gives them.
    /// Nothing where the codec does not do.
    fn bytes(
        &self,
        prime: Option<&Prime>,
        write: impl FnOnce(&mut Writer) -> Result<String, ShareError>,
    ) -> Result<Option<Vec<u8>>, ShareError> {
        let mut out = Writer::default();
        let locale = match self.locale {
            Locale::ZhHans => 0,
            Locale::En => 1,
        };
        out.byte(self.codec.number() << 5 | locale << 3 | self.kind);
        let texts = write(&mut out)?;
        if answers::length(&texts) > TEXT_LIMIT {
            return Err(ShareError::TooLarge);
        }
        let Some(encoded) = self.codec.encode(&texts, prime) else { return Ok(None) };
        let mut bytes = out.bytes;
        bytes.extend(encoded);
        // Zeros behind stored texts are empty ones, and the range coder's number has zeros behind it in
        // any case. Deflate makes nothing so short that is not as short stored.
        bytes.resize(bytes.len().max(SHORTEST - CHECKSUM), 0);
        bytes.extend(checksum(&bytes));
        Ok(Some(bytes))
    }

    /// The texts again.
    fn texts(
        &self,
        encoded: &[u8],
        count: usize,
        prime: Option<&Prime>,
    ) -> Result<String, ShareError> {
        let prime = prime.filter(|prime| prime.locale() == self.locale);
        let texts = self.codec.decode(encoded, count, prime)?;
        if answers::length(&texts) > TEXT_LIMIT {
            return Err(ShareError::TooLarge);
        }
        Ok(texts)
    }
}

fn header(reader: &mut Reader<'_>) -> Result<Header, ShareError> {
    let first = reader.byte()?;
    Ok(Header {
        codec: Codec::of_number(first >> 5)?,
        kind: first & 7,
        locale: match first >> 3 & 3 {
            0 => Locale::ZhHans,
            1 => Locale::En,
            _ => return Err(ShareError::Newer),
        },
    })
}

/// Checks a payload, and says what is needed to open it.
///
/// # Errors
/// Why it cannot be opened.
pub fn needs(payload: &str) -> Result<Needs, ShareError> {
    let (bytes, _) = unwrap(payload)?;
    let mut reader = Reader::new(&bytes);
    let header = header(&mut reader)?;
    let prime = header.codec == Codec::Primed;
    if header.kind == own::KIND {
        return Ok(Needs { pack: 0, locale: header.locale, prime, is_own: true });
    }
    Kind::of_number(header.kind)?;
    let heads = answers::heads(&mut reader)?;
    let pack = |number: u16| number / super::worksheet::SHEETS_IN_A_PACK;
    let first = heads.first().ok_or(ShareError::Damaged)?;
    if heads.iter().any(|head| pack(head.number) != pack(first.number)) {
        return Err(ShareError::Newer);
    }
    Ok(Needs { pack: pack(first.number), locale: header.locale, prime, is_own: false })
}

/// Opens a payload that was made without a prime.
///
/// # Errors
/// Why it cannot be opened; [`ShareError::NeedsPrime`] where it was made with one.
pub fn decode(payload: &str, pack: &Pack) -> Result<Shared, ShareError> {
    decode_with_prime(payload, pack, None)
}

/// Opens a payload, where need be with the prime of the language that [`needs`] tells.
///
/// # Errors
/// Why it cannot be opened.
pub fn decode_with_prime(
    payload: &str,
    pack: &Pack,
    prime: Option<&Prime>,
) -> Result<Shared, ShareError> {
    Outline::of(pack).decode(payload, prime).map(|(shared, _)| shared)
}

#[cfg(test)]
mod tests;
