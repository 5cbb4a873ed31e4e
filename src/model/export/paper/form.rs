//! A sheet's fields on paper: an answer where there is one, else room to write it by pen.
//!
//! Kinds that hold answers as rows or as one text get their room by that alone, so a kind that is
//! new prints before it has a form of its own.

use super::super::written::{Said, cell_words, classified, screened, sentence};
use super::super::{Book, Labels, said};
use super::bits::{self, Tick, escape};
use super::{drawn, grid, hand, page};
use crate::model::condition::Place;
use crate::model::field::{Choice, Field, FieldKind};
use crate::model::figure::Calculation;
use crate::model::outcome::Desk;
use crate::model::outcome::calculation::formula;
use crate::model::response::{Answer, Response};
use crate::model::text::{Piece, Template};
use crate::model::worksheet::Worksheet;

/// A sheet on its way to paper.
pub(super) struct Form<'a> {
    pub(super) desk: Desk<'a>,
    /// What is written; nothing at all on a blank form.
    response: Response,
    pub(super) labels: &'a Labels,
    pub(super) is_blank: bool,
    /// Whether the sheet asks so little that a page has room for more lines.
    is_roomy: bool,
}

/// How many questions a page has much room for.
const FEW: usize = 6;

impl<'a> Form<'a> {
    pub(super) fn of(
        book: &'a Book<'_>,
        sheet: &'a Worksheet,
        labels: &'a Labels,
        is_blank: bool,
    ) -> Self {
        let response = book.response(sheet).filter(|_| !is_blank).cloned().unwrap_or_default();
        let is_roomy = sheet.rows().next().is_none() && sheet.fields().count() <= FEW;
        Self { desk: book.desk(sheet), response, labels, is_blank, is_roomy }
    }

    /// One field.
    pub(super) fn field(&self, field: &Field, out: &mut String) {
        match &field.kind {
            FieldKind::Sentence { template, blanks } => {
                self.sentence(template, blanks, &self.response, out);
                self.hints(blanks, out);
            }
            FieldKind::Steps(kind) => grid::steps(self, field, kind, &self.response, out),
            FieldKind::Classification(kind) => {
                out.push_str(&format!("<h2 class=\"pp-section\">{}</h2>", escape(&field.label)));
                if !field.hint.is_empty() {
                    out.push_str(&format!("<p class=\"pp-hint\">{}</p>", escape(&field.hint)));
                }
                hand::classification(kind, &self.response, self.labels, self.is_blank, out);
                if let Some(outcome) = classified(kind, &self.response, self.labels) {
                    hand::outcome(&outcome, out);
                }
                self.field(&kind.overrule, out);
            }
            FieldKind::Screening(kind) => {
                for (question, fact) in kind.questions.iter().zip(&kind.facts) {
                    out.push_str("<div class=\"pp-pair\">");
                    self.field(question, out);
                    self.field(fact, out);
                    out.push_str("</div>");
                }
            }
            FieldKind::Calculation(_) => self.derived(field, out),
            FieldKind::Streak(kind) => {
                if !self.is_blank {
                    self.derived(field, out);
                }
                self.drawn(field, &drawn::streak(field, kind, &self.response), out);
            }
            FieldKind::Chart(kind) => {
                let chart = drawn::chart(self.desk.here, field, kind, &self.response);
                self.drawn(field, &chart, out);
            }
            FieldKind::Shares(kind) => {
                self.drawn(field, &drawn::shares(field, kind, &self.response), out);
            }
            _ => match field.rows() {
                Some(rows) => {
                    grid::rows(self, field, rows, &self.response, out);
                    self.view(field, out);
                }
                None => {
                    let answer = said(self.response.answer_of(&field.id));
                    out.push_str(&self.question(field, answer, "pp-field"));
                }
            },
        }
    }

    /// What is drawn, below its question where nothing said that yet.
    fn drawn(&self, field: &Field, drawn: &str, out: &mut String) {
        let is_said = matches!(field.kind, FieldKind::Streak(_)) && !self.is_blank;
        let label = if is_said { String::new() } else { bits::label(&field.label, &field.hint) };
        out.push_str(&format!("<div class=\"pp-field pp-picture\">{label}{drawn}</div>"));
    }

