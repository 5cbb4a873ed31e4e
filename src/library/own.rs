//! An author's own worksheet: one file that is a pack by itself.

use std::fmt::Write as _;

use jsonc_parser::ast::{Object, Value};

use super::problem::Problem;
use super::reader::{Reader, Spot, read_file};
use super::{sheet, uses};
use crate::model::id::PackId;
use crate::model::text::Locale;
use crate::model::worksheet::{Pack, Worksheet};

/// Reads an author's file as a pack of one sheet: in the wanted language, or else in its own.
///
/// The languages that the title has are those that every text must have. A file of plain strings
/// is taken to be Chinese where its title is.
///
/// # Errors
/// All mistakes of the file, in the order of their places.
pub fn parse_own(file: &str, text: &str, wanted: Locale) -> Result<Pack, Vec<Problem>> {
    let languages = languages(text);
    let locale = if languages.contains(&wanted) { wanted } else { languages[0] };
    let sheet = read_file(file, text, &languages, locale, sheet::worksheet)?;
    let mut pack = Pack {
        id: PackId::own(&identity(&sheet)),
        number: 0,
        locale,
        title: sheet.name.clone(),
        summary: sheet.gives.clone(),
        source: sheet.source.clone().unwrap_or_default(),
        stages: Vec::new(),
        tools: Vec::new(),
        portrait: None,
        sheets: vec![sheet],
        others: Vec::new(),
        beyond: Vec::new(),
    };
    let mut problems = Vec::new();
    uses::resolve(&mut pack, &mut problems);
    for problem in &mut problems {
        file.clone_into(&mut problem.file);
    }
    if problems.is_empty() { Ok(pack) } else { Err(problems) }
}

/// What makes a sheet the same sheet, however it is worded: where it comes from, or else what it
/// asks.
fn identity(sheet: &Worksheet) -> String {
    if let Some(source) = &sheet.source {
        return format!("source {} {}", source.link, sheet.id);
    }
    let mut identity = format!("fields {}", sheet.id);
    let columns = sheet.rows().flat_map(|(_, rows)| &rows.columns);
    for field in sheet.fields().chain(columns) {
        let _ = write!(identity, " {}:{}", field.number, field.id);
    }
    identity
}

/// The languages of a file; at least one.
fn languages(text: &str) -> Vec<Locale> {
    let title = |_: &mut Reader<'_>, spot: &Spot<'_, '_>| match spot.get("title")?.value {
        Value::Object(texts) => Some(locales(texts).collect::<Vec<_>>()),
        Value::StringLit(title) => {
            let is_han = title.value.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
            Some(vec![if is_han { Locale::ZhHans } else { Locale::En }])
        }
        _ => None,
    };
    let found = read_file("", text, &Locale::ALL, Locale::En, title).unwrap_or_default();
    if found.is_empty() { Locale::ALL.to_vec() } else { found }
}

/// The languages among an object's keys.
fn locales(texts: &Object<'_>) -> impl Iterator<Item = Locale> {
    let has = |tag| texts.properties.iter().any(|property| property.name.as_str() == tag);
    Locale::ALL.into_iter().filter(move |locale| has(locale.tag()))
}

/// A file that has no mistake, as short as it can be said: in one language, without white space.
/// It means the same sheet.
pub fn compact(text: &str, locale: Locale) -> Option<String> {
    let write = |_: &mut Reader<'_>, spot: &Spot<'_, '_>| {
        let mut out = String::new();
        write(spot.value, locale, &Keys::OfSheet, &mut out);
        Some(out)
    };
    read_file("", text, &Locale::ALL, locale, write).ok()
}

/// What the keys of an object are.
#[derive(PartialEq, Eq)]
enum Keys {
    /// Those of the sheet itself.
    OfSheet,
    /// Those of the format, or languages.
    OfFormat,
    /// Names of fields, and no languages.
    Names,
}

fn write(value: &Value<'_>, locale: Locale, keys: &Keys, out: &mut String) {
    match value {
        Value::StringLit(text) => quote(&text.value, out),
        Value::NumberLit(number) => out.push_str(number.value),
        Value::BooleanLit(flag) => out.push_str(if flag.value { "true" } else { "false" }),
        Value::NullKeyword(_) => out.push_str("null"),
        Value::Array(list) => {
            out.push('[');
            for (at, entry) in list.elements.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                write(entry, locale, keys, out);
            }
            out.push(']');
        }
        Value::Object(object) => {
            let said = object.properties.iter().find(|p| p.name.as_str() == locale.tag());
            match said.filter(|_| *keys == Keys::OfFormat) {
                Some(said) => write(&said.value, locale, keys, out),
                None => write_object(object, locale, keys, out),
            }
        }
    }
}

fn write_object(object: &Object<'_>, locale: Locale, keys: &Keys, out: &mut String) {
    out.push('{');
    let all = object.properties.iter().filter(|property| property.name.as_str() != "$schema");
    for (at, property) in all.enumerate() {
        if at > 0 {
            out.push(',');
        }
        let (name, value) = (property.name.as_str(), &property.value);
        quote(name, out);
        out.push(':');
        if name == "title" && *keys == Keys::OfSheet {
            // The title tells which language the others are.
            let _ = write!(out, "{{\"{locale}\":");
            write(value, locale, &Keys::OfFormat, out);
            out.push('}');
            continue;
        }
        // An example's answers stand under names of fields; in rows, so do cells.
        let is_answers = name == "answers" && matches!(value, Value::Object(_));
        let is_rows = *keys == Keys::Names && matches!(value, Value::Array(_));
        let within = if is_answers || is_rows { Keys::Names } else { Keys::OfFormat };
        write(value, locale, &within, out);
    }
    out.push('}');
}

