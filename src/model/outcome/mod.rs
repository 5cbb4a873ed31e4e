//! What follows from answers: how far a sheet is filled, what it says back, its line of summary,
//! and the judgements of the kinds that judge. Each with its reasons.

pub mod calculation;
pub mod cards;
pub mod chart;
pub mod circles;
pub mod classification;
pub mod fault;
pub mod filled;
pub mod portrait;
pub mod quadrant;
pub mod screening;
pub mod shares;
pub mod steps;
pub mod streak;
pub mod told;

use std::collections::{BTreeMap, BTreeSet};

use super::condition::{Answers, Place};
use super::exact::{grouped, measured};
use super::field::{Field, FieldKind, Rows};
use super::id::{Address, FieldId, RowId, SheetId};
use super::response::{Answer, Response};
use super::text::Template;
use super::worksheet::{Pack, Reading, Worksheet};

/// The answers of a pack's sheets, as seen from one of them.
pub struct Desk<'a> {
    /// The pack.
    pub pack: &'a Pack,
    /// The sheet that asks.
    pub here: &'a Worksheet,
    /// The answers at hand, by sheet; a sheet that is missing has none.
    pub responses: &'a BTreeMap<SheetId, Response>,
    /// Today, in days since 2000-01-01.
    pub today: u32,
}

/// The words of the interface that answers are shown with.
#[derive(Clone, Copy, Debug)]
pub struct Wording {
    /// Yes.
    pub yes: &'static str,
    /// No.
    pub no: &'static str,
    /// Not sure.
    pub unsure: &'static str,
    /// Between the things of a list.
    pub comma: &'static str,
    /// Where nothing is written yet.
    pub blank: &'static str,
}

