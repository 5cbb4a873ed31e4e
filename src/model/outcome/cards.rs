//! Rows that are cards: what the sheets whose fields they use say of each.

use super::classification::{Profile, profile};
use super::screening::{Judged, judge};
use crate::model::condition::{Answers, Place};
use crate::model::field::{Classification, Field, FieldKind, Rows, Screening, Verdict};
use crate::model::id::{Address, FieldId, RowId, SheetId};
use crate::model::response::{Answer, Response};
use crate::model::worksheet::{Pack, Worksheet};

/// The sheets whose fields the columns use, in the order of the columns.
pub fn used_sheets<'a>(pack: &'a Pack, rows: &Rows) -> Vec<&'a Worksheet> {
    let mut ids: Vec<&SheetId> = Vec::new();
    for id in rows.columns.iter().filter_map(|column| column.uses.as_ref()?.sheet.as_ref()) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids.into_iter().filter_map(|id| pack.sheet(id)).collect()
}

/// The fields of a used sheet that the columns use whole.
pub fn used_fields<'a>(sheet: &'a Worksheet, rows: &Rows) -> Vec<&'a Field> {
    let is_used = |leaf: &&Field| {
        rows.columns.iter().any(|column| {
            let uses = column.uses.as_ref();
            uses.is_some_and(|at| at.sheet.as_ref() == Some(&sheet.id) && at.field == leaf.id)
        })
    };
    let fields = sheet.sections.iter().flat_map(|section| &section.fields);
    fields
        .filter(|field| {
            let leaves = field.leaves();
            !leaves.is_empty() && leaves.iter().all(is_used)
        })
        .collect()
}

/// The kinds that judge a card.
#[derive(Clone, Debug, Default)]
pub struct Kinds {
    /// What tells its type.
    pub classification: Option<Classification>,
    /// What tells its verdict.
    pub screening: Option<Screening>,
}

impl Kinds {
    /// Those of the sheets that a field's columns use.
    pub fn of(pack: &Pack, rows: &Rows) -> Self {
        let mut kinds = Self::default();
        for sheet in used_sheets(pack, rows) {
            for field in used_fields(sheet, rows) {
                match &field.kind {
                    FieldKind::Classification(kind) => {
                        kinds.classification = Some((**kind).clone());
                    }
                    FieldKind::Screening(kind) => kinds.screening = Some((**kind).clone()),
                    _ => {}
                }
            }
        }
        kinds
    }

    /// What is said of the card that a row is. `card` is the row by itself.
    pub fn look(&self, card: &Response) -> Look {
        Look {
            profile: self.classification.as_ref().map(|kind| profile(kind, card)),
            judged: self.screening.as_ref().and_then(|kind| judge(kind, &Card(card))),
        }
    }
}

/// What is said of a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// Its type.
    pub profile: Option<Profile>,
    /// Its verdict; nothing while nothing is answered.
    pub judged: Option<Judged>,
}

impl Look {
    /// The place in the order of cards: go, fix, open, stop, and last what is not judged yet.
    pub fn rank(&self) -> usize {
        let verdict = self.judged.as_ref().map(Judged::verdict);
        let at = verdict.and_then(|v| Verdict::ALL.iter().position(|other| *other == v));
        at.unwrap_or(Verdict::ALL.len())
    }
}

/// A row by itself, asked as if it were the sheets whose fields it uses.
pub struct Card<'a>(pub &'a Response);

impl Answers for Card<'_> {
    fn answer(&self, place: &Place) -> Option<Answer> {
        self.0.answer_of(&place.field).cloned()
    }

    fn rows(&self, _: &Place) -> usize {
        0
    }

    fn today(&self) -> u32 {
        0
    }
}

