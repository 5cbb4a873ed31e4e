//! Words on a sheet: languages, texts, and templates with blanks.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::condition::Place;
use super::id::{FieldId, IdError};

/// A language that the worksheets are written in.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum Locale {
    /// Simplified Chinese.
    #[default]
    #[serde(rename = "zh-Hans")]
    ZhHans,
    /// English.
    #[serde(rename = "en")]
    En,
}

impl Locale {
    /// All languages, the first one first.
    pub const ALL: [Self; 2] = [Self::ZhHans, Self::En];

    /// The language's BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::ZhHans => "zh-Hans",
            Self::En => "en",
        }
    }

    /// The language that a browser's tag asks for: any Chinese, or else English; nothing for
    /// an empty tag.
    pub fn of_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next()?.to_ascii_lowercase();
        match primary.as_str() {
            "" => None,
            "zh" => Some(Self::ZhHans),
            _ => Some(Self::En),
        }
    }

    /// The other language.
    pub fn other(self) -> Self {
        match self {
            Self::ZhHans => Self::En,
            Self::En => Self::ZhHans,
        }
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

/// A sentence with blanks: `当{who}在{situation}时`. The blanks are fields.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    /// The pieces in reading order.
    pub pieces: Vec<Piece>,
}

/// A piece of a [`Template`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Piece {
    /// Words of the frame.
    Words(String),
    /// A blank, filled by the answer at this place.
    Blank(Place),
}

/// Why a text is no template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TemplateError {
    /// A `{` without its `}`, or the reverse.
    Brace,
    /// The name between braces is no id.
    Name(String, IdError),
}

impl fmt::Display for TemplateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Brace => f.write_str("a { has no }, or a } no {"),
            Self::Name(name, error) => write!(f, "{{{name}}} names no field: {error}"),
        }
    }
}

impl Template {
    /// The blanks in reading order.
    pub fn places(&self) -> impl Iterator<Item = &Place> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Blank(place) => Some(place),
            Piece::Words(_) => None,
        })
    }

    /// The fields of the blanks in reading order.
    pub fn blanks(&self) -> impl Iterator<Item = &FieldId> {
        self.places().map(|place| &place.field)
    }

    /// The pieces as they are set: each with the punctuation that must not leave it, which may
    /// be empty. A line never begins with a comma.
    pub fn set_pieces(&self) -> Vec<(Piece, String)> {
        let mut set: Vec<(Piece, String)> = Vec::new();
        for piece in &self.pieces {
            let Piece::Words(words) = piece else {
                set.push((piece.clone(), String::new()));
                continue;
            };
            let mark = words.chars().next().filter(|c| "，。、；：？！,.;:?!".contains(*c));
            match (set.last_mut(), mark) {
                (Some((Piece::Blank(_), kept)), Some(mark)) => {
                    kept.push(mark);
                    let rest = words[mark.len_utf8()..].to_owned();
                    if !rest.is_empty() {
                        set.push((Piece::Words(rest), String::new()));
                    }
                }
                _ => set.push((piece.clone(), String::new())),
            }
        }
        set
    }

    /// The sentence with its blanks filled; `fill` says what stands in each.
    pub fn filled(&self, mut fill: impl FnMut(&Place) -> String) -> String {
        self.pieces
            .iter()
            .map(|piece| match piece {
                Piece::Words(words) => words.clone(),
                Piece::Blank(place) => fill(place),
            })
            .collect()
    }
}

impl FromStr for Template {
    type Err = TemplateError;

    fn from_str(text: &str) -> Result<Self, TemplateError> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some(open) = rest.find(['{', '}']) {
            let (words, tail) = rest.split_at(open);
            if !words.is_empty() {
                pieces.push(Piece::Words(words.to_owned()));
            }
            let (name, after) = tail
                .strip_prefix('{')
                .and_then(|tail| tail.split_once('}'))
                .ok_or(TemplateError::Brace)?;
            let blank =
                name.parse().map_err(|error| TemplateError::Name(name.to_owned(), error))?;
            pieces.push(Piece::Blank(blank));
            rest = after;
        }
        if !rest.is_empty() {
            pieces.push(Piece::Words(rest.to_owned()));
        }
        Ok(Self { pieces })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_knows_its_blanks() {
        let template: Template = "当{who}在{situation}时".parse().unwrap();
        let names: Vec<_> = template.blanks().map(FieldId::as_str).collect();
        assert_eq!(names, ["who", "situation"]);
        assert_eq!(template.filled(|id| id.to_string().to_uppercase()), "当WHO在SITUATION时");
    }

    #[test]
    fn a_comma_stays_with_its_blank() {
        let template: Template = "想要{a}，但被{b}。".parse().unwrap();
        let set: Vec<String> = template
            .set_pieces()
            .into_iter()
            .map(|(piece, mark)| match piece {
                Piece::Words(words) => words,
                Piece::Blank(place) => format!("[{place}{mark}]"),
            })
            .collect();
        assert_eq!(set, ["想要", "[a，]", "但被", "[b。]"]);
    }

    #[test]
    fn a_lone_brace_is_an_error() {
        for text in ["a {who", "a who}", "{{who}}"] {
            assert!(text.parse::<Template>().is_err(), "{text}");
        }
    }

    #[test]
    fn any_chinese_tag_is_chinese() {
        assert_eq!(Locale::of_tag("zh-TW"), Some(Locale::ZhHans));
        assert_eq!(Locale::of_tag("fr"), Some(Locale::En));
        assert_eq!(Locale::of_tag(""), None);
    }

    #[test]
    fn each_language_is_found_by_its_tag_and_has_another() {
        for locale in Locale::ALL {
            assert_eq!(Locale::of_tag(locale.tag()), Some(locale));
            assert!(locale.other() != locale && locale.other().other() == locale);
        }
    }
}