/// Writes a text as JSON does.
fn quote(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c if c < ' ' => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::ProblemKind;

    const PLAIN: &str = r#"{
      "id": "week", "number": 1, "version": 1, "name": "This week", "title": "Whom did you meet?",
      "sections": [{"fields": [{"id": "who", "number": 1, "kind": "text", "label": "Who"}]}]
    }"#;

    fn own(text: &str) -> Pack {
        parse_own("own.json", text, Locale::ZhHans).unwrap()
    }

    #[test]
    fn a_file_is_a_pack_in_its_own_language() {
        let pack = own(PLAIN);
        assert_eq!((pack.locale, pack.sheets.len()), (Locale::En, 1));
        assert!(pack.id.is_own());
        assert_eq!(
            own(&PLAIN.replace("Whom did you meet?", "这周见了谁？")).locale,
            Locale::ZhHans
        );
    }

    #[test]
    fn languages_are_those_of_the_title() {
        let two = PLAIN.replace("\"Whom did you meet?\"", r#"{"en": "Whom?", "zh-Hans": "谁？"}"#);
        assert_eq!(own(&two).sheets[0].title, "谁？");
        let one = two.replace(r#", "zh-Hans": "谁？""#, "");
        assert_eq!(own(&one).sheets[0].title, "Whom?");
        let lacking = two.replace("\"Who\"", r#"{"en": "Who"}"#);
        let problems = parse_own("own.json", &lacking, Locale::En).unwrap_err();
        assert_eq!(problems[0].kind, ProblemKind::NoLanguage(Locale::ZhHans));
    }

    #[test]
    fn a_sheet_stays_the_same_when_its_words_change_and_no_other_is_it() {
        let pack = own(PLAIN);
        let reworded = PLAIN.replace("This week", "These days").replace("\"Who\"", "\"Name them\"");
        assert_eq!(own(&reworded).id, pack.id);
        assert_ne!(own(&PLAIN.replace("\"who\"", "\"whom\"")).id, pack.id);
        // With a source it stays the same when its questions change too.
        let at = |text: &str, host: &str| {
            let source = format!(
                r#""source": {{"title": "A", "author": "B", "link": "https://{host}/"}}, "version""#
            );
            own(&text.replace("\"version\"", &source))
        };
        let other = PLAIN.replace("\"who\"", "\"whom\"");
        assert_eq!(at(PLAIN, "example.org").id, at(&other, "example.org").id);
        assert_ne!(at(PLAIN, "example.org").id, at(PLAIN, "example.net").id);
    }

    #[test]
    fn what_no_other_sheet_has_is_told_with_the_files_name() {
        let text = PLAIN.replace("\"kind\": \"text\", \"label\": \"Who\"", r#""kind": "rows", "label": "Who",
          "add": "Add", "singular": "row", "columns": [{"id": "fit", "number": 2, "use": "value.fit"}]"#);
        let problems = parse_own("mine.json", &text, Locale::En).unwrap_err();
        assert_eq!((problems.len(), problems[0].file.as_str()), (1, "mine.json"));
    }

    #[test]
    fn made_short_it_means_the_same_sheet() {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/worksheets");
        for name in ["community/job", "gallery/rows", "gallery/steps", "gallery/circles"] {
            let text = std::fs::read_to_string(format!("{root}/{name}.json")).unwrap();
            for locale in Locale::ALL {
                let whole = parse_own("a", &text, locale).unwrap();
                let short = compact(&text, locale).unwrap();
                assert!(short.len() * 3 < text.len() * 2, "{name}");
                let again = parse_own("a", &short, locale).unwrap();
                assert_eq!(again, whole, "{name} {locale}");
                assert_eq!(compact(&short, locale), Some(short));
            }
        }
        let odd = PLAIN.replace("\"Who\"", r#""a \"quote\"\\ \n\t 谁""#);
        assert_eq!(own(&compact(&odd, Locale::En).unwrap()), own(&odd));
    }

    #[test]
    fn made_short_it_stays_in_its_language() {
        let mixed = PLAIN.replace("Whom did you meet?", "Whom did you meet in 北京?");
        let short = compact(&mixed, Locale::En).unwrap();
        assert_eq!(parse_own("a", &short, Locale::ZhHans).unwrap().locale, Locale::En);
    }

    #[test]
    fn a_field_may_be_called_like_a_language() {
        let text = PLAIN.replace("\"who\"", "\"en\"").replace(
            "\"sections\"",
            r#""examples": [{"id": "a", "number": 1, "title": "A", "answers": {"en": "x"}}], "sections""#,
        );
        assert_eq!(own(&compact(&text, Locale::En).unwrap()), own(&text));
    }

    #[test]
    fn a_file_made_to_hurt_is_refused_soon() {
        let deep = "[".repeat(200_000);
        let kinds = |text: &str| -> Vec<ProblemKind> {
            let problems = parse_own("a", text, Locale::En).unwrap_err();
            problems.into_iter().map(|problem| problem.kind).collect()
        };
        assert_eq!(kinds(&deep), [ProblemKind::TooDeep(32)]);
        let long = format!("\"{}\"", " ".repeat(600_000));
        assert_eq!(kinds(&long), [ProblemKind::TooLarge(512 * 1024)]);
        let keys: String = (0..30_000).map(|at| format!("\"k{at}\":1,")).collect();
        assert_eq!(kinds(&format!("{{{keys}\"z\":1}}")).len(), 201);
    }
}
