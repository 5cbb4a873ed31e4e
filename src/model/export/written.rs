//! What is written on a sheet, read once for every form that it leaves in.

use super::{Book, Labels, said};
use crate::model::condition::{Answers, Place};
use crate::model::field::{Classification, Field, FieldKind, Rows, Screening, Verdict};
use crate::model::id::{Address, FieldId, RowId};
use crate::model::outcome::cards::{Card, Kinds};
use crate::model::outcome::classification::{Profile, Weight, profile};
use crate::model::outcome::screening::{Judged, Turn, judge};
use crate::model::outcome::{Desk, count_words, row_words, shown, steps};
use crate::model::response::{Answer, Response};
use crate::model::text::{Piece, Template};
use crate::model::worksheet::Worksheet;

/// What is written on one sheet, in reading order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// What the sheet is called.
    pub name: String,
    /// What it asks.
    pub question: String,
    /// What is written; nothing of what is not.
    pub parts: Vec<Part>,
}

/// A part of a sheet on which something is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// The heading of a section.
    Heading(String),
    /// A sentence with its blanks filled: its label, and its pieces, each a word or an answer.
    Sentence(String, Vec<Said>),
    /// An answer with its label.
    Answer(String, String),
    /// Rows.
    Table(Table),
    /// What follows from the answers.
    Outcome(Outcome),
}

/// A piece of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The words.
    pub text: String,
    /// Whether they are an answer.
    pub is_answer: bool,
}

/// Rows, as they are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What the rows are.
    pub label: String,
    /// How they are counted aloud; may be empty.
    pub count: String,
    /// The columns' labels.
    pub columns: Vec<String>,
    /// The cells, row by row; empty where nothing is written.
    pub rows: Vec<Vec<String>>,
}

/// What follows from answers: a result, why, and what would change it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The result.
    pub title: String,
    /// Why, and more, a line each.
    pub lines: Vec<String>,
}

/// From how many columns on rows are read one by one, and are no table.
pub(super) const CARDS: usize = 9;

/// Reads a sheet.
pub fn written(book: &Book<'_>, sheet: &Worksheet, labels: &Labels) -> Written {
    let mut parts = Vec::new();
    let desk = book.desk(sheet);
    for section in &sheet.sections {
        let fields: Vec<Part> =
            section.fields.iter().flat_map(|field| of_field(&desk, field, labels)).collect();
        if !fields.is_empty() && !section.title.is_empty() {
            parts.push(Part::Heading(section.title.clone()));
        }
        parts.extend(fields);
    }
    Written { name: sheet.name.clone(), question: sheet.title.clone(), parts }
}

fn of_field(desk: &Desk<'_>, field: &Field, labels: &Labels) -> Vec<Part> {
    let Some(response) = desk.responses.get(&desk.here.id) else { return Vec::new() };
    let answer = |field: &Field| {
        let answer = said(response.answer_of(&field.id))?;
        Some(Part::Answer(field.label.clone(), shown_trimmed(field, answer, labels)))
    };
    match &field.kind {
        FieldKind::Sentence { template, blanks } => {
            let is_written =
                blanks.iter().any(|blank| said(response.answer_of(&blank.id)).is_some());
            let pieces = is_written.then(|| sentence(template, response, labels));
            pieces.into_iter().map(|pieces| Part::Sentence(field.label.clone(), pieces)).collect()
        }
        FieldKind::Classification(kind) => {
            let answers = field.leaves().into_iter().filter_map(answer);
            answers.chain(classified(kind, response, labels).map(Part::Outcome)).collect()
        }
        FieldKind::Screening(kind) => {
            let both = kind.questions.iter().zip(&kind.facts);
            let answers = both.flat_map(|(question, fact)| [question, fact]).filter_map(answer);
            answers.chain(screened(kind, desk, desk, labels).map(Part::Outcome)).collect()
        }
        FieldKind::Streak(_) | FieldKind::Calculation(_) => {
            let said = desk.words(&Place::here(field.id.clone()), &labels.wording);
            said.into_iter().map(|said| Part::Answer(field.label.clone(), said)).collect()
        }
        _ => match field.rows() {
            Some(rows) if rows.columns.len() >= CARDS => cards(desk, field, rows, response, labels),
            Some(rows) => {
                table(desk, field, rows, response, labels).into_iter().map(Part::Table).collect()
            }
            None => field.leaves().into_iter().filter_map(answer).collect(),
        },
    }
}

