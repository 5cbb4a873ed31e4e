//! Reading JSON with its places kept, so that every mistake of a file is found in one pass.
//!
//! A reader never stops at a mistake: it notes it and reads on with nothing in that place. Only
//! when all was read does the caller ask whether there were any.

use std::collections::BTreeSet;
use std::str::FromStr;

use jsonc_parser::ast::{Array, Object, ObjectProp, Value};
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use super::problem::{Problem, ProblemKind, cut};
use crate::model::id::IdError;
use crate::model::text::{Locale, Template};
use crate::model::unseen::is_unseen;

/// The largest file that is read, in bytes.
pub const FILE_LIMIT: usize = 512 * 1024;
/// The longest text, in characters.
pub const TEXT_LIMIT: usize = 4_000;
/// The longest list.
pub const LIST_LIMIT: usize = 1_000;
/// How many mistakes are told at once.
pub const PROBLEM_LIMIT: usize = 200;

/// Reads one file.
pub(super) struct Reader<'t> {
    file: &'t str,
    text: &'t str,
    /// The languages that every text must have, and the one that is wanted.
    languages: &'t [Locale],
    locale: Locale,
    problems: Vec<Problem>,
    /// The ids in what could not be read: that they are not found is no mistake of its own.
    spoilt: BTreeSet<String>,
}

/// A value and its place in the structure.
#[derive(Clone)]
pub(super) struct Spot<'v, 't> {
    pub(super) value: &'v Value<'t>,
    pub(super) path: String,
}

impl<'v, 't> Spot<'v, 't> {
    /// The value of a key, asked for again; nothing where there is none.
    pub(super) fn get(&self, key: &str) -> Option<Self> {
        let Value::Object(object) = self.value else { return None };
        let property = object.properties.iter().find(|property| property.name.as_str() == key)?;
        Some(Spot { value: &property.value, path: join(&self.path, key) })
    }

    /// The word that stands here, as it is; nothing where there is none.
    pub(super) fn word(&self) -> Option<&'v str> {
        match self.value {
            Value::StringLit(literal) => Some(&literal.value),
            _ => None,
        }
    }

    /// The entries of a list, asked for again; none where it is no list.
    pub(super) fn entries(&self) -> Vec<Self> {
        let Value::Array(array) = self.value else { return Vec::new() };
        let entry = |(i, value)| Spot { value, path: format!("{}[{i}]", self.path) };
        array.elements.iter().enumerate().map(entry).collect()
    }
}

/// An object being read, key by key.
pub(super) struct Keys<'v, 't> {
    object: Option<&'v Object<'t>>,
    start: usize,
    path: String,
    known: Vec<&'static str>,
}

