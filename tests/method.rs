//! The worksheets hold what the method asks for: every id, choice and flow of its tables, every
//! string in both languages, with the same blanks and nothing left over of the other language.
#![allow(clippy::unwrap_used, clippy::panic)] // a test that cannot read its input has failed

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;
use sproutsheet::library::{PACKS, introduce, parse_pack};
use sproutsheet::model::field::{Field, FieldKind};
use sproutsheet::model::flow::FlowKind;
use sproutsheet::model::text::Locale;
use sproutsheet::model::worksheet::{Pack, Worksheet};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn pack(id: &str) -> Pack {
    let open = |file: &str| fs::read_to_string(format!("{ROOT}/worksheets/{id}/{file}")).ok();
    parse_pack(&open("pack.json").unwrap(), open, Locale::ZhHans).unwrap()
}

/// The rows of the table under a heading, each by its cells.
fn table(heading: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(format!("{ROOT}/tests/fixtures/method.md")).unwrap();
    let (_, below) = text.split_once(&format!("\n## {heading}\n")).unwrap();
    let lines = below.lines().take_while(|line| !line.starts_with("## "));
    let rows = lines.filter(|line| line.starts_with('|')).skip(2);
    let cells = |line: &str| {
        line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>()
    };
    let rows: Vec<_> = rows.map(cells).collect();
    assert!(!rows.is_empty(), "no table under {heading}");
    rows
}

/// The rows of the tables of all packs, each with its pack.
fn tables(what: &'static str) -> impl Iterator<Item = (&'static str, Vec<String>)> {
    let rows = PACKS.into_iter().map(move |id| (id, table(&format!("{id}{what}"))));
    rows.flat_map(|(id, rows)| rows.into_iter().map(move |row| (id, row)))
}

fn list(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(',').map(str::trim)
}

/// Every field of a sheet by its name, columns behind their rows.
fn fields(sheet: &Worksheet) -> BTreeMap<String, &Field> {
    let columns = sheet.rows().flat_map(|(field, rows)| {
        let columns = rows.columns.iter().map(move |c| (format!("{}.{}", field.id, c.id), c));
        std::iter::once((field.id.to_string(), field)).chain(columns)
    });
    sheet.fields().map(|field| (field.id.to_string(), field)).chain(columns).collect()
}

#[test]
fn every_field_of_the_method_is_there() {
    for (id, row) in tables("") {
        let [sheet, asks, wanted] = &row[..] else { panic!("{row:?}") };
        let pack = pack(id);
        let sheet = pack.sheet(&sheet.parse().unwrap()).unwrap_or_else(|| panic!("{asks}"));
        let there = fields(sheet);
        for name in list(wanted) {
            assert!(there.contains_key(name), "{}.{name} is missing", sheet.id);
        }
    }
    let listed: Vec<_> = tables("").map(|(id, row)| format!("{id}/{}", row[0])).collect();
    for id in PACKS {
        for sheet in pack(id).sheets {
            let name = format!("{id}/{}", sheet.id);
            assert!(listed.contains(&name), "{name} is in no table");
        }
    }
}

#[test]
fn every_choice_of_the_method_is_there() {
    for (id, row) in tables(" choices") {
        let pack = pack(id);
        let (sheet, name) = row[0].split_once('.').unwrap();
        let sheet = pack.sheet(&sheet.parse().unwrap()).unwrap();
        let there = fields(sheet);
        let ids: Vec<String> = match &there.get(name).unwrap_or_else(|| panic!("{}", row[0])).kind {
            FieldKind::Choice { choices, .. } | FieldKind::Choices { choices } => {
                choices.iter().map(|choice| choice.id.to_string()).collect()
            }
            FieldKind::Steps(kind) => kind.steps.iter().map(|s| s.id.to_string()).collect(),
            other => panic!("{} has no choices: {other:?}", row[0]),
        };
        assert_eq!(ids, list(&row[1]).collect::<Vec<_>>(), "{}", row[0]);
    }
}