/// The current row: the one that was chosen, or as long as none is the first.
pub fn current(field: &FieldId, rows: &Rows, response: &Response) -> Option<RowId> {
    let all = response.rows(field);
    let single = rows.single.as_ref()?;
    let is_chosen = |row: &&RowId| {
        let at = Address::cell(field.clone(), (*row).clone(), single.clone());
        response.answer(&at).is_some_and(|answer| answer.as_str() == "yes")
    };
    all.iter().find(is_chosen).or(all.first()).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::text::Locale;
    use crate::testing::{pack, response};

    #[test]
    fn a_card_is_judged_as_its_sheets_would() {
        let pack = pack("community", Locale::ZhHans);
        let sheet = pack.sheet(&"problems".parse().unwrap()).unwrap();
        let (field, rows) = sheet.rows().next().unwrap();
        let kinds = Kinds::of(&pack, rows);
        let all = response(&[
            ("cards.a.F1", "2"),
            ("cards.a.like", "yes"),
            ("cards.a.earn", "yes"),
            ("cards.a.spread", "yes"),
            ("cards.a.skill", "yes"),
            ("cards.a.deep", "yes"),
            ("cards.a.sticking", "time"),
            ("cards.a.minimal", "一张表"),
            ("cards.a.others", "3"),
            ("cards.b.like", "no"),
            ("cards.b.skill", "no"),
            ("cards.c.who", "老周"),
        ]);
        let look = |row: &str| {
            let row = row.parse().unwrap();
            kinds.look(&all.row_as_sheet(&field.id, &row))
        };
        assert_eq!(look("a").judged.map(|j| j.verdict()), Some(Verdict::Go));
        assert_eq!(look("a").profile.and_then(|p| p.main), Some(1));
        assert_eq!(look("b").judged.map(|j| j.verdict()), Some(Verdict::Stop));
        assert_eq!(look("c").judged, None);
        let mut order = ["c", "b", "a"];
        order.sort_by_key(|row| look(row).rank());
        assert_eq!(order, ["a", "b", "c"]);
    }

    #[test]
    fn a_card_uses_whole_fields_of_its_sheets() {
        let pack = pack("community", Locale::En);
        let sheet = pack.sheet(&"problems".parse().unwrap()).unwrap();
        let (_, rows) = sheet.rows().next().unwrap();
        let used = used_sheets(&pack, rows).into_iter().map(|sheet| {
            let fields = used_fields(sheet, rows).into_iter().map(|field| field.id.to_string());
            format!("{}: {}", sheet.id, fields.collect::<Vec<_>>().join(" "))
        });
        let expected = [
            "job: sentence start",
            "value: profile reason shape",
            "fit: deep day cost insider",
            "screen: four sticking minimal tries others",
        ];
        assert_eq!(used.collect::<Vec<_>>(), expected);
        let crowd = pack.sheet(&"crowd".parse().unwrap()).unwrap();
        assert!(used_fields(crowd, rows).is_empty());
    }

    #[test]
    fn a_field_of_which_a_column_is_missing_is_not_used() {
        let pack = pack("community", Locale::En);
        let sheet = |id: &str| pack.sheet(&id.parse().unwrap()).unwrap();
        let (_, rows) = sheet("problems").rows().next().unwrap();
        let without = |column: &str| {
            let mut rows = rows.clone();
            rows.columns.retain(|other| other.id.as_str() != column);
            let used = used_fields(sheet("job"), &rows).into_iter();
            used.map(|field| field.id.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(without("start"), ["sentence"]);
        assert_eq!(without("obstacle"), ["start"]);
    }

    #[test]
    fn a_card_by_itself_has_no_rows_and_no_day() {
        let answers = response(&[("who", "x")]);
        let (card, place) = (Card(&answers), "who".parse().unwrap());
        assert_eq!((card.rows(&place), card.today()), (0, 0));
    }

    #[test]
    fn the_current_card_is_the_chosen_one_or_the_first() {
        let pack = pack("community", Locale::En);
        let sheet = pack.sheet(&"problems".parse().unwrap()).unwrap();
        let (field, rows) = sheet.rows().next().unwrap();
        let now = |answers: &[(&str, &str)]| {
            current(&field.id, rows, &response(answers)).map(|row| row.to_string())
        };
        assert_eq!(now(&[]), None);
        let two = [("cards.a.who", "x"), ("cards.b.who", "y")];
        assert_eq!(now(&two).as_deref(), Some("a"));
        assert_eq!(now(&[two[0], two[1], ("cards.b.chosen", "yes")]).as_deref(), Some("b"));
    }
}
