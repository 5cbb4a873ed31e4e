//! What was written, as it leaves: text, Markdown, CSV, JSON, a page of HTML, paper.
//!
//! [`Book`] lays out what is exported, [`written`] reads it once into parts, and each form says
//! those parts in its own way. Answers are shown as everywhere else ([`super::outcome::shown`]).
//! Deliberately not here: words of the interface (they arrive as [`Labels`]), and files.

// Markup is read best as the line that it becomes.
#![allow(clippy::format_push_string)]

pub mod csv;
pub mod html;
pub mod json;
mod labels;
pub mod markdown;
mod name;
pub mod paper;
#[cfg(test)]
mod tests;
pub mod text;
pub mod written;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::date;
use super::id::SheetId;
use super::outcome::Desk;
use super::response::{Answer, Response};
use super::route::Part;
use super::worksheet::{Pack, Worksheet};
pub use labels::Labels;
pub use name::file_name;
use written::{Written, written};

/// A form that what was written can leave in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Format {
    /// Plain text, for a comment.
    Text,
    /// Markdown.
    Markdown,
    /// A table of the rows.
    Csv,
    /// JSON, with ids and words.
    Json,
    /// One page of HTML that needs nothing else.
    Html,
}

impl Format {
    /// All forms, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::Text, Self::Markdown, Self::Csv, Self::Json, Self::Html];

    /// The ending of its file's name.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Markdown => "md",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Html => "html",
        }
    }

    /// Its media type.
    pub fn media(self) -> &'static str {
        match self {
            Self::Text => "text/plain;charset=utf-8",
            Self::Markdown => "text/markdown;charset=utf-8",
            Self::Csv => "text/csv;charset=utf-8",
            Self::Json => "application/json",
            Self::Html => "text/html;charset=utf-8",
        }
    }
}

/// A file to download.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// Its name, in the language, safe on every system.
    pub name: String,
    /// Its media type.
    pub media: String,
    /// What it holds.
    pub text: String,
}

/// What is exported: sheets of a pack with their answers.
pub struct Book<'a> {
    /// The pack.
    pub pack: &'a Pack,
    /// The sheet that is exported; nothing for the whole pack.
    pub only: Option<SheetId>,
    /// The day, as `2026-01-31`.
    pub day: String,
    /// What of it is on paper.
    pub part: Part,
    responses: BTreeMap<SheetId, Response>,
}

impl<'a> Book<'a> {
    /// Lays out the answers of the sheet, and of those it asks about; or of all.
    pub fn of(
        pack: &'a Pack,
        responses: BTreeMap<SheetId, Response>,
        only: Option<SheetId>,
        day: &str,
    ) -> Self {
        Self { pack, only, day: day.to_owned(), part: Part::Whole, responses }
    }

    /// The same, but of it only a part for paper.
    #[must_use]
    pub fn only_part(self, part: Part) -> Self {
        Self { part, ..self }
    }

    /// The sheets that are exported, in the order of the pack.
    pub fn sheets(&self) -> impl Iterator<Item = &'a Worksheet> {
        let only = self.only.clone();
        self.pack.sheets.iter().filter(move |sheet| only.as_ref().is_none_or(|id| sheet.id == *id))
    }

    /// The answers as seen from one sheet.
    pub fn desk<'b>(&'b self, sheet: &'b Worksheet) -> Desk<'b> {
        let today = date::days(&self.day).unwrap_or(0);
        Desk { pack: self.pack, here: sheet, responses: &self.responses, today }
    }

    /// The answers of a sheet.
    pub fn response(&self, sheet: &Worksheet) -> Option<&Response> {
        self.responses.get(&sheet.id)
    }

    /// What is written on its sheets: of a whole pack, only of those on which something is.
    pub fn written(&self, labels: &Labels) -> Vec<Written> {
        let all = self.sheets().map(|sheet| written(self, sheet, labels));
        all.filter(|written| self.only.is_some() || !written.parts.is_empty()).collect()
    }

    /// What it is called: the sheet, or the pack.
    pub fn title(&self) -> &'a str {
        let sheet = self.only.as_ref().and_then(|id| self.pack.sheet(id));
        sheet.map_or(&self.pack.title, |sheet| &sheet.name)
    }
}

/// Makes the file of a form.
pub fn export(book: &Book<'_>, format: Format, labels: &Labels) -> File {
    export_all(std::slice::from_ref(book), book.title(), format, labels)
}

/// Makes the file of a form of several packs: a notebook.
pub fn export_all(books: &[Book<'_>], title: &str, format: Format, labels: &Labels) -> File {
    let text = match format {
        Format::Text => text::text(books, title, labels),
        Format::Markdown => markdown::markdown(books, title, labels),
        Format::Csv => csv::csv(books, labels),
        Format::Json => json::json(books, title, labels),
        Format::Html => html::html(books, title, labels),
    };
    let day = books.first().map_or("", |book| &book.day);
    File { name: file_name(title, day, format.ending()), media: format.media().to_owned(), text }
}

/// An answer where something is written.
fn said(answer: Option<&Answer>) -> Option<&Answer> {
    answer.filter(|answer| answer.is_written())
}
