//! Ids and numbers that links and saves depend on: they may be added to, never changed.
//!
//! `SPROUTSHEET_WRITE=1 cargo test --test permanent` adds what is new to the list.
#![allow(clippy::unwrap_used, clippy::panic)] // a test that cannot read its input has failed

use std::collections::BTreeMap;
use std::fs;

use sproutsheet::library::{PACKS, parse_pack};
use sproutsheet::model::field::{Field, FieldKind};
use sproutsheet::model::text::Locale;
use sproutsheet::model::worksheet::Pack;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn pack(id: &str, locale: Locale) -> Pack {
    let open = |file: &str| fs::read_to_string(format!("{ROOT}/worksheets/{id}/{file}")).ok();
    parse_pack(&open("pack.json").unwrap(), open, locale).unwrap()
}

/// Every name with its number, and how its answer travels.
fn names(pack: &Pack) -> BTreeMap<String, String> {
    let mut names = BTreeMap::from([(pack.id.to_string(), pack.number.to_string())]);
    for sheet in &pack.sheets {
        let at = format!("{}/{}", pack.id, sheet.id);
        names.insert(at.clone(), sheet.number.to_string());
        let rows = sheet.rows().flat_map(|(field, rows)| {
            let columns = rows.columns.iter().map(|c| (format!("{}.{}", field.id, c.id), c));
            std::iter::once((field.id.to_string(), field)).chain(columns)
        });
        for (name, field) in sheet.fields().map(|f| (f.id.to_string(), f)).chain(rows) {
            names.insert(format!("{at}.{name}"), said(field));
        }
    }
    names
}

fn said(field: &Field) -> String {
    let kind = match &field.kind {
        FieldKind::Text | FieldKind::LongText => "text".to_owned(),
        FieldKind::Number { .. } | FieldKind::Scale { .. } => "number".to_owned(),
        FieldKind::Date { .. } => "date".to_owned(),
        FieldKind::YesNo { .. } | FieldKind::Check => "yes-no".to_owned(),
        FieldKind::Choice { choices, .. } | FieldKind::Choices { choices } => choices
            .iter()
            .map(|choice| format!("{}={}", choice.id, choice.number))
            .collect::<Vec<_>>()
            .join(" "),
        _ => "holder".to_owned(),
    };
    format!("{} {kind}", field.number)
}

#[test]
fn names_and_numbers_stay_as_released() {
    let path = format!("{ROOT}/tests/golden/numbers.json");
    let mut now = BTreeMap::new();
    for id in PACKS {
        let (zh, en) = (pack(id, Locale::ZhHans), pack(id, Locale::En));
        assert_eq!(names(&zh), names(&en), "both languages are one worksheet");
        now.extend(names(&zh));
    }
    let text = fs::read_to_string(&path).unwrap_or_else(|_| "{}".to_owned());
    let released: BTreeMap<String, String> = serde_json::from_str(&text).unwrap();
    for (name, number) in &released {
        let found = now.get(name).unwrap_or_else(|| panic!("{name} is gone: links name it"));
        // Choices may be added behind those that were released.
        assert!(found.starts_with(number.as_str()), "{name} was {number}, is {found}");
    }
    let new: Vec<_> = now.keys().filter(|name| !released.contains_key(*name)).collect();
    if std::env::var_os("SPROUTSHEET_WRITE").is_some() {
        fs::write(&path, serde_json::to_string_pretty(&now).unwrap() + "\n").unwrap();
    } else {
        assert_eq!(new, Vec::<&String>::new(), "add them: see the head of this file");
    }
}
