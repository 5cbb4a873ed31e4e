//! JSON, for programs: ids and what they mean, answers as they are kept and as they are read.
//!
//! ```json
//! {
//!   "format": "sproutsheet-export", "version": 1, "language": "en", "day": "2026-01-31",
//!   "pack": {"id": "community", "title": "…"},
//!   "sheets": [{
//!     "id": "job", "version": 1, "name": "…", "question": "…", "progress": "filled", "summary": "…",
//!     "answers": [{"id": "who", "label": "Who", "answer": "…", "shown": "…"}],
//!     "rows": [{"id": "quotes", "label": "…", "rows": [{"quote": {"answer": "…", "shown": "…"}}]}],
//!     "outcomes": [{"title": "…", "lines": ["…"]}]
//!   }]
//! }
//! ```
//!
//! A notebook holds several packs: `"format": "sproutsheet-notebook", "version": 1, "name": "…"`, and
//! `packs`, of which each is as above.
//!
//! `answer` is what the program keeps (a choice's id, `yes`, a day as `2026-01-31`), `shown` is what
//! a person reads. Version 1 only grows: a reader passes over keys that it does not know.

use std::collections::BTreeMap;

use serde::Serialize;

use super::written::{Part, summary, written};
use super::{Book, Labels, said};
use crate::model::field::Field;
use crate::model::id::{Address, RowId};
use crate::model::outcome::{Progress, progress, shown};
use crate::model::response::{Answer, Response};
use crate::model::worksheet::Worksheet;

#[derive(Serialize)]
struct Export<'a> {
    format: &'static str,
    version: u8,
    language: &'static str,
    day: &'a str,
    pack: PackName<'a>,
    sheets: Vec<Sheet<'a>>,
}

#[derive(Serialize)]
struct Notebook<'a> {
    format: &'static str,
    version: u8,
    name: &'a str,
    packs: Vec<Export<'a>>,
}

#[derive(Serialize)]
struct PackName<'a> {
    id: &'a str,
    title: &'a str,
}

#[derive(Serialize)]
struct Sheet<'a> {
    id: &'a str,
    version: u16,
    name: &'a str,
    question: &'a str,
    progress: &'static str,
    summary: String,
    answers: Vec<Labelled<'a>>,
    rows: Vec<RowsOf<'a>>,
    outcomes: Vec<OutcomeOf>,
}

#[derive(Serialize)]
struct Labelled<'a> {
    id: &'a str,
    label: &'a str,
    #[serde(flatten)]
    cell: Cell,
}

#[derive(Serialize)]
struct Cell {
    answer: String,
    shown: String,
}

#[derive(Serialize)]
struct RowsOf<'a> {
    id: &'a str,
    label: &'a str,
    rows: Vec<BTreeMap<&'a str, Cell>>,
}

#[derive(Serialize)]
struct OutcomeOf {
    title: String,
    lines: Vec<String>,
}

/// Everything that is written, as JSON.
pub fn json(books: &[Book<'_>], name: &str, labels: &Labels) -> String {
    let mut packs: Vec<_> = books.iter().map(|book| pack(book, labels)).collect();
    // Writing to memory does not fail.
    let text = if packs.len() == 1 {
        serde_json::to_string_pretty(&packs.pop())
    } else {
        let notebook = Notebook { format: "sproutsheet-notebook", version: 1, name, packs };
        serde_json::to_string_pretty(&notebook)
    };
    text.unwrap_or_default() + "\n"
}

fn pack<'a>(book: &'a Book<'_>, labels: &Labels) -> Export<'a> {
    Export {
        format: "sproutsheet-export",
        version: 1,
        language: book.pack.locale.tag(),
        day: &book.day,
        pack: PackName { id: book.pack.id.as_str(), title: &book.pack.title },
        sheets: book.sheets().map(|sheet| one(book, sheet, labels)).collect(),
    }
}

fn one<'a>(book: &Book<'_>, sheet: &'a Worksheet, labels: &Labels) -> Sheet<'a> {
    let nothing = Response::default();
    let response = book.response(sheet).unwrap_or(&nothing);
    let answers = sheet.fields().filter_map(|field| {
        let cell = cell(field, said(response.answer_of(&field.id))?, labels);
        Some(Labelled { id: field.id.as_str(), label: &field.label, cell })
    });
    let rows = sheet.rows().filter_map(|(field, kind)| {
        let row = |row: RowId| {
            let cells = kind.columns.iter().filter_map(|column| {
                let at = Address::cell(field.id.clone(), row.clone(), column.id.clone());
                Some((column.id.as_str(), cell(column, said(response.answer(&at))?, labels)))
            });
            cells.collect()
        };
        let rows: Vec<_> = response.rows(&field.id).into_iter().map(row).collect();
        let of = RowsOf { id: field.id.as_str(), label: &field.label, rows };
        (!of.rows.is_empty()).then_some(of)
    });
    let outcomes = written(book, sheet, labels).parts.into_iter().filter_map(|part| match part {
        Part::Outcome(outcome) => Some(OutcomeOf { title: outcome.title, lines: outcome.lines }),
        _ => None,
    });
    Sheet {
        id: sheet.id.as_str(),
        version: sheet.version,
        name: &sheet.name,
        question: &sheet.title,
        progress: match progress(sheet, response) {
            Progress::Blank => "blank",
            Progress::Begun => "begun",
            Progress::Filled => "filled",
        },
        summary: summary(&book.desk(sheet), labels),
        answers: answers.collect(),
        rows: rows.collect(),
        outcomes: outcomes.collect(),
    }
}

fn cell(field: &Field, answer: &Answer, labels: &Labels) -> Cell {
    let shown = shown(field, answer, &labels.wording);
    Cell { answer: answer.as_str().to_owned(), shown }
}
