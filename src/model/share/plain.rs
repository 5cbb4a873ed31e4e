//! What is shared, as text: for a chat that takes no link, for a comment, for a file.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use fractional_index::FractionalIndex;

use super::SharedSheet;
use crate::model::field::FieldKind;
use crate::model::id::Address;
use crate::model::outcome::{Desk, Wording, steps};
use crate::model::response::{Edit, Response};
use crate::model::stamp::{Replica, Stamp};
use crate::model::text::Locale;
use crate::model::worksheet::{Pack, Worksheet};

/// How a text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// As one would type it.
    Plain,
    /// In Markdown.
    Markdown,
}

impl SharedSheet {
    /// The answers as a response of their sheet, to ask it what follows from them. Its rows get ids
    /// by their order; it is merged with nothing.
    pub fn response(&self, sheet: &Worksheet) -> Response {
        let mut response = Response::default();
        let stamp = Stamp { millis: 1, counter: 0, replica: Replica(0) };
        let mut write = |edit| {
            response.apply(edit, stamp);
        };
        for (field, answer) in &self.answers {
            let address = Address::field(field.clone());
            write(Edit::Answer { address, answer: Some(answer.clone()) });
        }
        for (field, rows) in &self.rows {
            let kind = sheet.holder(field).map(|field| &field.kind);
            let mut position = FractionalIndex::default();
            for (at, cells) in rows.iter().enumerate() {
                let (row, is_given) = match kind {
                    Some(FieldKind::Steps(kind)) => (steps::place(kind, at), true),
                    _ => (format!("r{at}").parse().ok(), false),
                };
                let Some(row) = row else { continue };
                if !is_given {
                    let next = FractionalIndex::new_after(&position);
                    let position = std::mem::replace(&mut position, next);
                    write(Edit::PutRow { field: field.clone(), row: row.clone(), position });
                }
                for (column, answer) in cells {
                    let address = Address::cell(field.clone(), row.clone(), column.clone());
                    write(Edit::Answer { address, answer: Some(answer.clone()) });
                }
            }
        }
        response
    }
}

/// A shared sheet in words: its line of summary, and what else it holds.
pub fn text(
    pack: &Pack,
    sheet: &Worksheet,
    shared: &SharedSheet,
    wording: &Wording,
    style: Style,
) -> String {
    let responses = BTreeMap::from([(sheet.id.clone(), shared.response(sheet))]);
    let desk = Desk { pack, here: sheet, responses: &responses, today: 0 };
    let line = desk.summary(wording);
    let colon = if pack.locale == Locale::ZhHans { "：" } else { ": " };
    let mut out = String::new();
    if style == Style::Markdown {
        let _ = writeln!(out, "## {}\n", escaped(&sheet.name));
    }
    if let Some(line) = line {
        let _ = match style {
            Style::Plain => writeln!(out, "{line}"),
            Style::Markdown => writeln!(out, "> {}\n", escaped(&line).replace('\n', "\n> ")),
        };
    }
    for (label, words) in desk.details(wording) {
        let _ = match style {
            Style::Plain => writeln!(out, "{label}{colon}{words}"),
            Style::Markdown => {
                let (label, words) = (escaped(&label), escaped(&words));
                writeln!(out, "- **{label}**{colon}{}", words.replace('\n', "\n  "))
            }
        };
    }
    out.truncate(out.trim_end().len());
    out
}

/// A text whose characters mean themselves in Markdown.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if r"\`*_[]<>#|~".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{pack, response};

    const WORDING: Wording =
        Wording { yes: "yes", no: "no", unsure: "unsure", comma: ", ", blank: "____" };

    #[test]
    fn a_card_is_its_sentence_and_what_stands_below() {
        let pack = pack("community", Locale::En);
        let job = pack.sheet(&"job".parse().unwrap()).unwrap();
        let said = response(&[("who", "a *baker*"), ("start", "problem")]);
        let shared = SharedSheet::of(&pack, job, &said);
        let plain = text(&pack, job, &shared, &WORDING, Style::Plain);
        assert!(plain.starts_with("When a *baker* must deal with ____"), "{plain}");
        assert!(plain.ends_with(": The problem they ran into"), "{plain}");
        let marked = text(&pack, job, &shared, &WORDING, Style::Markdown);
        assert!(marked.starts_with("## The job in one line\n\n> When a \\*baker\\*"), "{marked}");
        assert!(marked.contains("\n- **Writing this"), "{marked}");
    }

    #[test]
    fn rows_keep_their_order() {
        let pack = pack("community", Locale::En);
        let sheet = pack.sheet(&"listening".parse().unwrap()).unwrap();
        let row = |text: &str| {
            let answer = crate::model::response::Answer::new(text).unwrap();
            BTreeMap::from([("quote".parse().unwrap(), answer)])
        };
        let shared = SharedSheet {
            number: pack.number_in_link(sheet),
            version: 1,
            answers: BTreeMap::new(),
            rows: BTreeMap::from([("quotes".parse().unwrap(), vec![row("one"), row("two")])]),
        };
        let back = SharedSheet::of(&pack, sheet, &shared.response(sheet));
        assert_eq!(back.rows, shared.rows);
        let plain = text(&pack, sheet, &shared, &WORDING, Style::Plain);
        let at = |word: &str| plain.find(word).unwrap();
        assert!(at("one") < at("two"), "{plain}");
    }
}
