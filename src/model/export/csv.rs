//! CSV: rows as a table that spreadsheets open, and such a table back into rows.
//!
//! With a byte order mark, so that Excel reads Chinese. A cell that a spreadsheet would take for
//! a formula gets an apostrophe before it; reading takes that off again. A choice stands by its
//! label, a day as `2026-01-31`, a number as typed. What has no rows is written in long form: a
//! line for each answer.

use std::cell::RefCell;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use serde::{Deserialize, Serialize};

use super::written::Part;
use super::{Book, Labels};
use crate::model::field::{Choice, Field, Rows, Wire};
use crate::model::id::{Address, FieldId};
use crate::model::outcome::{Wording, shown};
use crate::model::response::Answer;

/// Excel reads a file as UTF-8 only behind this.
const MARK: char = '\u{feff}';

/// What stands between several choices in one cell.
const BETWEEN: &str = "; ";

/// The most rows that one file may bring.
pub const ROWS_LIMIT: usize = 2_000;

/// The most bytes of a file that is read.
pub const FILE_LIMIT: usize = 4_000_000;

/// Answers in long form: sheet, row, question, answer.
pub fn csv(books: &[Book<'_>], labels: &Labels) -> String {
    let mut out = String::from(MARK);
    for written in books.iter().flat_map(|book| book.written(labels)) {
        let mut line = |row: &str, question: &str, answer: &str| {
            let cells = [&written.name, row, question, answer];
            record(cells.map(guarded).as_slice(), &mut out);
        };
        for part in &written.parts {
            match part {
                Part::Heading(_) => {}
                Part::Sentence(label, pieces) => line("", label, &super::text::plain(pieces)),
                Part::Answer(label, answer) => line("", label, answer),
                Part::Outcome(outcome) => line("", &outcome.title, &outcome.lines.join("\n")),
                Part::Table(table) => {
                    for (number, row) in (1..).zip(&table.rows) {
                        let number = format!("{} {number}", table.label);
                        for (label, cell) in table.columns.iter().zip(row) {
                            if !cell.is_empty() {
                                line(&number, label, cell);
                            }
                        }
                    }
                }
            }
        }
    }
    out
}

/// The rows of one field.
pub fn rows(book: &Book<'_>, field: &FieldId, labels: &Labels) -> Option<String> {
    let (sheet, kind) = book.sheets().find_map(|sheet| {
        let (_, kind) = sheet.rows().find(|(of, _)| of.id == *field)?;
        Some((sheet, kind))
    })?;
    let mut out = String::from(MARK);
    let headings: Vec<String> = headings(kind).iter().map(|heading| guarded(heading)).collect();
    record(&headings, &mut out);
    let Some(response) = book.response(sheet) else { return Some(out) };
    for row in response.rows(field) {
        let cell = |column: &Field| {
            let at = Address::cell(field.clone(), row.clone(), column.id.clone());
            let answer = response.answer(&at);
            answer.map_or_else(String::new, |answer| cell_of(column, answer, &labels.wording))
        };
        record(&columns(kind).into_iter().map(cell).collect::<Vec<_>>(), &mut out);
    }
    Some(out)
}

/// The columns that a table can hold. A reference to other rows means nothing outside.
fn columns(kind: &Rows) -> Vec<&Field> {
    kind.columns.iter().filter(|column| column.wire().is_some()).collect()
}

/// The headings of a field's columns; a label that stands there twice is told apart by its id.
fn headings(kind: &Rows) -> Vec<String> {
    let is_double = |label: &str| columns(kind).iter().filter(|c| c.label == label).count() > 1;
    let heading = |column: &Field| {
        let id = if is_double(&column.label) { format!(" ({})", column.id) } else { String::new() };
        format!("{}{id}", column.label)
    };
    columns(kind).into_iter().map(heading).collect()
}

fn record(cells: &[String], out: &mut String) {
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        let is_alone = cells.len() == 1 && cell.is_empty();
        if is_alone || cell.contains(['"', ',', ';', '\t', '\n', '\r']) {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(cell);
        }
    }
    out.push_str("\r\n");
}

