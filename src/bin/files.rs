//! The third program: paper and files. Lays out paper, makes files to take along and reads rows from
//! them, writes and reads backups. Apart from `tools`, so that a link stays quick to open.
//!
//! Values cross as postcard bytes, as compiled packs are: the first program has its reader.

fn main() {}

#[cfg(target_arch = "wasm32")]
#[allow(unreachable_pub)] // wasm-bindgen exports what is `pub` here
mod exports {
    use std::collections::BTreeMap;

    use serde::Serialize;
    use sproutsheet::model::export::csv::{self, CsvError};
    use sproutsheet::model::export::paper::{self, Size};
    use sproutsheet::model::export::{self, Book, File, Format};
    use sproutsheet::model::id::{FieldId, SheetId};
    use sproutsheet::model::response::Response;
    use sproutsheet::model::worksheet::Pack;
    use sproutsheet::words::paper::labels;
    use wasm_bindgen::prelude::wasm_bindgen;

    /// The answers of a pack.
    type Answers = BTreeMap<SheetId, Response>;

    fn bytes<T: Serialize>(value: &T) -> Vec<u8> {
        // Writing to memory does not fail; were it to, no bytes read as an error there.
        postcard::to_allocvec(value).unwrap_or_default()
    }

    fn pack(bytes: &[u8]) -> Option<Pack> {
        postcard::from_bytes(bytes).ok()
    }

    /// The backup file. `opened`: `(Vec<(String, SavedSheet)>, Vec<(String, String)>)`.
    #[wasm_bindgen]
    pub fn backup(opened: &[u8]) -> String {
        let (sheets, own) = postcard::from_bytes(opened).unwrap_or_default();
        sproutsheet::browser::backup::write(sheets, own)
    }

    /// `Result<Backup, BackupError>`.
    #[wasm_bindgen]
    pub fn read_backup(text: &str) -> Vec<u8> {
        bytes(&sproutsheet::browser::backup::read(text))
    }

    /// Lays out the answers that came, and asks something of them.
    fn with_book<T>(
        pack_bytes: &[u8],
        answers: &[u8],
        only: &str,
        day: &str,
        ask: impl FnOnce(Book<'_>) -> T,
    ) -> Option<T> {
        let pack = pack(pack_bytes)?;
        let answers: Answers = postcard::from_bytes(answers).ok()?;
        let only = if only.is_empty() { None } else { Some(only.parse::<SheetId>().ok()?) };
        Some(ask(Book::of(&pack, answers, only, day)))
    }

    /// `Option<Printed>`: a sheet on paper, or without `only` the whole pack; or a `Part` of it.
    #[wasm_bindgen]
    pub fn paper(
        pack: &[u8],
        answers: &[u8],
        only: &str,
        day: &str,
        part: &[u8],
        is_blank: bool,
        is_letter: bool,
    ) -> Vec<u8> {
        let size = if is_letter { Size::Letter } else { Size::A4 };
        let part = postcard::from_bytes(part).unwrap_or_default();
        let printed = with_book(pack, answers, only, day, |book| {
            let labels = labels(book.pack.locale);
            paper::print(&book.only_part(part), labels, is_blank, size)
        });
        bytes(&printed)
    }

    /// `Option<File>` of the form that ends in `ending`; of CSV, the rows of `field`, if one is named.
    #[wasm_bindgen]
    pub fn to_file(
        pack: &[u8],
        answers: &[u8],
        only: &str,
        day: &str,
        ending: &str,
        field: &str,
    ) -> Vec<u8> {
        let file = with_book(pack, answers, only, day, |book| {
            let labels = labels(book.pack.locale);
            let format = Format::ALL.into_iter().find(|format| format.ending() == ending)?;
            let file = export::export(&book, format, labels);
            match field.parse::<FieldId>() {
                Ok(field) => Some(File { text: csv::rows(&book, &field, labels)?, ..file }),
                Err(_) => Some(file),
            }
        });
        bytes(&file.flatten())
    }

    /// `Option<File>` of a notebook called `name`: all packs with their answers,
    /// `Vec<(Vec<u8>, BTreeMap<SheetId, Response>)>`.
    #[wasm_bindgen]
    pub fn notebook(packs: &[u8], name: &str, day: &str, ending: &str) -> Vec<u8> {
        let make = || {
            let packs: Vec<(Vec<u8>, Answers)> = postcard::from_bytes(packs).ok()?;
            let packs: Vec<(Pack, Answers)> = packs
                .into_iter()
                .filter_map(|(bytes, answers)| Some((pack(&bytes)?, answers)))
                .collect();
            let labels = labels(packs.first()?.0.locale);
            let books =
                packs.iter().map(|(pack, answers)| Book::of(pack, answers.clone(), None, day));
            let books: Vec<Book<'_>> = books.collect();
            let format = Format::ALL.into_iter().find(|format| format.ending() == ending)?;
            Some(export::export_all(&books, name, format, labels))
        };
        bytes(&make())
    }

    /// `Result<Incoming, CsvError>`: the rows that a table holds for a field.
    #[wasm_bindgen]
    pub fn incoming(pack_bytes: &[u8], sheet: &str, field: &str, table: &str) -> Vec<u8> {
        let read = || {
            let pack = pack(pack_bytes)?;
            let sheet = pack.sheet(&sheet.parse().ok()?)?;
            let (_, kind) = sheet.rows().find(|(of, _)| of.id.as_str() == field)?;
            Some(csv::read(table, kind, &labels(pack.locale).wording))
        };
        bytes(&read().unwrap_or(Err(CsvError::Empty)))
    }
}
