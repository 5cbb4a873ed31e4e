//! What a saved sheet looks like, and how a broken save is told from a good one.
//!
//! A sheet has two slots that are written in turn. Each holds an envelope: a line with the
//! format's version, a revision that grows with every write, and a checksum; below it the body as
//! JSON. A load takes the newest slot that is whole, so a write that breaks off costs nothing.
//!
//! ```text
//! sproutsheet 1 12 9f8e7d6c
//! {"sheet":"community/job","version":1,"saved":1769000000000,"response":{…}}
//! ```

use std::fmt;

use serde::{Deserialize, Serialize};

use super::response::Response;
use super::sum::crc32;

/// The version of the envelope and of the body that this program writes.
pub const VERSION: u32 = 1;

const NAME: &str = "sproutsheet";

/// The body: one sheet's answers in one notebook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedSheet {
    /// Which sheet, as `pack/sheet`.
    pub sheet: String,
    /// The content's version that was filled last.
    pub version: u16,
    /// When it was saved: milliseconds since 1970.
    pub saved: u64,
    /// The answers.
    pub response: Response,
}

/// Why a slot cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveError {
    /// It holds something else; not ours.
    Foreign,
    /// A newer version of this program wrote it.
    Newer,
    /// It was cut off or changed.
    Damaged,
}

impl fmt::Display for SaveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Foreign => "not a save of this program",
            Self::Newer => "saved by a newer version",
            Self::Damaged => "the save is damaged",
        })
    }
}

/// An envelope that was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Envelope<'t> {
    /// Grows with every write.
    pub revision: u64,
    /// The checksum: with the revision, tells one write from another.
    pub checksum: u32,
    /// The body as JSON.
    pub body: &'t str,
}

/// Puts a body into an envelope.
pub fn seal(revision: u64, body: &str) -> String {
    let checksum = checksum(revision, body);
    format!("{NAME} {VERSION} {revision} {checksum:08x}\n{body}")
}

/// The checksum covers the revision too: a bit flipped there would bring an old save back.
fn checksum(revision: u64, body: &str) -> u32 {
    crc32(&[&revision.to_le_bytes(), body.as_bytes()])
}

/// Opens an envelope.
///
/// # Errors
/// Why it cannot be read. A newer one is told before its checksum is looked at.
pub fn open(text: &str) -> Result<Envelope<'_>, SaveError> {
    let head = text.strip_prefix(NAME).ok_or(SaveError::Foreign)?;
    let (head, body) = head.split_once('\n').ok_or(SaveError::Damaged)?;
    let words: Vec<&str> = head.trim_start().split(' ').collect();
    let version: u32 = words.first().and_then(|w| w.parse().ok()).ok_or(SaveError::Damaged)?;
    if version > VERSION {
        return Err(SaveError::Newer);
    }
    if version == 0 {
        return Err(SaveError::Damaged);
    }
    let [_, revision, sum] = words[..] else { return Err(SaveError::Damaged) };
    let revision = revision.parse().map_err(|_| SaveError::Damaged)?;
    let sum = u32::from_str_radix(sum, 16).map_err(|_| SaveError::Damaged)?;
    if checksum(revision, body) != sum {
        return Err(SaveError::Damaged);
    }
    Ok(Envelope { revision, checksum: sum, body })
}

/// Which of a sheet's two slots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// The first.
    A,
    /// The second.
    B,
}

impl Slot {
    /// Both, in order.
    pub const BOTH: [Self; 2] = [Self::A, Self::B];

    /// The one to write when this one holds the newest save.
    pub fn other(self) -> Self {
        match self {
            Self::A => Self::B,
            Self::B => Self::A,
        }
    }

    /// How its key ends.
    pub fn key(self) -> char {
        match self {
            Self::A => 'a',
            Self::B => 'b',
        }
    }
}

/// What two slots hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slots<'t> {
    /// The newest whole save.
    pub newest: Option<(Slot, Envelope<'t>)>,
    /// What cannot be read, and why.
    pub broken: Vec<(Slot, SaveError)>,
}