impl Desk<'_> {
    fn sheet(&self, place: &Place) -> Option<&Worksheet> {
        match &place.sheet {
            None => Some(self.here),
            Some(id) => self.pack.sheet(id),
        }
    }

    /// The rows that a place is about: those of its field, or those that its column refers to.
    pub fn rows_at(&self, place: &Place) -> Option<(Place, &Rows)> {
        let rows = self.sheet(place)?.holder(&place.field)?.rows()?;
        let column = place.column.as_ref();
        let column = column.and_then(|id| rows.columns.iter().find(|column| column.id == *id));
        match column.map(|column| &column.kind) {
            Some(FieldKind::Refers(there)) => {
                Some((there.clone(), self.sheet(there)?.holder(&there.field)?.rows()?))
            }
            _ => Some((Place { column: None, row: None, ..place.clone() }, rows)),
        }
    }

    /// The row that a place is about: of steps that of the round, else the current or the last.
    pub fn row_at(&self, place: &Place) -> Option<RowId> {
        let empty = Response::default();
        let response = self.response(place).unwrap_or(&empty);
        let holder = self.sheet(place)?.holder(&place.field)?;
        match (&holder.kind, &place.row) {
            (FieldKind::Steps(kind), Some(step)) => {
                Some(steps::row_in(step, steps::round(&holder.id, kind, response)))
            }
            (FieldKind::Rows(rows), _) if rows.single.is_some() => {
                cards::current(&holder.id, rows, response)
            }
            _ => response.rows(&place.field).pop(),
        }
    }

    /// The answers of the sheet that a place is on.
    pub fn response(&self, place: &Place) -> Option<&Response> {
        self.responses.get(place.sheet.as_ref().unwrap_or(&self.here.id))
    }

    /// What stands at a place, as it is read: a choice by its label, rows by their count, a
    /// judgement by its name.
    pub fn words(&self, place: &Place, wording: &Wording) -> Option<String> {
        let sheet = self.sheet(place)?;
        if let Some(holder) = sheet.holder(&place.field).filter(|field| field.wire().is_none()) {
            return match (&holder.kind, holder.rows(), &place.column) {
                (_, Some(rows), Some(column)) => {
                    let field = rows.columns.iter().find(|field| field.id == *column)?;
                    Some(shown(field, &self.answer(place)?, wording))
                }
                (FieldKind::Steps(kind), _, None) => {
                    steps::said(&holder.id, kind, self.response(place)?)
                }
                (FieldKind::Streak(kind), ..) => {
                    let days = streak::days(kind, &holder.id, self.response(place)?);
                    (!days.is_empty()).then(|| format!("{}/{}", days.len(), kind.goal))
                }
                (_, Some(rows), None) => {
                    let count = self.rows(place);
                    (count > 0).then(|| match &rows.count {
                        Some(_) => count_words(holder, self.response(place)?),
                        None => Some(format!("{count} {}", rows.singular)),
                    })?
                }
                (FieldKind::Calculation(kind), ..) => {
                    calculation::words(sheet, kind, self.response(place)?)
                }
                (FieldKind::Classification(kind), ..) => {
                    let profile = classification::profile(kind, self.response(place)?);
                    let main = profile.main?;
                    Some(kind.types.get(main)?.title.clone())
                }
                (FieldKind::Screening(kind), ..) => {
                    let judged = screening::judge(kind, self)?;
                    kind.verdicts
                        .iter()
                        .find(|(v, _)| *v == judged.verdict())
                        .map(|(_, t)| t.clone())
                }
                _ => None,
            };
        }
        let field = sheet.field(&place.field)?;
        Some(shown(field, &self.answer(place)?, wording))
    }

    /// A template filled with what stands at its places.
    pub fn filled(&self, template: &Template, wording: &Wording) -> String {
        template.filled(|place| {
            let words = self.words(place, wording).filter(|words| !words.trim().is_empty());
            words.map_or_else(|| wording.blank.to_owned(), |words| words.trim().to_owned())
        })
    }

    /// The sheet's line of summary; nothing where nothing of it is written.
    pub fn summary(&self, wording: &Wording) -> Option<String> {
        let summary = &self.here.summary;
        let says = summary.places().any(|place| self.words(place, wording).is_some());
        says.then(|| self.filled(summary, wording))
    }

    /// All that is written beside what the summary says: label and words, rows a line each.
    pub fn details(&self, wording: &Wording) -> Vec<(String, String)> {
        let Some(response) = self.responses.get(&self.here.id) else { return Vec::new() };
        let is_said = |field: &Field| self.here.summary.blanks().any(|blank| *blank == field.id);
        let fields = self.here.fields().filter(|field| !is_said(field)).filter_map(|field| {
            let answer = response.answer_of(&field.id).filter(|answer| answer.is_written())?;
            Some((field.label.clone(), shown(field, answer, wording).trim().to_owned()))
        });
        let plain = |(field, _): &(&Field, _)| {
            matches!(field.kind, FieldKind::Rows(_) | FieldKind::Steps(_))
        };
        let rows = self.here.rows().filter(plain).flat_map(|(field, rows)| {
            let named = row_names(field, response);
            let line = move |(name, row): (String, RowId)| {
                (name, row_line(field, rows, &row, response, wording))
            };
            named.into_iter().map(line).filter(|(_, line)| !line.is_empty()).collect::<Vec<_>>()
        });
        let all = self.here.sections.iter().flat_map(|section| &section.fields);
        let views = all.filter_map(|field| told::lines(self.here, field, response, wording));
        fields.chain(rows).chain(views.flatten()).collect()
    }

    /// What the sheet says back: its first reading that holds.
    pub fn reading(&self) -> Option<&Reading> {
        self.here.readings.iter().find(|reading| reading.when.holds(self))
    }
}

impl Answers for Desk<'_> {
    fn answer(&self, place: &Place) -> Option<Answer> {
        let response = self.response(place)?;
        match &place.column {
            None => calculation::answer(self.sheet(place)?, &place.field, response)
                .or_else(|| response.answer_of(&place.field).cloned()),
            Some(column) => {
                let row = self.row_at(place)?;
                let cell = Address::cell(place.field.clone(), row, column.clone());
                response.answer(&cell).cloned()
            }
        }
    }

    fn rows(&self, place: &Place) -> usize {
        self.response(place).map_or(0, |response| response.rows(&place.field).len())
    }

    fn today(&self) -> u32 {
        self.today
    }
}

/// The rows of a field, each with what it is called.
fn row_names(field: &Field, response: &Response) -> Vec<(String, RowId)> {
    match &field.kind {
        FieldKind::Steps(kind) => {
            let rows = steps::rows(&field.id, kind, response);
            let names = kind.steps.iter().map(|step| step.label.clone()).cycle();
            names.zip(rows).collect()
        }
        FieldKind::Rows(kind) => {
            let rows = response.rows(&field.id).into_iter();
            rows.map(|row| (kind.singular.clone(), row)).collect()
        }
        _ => Vec::new(),
    }
}