/// What stands in a cell for an answer.
fn cell_of(column: &Field, answer: &Answer, wording: &Wording) -> String {
    let text = answer.as_str();
    match column.wire() {
        Some(Wire::Number) if is_number(text) => text.to_owned(),
        Some(Wire::Choice(choices)) => guarded(label_of(choices, text).unwrap_or(text)),
        Some(Wire::Choices(choices)) => {
            let labels: Option<Vec<_>> = text.split(' ').map(|id| label_of(choices, id)).collect();
            guarded(&labels.map_or_else(|| text.to_owned(), |labels| labels.join(BETWEEN)))
        }
        Some(Wire::YesNo) => guarded(&shown(column, answer, wording)),
        _ => guarded(text),
    }
}

/// The label of a choice, where it says which choice it is.
fn label_of<'a>(choices: &'a [Choice], id: &str) -> Option<&'a str> {
    let choice = choices.iter().find(|choice| choice.id.as_str() == id)?;
    let is_plain = choices.iter().filter(|other| other.label == choice.label).count() == 1
        && !choice.label.contains(BETWEEN)
        && choice.label.trim() == choice.label;
    is_plain.then_some(&choice.label)
}

fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    match digits.split_once('.') {
        Some((whole, rest)) => is_digits(whole) && is_digits(rest),
        None => is_digits(digits),
    }
}

/// Whether a spreadsheet might take a cell for a formula, or for one that was guarded.
fn is_risky(cell: &str) -> bool {
    cell.starts_with(['\'', '\t', '\r', '\n'])
        || cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '|'])
}

fn guarded(cell: &str) -> String {
    if is_risky(cell) { format!("'{cell}") } else { cell.to_owned() }
}

fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| is_risky(rest)).unwrap_or(cell)
}

/// Rows that a table holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Incoming {
    /// The rows, by column.
    pub rows: Vec<Vec<(FieldId, Answer)>>,
    /// The labels of the columns that were found.
    pub columns: Vec<String>,
    /// The first rows as they are read, in these columns.
    pub sample: Vec<Vec<String>>,
    /// The headings that belong to no column: what stands below them is left out.
    pub left_out: Vec<String>,
}

/// Why a table gives no rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CsvError {
    /// There is no line below the headings.
    Empty,
    /// No heading names a column; these would.
    NoColumn(Vec<String>),
    /// It is larger than what is read.
    TooLarge,
}

/// How many rows are shown before they are taken.
const SAMPLE: usize = 5;

/// Reads a table into rows of a field. Whatever stands between cells: comma, semicolon or tab.
pub fn read(text: &str, kind: &Rows, wording: &Wording) -> Result<Incoming, CsvError> {
    if text.len() > FILE_LIMIT {
        return Err(CsvError::TooLarge);
    }
    let text = text.strip_prefix(MARK).unwrap_or(text);
    let (names, columns) = (headings(kind), columns(kind));
    let place = |heading: &str| {
        let heading = unguarded(heading.trim()).trim().to_lowercase();
        let is_named = |(at, column): &(usize, &&Field)| {
            names[*at].trim().to_lowercase() == heading
                || column.id.as_str().to_lowercase() == heading
        };
        columns.iter().enumerate().find(is_named).map(|(at, _)| at)
    };
    // What separates cells is what finds the most columns in the first line.
    let found = |records: &Vec<Vec<String>>| {
        records.first().map_or(0, |line| line.iter().filter(|cell| place(cell).is_some()).count())
    };
    let records = READERS.with(|readers| {
        let attempts = readers.iter().map(|reader| records(text, &mut reader.borrow_mut()));
        attempts.rev().max_by_key(found).unwrap_or_default()
    });
    if found(&records) == 0 {
        return Err(if records.is_empty() { CsvError::Empty } else { CsvError::NoColumn(names) });
    }
    let mut lines = records.into_iter();
    let heads = lines.next().unwrap_or_default();
    let mut places: Vec<Option<usize>> = Vec::new();
    for heading in &heads {
        // A heading that stands there twice counts once.
        let at = place(heading).filter(|at| !places.contains(&Some(*at)));
        places.push(at);
    }
    let mut rows = Vec::new();
    for line in lines {
        let cells = line.iter().zip(&places).filter_map(|(cell, at)| {
            let column = columns.get((*at)?)?;
            Some((column.id.clone(), answer_of(column, unguarded(cell), wording)?))
        });
        let cells: Vec<_> = cells.collect();
        if !cells.is_empty() {
            rows.push(cells);
        }
    }
    if rows.is_empty() {
        return Err(CsvError::Empty);
    }
    if rows.len() > ROWS_LIMIT {
        return Err(CsvError::TooLarge);
    }
    let found: Vec<&Field> = places.iter().flatten().map(|at| columns[*at]).collect();
    let sample = rows.iter().take(SAMPLE).map(|row| {
        let cell = |column: &&Field| {
            let answer = row.iter().find(|(id, _)| *id == column.id);
            answer.map_or_else(String::new, |(_, answer)| shown(column, answer, wording))
        };
        found.iter().map(cell).collect()
    });
    let left_out =
        heads.iter().zip(&places).filter(|(head, at)| at.is_none() && !head.trim().is_empty());
    Ok(Incoming {
        columns: found.iter().map(|column| column.label.clone()).collect(),
        sample: sample.collect(),
        left_out: left_out.map(|(head, _)| head.trim().to_owned()).collect(),
        rows,
    })
}