    /// The other view of rows that have one.
    fn view(&self, field: &Field, out: &mut String) {
        let drawn = match &field.kind {
            FieldKind::Quadrant(kind) => {
                Some(drawn::quadrant(field, kind, &self.response, self.labels))
            }
            FieldKind::Circles(kind) => drawn::circles(field, kind, &self.response, self.labels),
            _ => None,
        };
        if let Some(drawn) = drawn {
            out.push_str(&format!("<div class=\"pp-field pp-picture\">{drawn}</div>"));
        }
    }

    /// What follows from other answers, or from ticked days; blank, room to work it out.
    fn derived(&self, field: &Field, out: &mut String) {
        let place = Place::here(field.id.clone());
        let words = self.desk.words(&place, &self.labels.wording).filter(|_| !self.is_blank);
        let (unit, hint) = match &field.kind {
            FieldKind::Calculation(kind) if self.is_blank => {
                (kind.unit.as_str(), self.by_hand(kind, &field.hint))
            }
            FieldKind::Calculation(kind) => (kind.unit.as_str(), field.hint.clone()),
            _ => ("", field.hint.clone()),
        };
        let state = if words.is_some() { " pp-said-beside" } else { "" };
        let body = words.map_or_else(|| bits::short_line(unit), |words| bits::said(&words));
        let label = bits::label(&field.label, &hint);
        out.push_str(&format!("<div class=\"pp-field{state}\">{label}{body}</div>"));
    }

    /// How a number is worked out by pen: by the names of what it follows from.
    fn by_hand(&self, kind: &Calculation, hint: &str) -> String {
        let formula = formula(self.desk.here, kind, &self.response, "");
        let formula = formula.trim_end_matches(['=', ' ']);
        [formula, hint]
            .iter()
            .filter(|part| !part.is_empty())
            .copied()
            .collect::<Vec<_>>()
            .join(" · ")
    }

    /// What stands below all fields: what they lead to, or the rule to find it by hand.
    pub(super) fn after(&self, out: &mut String) {
        let fields = self.desk.here.sections.iter().flat_map(|section| &section.fields);
        for field in fields {
            if let FieldKind::Screening(kind) = &field.kind {
                if self.is_blank {
                    hand::screening(kind, self.labels, out);
                } else if let Some(outcome) = screened(kind, &self.desk, &self.desk, self.labels) {
                    hand::outcome(&outcome, out);
                }
            }
        }
    }

    /// Cards to fill by pen, each on a page of its own.
    pub(super) fn stacks(&self, out: &mut String) {
        for (field, rows) in self.desk.here.rows() {
            if grid::is_close(rows) && self.response.rows(&field.id).is_empty() {
                for number in 1..=rows.paper.max(1) {
                    page::empty(self, rows, number, out);
                }
            }
        }
    }

    /// A question that takes one answer.
    pub(super) fn question(&self, field: &Field, answer: Option<&Answer>, class: &str) -> String {
        let hint = if answer.is_none() { &field.hint } else { "" };
        let is_check = matches!(field.kind, FieldKind::Check);
        let is_long = matches!(field.kind, FieldKind::LongText);
        let state = if answer.is_some() && !is_long { " pp-said-beside" } else { "" };
        let label = if is_check { String::new() } else { bits::label(&field.label, hint) };
        format!("<div class=\"{class}{state}\">{label}{}</div>", self.control(field, answer))
    }