/// A row in a line: its summary, where its kind has one, and the rest that was written.
fn row_line(
    field: &Field,
    rows: &Rows,
    row: &RowId,
    response: &Response,
    wording: &Wording,
) -> String {
    let cell = |column: &Field| {
        let at = Address::cell(field.id.clone(), row.clone(), column.id.clone());
        let answer = response.answer(&at).filter(|answer| answer.is_written())?;
        Some(shown(column, answer, wording).trim().to_owned())
    };
    let in_summary = |column: &Field| {
        rows.summary.iter().any(|summary| summary.blanks().any(|blank| *blank == column.id))
    };
    // A yes, a step of a scale or a reference says nothing by itself.
    let speaks = |column: &&Field| {
        let is_mute = matches!(
            column.kind,
            FieldKind::Scale { .. }
                | FieldKind::Refers(_)
                | FieldKind::Check
                | FieldKind::YesNo { .. }
        );
        !is_mute && !in_summary(column)
    };
    let summary = rows.summary.as_ref().map(|_| row_words(field, row, response, wording));
    let rest = rows.columns.iter().filter(speaks).filter_map(cell);
    summary.flatten().into_iter().chain(rest).collect::<Vec<_>>().join(" · ")
}

/// A row in a line, as it is read.
pub fn row_words(
    field: &Field,
    row: &RowId,
    response: &Response,
    wording: &Wording,
) -> Option<String> {
    let rows = field.rows()?;
    let Some(summary) = &rows.summary else {
        return Some(row_line(field, rows, row, response, wording));
    };
    Some(summary.filled(|place| {
        let column = rows.columns.iter().find(|column| column.id == place.field);
        let at = Address::cell(field.id.clone(), row.clone(), place.field.clone());
        let answer = response.answer(&at).filter(|answer| answer.is_written());
        let words = column.zip(answer).map(|(column, answer)| shown(column, answer, wording));
        words.map_or_else(|| wording.blank.to_owned(), |words| words.trim().to_owned())
    }))
}

/// An answer as it is read.
pub fn shown(field: &Field, answer: &Answer, wording: &Wording) -> String {
    let label = |id: &str| match &field.kind {
        FieldKind::Choice { choices, .. } | FieldKind::Choices { choices } => {
            let choice = choices.iter().find(|choice| choice.id.as_str() == id)?;
            Some(choice.label.clone())
        }
        FieldKind::YesNo { .. } | FieldKind::Check => match id {
            "yes" => Some(wording.yes.to_owned()),
            "no" => Some(wording.no.to_owned()),
            "unsure" => Some(wording.unsure.to_owned()),
            _ => None,
        },
        FieldKind::Scale { from, words, .. } => {
            let step = id.parse::<i8>().ok()?.checked_sub(*from)?;
            words.get(usize::try_from(step).ok()?).cloned()
        }
        _ => None,
    };
    let labels: Option<Vec<_>> = answer.as_str().split(' ').map(label).collect();
    match (labels, &field.kind) {
        (Some(labels), _) => labels.join(wording.comma),
        (None, FieldKind::Number { unit, money, .. }) => {
            let number = answer.as_str().trim();
            let number = if *money { grouped(number) } else { number.to_owned() };
            measured(&number, unit)
        }
        (None, FieldKind::Refers(_)) => answer.as_str().split(' ').count().to_string(),
        _ => answer.as_str().to_owned(),
    }
}

/// How a field's rows are counted aloud.
pub fn count_words(field: &Field, response: &Response) -> Option<String> {
    let (distinct, label) = field.rows()?.count.as_ref()?;
    let rows = response.rows(&field.id);
    let count = rows.len();
    let different: BTreeSet<String> = rows
        .into_iter()
        .filter_map(|row| {
            let cell = Address::cell(field.id.clone(), row, distinct.clone());
            Some(response.answer(&cell)?.as_str().trim().to_owned())
        })
        .filter(|text| !text.is_empty())
        .collect();
    Some(label.filled(|place| match place.field.as_str() {
        "rows" => count.to_string(),
        _ => different.len().to_string(),
    }))
}

/// How far a sheet is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Nothing is written.
    Blank,
    /// Some of it.
    Begun,
    /// All that the sheet asks for.
    Filled,
}

/// How far a sheet is filled: by its required fields, or by all of them where none is required.
/// Rows count as filled when their target is reached; without one, from the first row.
pub fn progress(sheet: &Worksheet, response: &Response) -> Progress {
    let (filled, of) = how_far(sheet, response);
    let is_begun = sheet.fields().any(|field| is_written(field, response))
        || sheet.rows().any(|(field, _)| !response.rows(&field.id).is_empty());
    match (filled == of, is_begun) {
        (true, _) => Progress::Filled,
        (false, true) => Progress::Begun,
        (false, false) => Progress::Blank,
    }
}

fn is_written(field: &Field, response: &Response) -> bool {
    response.answer_of(&field.id).is_some_and(Answer::is_written)
}

