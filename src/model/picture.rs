//! What stands on the picture of a card: the picture itself is drawn by the browser.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::field::FieldKind;
use super::outcome::{Desk, Wording};
use super::share::SharedSheet;
use super::text::{Locale, Piece, Template};
use super::typeset::{Mark, Run};
use super::worksheet::{Pack, Worksheet};

/// A picture to post: somebody's words, and the way to them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// The language of the words.
    pub locale: Locale,
    /// Whether it is dark.
    pub is_dark: bool,
    /// What stands above.
    pub caption: String,
    /// The sentence.
    pub runs: Vec<Run>,
    /// What stands below it: label and words.
    pub others: Vec<(String, String)>,
    /// The name of the library.
    pub name: String,
    /// How to get to the card from the picture.
    pub invitation: String,
}

/// The colours of a picture, as `style/tokens.css` has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the tokens' own names
pub struct Palette {
    pub paper: &'static str,
    pub ink: &'static str,
    pub ink_soft: &'static str,
    pub line: &'static str,
    pub edge: &'static str,
    pub sprout: &'static str,
    pub sprout_mark: &'static str,
    pub sprout_young: &'static str,
    pub seed: &'static str,
    pub seed_mark: &'static str,
}

/// By day.
pub const LIGHT: Palette = Palette {
    paper: "#fbfaf4",
    ink: "#1f2b25",
    ink_soft: "#5d6b62",
    line: "#dfdccb",
    edge: "#8a8f7e",
    sprout: "#23744a",
    sprout_mark: "#d3e8d6",
    sprout_young: "#6fae7f",
    seed: "#b4690e",
    seed_mark: "#f8dfb8",
};

/// By night.
pub const DARK: Palette = Palette {
    paper: "#191815",
    ink: "#ece9de",
    ink_soft: "#a9a99a",
    line: "#3b3931",
    edge: "#7c7a6c",
    sprout: "#7cc596",
    sprout_mark: "#2b4634",
    sprout_young: "#4d8a62",
    seed: "#e5a75a",
    seed_mark: "#533e20",
};

/// The sentence of a shared sheet with its blanks filled; without one, the line of its summary.
pub fn runs(pack: &Pack, sheet: &Worksheet, shared: &SharedSheet, wording: &Wording) -> Vec<Run> {
    let template = first_sentence(sheet).unwrap_or(&sheet.summary);
    filled(template, pack, sheet, shared, wording)
}

/// The sentence of a shared sheet with its blanks filled; nothing where it has none, or nothing
/// stands in it.
pub fn sentence(
    pack: &Pack,
    sheet: &Worksheet,
    shared: &SharedSheet,
    wording: &Wording,
) -> Vec<Run> {
    let template = first_sentence(sheet);
    template.map(|t| filled(t, pack, sheet, shared, wording)).unwrap_or_default()
}

/// A shared sheet in a line; nothing where it says nothing.
pub fn line(
    pack: &Pack,
    sheet: &Worksheet,
    shared: &SharedSheet,
    wording: &Wording,
) -> Option<String> {
    let responses = BTreeMap::from([(sheet.id.clone(), shared.response(sheet))]);
    Desk { pack, here: sheet, responses: &responses, today: 0 }.summary(wording)
}

fn first_sentence(sheet: &Worksheet) -> Option<&Template> {
    let mut fields = sheet.sections.iter().flat_map(|section| &section.fields);
    fields.find_map(|field| match &field.kind {
        FieldKind::Sentence { template, .. } => Some(template),
        _ => None,
    })
}

fn filled(
    template: &Template,
    pack: &Pack,
    sheet: &Worksheet,
    shared: &SharedSheet,
    wording: &Wording,
) -> Vec<Run> {
    let responses = BTreeMap::from([(sheet.id.clone(), shared.response(sheet))]);
    let desk = Desk { pack, here: sheet, responses: &responses, today: 0 };
    let last = template.places().last().cloned();
    let mut is_said = false;
    let runs: Vec<Run> = template
        .pieces
        .iter()
        .map(|piece| match piece {
            Piece::Words(words) => Run { text: words.clone(), mark: Mark::Frame },
            Piece::Blank(place) => {
                let words = desk.words(place, wording).map(|words| words.trim().to_owned());
                match words.filter(|words| !words.is_empty()) {
                    Some(text) => {
                        is_said = true;
                        let is_last = last.as_ref() == Some(place);
                        Run { text, mark: if is_last { Mark::Last } else { Mark::Written } }
                    }
                    None => Run { text: wording.blank.to_owned(), mark: Mark::Blank },
                }
            }
        })
        .collect();
    if is_said { runs } else { Vec::new() }
}

