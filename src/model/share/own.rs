//! An author's own worksheet in a link: its definition travels with the answers, for who opens the
//! link has nothing to look it up in.
//!
//! ```text
//! header    as of every link, kind 4
//! small     what it is meant for: 0 answers, 1 a blank sheet, 2 a sheet filled in beforehand
//! small     how many answers
//! texts     the definition, then of each answer its address and itself; a row's address has its
//!           place in order: `quotes.r0.where`
//! ```
//!
//! Answers are texts here: the outline by which other links make them short stands in the
//! definition, and beside that they are few. Whether the definition is one, the checker says.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::answers::{END, ROWS, unescape, write_text};
use super::pack::{Reader, Writer};
use super::{
    Armour, Header, Kind, Prime, ShareError, SharedSheet, TEXT_LIMIT, header, shortest, unwrap,
};
use crate::model::id::{Address, FieldId, RowId};
use crate::model::response::Answer;
use crate::model::text::Locale;

/// The number of this kind in links.
pub(super) const KIND: u8 = 4;

/// An author's own worksheet as a link holds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnShared {
    /// What it is meant for; never feedback.
    pub kind: Kind,
    /// The language that the sheet was filled in.
    pub locale: Locale,
    /// The definition as the author wrote it, made short.
    pub definition: String,
    /// The answers outside any rows.
    pub answers: BTreeMap<FieldId, Answer>,
    /// The rows of fields that have some, in order: their cells by column.
    pub rows: BTreeMap<FieldId, Vec<BTreeMap<FieldId, Answer>>>,
}

impl OwnShared {
    /// What is sent of a sheet.
    pub fn new(kind: Kind, locale: Locale, definition: String, sheet: &SharedSheet) -> Self {
        let (answers, rows) = (sheet.answers.clone(), sheet.rows.clone());
        Self { kind, locale, definition, answers, rows }
    }

    /// The answers as those of the sheet that was opened from the definition.
    pub fn sheet(&self, number: u16, version: u16) -> SharedSheet {
        SharedSheet { number, version, answers: self.answers.clone(), rows: self.rows.clone() }
    }

    /// Makes the payload of a link.
    ///
    /// # Errors
    /// [`ShareError::TooLarge`].
    pub fn encode(&self, armour: Armour, prime: Option<&Prime>) -> Result<String, ShareError> {
        let prime = prime.filter(|prime| prime.locale() == self.locale);
        shortest(armour, |codec| {
            Header { codec, kind: KIND, locale: self.locale }.bytes(prime, |out| self.write(out))
        })
    }

    pub(super) fn write(&self, out: &mut Writer) -> Result<String, ShareError> {
        out.small(self.kind.number().into());
        let mut all: Vec<(Address, &Answer)> = Vec::new();
        for (field, answer) in &self.answers {
            all.push((Address::field(field.clone()), answer));
        }
        for (field, rows) in &self.rows {
            if rows.len() > ROWS {
                return Err(ShareError::TooLarge);
            }
            for (at, row) in rows.iter().enumerate() {
                for (column, answer) in row {
                    let Ok(row) = format!("r{at}").parse() else { continue };
                    all.push((Address::cell(field.clone(), row, column.clone()), answer));
                }
            }
        }
        out.small(u32::try_from(all.len()).map_err(|_| ShareError::TooLarge)?);
        let mut texts = String::new();
        write_text(&Answer::new(&*self.definition).ok_or(ShareError::Damaged)?, &mut texts);
        for (address, answer) in all {
            texts.push_str(&address.to_string());
            texts.push(END);
            write_text(answer, &mut texts);
        }
        texts.pop();
        Ok(texts)
    }

    /// Opens a payload.
    ///
    /// # Errors
    /// Why it cannot be opened.
    pub fn decode(payload: &str, prime: Option<&Prime>) -> Result<Self, ShareError> {
        let (bytes, _) = unwrap(payload)?;
        let mut reader = Reader::new(&bytes);
        let header = header(&mut reader)?;
        if header.kind != KIND {
            return Err(ShareError::NoLink);
        }
        let kind = match Kind::of_number(u8::try_from(reader.small()?).unwrap_or(u8::MAX))? {
            Kind::Feedback => return Err(ShareError::Newer),
            kind => kind,
        };
        let count = usize::try_from(reader.small()?).unwrap_or(usize::MAX);
        if count > TEXT_LIMIT {
            return Err(ShareError::TooLarge);
        }
        let texts = header.texts(reader.rest(), 1 + 2 * count, prime)?;
        let mut texts = texts.split(END);
        let mut next =
            || texts.next().and_then(unescape).and_then(Answer::new).ok_or(ShareError::Damaged);
        let mut own = Self {
            kind,
            locale: header.locale,
            definition: next()?.as_str().to_owned(),
            answers: BTreeMap::new(),
            rows: BTreeMap::new(),
        };
        for _ in 0..count {
            let address: Address = next()?.as_str().parse().map_err(|_| ShareError::Damaged)?;
            own.put(address, next()?)?;
        }
        // What is left is the filling of a very short link: empty.
        if texts.all(str::is_empty) { Ok(own) } else { Err(ShareError::Damaged) }
    }

    fn put(&mut self, address: Address, answer: Answer) -> Result<(), ShareError> {
        let Some((row, column)) = address.cell else {
            self.answers.insert(address.field, answer);
            return Ok(());
        };
        let at = place(&row)?;
        let rows = self.rows.entry(address.field).or_default();
        rows.resize(rows.len().max(at + 1), BTreeMap::new());
        rows[at].insert(column, answer);
        Ok(())
    }
}

/// The place that a row's name tells.
fn place(row: &RowId) -> Result<usize, ShareError> {
    let digits = row.as_str().strip_prefix('r').ok_or(ShareError::Damaged)?;
    let at: usize = digits.parse().map_err(|_| ShareError::Damaged)?;
    if at < ROWS { Ok(at) } else { Err(ShareError::TooLarge) }
}
