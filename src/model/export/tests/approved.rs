//! A whole notebook, every field of it answered, as each form and its paper say it: kept as files that one reads. The
//! gallery is in it too: it has every kind of field.
//!
//! `SPROUTSHEET_WRITE=1 cargo test --lib approved` writes them anew; read the difference.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;

use super::labels;
use crate::model::export::paper::{Size, print};
use crate::model::export::{Book, Format, csv, export_all};
use crate::model::field::{Field, FieldKind, Wire};
use crate::model::id::SheetId;
use crate::model::response::Response;
use crate::model::text::Locale;
use crate::model::worksheet::{Pack, Worksheet};
use crate::testing::{GALLERY, PACKS, pack, response};

/// An answer of its kind, another for each number.
fn answer(field: &Field, number: usize) -> String {
    let turn = |count: usize| number % count.max(1);
    match (field.wire(), &field.kind) {
        (Some(Wire::Text), _) => format!("<{}> & {number}", field.id),
        (Some(Wire::Date), _) => format!("2026-01-{:02}", 1 + turn(28)),
        (Some(Wire::YesNo), FieldKind::YesNo { unsure: true }) => {
            ["yes", "unsure", "no"][turn(3)].to_owned()
        }
        (Some(Wire::YesNo), FieldKind::YesNo { .. }) => ["yes", "no"][turn(2)].to_owned(),
        (Some(Wire::YesNo), _) => "yes".to_owned(),
        (Some(Wire::Number), FieldKind::Scale { from, to, .. }) => {
            let steps = usize::try_from(to - from + 1).unwrap();
            (i64::from(*from) + i64::try_from(turn(steps)).unwrap()).to_string()
        }
        (Some(Wire::Number), _) => (number + 10).to_string(),
        (Some(Wire::Choice(choices)), _) => choices[turn(choices.len())].id.to_string(),
        (Some(Wire::Choices(choices)), _) => {
            choices.iter().take(2).map(|choice| choice.id.to_string()).collect::<Vec<_>>().join(" ")
        }
        (None, FieldKind::Refers(_)) => "r1".to_owned(),
        (None, kind) => panic!("{} asks nothing: {kind:?}", field.id),
    }
}

/// Every field of a sheet answered; two rows where one adds them, every step where they are given.
fn filled(sheet: &Worksheet) -> Response {
    let mut number = 0;
    let mut answers = Vec::new();
    let mut write = |place: String, field: &Field| {
        number += 1;
        answers.push((place, answer(field, number)));
    };
    for field in sheet.fields() {
        write(field.id.to_string(), field);
    }
    for (field, rows) in sheet.rows() {
        let ids = match &field.kind {
            FieldKind::Steps(kind) => kind.steps.iter().map(|step| step.id.to_string()).collect(),
            _ => vec!["r1".to_owned(), "r2".to_owned()],
        };
        for row in ids {
            for column in &rows.columns {
                write(format!("{}.{row}.{}", field.id, column.id), column);
            }
        }
    }
    let answers: Vec<_> =
        answers.iter().map(|(place, text)| (place.as_str(), text.as_str())).collect();
    response(&answers)
}

fn answers(pack: &Pack) -> BTreeMap<SheetId, Response> {
    pack.sheets.iter().map(|sheet| (sheet.id.clone(), filled(sheet))).collect()
}

/// A run of lines that comes again and again stands once, with how often: rows to write on are many.
fn counted(text: &str) -> String {
    let lines: Vec<&str> = text.split('\n').collect();
    let mut out = String::new();
    let mut at = 0;
    while at < lines.len() {
        let unit = |size: usize| lines.get(at..at + size);
        let times = |size: usize| {
            let again = lines[at..].chunks(size).take_while(|chunk| Some(*chunk) == unit(size));
            again.count()
        };
        let (size, count) =
            (1..=24).map(|size| (size, times(size))).find(|(_, n)| *n > 1).unwrap_or((1, 1));
        for line in &lines[at..at + size] {
            writeln!(out, "{line}").unwrap();
        }
        if count > 1 {
            writeln!(out, "  the last {size}, {count} times").unwrap();
        }
        at += size * count;
    }
    out
}

#[test]
fn a_whole_notebook_reads_as_it_was_approved() {
    let [community, independent] = PACKS;
    let packs = [community, independent, GALLERY].map(|id| pack(id, Locale::En));
    let book = |pack| Book::of(pack, answers(pack), None, "2026-11-23");
    let books: Vec<_> = packs.iter().map(book).collect();
    let details = books.iter().flat_map(|book| {
        let desks = book.pack.sheets.iter().map(|sheet| book.desk(sheet));
        desks.map(|desk| {
            let lines = desk.details(&labels().wording).into_iter();
            let lines = lines.map(|(label, text)| format!("  {label}: {text}\n"));
            let summary = desk.summary(&labels().wording).unwrap_or_default();
            format!("{}: {summary}\n{}", desk.here.id, lines.collect::<String>())
        })
    });
    let shared = ("shared", details.collect::<String>());
    let file = |format: Format| {
        (format.ending(), export_all(&books, "First & only", format, &labels()).text)
    };
    let drawn = |is_blank| {
        let leaves = books.iter().map(|book| print(book, &labels(), is_blank, Size::A4).html);
        counted(&leaves.collect::<String>().replace("><", ">\n<"))
    };
    let tables = packs.iter().flat_map(|pack| pack.sheets.iter().map(move |sheet| (pack, sheet)));
    let tables = tables.map(|(pack, sheet)| {
        let book = Book::of(pack, answers(pack), Some(sheet.id.clone()), "2026-11-23");
        let fields = sheet.rows();
        fields.filter_map(|(field, _)| csv::rows(&book, &field.id, &labels())).collect::<String>()
    });
    let tables = ("tables", tables.collect::<String>());
    let papers = [("paper", drawn(false)), ("blank", drawn(true))];
    for (ending, now) in Format::ALL.map(file).into_iter().chain([shared, tables]).chain(papers) {
        let path = format!("{}/tests/golden/notebook.{ending}", env!("CARGO_MANIFEST_DIR"));
        if std::env::var_os("SPROUTSHEET_WRITE").is_some() {
            fs::write(&path, &now).unwrap();
        }
        let approved = fs::read_to_string(&path).unwrap();
        for (line, (now, before)) in (1..).zip(now.split('\n').zip(approved.split('\n'))) {
            assert_eq!(now, before, "notebook.{ending}, line {line}");
        }
        assert_eq!(now.len(), approved.len(), "notebook.{ending} is longer or shorter");
    }
}