/// Looks at both slots.
pub fn look<'t>(a: Option<&'t str>, b: Option<&'t str>) -> Slots<'t> {
    let mut slots = Slots { newest: None, broken: Vec::new() };
    for (slot, text) in Slot::BOTH.into_iter().zip([a, b]) {
        match text.map(open) {
            None => {}
            Some(Err(error)) => slots.broken.push((slot, error)),
            Some(Ok(envelope)) => {
                let newer = |(_, best): &(Slot, Envelope<'_>)| envelope.revision > best.revision;
                if slots.newest.as_ref().is_none_or(newer) {
                    slots.newest = Some((slot, envelope));
                }
            }
        }
    }
    slots
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_newest_whole_slot_is_taken() {
        let (old, new) = (seal(3, "{}"), seal(4, "{\"a\":1}"));
        let slots = look(Some(&old), Some(&new));
        assert_eq!(slots.newest.map(|(slot, e)| (slot, e.revision)), Some((Slot::B, 4)));
        let cut = &new[..new.len() - 1];
        let slots = look(Some(&old), Some(cut));
        assert_eq!(slots.newest.map(|(slot, e)| (slot, e.revision)), Some((Slot::A, 3)));
        assert_eq!(slots.broken, [(Slot::B, SaveError::Damaged)]);
        // Copied by hand, both may be as new: then the first is taken.
        let slots = look(Some(&new), Some(&new));
        assert_eq!(slots.newest.map(|(slot, _)| slot), Some(Slot::A));
    }

    #[test]
    fn what_is_not_ours_is_told_from_what_is_newer() {
        assert_eq!(open("hello"), Err(SaveError::Foreign));
        assert_eq!(open("sproutsheet 2 anything\n"), Err(SaveError::Newer));
        assert_eq!(open("sproutsheet"), Err(SaveError::Damaged));
    }

    #[test]
    fn every_cut_and_every_flipped_bit_is_seen() {
        let save = seal(12, r#"{"sheet":"community/job","saved":1}"#);
        for end in 0..save.len() {
            assert!(open(&save[..end]).is_err(), "{end}");
        }
        // The same at 200 places of a long save in Chinese, as people have them.
        let words = "每晚九点对账、群里还在接龙".repeat(40);
        let long = seal(7, &format!(r#"{{"sheet":"community/job","response":"{words}"}}"#));
        let letters: Vec<char> = long.chars().collect();
        for place in 0..200 {
            let at = letters.len() * place / 200;
            let cut: String = letters[..at].iter().collect();
            assert!(open(&cut).is_err(), "{at}");
            for bit in 0..7 {
                let mut changed = letters.clone();
                changed[at] = char::from_u32(changed[at] as u32 ^ (1 << bit)).unwrap_or('?');
                let changed: String = changed.into_iter().collect();
                let unchanged = open(&changed).is_ok_and(|e| Ok(e) == open(&long));
                assert!(open(&changed).is_err() || unchanged, "{at} {bit}");
            }
        }
        for bit in 0..save.len() * 8 {
            let mut bytes = save.clone().into_bytes();
            bytes[bit / 8] ^= 1 << (bit % 8);
            if let Ok(text) = String::from_utf8(bytes) {
                // A capital letter in the checksum is still the same number.
                let unchanged = open(&text).is_ok_and(|e| Ok(e) == open(&save));
                assert!(open(&text).is_err() || unchanged, "{text}");
            }
        }
    }

    #[test]
    fn each_slot_has_its_own_key_and_the_other_beside_it() {
        assert_eq!(Slot::BOTH.map(Slot::key), ['a', 'b']);
        assert_eq!(Slot::BOTH.map(Slot::other), [Slot::B, Slot::A]);
    }

    proptest! {
        #[test]
        fn any_body_comes_back(revision: u64, body in "\\PC{0,200}|(?s).{0,60}") {
            let save = seal(revision, &body);
            let opened = open(&save).map(|envelope| (envelope.revision, envelope.body));
            prop_assert_eq!(opened, Ok((revision, body.as_str())));
        }

        #[test]
        fn any_text_is_opened_or_refused(text in "(sproutsheet )?(?s).{0,80}") {
            let _ = look(Some(&text), None);
        }
    }
}
