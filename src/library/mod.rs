//! The library: worksheet files read and checked.
//!
//! Content enters the program here and nowhere else. A file either becomes a [`Worksheet`] or a
//! list of all its [`Problem`]s, each with its place and how to mend it. Deliberately not here:
//! where files come from, and anything that shows them.

mod board;
mod compound;
mod field;
mod figure;
mod known;
mod own;
mod problem;
mod reader;
#[cfg(not(target_arch = "wasm32"))]
mod schema;
mod sheet;
mod uses;

pub use own::{compact, parse_own};
pub use problem::{Problem, ProblemKind};
pub use reader::{DEPTH_LIMIT, FILE_LIMIT, LIST_LIMIT, PROBLEM_LIMIT, TEXT_LIMIT};
#[cfg(not(target_arch = "wasm32"))]
pub use schema::schema;

use crate::model::id::{PackId, SheetId};
use crate::model::outcome::portrait::Portrait;
use crate::model::text::{Locale, Template};
use crate::model::worksheet::{Pack, PackHead, SheetHead, Stage, Worksheet};
use reader::{Reader, Spot, read_file};
use sheet::{need, optional};

/// The packs of this library, by their numbers in links.
pub const PACKS: [&str; 2] = ["community", "independent"];

/// The pack that the gallery of field kinds is made of. It is in no list and in no link.
pub const GALLERY: &str = "gallery";

/// Reads a worksheet file in one language.
///
/// `languages` are those that every text must have; a file with plain strings has one.
///
/// # Errors
/// All mistakes of the file, in the order of their places.
pub fn parse_worksheet(
    file: &str,
    text: &str,
    languages: &[Locale],
    locale: Locale,
) -> Result<Worksheet, Vec<Problem>> {
    read_file(file, text, languages, locale, sheet::worksheet)
}

/// Reads a pack in one language: `pack.json` and the file of each sheet that it lists.
///
/// `open` gives the text of a file of the pack by its name.
///
/// # Errors
/// All mistakes of all its files.
pub fn parse_pack(
    text: &str,
    open: impl Fn(&str) -> Option<String>,
    locale: Locale,
) -> Result<Pack, Vec<Problem>> {
    let (mut pack, sheets) = read_file("pack.json", text, &Locale::ALL, locale, pack)?;
    let mut problems = Vec::new();
    for id in sheets {
        let file = format!("{id}.json");
        let parsed = match open(&file) {
            Some(text) => parse_worksheet(&file, &text, &Locale::ALL, locale),
            None => Err(vec![missing(&id)]),
        };
        match parsed {
            Ok(sheet) => pack.sheets.push(sheet),
            Err(found) => problems.extend(found),
        }
    }
    if problems.is_empty() {
        uses::resolve(&mut pack, &mut problems);
        check_portrait(&pack, &mut problems);
    }
    if problems.is_empty() { Ok(pack) } else { Err(problems) }
}

