//! The answers of one sheet as a link holds them: which fields, their small answers, their texts.
//!
//! A small answer is a number in half bytes: 0 says that the answer stands among the texts (it is
//! none that the field knows), anything else is the answer. So every answer travels, whatever it
//! is, and the usual ones in half a byte.

use std::collections::BTreeMap;

use super::outline::{Form, Outline, Slot};
use super::pack::{Reader, Writer};
use super::thread::{self, Thread};
use super::{ShareError, Shared, SharedSheet};
use crate::model::date;
use crate::model::id::{ChoiceId, FieldId};
use crate::model::response::Answer;

/// Ends a text; a text that holds this character or [`ESCAPE`] writes it escaped.
pub(super) const END: char = '\0';
const ESCAPE: char = '\u{1}';

/// The most sheets in one link.
const SHEETS: usize = 64;

/// The most rows of one field in a link.
pub(super) const ROWS: usize = 200;

/// Where a column stands among the flags of a row: columns have higher numbers than their field.
fn column_flag(field: &Slot, column: &Slot) -> Option<usize> {
    usize::from(column.number).checked_sub(usize::from(field.number) + 1)
}

/// Flags with those at these places set.
pub(super) fn flags(places: impl Iterator<Item = usize>) -> Vec<bool> {
    let mut flags = Vec::new();
    for place in places {
        flags.resize(flags.len().max(place + 1), false);
        flags[place] = true;
    }
    flags
}

/// Writes the sheets' parts of the header, their small answers and those of the thread; gives the
/// texts.
pub(super) fn write(
    shared: &Shared,
    thread: Option<&Thread>,
    outline: &Outline,
    out: &mut Writer,
) -> Result<String, ShareError> {
    let sheets = shared.sheets.iter().map(|shared| {
        let found = outline.slots(shared.number);
        found.map(|slots| (shared, slots)).ok_or(ShareError::UnknownSheet)
    });
    let sheets = sheets.collect::<Result<Vec<_>, _>>()?;
    for (i, (shared, slots)) in sheets.iter().enumerate() {
        let more = u32::from(i + 1 < sheets.len());
        out.small(shared.number.into());
        out.small(u32::from(shared.version) << 1 | more);
        let answered = |slot: &&Slot| {
            shared.answers.contains_key(&slot.id) || shared.rows.contains_key(&slot.id)
        };
        let answered = slots.iter().filter(answered);
        out.flags(&flags(answered.map(|slot| usize::from(slot.number) - 1)));
    }
    let mut texts = String::new();
    for (shared, slots) in &sheets {
        for slot in *slots {
            if let Some(answer) = shared.answers.get(&slot.id) {
                write_answer(slot, answer, out, &mut texts);
            }
            if let (Some(rows), Form::Rows(columns)) = (shared.rows.get(&slot.id), &slot.form) {
                write_rows(slot, columns, rows, out, &mut texts)?;
            }
        }
    }
    if let Some(thread) = thread {
        thread::write(thread, &sheets, out, &mut texts)?;
    }
    // The last end says nothing: the header tells how many texts there are.
    texts.pop();
    Ok(texts)
}

/// Writes the rows of a field: how many, then for each which columns, and their answers.
fn write_rows(
    field: &Slot,
    columns: &[Slot],
    rows: &[BTreeMap<FieldId, Answer>],
    out: &mut Writer,
    texts: &mut String,
) -> Result<(), ShareError> {
    let count = u32::try_from(rows.len()).map_err(|_| ShareError::TooLarge)?;
    if rows.len() > ROWS {
        return Err(ShareError::TooLarge);
    }
    out.small(count);
    for row in rows {
        let answered: Vec<_> =
            columns.iter().filter(|column| row.contains_key(&column.id)).collect();
        out.flags(&flags(answered.iter().filter_map(|column| column_flag(field, column))));
        for column in answered {
            if let Some(answer) = row.get(&column.id) {
                write_answer(column, answer, out, texts);
            }
        }
    }
    Ok(())
}

/// Writes an answer: as small numbers where it can be, else as a text.
fn write_answer(slot: &Slot, answer: &Answer, out: &mut Writer, texts: &mut String) {
    if matches!(slot.form, Form::Rows(_)) {
        return;
    }
    let small = smalls(&slot.form, answer.as_str());
    if slot.form != Form::Text {
        for number in small.as_deref().unwrap_or(&[0]) {
            out.small(*number);
        }
    }
    if small.is_none() {
        write_text(answer, texts);
    }
}

/// Writes a text and its end.
pub(super) fn write_text(text: &Answer, texts: &mut String) {
    for c in text.as_str().chars() {
        if matches!(c, END | ESCAPE) {
            texts.push(ESCAPE);
            texts.push(if c == END { '0' } else { '1' });
        } else {
            texts.push(c);
        }
    }
    texts.push(END);
}

