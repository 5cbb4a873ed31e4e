//! The portrait of a person: one page in their own words, drawn from the sheets of a pack.

use serde::{Deserialize, Serialize};

use super::{Desk, Wording};
use crate::model::id::SheetId;
use crate::model::text::{Piece, Template};
use crate::model::typeset::{Mark, Run};

/// The portrait that a pack ends in, as its file declares it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Portrait {
    /// What it is called.
    pub title: String,
    /// Its lines: templates over places of the pack's sheets.
    pub lines: Vec<Template>,
}

/// A portrait as far as it goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drawn {
    /// The lines whose blanks are all written: each with its sheet, and its pieces.
    pub lines: Vec<(SheetId, Vec<Run>)>,
    /// The sheets whose lines are still to come.
    pub missing: Vec<SheetId>,
}

impl Drawn {
    /// The lines as plain text.
    pub fn text(&self) -> String {
        let line = |(_, runs): &(SheetId, Vec<Run>)| plain(runs) + "\n";
        self.lines.iter().map(line).collect()
    }

    /// The lines as one text whose pieces keep their look.
    pub fn runs(&self) -> Vec<Run> {
        let end = Run { text: "\n".to_owned(), mark: Mark::Frame };
        let lines = self.lines.iter().map(|(_, runs)| runs.as_slice());
        lines.collect::<Vec<_>>().join(&end)
    }
}

/// A line as plain text.
pub fn plain(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

/// Draws a portrait. A line of which something is missing is not said by halves.
pub fn draw(portrait: &Portrait, desk: &Desk<'_>, wording: &Wording) -> Drawn {
    let mut drawn = Drawn::default();
    for template in &portrait.lines {
        let Some(sheet) = template.places().find_map(|place| place.sheet.clone()) else { continue };
        match said(template, desk, wording) {
            Some(runs) => drawn.lines.push((sheet, runs)),
            None => drawn.missing.push(sheet),
        }
    }
    drawn
}

fn said(template: &Template, desk: &Desk<'_>, wording: &Wording) -> Option<Vec<Run>> {
    let piece = |piece: &Piece| match piece {
        Piece::Words(words) => Some(Run { text: words.clone(), mark: Mark::Frame }),
        Piece::Blank(place) => {
            let words = desk.words(place, wording)?.trim().to_owned();
            (!words.is_empty()).then_some(Run { text: words, mark: Mark::Written })
        }
    };
    template.pieces.iter().map(piece).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::model::text::Locale;
    use crate::testing::{pack, response};

    const WORDING: Wording =
        Wording { yes: "是", no: "否", unsure: "说不准", comma: "、", blank: "____" };

    #[test]
    fn a_line_is_said_whole_or_not_at_all() {
        let pack = pack("community", Locale::ZhHans);
        let portrait = Portrait {
            title: "画像".to_owned(),
            lines: vec![
                "我在帮{crowd.who}。".parse().unwrap(),
                "{fit.deep}，{value.kinds}".parse().unwrap(),
                "{value.because}，{fit.deep}。".parse().unwrap(),
            ],
        };
        let responses = BTreeMap::from([
            ("crowd".parse().unwrap(), response(&[("who", " 网店主 ")])),
            ("fit".parse().unwrap(), response(&[("deep", "yes")])),
            ("value".parse().unwrap(), response(&[("because", "  ")])),
        ]);
        let here = &pack.sheets[0];
        let desk = Desk { pack: &pack, here, responses: &responses, today: 0 };
        let drawn = draw(&portrait, &desk, &WORDING);
        assert_eq!(drawn.text(), "我在帮网店主。\n");
        let missing: Vec<_> = drawn.missing.iter().map(SheetId::as_str).collect();
        assert_eq!(missing, ["fit", "value"]);
        let marks: Vec<_> = drawn.lines[0].1.iter().map(|run| run.mark).collect();
        assert_eq!(marks, [Mark::Frame, Mark::Written, Mark::Frame]);
        let twice =
            Drawn { lines: [drawn.lines.clone(), drawn.lines].concat(), ..Drawn::default() };
        assert_eq!(plain(&twice.runs()), "我在帮网店主。\n我在帮网店主。");
    }
}