/// The answer that a cell means; nothing where it is empty.
fn answer_of(column: &Field, cell: &str, wording: &Wording) -> Option<Answer> {
    let plain = cell.trim();
    let choice = |choices: &[Choice], said: &str| {
        let by_label = choices.iter().find(|choice| choice.label == said);
        let found = by_label.or_else(|| choices.iter().find(|choice| choice.id.as_str() == said));
        found.map(|choice| choice.id.to_string())
    };
    let text = match column.wire() {
        Some(Wire::Choice(choices)) => choice(choices, plain),
        Some(Wire::Choices(choices)) => {
            let ids: Option<Vec<_>> =
                plain.split(BETWEEN.trim()).map(|said| choice(choices, said.trim())).collect();
            ids.map(|ids| ids.join(" "))
        }
        Some(Wire::YesNo) => {
            let said = plain.to_lowercase();
            let words = [("yes", wording.yes), ("no", wording.no), ("unsure", wording.unsure)];
            let word =
                words.into_iter().find(|(id, word)| said == *id || said == word.to_lowercase());
            word.map(|(id, _)| id.to_owned())
        }
        Some(Wire::Number | Wire::Date) => Some(plain.to_owned()),
        _ => None,
    };
    Answer::new(text.unwrap_or_else(|| cell.to_owned()))
}

thread_local! {
    /// A reader for each sign that may stand between cells: building one takes longer than reading a
    /// short table. A clone would not do: that of csv-core 0.1.13 forgets which sign it was for.
    static READERS: [RefCell<Reader>; 3] =
        [b',', b';', b'\t'].map(|sign| RefCell::new(ReaderBuilder::new().delimiter(sign).build()));
}

/// The lines of a table, cell by cell.
fn records(text: &str, reader: &mut Reader) -> Vec<Vec<String>> {
    reader.reset();
    let mut input = text.as_bytes();
    // No line is longer than the text, and none has more cells than the text has signs.
    let mut line = vec![0; text.len() + 1];
    let mut ends = vec![0; text.len() + 2];
    let (mut filled, mut cells) = (0, 0);
    let mut all = Vec::new();
    loop {
        let (result, read, wrote, ended) =
            reader.read_record(input, &mut line[filled..], &mut ends[cells..]);
        input = &input[read..];
        filled += wrote;
        cells += ended;
        match result {
            ReadRecordResult::InputEmpty => {}
            ReadRecordResult::Record => {
                let mut start = 0;
                let cut = ends[..cells].iter().map(|end| {
                    let cell = String::from_utf8_lossy(&line[start..*end]).into_owned();
                    start = *end;
                    cell
                });
                all.push(cut.collect());
                (filled, cells) = (0, 0);
            }
            _ => return all,
        }
    }
}