/// Parses a file and hands its value to `read`. Gives what `read` made, if nothing was wrong.
pub(super) fn read_file<T>(
    file: &str,
    text: &str,
    languages: &[Locale],
    locale: Locale,
    read: impl FnOnce(&mut Reader<'_>, &Spot<'_, '_>) -> Option<T>,
) -> Result<T, Vec<Problem>> {
    let (problems, spoilt) = (Vec::new(), BTreeSet::new());
    let mut reader = Reader { file, text, languages, locale, problems, spoilt };
    if text.len() > FILE_LIMIT {
        reader.note(0, "", ProblemKind::TooLarge(FILE_LIMIT));
        return Err(reader.problems);
    }
    let strict = ParseOptions {
        allow_comments: false,
        allow_loose_object_property_names: false,
        allow_trailing_commas: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    };
    // A byte-order mark at the start is an editor's habit, no mistake.
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let made = match parse_to_ast(body, &CollectOptions::default(), &strict) {
        Ok(parsed) => match parsed.value {
            Some(value) => read(&mut reader, &Spot { value: &value, path: String::new() }),
            None => {
                reader.note(0, "", ProblemKind::Expected("an object"));
                None
            }
        },
        Err(error) => {
            let what = ProblemKind::NotJson(error.kind().to_string());
            reader.note(error.range().start, "", what);
            None
        }
    };
    match made {
        Some(made) if reader.problems.is_empty() => Ok(made),
        _ => Err(reader.problems),
    }
}

impl<'t> Reader<'t> {
    /// The language that is wanted.
    pub(super) fn locale(&self) -> Locale {
        self.locale
    }

    /// Notes a mistake at a byte of the file.
    fn note(&mut self, byte: usize, path: &str, kind: ProblemKind) {
        let kind = match self.problems.len() {
            0..PROBLEM_LIMIT => kind.cut(),
            PROBLEM_LIMIT => ProblemKind::More,
            // Finding a mistake's line takes time: a file of nothing else must not take all day.
            _ => return,
        };
        let before = self.text.get(..byte).unwrap_or(self.text);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        self.problems.push(Problem {
            file: self.file.to_owned(),
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            path: cut(path.to_owned()),
            kind,
        });
    }

    /// Notes a mistake at a value. What only follows from another mistake is none.
    pub(super) fn problem(&mut self, spot: &Spot<'_, '_>, kind: ProblemKind) {
        let named = match &kind {
            ProblemKind::NoField(name) | ProblemKind::NoChoice(name) => name.as_str(),
            _ => "",
        };
        if !named.split('.').any(|part| self.spoilt.contains(part)) {
            self.note(spot.value.range().start, &spot.path, kind);
        }
    }

    /// Notes that something could not be read, with all that it holds.
    pub(super) fn spoil(&mut self, spot: &Spot<'_, '_>) {
        self.spoilt.extend(spot.get("id").and_then(|id| id.word()).map(str::to_owned));
        let Value::Object(object) = spot.value else { return };
        for property in &object.properties {
            let below = Spot { value: &property.value, path: String::new() };
            self.spoil(&below);
            for entry in below.entries() {
                self.spoil(&entry);
            }
        }
    }

    /// Opens an object. Reads on, with every key missing unnoted, where it is none.
    pub(super) fn object<'v, 'a>(&mut self, spot: &Spot<'v, 'a>) -> Keys<'v, 'a> {
        let object = match spot.value {
            Value::Object(object) => Some(object),
            _ => {
                self.problem(spot, ProblemKind::Expected("an object"));
                None
            }
        };
        let mut seen = BTreeSet::new();
        for property in object.iter().flat_map(|object| &object.properties) {
            let name = property.name.as_str();
            if !seen.insert(name.to_owned()) {
                let path = join(&spot.path, name);
                self.note(property.range.start, &path, ProblemKind::Twice(name.to_owned()));
            }
        }
        Keys { object, start: spot.value.range().start, path: spot.path.clone(), known: Vec::new() }
    }

    /// The entries of a list.
    pub(super) fn list<'v, 'a>(&mut self, spot: &Spot<'v, 'a>) -> Vec<Spot<'v, 'a>> {
        let Value::Array(Array { elements, .. }) = spot.value else {
            self.problem(spot, ProblemKind::Expected("a list"));
            return Vec::new();
        };
        if elements.len() > LIST_LIMIT {
            self.problem(spot, ProblemKind::LongList(LIST_LIMIT));
            return Vec::new();
        }
        let entry = |(i, value)| Spot { value, path: format!("{}[{i}]", spot.path) };
        elements.iter().enumerate().map(entry).collect()
    }

    /// A plain string.
    pub(super) fn string(&mut self, spot: &Spot<'_, '_>) -> Option<String> {
        let Value::StringLit(literal) = spot.value else {
            self.problem(spot, ProblemKind::Expected("text"));
            return None;
        };
        if literal.value.chars().count() > TEXT_LIMIT {
            self.problem(spot, ProblemKind::LongText(TEXT_LIMIT));
            return None;
        }
        Some(literal.value.clone().into_owned())
    }

    /// A text of the worksheet: one string, or one for each language; in the wanted language.
    pub(super) fn text(&mut self, spot: &Spot<'_, '_>) -> Option<String> {
        let mut wanted = None;
        let mut blanks: Option<(Locale, Vec<String>)> = None;
        for (locale, text) in self.each_language(spot)? {
            // Every language must have the same blanks, or a sentence would lose an answer.
            let names = blanks_in(&text);
            match &blanks {
                Some((first, expected)) if *expected != names => {
                    self.problem(spot, ProblemKind::Blanks(*first));
                }
                Some(_) => {}
                None => blanks = Some((locale, names)),
            }
            if locale == self.locale {
                wanted = Some(text);
            }
        }
        wanted
    }

    /// Every language of a text.
    fn each_language(&mut self, spot: &Spot<'_, '_>) -> Option<Vec<(Locale, String)>> {
        if matches!(spot.value, Value::StringLit(_)) {
            let text = self.written(spot)?;
            return Some(vec![(self.locale, text)]);
        }
        let mut keys = self.object(spot);
        keys.object?;
        let mut texts = Vec::new();
        for &locale in self.languages {
            match keys.get(locale.tag()) {
                Some(spot) => texts.extend(self.written(&spot).map(|text| (locale, text))),
                None => self.problem(spot, ProblemKind::NoLanguage(locale)),
            }
        }
        keys.close(self);
        Some(texts)
    }

    fn written(&mut self, spot: &Spot<'_, '_>) -> Option<String> {
        let text = self.string(spot)?;
        if text.trim().is_empty() {
            self.problem(spot, ProblemKind::EmptyText);
            return None;
        }
        if let Some(c) = text.chars().find(|c| is_unseen(*c)) {
            self.problem(spot, ProblemKind::Unseen(c));
            return None;
        }
        Some(text)
    }

    /// An id, or anything that parses by the same rule.
    pub(super) fn id<T: FromStr<Err = IdError>>(&mut self, spot: &Spot<'_, '_>) -> Option<T> {
        let text = self.string(spot)?;
        text.parse()
            .map_err(|error: IdError| self.problem(spot, ProblemKind::Id(error.to_string())))
            .ok()
    }

    /// A whole number within bounds.
    pub(super) fn number(&mut self, spot: &Spot<'_, '_>, low: i64, high: i64) -> Option<i64> {
        let number = match spot.value {
            Value::NumberLit(literal) => literal.value.parse::<i64>().ok(),
            _ => None,
        };
        let Some(number) = number else {
            self.problem(spot, ProblemKind::Expected("a whole number"));
            return None;
        };
        if !(low..=high).contains(&number) {
            self.problem(spot, ProblemKind::OutOfRange(low, high));
            return None;
        }
        Some(number)
    }

    /// One of several words.
    pub(super) fn word<T: Copy>(
        &mut self,
        spot: &Spot<'_, '_>,
        words: &'static [&'static str],
        meanings: &[T],
    ) -> Option<T> {
        let text = self.string(spot)?;
        let found = words.iter().zip(meanings).find(|(word, _)| **word == text);
        if found.is_none() {
            self.problem(spot, ProblemKind::NoneOf(words));
        }
        found.map(|(_, meaning)| *meaning)
    }

    /// A template in the wanted language.
    pub(super) fn template(&mut self, spot: &Spot<'_, '_>) -> Option<Template> {
        let text = self.text(spot)?;
        text.parse::<Template>()
            .map_err(|error| self.problem(spot, ProblemKind::Template(error.to_string())))
            .ok()
    }
}