/// How many characters the texts have, without what ends and escapes them.
pub(super) fn length(texts: &str) -> usize {
    texts.chars().filter(|c| !matches!(*c, END | ESCAPE)).count()
}

/// The numbers that stand for an answer; nothing where it must travel as text.
fn smalls(form: &Form, answer: &str) -> Option<Vec<u32>> {
    let number_of = |choices: &[(u16, ChoiceId)], id: &str| {
        choices
            .iter()
            .find(|(_, choice)| choice.as_str() == id)
            .map(|(number, _)| u32::from(*number))
    };
    match form {
        Form::Text | Form::Rows(_) => None,
        Form::Choice(choices) => number_of(choices, answer).map(|number| vec![number]),
        Form::Choices(choices) => {
            // The count first; the ids must stand as they will be read back.
            let ids: Vec<&str> = answer.split(' ').collect();
            let numbers =
                ids.iter().map(|id| number_of(choices, id)).collect::<Option<Vec<_>>>()?;
            let count = u32::try_from(numbers.len()).ok()?;
            Some(std::iter::once(count).chain(numbers).collect())
        }
        Form::YesNo => {
            let at = YES_NO.iter().position(|word| *word == answer)?;
            Some(vec![u32::try_from(at).ok()? + 1])
        }
        Form::Date => date::days(answer).map(|days| vec![days + 1]),
        Form::Number => {
            let number: u32 = answer.parse().ok()?;
            let same = number < 1 << 29 && number.to_string() == answer;
            same.then(|| vec![number + 1])
        }
    }
}

const YES_NO: [&str; 3] = ["yes", "no", "unsure"];

/// A sheet's part of the header.
pub(super) struct Head {
    pub(super) number: u16,
    pub(super) version: u16,
    flags: Vec<bool>,
}

/// Reads the sheets' parts of the header.
pub(super) fn heads(reader: &mut Reader<'_>) -> Result<Vec<Head>, ShareError> {
    let mut heads = Vec::new();
    loop {
        let number = reader.small()?;
        let version = reader.small()?;
        let flags = reader.flags()?;
        heads.push(Head {
            number: u16::try_from(number).map_err(|_| ShareError::Damaged)?,
            version: u16::try_from(version >> 1).map_err(|_| ShareError::Damaged)?,
            flags,
        });
        if version & 1 == 0 {
            return Ok(heads);
        }
        if heads.len() == SHEETS {
            return Err(ShareError::TooLarge);
        }
    }
}

/// Where an answer was, while reading: known already, or the next text.
enum Read {
    Known(Answer),
    Text,
}

/// What was read of a field: its answer, or its rows.
enum ReadField {
    Answer(Read),
    Rows(Vec<Vec<(FieldId, Read)>>),
}

/// Reads the small answers, and who said what where there is a thread; `texts` is called once with
/// what follows them and how many texts that must be, and gives the texts.
pub(super) fn read(
    heads: Vec<Head>,
    mut reader: Reader<'_>,
    outline: &Outline,
    has_thread: bool,
    texts: impl FnOnce(&[u8], usize) -> Result<String, ShareError>,
) -> Result<(Vec<SharedSheet>, Option<Thread>), ShareError> {
    if has_thread && !thread::are_told_apart(&heads) {
        return Err(ShareError::Damaged);
    }
    let mut sheets = Vec::new();
    let mut known_slots = Vec::new();
    let mut count = 0;
    for head in heads {
        let slots = outline.slots(head.number).ok_or(ShareError::UnknownSheet)?;
        let mut read = Vec::new();
        for at in set(&head.flags) {
            // A field that this version does not know: a newer sheet.
            let slot = slots
                .iter()
                .find(|slot| usize::from(slot.number) == at + 1)
                .ok_or(ShareError::Newer)?;
            let found = match &slot.form {
                Form::Rows(columns) => {
                    ReadField::Rows(read_rows(slot, columns, &mut reader, &mut count)?)
                }
                form => ReadField::Answer(read_answer(form, &mut reader, &mut count)?),
            };
            read.push((slot.id.clone(), found));
        }
        known_slots.push((head.number, slots));
        sheets.push((head.number, head.version, read));
    }
    let thread =
        if has_thread { Some(thread::read(&known_slots, &mut reader, &mut count)?) } else { None };
    let texts = texts(reader.rest(), count)?;
    let mut texts = texts.split(END);
    let mut next =
        || texts.next().and_then(unescape).and_then(Answer::new).ok_or(ShareError::Damaged);
    let mut known = |read: Read| match read {
        Read::Known(answer) => Ok(answer),
        Read::Text => next(),
    };
    let mut out = Vec::new();
    for (number, version, read) in sheets {
        let mut sheet =
            SharedSheet { number, version, answers: BTreeMap::new(), rows: BTreeMap::new() };
        for (field, read) in read {
            match read {
                ReadField::Answer(read) => {
                    sheet.answers.insert(field, known(read)?);
                }
                ReadField::Rows(rows) => {
                    // One by one: to collect would bring a sort into the program.
                    let mut all = Vec::new();
                    for row in rows {
                        let mut cells = BTreeMap::new();
                        for (column, cell) in row {
                            cells.insert(column, known(cell)?);
                        }
                        all.push(cells);
                    }
                    sheet.rows.insert(field, all);
                }
            }
        }
        out.push(sheet);
    }
    let thread = thread.map(|thread| thread.spoken(&mut next)).transpose()?;
    // What is left is the filling of a very short link: empty.
    if texts.all(str::is_empty) { Ok((out, thread)) } else { Err(ShareError::Damaged) }
}