    /// The answer, or room for it.
    pub(super) fn control(&self, field: &Field, answer: Option<&Answer>) -> String {
        let plain = |id: &str, label: &str| Tick {
            label: label.to_owned(),
            note: String::new(),
            lines: Vec::new(),
            is_ticked: answer.is_some_and(|answer| answer.as_str().split(' ').any(|a| a == id)),
        };
        let choice = |choice: &Choice| Tick {
            note: choice.note.clone(),
            lines: choice.lines.clone(),
            ..plain(choice.id.as_str(), &choice.label)
        };
        let wording = &self.labels.wording;
        let all: Vec<Tick> = match &field.kind {
            FieldKind::Choice { choices, .. } | FieldKind::Choices { choices } => {
                choices.iter().map(choice).collect()
            }
            FieldKind::YesNo { unsure } => {
                let words = [("yes", wording.yes), ("unsure", wording.unsure), ("no", wording.no)];
                let words = words.into_iter().filter(|(id, _)| *unsure || *id != "unsure");
                words.map(|(id, word)| plain(id, word)).collect()
            }
            FieldKind::Scale { from, to, words, .. } if !words.is_empty() => (*from..=*to)
                .zip(words)
                .map(|(step, word)| plain(&step.to_string(), word))
                .collect(),
            FieldKind::Scale { from, to, low, high, .. } => (*from..=*to)
                .map(|step| {
                    let note = match step {
                        _ if step == *from => low.clone(),
                        _ if step == *to => high.clone(),
                        _ => String::new(),
                    };
                    Tick { note, ..plain(&step.to_string(), &step.to_string()) }
                })
                .collect(),
            FieldKind::Check => vec![plain("yes", &field.label)],
            _ => Vec::new(),
        };
        match answer {
            _ if all.is_empty() => {}
            None => {
                let any = match field.kind {
                    FieldKind::Choices { .. } => {
                        format!("<p class=\"pp-hint\">{}</p>", escape(self.labels.tick_any))
                    }
                    _ => String::new(),
                };
                return format!("{any}{}", bits::ticks(&all));
            }
            Some(_) => {
                let ticked: Vec<Tick> = all.into_iter().filter(|tick| tick.is_ticked).collect();
                if !ticked.is_empty() {
                    return bits::ticks(&ticked);
                }
            }
        }
        match answer {
            Some(answer) => bits::said(&cell_words(&self.desk, field, answer, self.labels)),
            None => self.room(field),
        }
    }

    /// Room to write.
    fn room(&self, field: &Field) -> String {
        match &field.kind {
            FieldKind::LongText if self.is_blank => bits::lines(if self.is_roomy { 8 } else { 4 }),
            FieldKind::LongText => bits::lines(2),
            FieldKind::Text if self.is_blank && self.is_roomy => bits::lines(2),
            FieldKind::Number { unit, .. } => bits::short_line(unit),
            FieldKind::Date { .. } => bits::date_line(self.labels),
            _ => bits::lines(1),
        }
    }

    /// A sentence: as it reads, or with long lines for its blanks.
    pub(super) fn sentence(
        &self,
        template: &Template,
        blanks: &[Field],
        response: &Response,
        out: &mut String,
    ) {
        if is_begun(template, response) {
            let pieces = sentence(template, response, self.labels);
            let pieces: String = pieces.iter().map(piece).collect();
            out.push_str(&format!("<p class=\"pp-sentence\">{pieces}</p>"));
            return;
        }
        out.push_str("<p class=\"pp-sentence pp-sentence--blank\">");
        for (piece, mark) in template.set_pieces() {
            match piece {
                Piece::Words(words) => out.push_str(&escape(&words)),
                Piece::Blank(place) => {
                    let blank = blanks.iter().find(|blank| blank.id == place.field);
                    let name = blank.map_or("", |blank| blank.label.as_str());
                    out.push_str(&format!(
                        "<span class=\"pp-set\"><span class=\"pp-gap\"><span class=\"pp-gap__line\"></span>\
                         <span class=\"pp-gap__name\">{}</span></span>{}</span>",
                        escape(name),
                        escape(&mark)
                    ));
                }
            }
        }
        out.push_str("</p>");
    }

    /// How to fill the blanks, below a sentence that is empty.
    fn hints(&self, blanks: &[Field], out: &mut String) {
        if blanks.iter().any(|blank| said(self.response.answer_of(&blank.id)).is_some()) {
            return;
        }
        out.push_str("<ul class=\"pp-hints\">");
        for blank in blanks.iter().filter(|blank| !blank.hint.is_empty()) {
            let (name, hint) = (&blank.label, &blank.hint);
            if hint.starts_with(name.as_str()) {
                out.push_str(&format!("<li>{}</li>", escape(hint)));
            } else {
                let colon = self.labels.colon;
                out.push_str(&format!("<li>{}{colon}{}</li>", escape(name), escape(hint)));
            }
        }
        out.push_str("</ul>");
    }
}

/// Whether any blank of a sentence is written.
fn is_begun(template: &Template, response: &Response) -> bool {
    template.blanks().any(|id| said(response.answer_of(id)).is_some())
}

fn piece(piece: &Said) -> String {
    let text = escape(&piece.text);
    if piece.is_answer { format!("<u>{text}</u>") } else { text }
}