impl<'v, 't> Keys<'v, 't> {
    fn find(&self, key: &str) -> Option<&'v ObjectProp<'t>> {
        self.object?.properties.iter().find(|property| property.name.as_str() == key)
    }

    /// The value of a key that may be missing.
    pub(super) fn get(&mut self, key: &'static str) -> Option<Spot<'v, 't>> {
        self.known.push(key);
        let property = self.find(key)?;
        Some(Spot { value: &property.value, path: join(&self.path, key) })
    }

    /// The value of a key that must be there.
    pub(super) fn need(
        &mut self,
        reader: &mut Reader<'_>,
        key: &'static str,
    ) -> Option<Spot<'v, 't>> {
        let spot = self.get(key);
        if spot.is_none() && self.object.is_some() {
            reader.note(self.start, &self.path, ProblemKind::Missing(key));
        }
        spot
    }

    /// Notes every key that nothing asked for.
    pub(super) fn close(self, reader: &mut Reader<'_>) {
        for property in self.object.iter().flat_map(|object| &object.properties) {
            let name = property.name.as_str();
            if self.known.contains(&name) || name == "$schema" {
                continue;
            }
            let meant = self.known.iter().copied().find(|known| is_near(known, name));
            reader.note(
                property.range.start,
                &join(&self.path, name),
                ProblemKind::Unknown(name.to_owned(), meant),
            );
        }
    }
}

fn join(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

fn blanks_in(text: &str) -> Vec<String> {
    let mut names: Vec<String> = text
        .split('{')
        .skip(1)
        .filter_map(|tail| tail.split_once('}').map(|(name, _)| name.to_owned()))
        .collect();
    names.sort();
    names
}

/// Whether two keys differ by no more than a slip of the finger: one letter more, less, other,
/// two swapped, or capitals.
fn is_near(known: &str, written: &str) -> bool {
    let (a, b) = (known.to_ascii_lowercase(), written.to_ascii_lowercase());
    if a == b {
        return true;
    }
    let same_start = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
    let same_end = a.bytes().rev().zip(b.bytes().rev()).take_while(|(x, y)| x == y).count();
    let longest = a.len().max(b.len());
    let one_other = a.len().abs_diff(b.len()) <= 1 && same_start + same_end + 1 >= longest;
    let swapped = || {
        let (a, b) = (a.as_bytes(), b.as_bytes());
        let at = |text: &[u8], i| text.get(same_start + i).copied();
        at(a, 0) == at(b, 1) && at(a, 1) == at(b, 0) && same_start + same_end + 2 >= longest
    };
    longest > 2 && (one_other || a.len() == b.len() && swapped())
}
