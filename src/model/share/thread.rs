//! What was said about somebody's answers: notes on fields and a closing line, round by round.
//! The thread travels in the link, behind the answers that it speaks of.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::ShareError;
use super::answers::{flags, set, write_text};
use super::outline::Slot;
use super::pack::{Reader, Writer};
use super::{SharedSheet, answers};
use crate::model::id::FieldId;
use crate::model::response::Answer;

/// The most rounds in one link.
pub const ROUNDS: usize = 50;

/// Feedback on a link.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thread {
    /// The checksum of the link that it speaks of: its author knows it again.
    pub original: u32,
    /// What was said, the oldest first.
    pub rounds: Vec<Round>,
}

/// What one person said at a time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    /// Whether it was the author of the answers.
    pub by_author: bool,
    /// A note on a field of the sheet that a link names by this number.
    pub notes: BTreeMap<(u16, FieldId), Answer>,
    /// A line about it all.
    pub closing: Option<Answer>,
}

impl Round {
    /// Whether nothing is said in it.
    pub fn is_empty(&self) -> bool {
        self.notes.is_empty() && self.closing.is_none()
    }
}

/// Writes who said what where; adds the texts.
pub(super) fn write(
    thread: &Thread,
    sheets: &[(&SharedSheet, &[Slot])],
    out: &mut Writer,
    texts: &mut String,
) -> Result<(), ShareError> {
    let count = u32::try_from(thread.rounds.len()).map_err(|_| ShareError::TooLarge)?;
    if thread.rounds.len() > ROUNDS {
        return Err(ShareError::TooLarge);
    }
    out.small(thread.original);
    out.small(count);
    for round in &thread.rounds {
        out.small(u32::from(round.by_author) | u32::from(round.closing.is_some()) << 1);
        for (sheet, slots) in sheets {
            let note = |slot: &&Slot| round.notes.get(&(sheet.number, slot.id.clone()));
            let noted = slots.iter().filter(|slot| note(slot).is_some());
            out.flags(&flags(noted.map(|slot| usize::from(slot.number) - 1)));
            for note in slots.iter().filter_map(|slot| note(&slot)) {
                write_text(note, texts);
            }
        }
        if let Some(closing) = &round.closing {
            write_text(closing, texts);
        }
    }
    Ok(())
}

/// A round whose texts are not read yet.
pub(super) struct Silent {
    by_author: bool,
    notes: Vec<(u16, FieldId)>,
    has_closing: bool,
}

/// A thread whose texts are not read yet.
pub(super) struct SilentThread {
    original: u32,
    rounds: Vec<Silent>,
}

/// Reads who said what where; counts the texts.
pub(super) fn read(
    sheets: &[(u16, &[Slot])],
    reader: &mut Reader<'_>,
    texts: &mut usize,
) -> Result<SilentThread, ShareError> {
    let original = reader.small()?;
    let count = reader.small()? as usize;
    if count > ROUNDS {
        return Err(ShareError::TooLarge);
    }
    let mut rounds = Vec::new();
    for _ in 0..count {
        let said = reader.small()?;
        if said > 3 {
            return Err(ShareError::Newer);
        }
        let mut notes = Vec::new();
        for (sheet, slots) in sheets {
            for at in set(&reader.flags()?) {
                let slot = slots.iter().find(|slot| usize::from(slot.number) == at + 1);
                notes.push((*sheet, slot.ok_or(ShareError::Newer)?.id.clone()));
            }
        }
        let has_closing = said & 2 == 2;
        *texts += notes.len() + usize::from(has_closing);
        rounds.push(Silent { by_author: said & 1 == 1, notes, has_closing });
    }
    Ok(SilentThread { original, rounds })
}

impl SilentThread {
    /// The thread, with its texts in order.
    pub(super) fn spoken(
        self,
        mut next: impl FnMut() -> Result<Answer, ShareError>,
    ) -> Result<Thread, ShareError> {
        let mut rounds = Vec::new();
        for silent in self.rounds {
            let mut round = Round { by_author: silent.by_author, ..Round::default() };
            for place in silent.notes {
                round.notes.insert(place, next()?);
            }
            if silent.has_closing {
                round.closing = Some(next()?);
            }
            rounds.push(round);
        }
        Ok(Thread { original: self.original, rounds })
    }
}

/// The same sheet twice in a link would leave open which of them a note is on.
pub(super) fn are_told_apart(heads: &[answers::Head]) -> bool {
    let is_new = |(at, head): (usize, &answers::Head)| {
        heads.iter().take(at).all(|earlier| earlier.number != head.number)
    };
    heads.iter().enumerate().all(is_new)
}