/// The places of the flags that are set.
pub(super) fn set(flags: &[bool]) -> impl Iterator<Item = usize> {
    flags.iter().enumerate().filter(|(_, flag)| **flag).map(|(at, _)| at)
}

fn read_answer(
    form: &Form,
    reader: &mut Reader<'_>,
    texts: &mut usize,
) -> Result<Read, ShareError> {
    let answer = answer(form, reader)?;
    *texts += usize::from(matches!(answer, Read::Text));
    Ok(answer)
}

fn read_rows(
    field: &Slot,
    columns: &[Slot],
    reader: &mut Reader<'_>,
    texts: &mut usize,
) -> Result<Vec<Vec<(FieldId, Read)>>, ShareError> {
    let count = reader.small()? as usize;
    if count > ROWS {
        return Err(ShareError::TooLarge);
    }
    let mut rows = Vec::new();
    for _ in 0..count {
        let mut row = Vec::new();
        for at in set(&reader.flags()?) {
            let column = columns
                .iter()
                .find(|column| column_flag(field, column) == Some(at))
                .ok_or(ShareError::Newer)?;
            row.push((column.id.clone(), read_answer(&column.form, reader, texts)?));
        }
        rows.push(row);
    }
    Ok(rows)
}

fn answer(form: &Form, reader: &mut Reader<'_>) -> Result<Read, ShareError> {
    if matches!(form, Form::Text) {
        return Ok(Read::Text);
    }
    let number = reader.small()?;
    if number == 0 {
        return Ok(Read::Text);
    }
    let id_of = |choices: &[(u16, ChoiceId)], number: u32| {
        let found = choices.iter().find(|(choice, _)| u32::from(*choice) == number);
        found.map(|(_, id)| id.to_string()).ok_or(ShareError::Newer)
    };
    let text = match form {
        Form::Text | Form::Rows(_) => return Err(ShareError::Newer),
        Form::Choice(choices) => id_of(choices, number)?,
        Form::Choices(choices) => {
            let mut ids = Vec::new();
            for _ in 0..number {
                ids.push(id_of(choices, reader.small()?)?);
            }
            ids.join(" ")
        }
        Form::YesNo => {
            let word = YES_NO.get(number as usize - 1).ok_or(ShareError::Newer)?;
            (*word).to_owned()
        }
        Form::Date => date::of_days(number - 1).ok_or(ShareError::Damaged)?,
        Form::Number => (number - 1).to_string(),
    };
    Answer::new(text).map(Read::Known).ok_or(ShareError::Damaged)
}

/// A text as it was before [`write_text`].
pub(super) fn unescape(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        out.push(match c {
            ESCAPE => match chars.next()? {
                '0' => END,
                '1' => ESCAPE,
                _ => return None,
            },
            c => c,
        });
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_reads_back_as_it_stood_travels_as_numbers() {
        assert_eq!(smalls(&Form::Number, "12"), Some(vec![13]));
        for text in ["012", "-1", "1.5", "536870912", "twelve"] {
            assert_eq!(smalls(&Form::Number, text), None, "{text}");
        }
        assert_eq!(smalls(&Form::Number, "536870911"), Some(vec![1 << 29]));
        assert_eq!(smalls(&Form::YesNo, "unsure"), Some(vec![3]));
        assert_eq!(smalls(&Form::YesNo, "perhaps"), None);
        assert_eq!(smalls(&Form::Date, "2000-01-01"), Some(vec![1]));
        assert_eq!(smalls(&Form::Text, "yes"), None);
        let choices: Vec<_> = [(4, "a"), (7, "b")].map(|(n, id)| (n, id.parse().unwrap())).into();
        assert_eq!(smalls(&Form::Choice(choices.clone()), "b"), Some(vec![7]));
        assert_eq!(smalls(&Form::Choices(choices.clone()), "b a"), Some(vec![2, 7, 4]));
        assert_eq!(smalls(&Form::Choices(choices), "b c"), None);
    }
}
