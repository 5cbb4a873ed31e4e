//! The schema of worksheet files says what the checker says, as far as a schema can.

#![allow(clippy::unwrap_used, clippy::panic)] // a test that cannot read its input has failed

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};
use sproutsheet::library::{ProblemKind, parse_worksheet, schema};
use sproutsheet::model::text::Locale;

/// The worksheet files of this repository.
fn files() -> Vec<(PathBuf, Value)> {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/worksheets");
    let packs = ["community", "independent", "gallery"];
    let files = packs.iter().flat_map(|pack| fs::read_dir(format!("{root}/{pack}")).unwrap());
    let files =
        files.map(|entry| entry.unwrap().path()).filter(|path| !path.ends_with("pack.json"));
    files.map(|path| (path.clone(), json_of(&fs::read_to_string(path).unwrap()))).collect()
}

fn json_of(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn every_key() -> Value {
    json_of(include_str!("../src/library/every-key.json"))
}

fn ours() -> Value {
    json_of(&schema().unwrap_or_else(|error| panic!("{error}")))
}

/// A second opinion: what of JSON Schema (draft 7) the schema uses, by the letter.
fn fits(value: &Value, schema: &Value, root: &Value) -> bool {
    if let Some(name) = schema["$ref"].as_str() {
        return fits(value, root.pointer(name.strip_prefix('#').unwrap()).unwrap(), root);
    }
    let all = |key: &str| schema[key].as_array().into_iter().flatten();
    let bound = |key: &str| schema[key].as_i64();
    let is_type = match schema["type"].as_str() {
        None => true,
        Some("object") => value.is_object(),
        Some("array") => value.is_array(),
        Some("string") => value.is_string(),
        Some("integer") => value.is_i64(),
        Some("boolean") => value.is_boolean(),
        Some(other) => panic!("type {other}"),
    };
    let is_one = schema["enum"].as_array().is_none_or(|all| all.contains(value))
        && schema.get("const").is_none_or(|one| one == value);
    let in_bounds = value.as_i64().is_none_or(|n| {
        bound("minimum").is_none_or(|low| n >= low) && bound("maximum").is_none_or(|high| n <= high)
    });
    let text_fits = value.as_str().is_none_or(|text| {
        let length = i64::try_from(text.chars().count()).unwrap();
        let is_id = |id: &str| {
            let mut letters = id.bytes();
            letters.next().is_some_and(|b| b.is_ascii_alphabetic())
                && id.len() <= 40
                && letters.all(|b| b.is_ascii_alphanumeric() || b == b'-')
        };
        let pattern = match schema["pattern"].as_str() {
            None => true,
            Some(pattern) if pattern.contains("\\.") => {
                text.split('.').count() <= 3 && text.split('.').all(is_id)
            }
            Some(_) => is_id(text),
        };
        pattern
            && bound("minLength").is_none_or(|least| length >= least)
            && bound("maxLength").is_none_or(|most| length <= most)
    });
    let list_fits = value.as_array().is_none_or(|list| {
        bound("maxItems").is_none_or(|most| i64::try_from(list.len()).unwrap() <= most)
            && schema.get("items").is_none_or(|of| list.iter().all(|entry| fits(entry, of, root)))
    });
    let object_fits = value.as_object().is_none_or(|object| {
        let count = i64::try_from(object.len()).unwrap();
        bound("minProperties").is_none_or(|least| count >= least)
            && bound("maxProperties").is_none_or(|most| count <= most)
            && all("required").all(|key| object.contains_key(key.as_str().unwrap()))
            && object.iter().all(|(key, value)| match schema["properties"].get(key) {
                Some(known) => fits(value, known, root),
                None => match &schema["additionalProperties"] {
                    Value::Bool(may) => *may,
                    Value::Null => true,
                    of => fits(value, of, root),
                },
            })
    });
    let branch = match schema.get("if") {
        Some(condition) if fits(value, condition, root) => schema.get("then"),
        Some(_) => schema.get("else"),
        None => None,
    };
    is_type
        && is_one
        && in_bounds
        && text_fits
        && list_fits
        && object_fits
        && all("allOf").all(|of| fits(value, of, root))
        && schema["anyOf"].as_array().is_none_or(|of| of.iter().any(|of| fits(value, of, root)))
        && branch.is_none_or(|of| fits(value, of, root))
}

#[test]
fn every_shipped_sheet_fits() {
    let schema = ours();
    let files = files();
    assert!(files.len() > 40, "{}", files.len());
    for (path, sheet) in files {
        assert!(fits(&sheet, &schema, &schema), "{}", path.display());
    }
}

/// Every object of a file, by its pointer.
fn objects(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(object) => {
            found.push(at.to_owned());
            for (key, value) in object {
                objects(value, &format!("{at}/{key}"), found);
            }
        }
        Value::Array(list) => {
            for (i, value) in list.iter().enumerate() {
                objects(value, &format!("{at}/{i}"), found);
            }
        }
        _ => {}
    }
}