/// Tells a pack of the others in the library: what they hold, and which of their sheets its flows
/// begin at.
///
/// # Errors
/// Every flow that begins at a field which no other pack has.
pub fn introduce(pack: &mut Pack, others: &[Pack]) -> Result<(), Vec<Problem>> {
    let mut problems = Vec::new();
    let mut beyond: Vec<SheetHead> = Vec::new();
    for here in &pack.sheets {
        for flow in &here.flows {
            let Some(id) = &flow.pack else { continue };
            let there = others.iter().find(|other| other.id == *id);
            let there = there.zip(flow.from.sheet.as_ref()).and_then(|(p, id)| p.sheet(id));
            let Some(there) = there.filter(|sheet| sheet.field(&flow.from.field).is_some()) else {
                problems.push(of_file(
                    format!("{}.json", here.id),
                    "flows",
                    ProblemKind::NoField(format!("{id}/{}", flow.from)),
                ));
                continue;
            };
            if !beyond.iter().any(|head| head.pack == *id && head.sheet == there.id) {
                beyond.push(SheetHead {
                    pack: id.clone(),
                    sheet: there.id.clone(),
                    version: there.version,
                    name: there.name.clone(),
                });
            }
        }
    }
    let head = |pack: &Pack| PackHead {
        id: pack.id.clone(),
        title: pack.title.clone(),
        summary: pack.summary.clone(),
        sheets: pack.sheets.len(),
    };
    pack.others = others.iter().map(head).collect();
    pack.beyond = beyond;
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

/// A mistake that has no place in its file.
fn of_file(file: String, path: &str, kind: ProblemKind) -> Problem {
    Problem { file, line: 1, column: 1, path: path.to_owned(), kind }
}

fn missing(id: &SheetId) -> Problem {
    of_file("pack.json".to_owned(), "sheets", ProblemKind::NoFile(id.to_string()))
}

/// Reads `pack.json`: the pack without its sheets, and their ids.
fn pack(reader: &mut Reader<'_>, spot: &Spot<'_, '_>) -> Option<(Pack, Vec<SheetId>)> {
    let mut keys = reader.object(spot);
    let _schema = optional(reader, &mut keys, "$schema", |r, s| r.string(s));
    let id: Option<PackId> = need(reader, &mut keys, "id", |r, s| r.id(s));
    let number = need(reader, &mut keys, "number", |r, s| r.number(s, 0, 63)).map(sheet::small);
    let title = need(reader, &mut keys, "title", |r, s| r.text(s));
    let summary = need(reader, &mut keys, "summary", |r, s| r.text(s));
    let source = need(reader, &mut keys, "source", sheet::comes_from);
    let mut stages = Vec::new();
    if let Some(list) = keys.need(reader, "stages") {
        for entry in reader.list(&list) {
            let mut keys = reader.object(&entry);
            let title = need(reader, &mut keys, "title", |r, s| r.text(s));
            let lead = optional(reader, &mut keys, "lead", |r, s| r.text(s)).unwrap_or_default();
            let sheets = need(reader, &mut keys, "sheets", |r, s| Some(ids(r, s)));
            keys.close(reader);
            let stage = |(title, sheets)| Stage { title, lead, sheets };
            stages.extend(title.zip(sheets).map(stage));
        }
    }
    let tools = optional(reader, &mut keys, "tools", |r, s| Some(ids(r, s)));
    let portrait = optional(reader, &mut keys, "portrait", portrait);
    let sheets = need(reader, &mut keys, "sheets", |r, s| Some(ids(r, s)));
    keys.close(reader);
    let pack = Pack {
        id: id?,
        number: number?,
        locale: reader.locale(),
        title: title?,
        summary: summary?,
        source: source?,
        stages,
        tools: tools.unwrap_or_default(),
        portrait,
        sheets: Vec::new(),
        others: Vec::new(),
        beyond: Vec::new(),
    };
    Some((pack, sheets?))
}

fn portrait(reader: &mut Reader<'_>, spot: &Spot<'_, '_>) -> Option<Portrait> {
    let mut keys = reader.object(spot);
    let title = need(reader, &mut keys, "title", |r, s| r.text(s));
    let lines = need(reader, &mut keys, "lines", |r, s| {
        let lines = r.list(s);
        Some(lines.iter().filter_map(|line| r.template(line)).collect())
    });
    keys.close(reader);
    Some(Portrait { title: title?, lines: lines? })
}

/// Notes every place of a portrait that no sheet of its pack has.
fn check_portrait(pack: &Pack, problems: &mut Vec<Problem>) {
    let lines = pack.portrait.iter().flat_map(|portrait| &portrait.lines);
    for place in lines.flat_map(Template::places) {
        let sheet = place.sheet.as_ref().and_then(|id| pack.sheet(id));
        let has = |sheet: &Worksheet| {
            sheet.holder(&place.field).is_some() || sheet.field(&place.field).is_some()
        };
        if place.column.is_some() || !sheet.is_some_and(has) {
            let kind = ProblemKind::NoField(place.to_string());
            problems.push(of_file("pack.json".to_owned(), "portrait", kind));
        }
    }
}

fn ids(reader: &mut Reader<'_>, spot: &Spot<'_, '_>) -> Vec<SheetId> {
    let entries = reader.list(spot);
    entries.iter().filter_map(|entry| reader.id(entry)).collect()
}