/// An answer as it is read, without the white space around it.
pub(super) fn shown_trimmed(field: &Field, answer: &Answer, labels: &Labels) -> String {
    shown(field, answer, &labels.wording).trim().to_owned()
}

/// A sentence's pieces with what stands in its blanks.
pub(super) fn sentence(template: &Template, response: &Response, labels: &Labels) -> Vec<Said> {
    let blank =
        |id: &FieldId| said(response.answer_of(id)).map(|answer| answer.as_str().trim().to_owned());
    let pieces = template.pieces.iter().map(|piece| match piece {
        Piece::Words(words) => Said { text: words.clone(), is_answer: false },
        Piece::Blank(place) => match blank(&place.field) {
            Some(text) => Said { text, is_answer: true },
            None => Said { text: labels.wording.blank.to_owned(), is_answer: false },
        },
    });
    pieces.collect()
}

/// The rows of a field, each with what it is called where that is given.
fn named_rows(field: &Field, response: &Response) -> Vec<(Option<String>, RowId)> {
    match &field.kind {
        FieldKind::Steps(kind) => {
            let names = kind.steps.iter().map(|step| Some(step.label.clone())).cycle();
            names.zip(steps::rows(&field.id, kind, response)).collect()
        }
        _ => response.rows(&field.id).into_iter().map(|row| (None, row)).collect(),
    }
}

/// Rows as they are read; nothing where there are none.
fn table(
    desk: &Desk<'_>,
    field: &Field,
    kind: &Rows,
    response: &Response,
    labels: &Labels,
) -> Option<Table> {
    if response.rows(&field.id).is_empty() {
        return None;
    }
    let cells = |(name, row): (Option<String>, RowId)| {
        let cell = |column: &Field| {
            let at = Address::cell(field.id.clone(), row.clone(), column.id.clone());
            let answer = said(response.answer(&at));
            answer.map_or_else(String::new, |answer| cell_words(desk, column, answer, labels))
        };
        name.into_iter().chain(kind.columns.iter().map(cell)).collect::<Vec<_>>()
    };
    let is_named = matches!(field.kind, FieldKind::Steps(_)).then(|| field.label.clone());
    let columns = kind.columns.iter().map(|column| column.label.clone());
    Some(Table {
        label: field.label.clone(),
        count: count_words(field, response).unwrap_or_default(),
        columns: is_named.into_iter().chain(columns).collect(),
        rows: named_rows(field, response).into_iter().map(cells).collect(),
    })
}

/// Rows that ask much, one after the other.
fn cards(
    desk: &Desk<'_>,
    field: &Field,
    kind: &Rows,
    response: &Response,
    labels: &Labels,
) -> Vec<Part> {
    let mut parts = Vec::new();
    for (number, row) in (1..).zip(response.rows(&field.id)) {
        let card = response.row_as_sheet(&field.id, &row);
        parts.push(Part::Heading(format!("{} {number}", kind.singular)));
        if let Some(summary) = &kind.summary {
            parts.push(Part::Sentence(kind.singular.clone(), sentence(summary, &card, labels)));
        }
        for column in kind.columns.iter().filter(|column| !is_in_summary(kind, column)) {
            if let Some(answer) = said(card.answer_of(&column.id)) {
                let said = cell_words(desk, column, answer, labels);
                parts.push(Part::Answer(column.label.clone(), said));
            }
        }
        parts.extend(card_outcomes(desk, kind, &card, labels).into_iter().map(Part::Outcome));
    }
    parts
}

/// Whether a row's summary says what a column says.
pub(super) fn is_in_summary(kind: &Rows, column: &Field) -> bool {
    kind.summary.iter().any(|summary| summary.blanks().any(|blank| *blank == column.id))
}

/// What follows for a card.
pub(super) fn card_outcomes(
    desk: &Desk<'_>,
    kind: &Rows,
    card: &Response,
    labels: &Labels,
) -> Vec<Outcome> {
    let kinds = Kinds::of(desk.pack, kind);
    let profile = kinds.classification.as_ref().and_then(|kind| classified(kind, card, labels));
    let verdict = kinds.screening.as_ref();
    let verdict = verdict.and_then(|kind| screened(kind, &Card(card), desk, labels));
    profile.into_iter().chain(verdict).collect()
}