fn kinds(sheet: &Value) -> Vec<ProblemKind> {
    let read = parse_worksheet("a", &sheet.to_string(), &Locale::ALL, Locale::En);
    read.err().unwrap_or_default().into_iter().map(|problem| problem.kind).collect()
}

/// In every object of a sheet that uses every key: a key more is refused by both, and where the
/// checker misses a key that is taken away, so does the schema, and the reverse.
#[test]
fn checker_and_schema_know_the_same_keys() {
    let schema = ours();
    let whole = every_key();
    assert!(kinds(&whole).is_empty(), "{:?}", kinds(&whole));
    let mut all = Vec::new();
    objects(&whole, "", &mut all);
    assert!(all.len() > 80, "{}", all.len());
    let mut tried = 0;
    for at in all {
        let is_answers = at.starts_with("/examples/0/answers");
        let mut more = whole.clone();
        let there = more.pointer_mut(&at).unwrap().as_object_mut().unwrap();
        there.insert("nonsense".to_owned(), json!({"nonsense": []}));
        assert!(!kinds(&more).is_empty(), "the checker knows nonsense in {at}");
        // What answers are called, a schema cannot know.
        assert!(is_answers || !fits(&more, &schema, &schema), "the schema knows nonsense in {at}");
        let keys: Vec<String> =
            whole.pointer(&at).unwrap().as_object().unwrap().keys().cloned().collect();
        for key in keys {
            let mut less = whole.clone();
            less.pointer_mut(&at).unwrap().as_object_mut().unwrap().remove(&key);
            let found = kinds(&less);
            let misses = |kind: &ProblemKind| match kind {
                ProblemKind::Missing(missing) => *missing == key,
                // A condition without its key is none.
                ProblemKind::Expected(what) => *what == "a condition",
                _ => false,
            };
            let is_missed = found.iter().any(misses);
            // Without its `use` a column is an ordinary one, of which more is missing. A line wants a
            // label; where there is no line the schema lets the label go, and so where there is one.
            let is_loose = key == "use" || key == "line-label";
            let fits = fits(&less, &schema, &schema);
            assert!(is_loose || is_missed != fits, "{at}: {key}: {found:?}");
            tried += 1;
        }
    }
    assert!(tried > 300, "{tried}");
}

#[test]
fn values_that_the_checker_refuses_do_not_fit() {
    let schema = ours();
    for (at, wrong) in [
        ("/id", json!("1st")),
        ("/id", json!("a".repeat(41))),
        ("/number", json!(32)),
        ("/number", json!("1")),
        ("/version", json!(0)),
        ("/role", json!("game")),
        ("/title", json!("")),
        ("/title", json!({"fr": "Quoi ?"})),
        ("/title", json!("x".repeat(4_001))),
        ("/minutes", json!(1.5)),
        ("/sections", json!({})),
        ("/sections/0/fields/0/kind", json!("magic")),
        ("/sections/0/fields/0/required", json!("yes")),
        ("/sections/1/fields/1/columns/0/kind", json!("rows")),
        ("/sections/1/fields/1/first", json!("a.b")),
        ("/readings/0/when", json!({"empty": "who", "filled": "who"})),
        ("/readings/0/when/empty", json!("a.b.c.d")),
        ("/readings/3/when/at-least", json!(["number", "3"])),
        ("/flows/0/how", json!("pour")),
    ] {
        let mut sheet = every_key();
        *sheet.pointer_mut(at).unwrap() = wrong.clone();
        let is_quoted = wrong == json!(["number", "3"]);
        assert!(!kinds(&sheet).is_empty(), "the checker takes {wrong} at {at}");
        // Entries of a pair are told together: one may be what the other is.
        assert!(is_quoted || !fits(&sheet, &schema, &schema), "the schema takes {wrong} at {at}");
    }
}