/// What a shared sheet holds beside its sentence: label and words.
pub fn others(
    pack: &Pack,
    sheet: &Worksheet,
    shared: &SharedSheet,
    wording: &Wording,
) -> Vec<(String, String)> {
    let responses = BTreeMap::from([(sheet.id.clone(), shared.response(sheet))]);
    let desk = Desk { pack, here: sheet, responses: &responses, today: 0 };
    desk.details(wording)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{pack, response};

    #[test]
    fn the_colours_are_those_of_the_page() {
        let tokens = concat!(env!("CARGO_MANIFEST_DIR"), "/style/tokens.css");
        let tokens = std::fs::read_to_string(tokens).unwrap();
        let (light, dark) = tokens.split_once(r#"[data-theme="dark"]"#).unwrap();
        for (colours, text) in [(LIGHT, light), (DARK, dark)] {
            for (name, colour) in [
                ("--paper", colours.paper),
                ("--ink", colours.ink),
                ("--ink-soft", colours.ink_soft),
                ("--line", colours.line),
                ("--edge", colours.edge),
                ("--sprout", colours.sprout),
                ("--sprout-mark", colours.sprout_mark),
                ("--sprout-young", colours.sprout_young),
                ("--seed", colours.seed),
                ("--seed-mark", colours.seed_mark),
            ] {
                assert!(text.contains(&format!("{name}: {colour};")), "{name} {colour}");
            }
        }
    }

    #[test]
    fn the_sentence_marks_what_was_written() {
        let wording = Wording { yes: "y", no: "n", unsure: "u", comma: ", ", blank: "____" };
        let pack = pack("community", Locale::En);
        let job = pack.sheet(&"job".parse().unwrap()).unwrap();
        let said = response(&[("who", "a baker"), ("obstacle", "time"), ("start", "problem")]);
        let shared = SharedSheet::of(&pack, job, &said);
        let marks: Vec<Mark> =
            runs(&pack, job, &shared, &wording).iter().map(|run| run.mark).collect();
        let blanks: Vec<Mark> = marks.into_iter().filter(|mark| *mark != Mark::Frame).collect();
        assert_eq!(blanks, [Mark::Written, Mark::Blank, Mark::Blank, Mark::Last]);
        let beside = others(&pack, job, &shared, &wording);
        let words: Vec<&str> = beside.iter().map(|(_, words)| words.as_str()).collect();
        assert_eq!(words, ["The problem they ran into"]);
        let nothing = SharedSheet::of(&pack, job, &response(&[]));
        assert_eq!(runs(&pack, job, &nothing, &wording), []);
    }

    #[test]
    fn a_sheet_is_said_by_its_sentence_or_by_its_summary() {
        let wording = Wording { yes: "y", no: "n", unsure: "u", comma: ", ", blank: "____" };
        let pack = pack("community", Locale::En);
        let said = response(&[("who", "a baker")]);
        let job = pack.sheet(&"job".parse().unwrap()).unwrap();
        let shared = SharedSheet::of(&pack, job, &said);
        let sentence_of_job = sentence(&pack, job, &shared, &wording);
        assert_eq!(sentence_of_job, runs(&pack, job, &shared, &wording));
        assert!(sentence_of_job.iter().any(|run| run.text == "a baker"));
        // This one has no sentence.
        let crowd = pack.sheet(&"crowd".parse().unwrap()).unwrap();
        let shared = SharedSheet::of(&pack, crowd, &said);
        assert_eq!(sentence(&pack, crowd, &shared, &wording), []);
        let summary: String =
            runs(&pack, crowd, &shared, &wording).into_iter().map(|run| run.text).collect();
        assert_eq!(summary, "a baker: ____");
        assert_eq!(line(&pack, crowd, &shared, &wording).as_deref(), Some("a baker: ____"));
        let nothing = SharedSheet::of(&pack, crowd, &response(&[]));
        assert_eq!(line(&pack, crowd, &nothing, &wording), None);
    }
}