#[test]
fn every_flow_of_the_method_is_declared() {
    for (id, row) in tables(" flows") {
        let pack = pack(id);
        let [from, to, how] = &row[..] else { panic!("{row:?}") };
        let (sheet, name) = to.split_once('.').unwrap();
        let sheet = pack.sheet(&sheet.parse().unwrap()).unwrap();
        let there = fields(sheet);
        let is_declared = match how.as_str() {
            "use" => there[name].uses.as_ref().is_some_and(|place| place.to_string() == *from),
            "count" => sheet.rows().any(|(field, _)| match &field.kind {
                FieldKind::Steps(kind) => kind.steps.iter().any(|step| {
                    format!("{}.{}", field.id, step.id) == name
                        && step.counts.as_ref().is_some_and(|c| c.of.to_string() == *from)
                }),
                _ => false,
            }),
            how => sheet.flows.iter().any(|flow| {
                let place = flow.from.to_string();
                let source = flow.pack.as_ref().map(|pack| format!("{pack}/{place}"));
                flow.to.to_string() == name
                    && source.unwrap_or(place) == *from
                    && flow.how == if how == "fill" { FlowKind::Fill } else { FlowKind::Suggest }
            }),
        };
        assert!(is_declared, "{from} → {to} ({how})");
    }
}

#[test]
fn what_flows_between_packs_begins_at_a_field_that_is_there() {
    let introduced = |id: &str| {
        let others = PACKS.into_iter().filter(|other| *other != id).map(pack);
        let mut pack = pack(id);
        let told = introduce(&mut pack, &others.collect::<Vec<_>>());
        (pack, told)
    };
    let mut known = 0;
    for id in PACKS {
        let (pack, told) = introduced(id);
        assert_eq!(told, Ok(()), "{id}");
        assert_eq!(pack.others.len(), PACKS.len() - 1);
        known += pack.beyond.len();
    }
    assert!(known > 0, "nothing flows between packs");
    // Alone in the library, a pack is told of every flow that begins nowhere.
    let mut alone = pack(PACKS[0]);
    let flows = alone.sheets.iter().flat_map(|sheet| &sheet.flows);
    let wanted = flows.filter(|flow| flow.pack.is_some()).count();
    assert_eq!(introduce(&mut alone, &[]).unwrap_err().len(), wanted);
}

/// Every text of a file: its place, and both languages.
fn texts(path: &str, value: &Value, found: &mut Vec<(String, String, String)>) {
    match value {
        Value::Object(object) => {
            if let (Some(Value::String(zh)), Some(Value::String(en))) =
                (object.get("zh-Hans"), object.get("en"))
            {
                found.push((path.to_owned(), zh.clone(), en.clone()));
                return;
            }
            for (key, value) in object {
                texts(&format!("{path}.{key}"), value, found);
            }
        }
        Value::Array(list) => {
            for (at, value) in list.iter().enumerate() {
                texts(&format!("{path}[{at}]"), value, found);
            }
        }
        _ => {}
    }
}

fn blanks(text: &str) -> Vec<&str> {
    let mut names: Vec<_> =
        text.split('{').skip(1).filter_map(|tail| tail.split('}').next()).collect();
    names.sort_unstable();
    names
}

#[test]
fn every_text_stands_in_both_languages() {
    let is_han = |c: char| ('\u{3400}'..='\u{9fff}').contains(&c);
    // Latin words that stand in Chinese text because that is what people there call them.
    let latin = fs::read_to_string(format!("{ROOT}/tests/fixtures/latin.txt")).unwrap();
    let latin: Vec<&str> = latin.split_whitespace().collect();
    for id in PACKS {
        let mut count = 0;
        for entry in fs::read_dir(format!("{ROOT}/worksheets/{id}")).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|ending| ending != "json") {
                continue;
            }
            let value: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
            let mut found = Vec::new();
            texts(&path.file_stem().unwrap().to_string_lossy(), &value, &mut found);
            count += found.len();
            for (place, zh, en) in found {
                assert_eq!(blanks(&zh), blanks(&en), "{place}: other blanks");
                let is_only_blanks = |text: &str| {
                    let mut rest = text.to_owned();
                    for name in blanks(text) {
                        rest = rest.replace(&format!("{{{name}}}"), "");
                    }
                    !rest.chars().any(char::is_alphabetic)
                };
                assert!(zh.contains(is_han) || is_only_blanks(&zh), "{place}: no Chinese in {zh}");
                assert!(!en.contains(is_han), "{place}: Chinese in {en}");
                assert!(!en.contains(['，', '。', '：', '？']), "{place}: Chinese marks in {en}");
                let plain: String = zh
                    .split('{')
                    .map(|part| part.split_once('}').map_or(part, |(_, after)| after))
                    .collect();
                let words = plain.split(|c: char| !c.is_ascii_alphabetic());
                for word in words.filter(|word| !word.is_empty()) {
                    assert!(latin.contains(&word), "{place}: “{word}” in {zh}");
                }
                for text in [&zh, &en] {
                    assert!(!text.contains(['!', '！']), "{place}: {text}");
                    assert_eq!(text.trim(), text, "{place}: space at an end");
                }
            }
        }
        assert!(count > 200, "{id} has only {count} texts");
    }
}
