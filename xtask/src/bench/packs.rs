//! Packs with a sheet of very many text fields, to see how cost grows.
//!
//! The sheet is read and checked like any other; then its one field is repeated. The server of
//! `bench/` puts such a pack in the place of the real one, so the program measured is the one
//! that is published.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use sproutsheet::library::parse_pack;
use sproutsheet::model::text::Locale;
use sproutsheet::model::worksheet::{Pack, Section, Worksheet};

use crate::Failure;
use crate::run::root;

/// How many fields.
const COUNTS: [u16; 5] = [10, 12, 100, 1_000, 10_000];

/// How many fields stand in a section.
const SECTION: usize = 50;

/// The pack that gets the sheet, and the sheet's id.
const PACK: &str = "community";
const SHEET: &str = "many";

/// Writes a pack for each count: `many-12.bin` and so on. Gives their folder.
pub(super) fn write(work: &Path) -> Result<PathBuf, Failure> {
    let folder = work.join("packs");
    fs::create_dir_all(&folder)?;
    for count in COUNTS {
        fs::write(
            folder.join(format!("{SHEET}-{count}.bin")),
            postcard::to_allocvec(&pack(count)?)?,
        )?;
    }
    Ok(folder)
}

/// The pack with the sheet, last of its tools.
fn pack(count: u16) -> Result<Pack, Failure> {
    let place = root().join("worksheets").join(PACK);
    let mut listed: Value = serde_json::from_slice(&fs::read(place.join("pack.json"))?)?;
    for list in ["tools", "sheets"] {
        let list = listed[list].as_array_mut().ok_or("pack.json lists no sheets")?;
        list.push(SHEET.into());
    }
    let many = one_field().to_string();
    let open = |file: &str| match file.strip_suffix(".json") {
        Some(SHEET) => Some(many.clone()),
        _ => fs::read_to_string(place.join(file)).ok(),
    };
    let mut pack = parse_pack(&listed.to_string(), open, Locale::En).map_err(|problems| {
        problems.iter().map(|problem| format!("\n  {problem}")).collect::<String>()
    })?;
    let sheet = pack.sheets.last_mut().ok_or("no sheet was read")?;
    repeat(sheet, count)?;
    Ok(pack)
}

/// A sheet with one text field.
fn one_field() -> Value {
    let both = |text: &str| json!({"zh-Hans": text, "en": text});
    json!({
        "id": SHEET, "number": 31, "version": 1, "role": "tool", "minutes": 1,
        "name": both("Many"), "title": both("Many fields"), "lead": both("For measuring"),
        "gives": both("A number"),
        "guide": {"meaning": both("m"), "example": both("e"), "mistake": both("m")},
        "sections": [{"fields": [{"id": "f1", "number": 1, "kind": "text", "label": both("Field 1")}]}],
        "examples": [], "summary": both("{f1}"), "readings": [], "flows": [],
    })
}

/// Repeats the sheet's field, in sections.
fn repeat(sheet: &mut Worksheet, count: u16) -> Result<(), Failure> {
    let section = sheet.sections.first().ok_or("no section was read")?.clone();
    let field = section.fields.first().ok_or("no field was read")?.clone();
    let mut fields = Vec::new();
    for number in 1..=count {
        let mut field = field.clone();
        field.id = format!("f{number}").parse().map_err(|error| format!("{error}"))?;
        field.number = number;
        field.label = format!("Field {number}");
        fields.push(field);
    }
    let of = |fields: &[_]| Section { fields: fields.to_vec(), ..section.clone() };
    sheet.sections = fields.chunks(SECTION).map(of).collect();
    Ok(())
}
