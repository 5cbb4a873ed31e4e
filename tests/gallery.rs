//! The gallery shows every kind of field: a kind that is missing there has no documentation.
#![allow(clippy::unwrap_used, clippy::panic)] // a test that cannot read its input has failed

use std::fs;

use sproutsheet::library::{GALLERY, PACKS, parse_pack};
use sproutsheet::model::field::{ChoiceLook, Field, FieldKind};
use sproutsheet::model::text::Locale;
use sproutsheet::model::worksheet::Pack;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn gallery(locale: Locale) -> Pack {
    let open = |file: &str| fs::read_to_string(format!("{ROOT}/worksheets/{GALLERY}/{file}")).ok();
    parse_pack(&open("pack.json").unwrap(), open, locale)
        .unwrap_or_else(|problems| panic!("{problems:#?}"))
}

/// What the gallery must call the sheet that shows a kind. A new kind does not compile here
/// until it has a name, and does not pass until it has a sheet.
fn name(kind: &FieldKind) -> &'static str {
    match kind {
        FieldKind::Text => "text",
        FieldKind::LongText => "long-text",
        FieldKind::Number { .. } => "number",
        FieldKind::Date { .. } => "date",
        FieldKind::YesNo { .. } => "yes-no",
        FieldKind::Choice { look: ChoiceLook::List, .. } => "choice",
        FieldKind::Choice { look: ChoiceLook::Cards, .. } => "cards",
        FieldKind::Choices { .. } => "choices",
        FieldKind::Scale { .. } => "scale",
        FieldKind::Check => "check",
        FieldKind::Sentence { .. } => "sentence",
        FieldKind::Refers(_) => "refers",
        FieldKind::Rows(_) => "rows",
        FieldKind::Steps(_) => "steps",
        FieldKind::Classification(_) => "classification",
        FieldKind::Screening(_) => "screening",
        FieldKind::Calculation(_) => "calculation",
        FieldKind::Chart(_) => "chart",
        FieldKind::Shares(_) => "shares",
        FieldKind::Quadrant(_) => "quadrant",
        FieldKind::Circles(_) => "circles",
        FieldKind::Streak(_) => "streak",
    }
}

#[test]
fn every_kind_stands_in_the_gallery() {
    for locale in Locale::ALL {
        let pack = gallery(locale);
        for sheet in &pack.sheets {
            let fields: Vec<&Field> = sheet.sections.iter().flat_map(|s| &s.fields).collect();
            let shown = fields.iter().any(|field| name(&field.kind) == sheet.id.as_str());
            assert!(shown, "{} does not show itself", sheet.id);
            let filled = sheet.examples.first().unwrap();
            assert_eq!(filled.id.as_str(), "filled", "{}", sheet.id);
            assert!(!filled.answers.is_empty() || !filled.rows.is_empty(), "{}", sheet.id);
        }
        assert_eq!(pack.sheets.len(), 22);
    }
}

#[test]
fn the_gallery_is_in_no_list_and_no_link() {
    assert!(!PACKS.contains(&GALLERY));
    assert!(usize::from(gallery(Locale::En).number) >= PACKS.len());
}