/// An answer as it is read; a reference by the rows that it means.
pub(super) fn cell_words(
    desk: &Desk<'_>,
    field: &Field,
    answer: &Answer,
    labels: &Labels,
) -> String {
    let FieldKind::Refers(place) = &field.kind else { return shown_trimmed(field, answer, labels) };
    let words = |id: &str| {
        let (there, _) = desk.rows_at(place)?;
        let sheet = there.sheet.as_ref().map_or(Some(desk.here), |id| desk.pack.sheet(id))?;
        let rows = sheet.holder(&there.field)?;
        row_words(rows, &id.parse().ok()?, desk.response(&there)?, &labels.wording)
    };
    let lines: Vec<String> = answer.as_str().split(' ').filter_map(words).collect();
    if lines.is_empty() { shown_trimmed(field, answer, labels) } else { lines.join("\n") }
}

/// What the statements say; nothing while none is answered.
pub(super) fn classified(
    kind: &Classification,
    response: &Response,
    labels: &Labels,
) -> Option<Outcome> {
    let profile: Profile = profile(kind, response);
    if profile.answered == 0 && profile.main.is_none() {
        return None;
    }
    let mut lines = Vec::new();
    for (value, entry) in kind.types.iter().zip(&profile.entries) {
        let weight = match entry.weight {
            Weight::Main => labels.weights[0],
            Weight::Supporting => labels.weights[1],
            Weight::Light => labels.weights[2],
            Weight::None => labels.weights[3],
        };
        lines.push(format!("{}{}{weight}", value.title, labels.colon));
    }
    let names = |types: &[usize]| {
        let names = types.iter().filter_map(|at| Some(kind.types.get(*at)?.title.as_str()));
        names.collect::<Vec<_>>().join(labels.wording.comma)
    };
    if !profile.tied.is_empty() && profile.main.is_none() {
        lines.push(labels.tied.replacen("{}", &names(&profile.tied), 1));
    }
    if profile.is_provisional {
        let open = kind.statements.len() - profile.answered;
        lines.push(labels.open.replacen("{}", &open.to_string(), 1));
    }
    if profile.is_overruled {
        lines.push(labels.yours.to_owned());
    }
    if let Some(main) = profile.main.and_then(|at| kind.types.get(at)) {
        lines.push(format!("{}{}{}", main.title, labels.colon, main.meaning));
        let shapes = main.shapes.join(labels.wording.comma);
        lines.push(format!("{}{}{shapes}", labels.shapes, labels.colon));
    }
    Some(Outcome { title: labels.profile.to_owned(), lines })
}

/// What the four questions say; nothing while none is answered.
pub(super) fn screened(
    kind: &Screening,
    answers: &impl Answers,
    desk: &Desk<'_>,
    labels: &Labels,
) -> Option<Outcome> {
    let judged: Judged = judge(kind, answers)?;
    let mut lines: Vec<String> = says(kind, &judged).into_iter().collect();
    let turns: Vec<String> =
        judged.turns.iter().map(|turn| turn_words(kind, desk, *turn, labels)).collect();
    if !turns.is_empty() {
        let turns = turns.join(labels.wording.comma);
        lines.push(format!("{}{turns}", labels.turn));
    }
    Some(Outcome { title: verdict_words(kind, judged.verdict()), lines })
}

/// What a verdict says.
pub(super) fn verdict_words(kind: &Screening, verdict: Verdict) -> String {
    let says = kind.verdicts.iter().find(|(of, _)| *of == verdict);
    says.map(|(_, text)| text.clone()).unwrap_or_default()
}

fn says(kind: &Screening, judged: &Judged) -> Option<String> {
    kind.says.iter().find(|(of, _)| *of == judged.branch).map(|(_, text)| text.clone())
}

fn turn_words(kind: &Screening, desk: &Desk<'_>, turn: Turn, labels: &Labels) -> String {
    let question = |label: &str| labels.turn_question.replacen("{}", label, 1);
    match turn {
        Turn::Question(subject) => {
            question(kind.questions.get(subject as usize).map_or("", |field| &field.label))
        }
        Turn::Fit => {
            let sheet = kind.fit.sheet.as_ref().and_then(|id| desk.pack.sheet(id));
            let field = sheet.unwrap_or(desk.here).field(&kind.fit.field);
            question(field.map_or("", |field| &field.label))
        }
        Turn::Sticking => labels.turn_sticking.to_owned(),
        Turn::Minimal => labels.turn_minimal.to_owned(),
        Turn::Others => labels.turn_others.to_owned(),
    }
}

/// The sheet's line of summary.
pub(super) fn summary(desk: &Desk<'_>, labels: &Labels) -> String {
    desk.filled(&desk.here.summary, &labels.wording)
}