/// How many of the fields that count are filled, and how many count: see [`progress`].
pub fn how_far(sheet: &Worksheet, response: &Response) -> (usize, usize) {
    let holders = sheet.rows().map(|(field, _)| field);
    let any_required = sheet.fields().chain(holders).any(|field| field.required);
    let counts = |field: &Field| field.required || !any_required;
    let fields = sheet.fields().filter(|field| counts(field));
    let is_enough = |(field, kind): (&Field, &Rows)| match &field.kind {
        FieldKind::Steps(kind) => {
            let round = steps::round(&field.id, kind, response);
            steps::done(&field.id, kind, round, response) == kind.steps.len()
        }
        _ => response.rows(&field.id).len() >= usize::from(kind.target.max(1)),
    };
    let rows = sheet.rows().filter(|(field, _)| counts(field));
    let done = fields.map(|field| is_written(field, response)).chain(rows.map(is_enough));
    done.fold((0, 0), |(filled, of), is_done| (filled + usize::from(is_done), of + 1))
}

impl Response {
    /// The answer of a field outside any rows.
    pub fn answer_of(&self, field: &FieldId) -> Option<&Answer> {
        self.answer(&Address::field(field.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::text::Locale;
    use crate::testing::{pack, response, sheet_of};

    const WORDING: Wording =
        Wording { yes: "是", no: "否", unsure: "说不准", comma: "、", blank: "____" };

    fn said(sheet: &str, answers: &[(&str, &str)]) -> (Progress, String, String) {
        let pack = pack("community", Locale::ZhHans);
        let here = pack.sheet(&sheet.parse().unwrap()).unwrap();
        let response = response(answers);
        let responses = BTreeMap::from([(here.id.clone(), response.clone())]);
        let desk = Desk { pack: &pack, here, responses: &responses, today: 9_823 };
        let reading = desk.reading().map(|r| desk.filled(&r.say, &WORDING)).unwrap_or_default();
        (progress(here, &response), reading, desk.filled(&here.summary, &WORDING))
    }

    #[test]
    fn the_job_card_says_what_comes_next() {
        let (progress, words, _) = said("job", &[]);
        assert_eq!(progress, Progress::Blank);
        assert!(words.starts_with("空着也没关系"), "{words}");
        let some = [("who", "小满"), ("situation", "  "), ("progress", "x")];
        let (progress, words, _) = said("job", &some);
        assert_eq!(progress, Progress::Begun);
        assert!(words.contains("第 2 个空"), "{words}");
        let four = [("who", "小满"), ("situation", "b"), ("progress", "c"), ("obstacle", "d")];
        assert_eq!(said("job", &four).0, Progress::Filled);
    }

    #[test]
    fn a_part_of_a_sheet_asks_for_less() {
        let pack = pack("community", Locale::ZhHans);
        let sheet = pack.sheet(&"job".parse().unwrap()).unwrap();
        let some = response(&[("who", "小满"), ("situation", "  ")]);
        assert_eq!(how_far(sheet, &some), (1, 4));
        let part = |ids: &[&str]| {
            sheet.part(&ids.iter().map(|id| id.parse().unwrap()).collect::<Vec<_>>())
        };
        let of = |part: &Worksheet| part.fields().map(|f| f.id.to_string()).collect::<Vec<_>>();
        assert_eq!(of(&part(&["start"])), ["start"]);
        // A blank stands for its sentence; what the sheet has not, for nothing.
        assert_eq!(of(&part(&["who", "nothing"])), ["who", "situation", "progress", "obstacle"]);
        assert_eq!(part(&["nothing"]), *sheet);
        assert_eq!(part(&[]), *sheet);
        assert_eq!(how_far(&part(&["start"]), &some), (0, 1));
    }

    #[test]
    fn a_summary_reads_as_people_read() {
        let (.., summary) = said("job", &[("who", " 小满 "), ("obstacle", "时间")]);
        assert_eq!(summary, "当小满在____时，想要____，但被时间卡住。");
        let (.., summary) = said("fit", &[("deep", "yes"), ("cost", "一整晚")]);
        assert_eq!(summary, "是，上次耽误我：一整晚");
        let (.., summary) = said("value", &[("F1", "2"), ("because", "a"), ("so", "b")]);
        assert!(summary.starts_with("形式价值"), "{summary}");
    }

    #[test]
    fn a_list_is_filled_when_its_target_is_reached() {
        let after = |count: usize| {
            let places: Vec<_> = (0..count).map(|at| format!("quotes.r{at}.quote")).collect();
            let answers: Vec<_> = places.iter().map(|place| (place.as_str(), "又白做了")).collect();
            let (progress, reading, _) = said("listening", &answers);
            (progress, reading.chars().take(4).collect::<String>())
        };
        assert_eq!(after(0), (Progress::Blank, "空着也没".to_owned()));
        assert_eq!(after(1), (Progress::Begun, "开头这几".to_owned()));
        assert_eq!(after(29), (Progress::Begun, "有点样子".to_owned()));
        assert_eq!(after(30), (Progress::Filled, "30 条".to_owned()));
    }

    #[test]
    fn a_round_is_filled_when_all_of_its_steps_are_done() {
        let steps =
            ["enter", "contribute", "record", "write", "translate", "screen", "deliver", "verify"];
        let after = |count: usize| {
            let places = steps.iter().take(count).map(|step| format!("steps.{step}.done"));
            let places: Vec<_> = places.collect();
            let answers: Vec<_> = places.iter().map(|place| (place.as_str(), "yes")).collect();
            said("loop", &answers).0
        };
        let expected = [Progress::Blank, Progress::Begun, Progress::Begun, Progress::Filled];
        assert_eq!([0, 1, 7, 8].map(after), expected);
    }

    #[test]
    fn a_reading_knows_what_day_it_is() {
        let noted = |day: &str| said("signal", &[("weeks.r1.date", day)]).1;
        let (eight, seven) = (noted("2026-11-15"), noted("2026-11-16"));
        assert!(eight.starts_with("上一行是七天多以前"), "{eight}");
        assert!(seven.starts_with("这周还没写"), "{seven}");
    }

    #[test]
    fn a_place_is_about_its_own_rows_or_those_that_it_refers_to() {
        let pack = pack("community", Locale::ZhHans);
        let responses = BTreeMap::new();
        let desk = Desk { pack: &pack, here: &pack.sheets[0], responses: &responses, today: 0 };
        let at = |place: &Place| desk.rows_at(place).unwrap().0.to_string();
        let place = |text: &str| text.parse::<Place>().unwrap();
        let step = Place { row: Some("enter".parse().unwrap()), ..place("loop.steps.done") };
        assert_eq!(at(&step), "loop.steps");
        assert_eq!(at(&place("problems.cards.quotes")), "listening.quotes");
    }

    #[test]
    fn a_row_is_said_in_the_words_of_its_columns() {
        let sheet = sheet_of(
            r#"{"id": "tools", "number": 1, "kind": "rows", "label": "Tools", "add": "Add",
                "singular": "tool", "summary": "{name}: {state}", "columns": [
                {"id": "name", "number": 2, "kind": "text", "label": "Name"},
                {"id": "state", "number": 3, "kind": "choice", "label": "State", "choices": [
                  {"id": "new", "number": 1, "label": "Brand new"},
                  {"id": "worn", "number": 2, "label": "Well worn"}]}]}"#,
        );
        let field = &sheet.sections[0].fields[0];
        let said = |answers: &[(&str, &str)]| {
            row_words(field, &"r1".parse().unwrap(), &response(answers), &WORDING).unwrap()
        };
        let both = [("tools.r1.name", "awl"), ("tools.r1.state", "worn")];
        assert_eq!(said(&both), "awl: Well worn");
        assert_eq!(said(&both[..1]), "awl: ____");
    }

    #[test]
    fn lists_are_said_by_how_many_they_are() {
        let words = |id: &str, sheet: &str, place: &str, answers: &[(&str, &str)]| {
            let pack = pack(id, Locale::ZhHans);
            let here = pack.sheet(&sheet.parse().unwrap()).unwrap();
            let responses = BTreeMap::from([(here.id.clone(), response(answers))]);
            let desk = Desk { pack: &pack, here, responses: &responses, today: 9_823 };
            desk.words(&place.parse().unwrap(), &WORDING)
        };
        let cards = |answers| words("community", "problems", "cards", answers);
        assert_eq!(cards(&[]), None);
        let one = [("cards.r1.who", "阿梅"), ("cards.r2.who", "阿梅")];
        assert_eq!(cards(&one).unwrap(), "2 张卡，1 个人的事");
        let days = |answers| words("independent", "streak", "days", answers);
        assert_eq!(days(&[]), None);
        let quotes = |answers| words("community", "problems", "problems.cards.quotes", answers);
        assert_eq!(quotes(&[("cards.r1.quotes", "r1 r2")]).unwrap(), "2");
        let two = [("days.r1.day", "2026-11-22"), ("days.r2.day", "2026-11-23")];
        assert_eq!(days(&two).unwrap(), "2/365");
    }
}
