//! Pages of their own: one card's full run, with room for what a reviewer says; and the portrait
//! that a pack ends in.

use super::super::written::{card_outcomes, is_in_summary};
use super::super::{Book, Labels, said};
use super::bits::{self, escape};
use super::form::Form;
use super::hand::{self, Statements};
use super::{NOTES, foot, on_leaf};
use crate::model::field::{Field, FieldKind, Rows};
use crate::model::id::{RowId, SheetId};
use crate::model::outcome::cards::Kinds;
use crate::model::outcome::portrait::{Portrait, draw};
use crate::model::response::Response;
use crate::model::typeset::{Mark, Run};
use crate::model::worksheet::Worksheet;

/// Lines for a reviewer to write on.
const REMARKS: usize = 7;

/// The page of one card: what each sheet asked of it, in order, and what follows.
pub(super) fn card(
    book: &Book<'_>,
    sheet: &Worksheet,
    row: &RowId,
    labels: &Labels,
    out: &mut String,
) {
    let form = Form::of(book, sheet, labels, false);
    let found = book.response(sheet).and_then(|response| {
        let is_there = |(field, _): &(&Field, &Rows)| response.rows(&field.id).contains(row);
        let (field, rows) = sheet.rows().find(is_there)?;
        Some((rows, response.row_as_sheet(&field.id, row)))
    });
    let Some((rows, card)) = found else { return };
    on_leaf(book, sheet.id.as_str(), &sheet.name, false, out, |out| {
        let place = format!("{} · {}", book.pack.title, sheet.name);
        out.push_str(&format!(
            "<header class=\"pp-head\"><div class=\"pp-head__line\"><p class=\"pp-place\">{}</p></div></header>",
            escape(&place)
        ));
        out.push_str("<section class=\"pp-run\">");
        if let Some(summary) = &rows.summary {
            form.sentence(summary, &rows.columns, &card, out);
        }
        run(&form, rows, &card, out);
        out.push_str("<div class=\"pp-outcomes\">");
        for outcome in card_outcomes(&form.desk, rows, &card, labels) {
            hand::outcome(&outcome, out);
        }
        out.push_str("</div>");
        remarks(&form, rows, &card, out);
        out.push_str("</section>");
        foot(book, labels, None, false, out);
    });
}

/// What is written, under the name of the sheet that asks it.
fn run(form: &Form<'_>, rows: &Rows, card: &Response, out: &mut String) {
    let mut under: Option<&SheetId> = None;
    let mut statements = Statements::of(form.desk.pack, rows);
    out.push_str("<div class=\"pp-card__all\">");
    for column in &rows.columns {
        let answer = said(card.answer_of(&column.id));
        if answer.is_none() || is_in_summary(rows, column) || is_remarks(column) {
            continue;
        }
        let of = column.uses.as_ref().and_then(|place| place.sheet.as_ref());
        if of != under {
            under = of;
            let name = of.and_then(|id| form.desk.pack.sheet(id)).map(|sheet| &sheet.name);
            let heads = |name| format!("</div><h2 class=\"pp-section\">{}</h2>", escape(name));
            out.push_str(&name.map_or_else(|| "</div>".to_owned(), |name| heads(name)));
            out.push_str("<div class=\"pp-card__all\">");
        }
        if let Some(instead) = statements.instead(column, card) {
            out.push_str(&instead);
            continue;
        }
        out.push_str(&form.question(column, answer, cell(column)));
    }
    out.push_str("</div>");
}

/// A card to fill by pen: what each sheet asks stands under its name, and what is left of the page is
/// for remarks.
pub(super) fn empty(form: &Form<'_>, rows: &Rows, number: u16, out: &mut String) {
    out.push_str(&format!(
        "<section class=\"pp-card pp-card--page\"><h3>{} {number}</h3>",
        escape(&rows.singular)
    ));
    if let Some(summary) = &rows.summary {
        form.sentence(summary, &rows.columns, &Response::default(), out);
    }
    let Kinds { classification, screening } = Kinds::of(form.desk.pack, rows);
    let statements = classification.map(|kind| kind.statements).unwrap_or_default();
    let (questions, facts) = screening.map(|kind| (kind.questions, kind.facts)).unwrap_or_default();
    let place = |of: &[Field], column: &Field| of.iter().position(|one| one.id == column.id);
    let of = |column: &'_ Field| column.uses.as_ref().and_then(|place| place.sheet.clone());
    // The sentence names its own sheet well enough.
    let mut under = rows.columns.iter().find(|column| is_in_summary(rows, column)).and_then(of);
    out.push_str("<div class=\"pp-card__all\">");
    for column in rows.columns.iter().filter(|column| !is_in_summary(rows, column)) {
        if is_remarks(column) || place(&facts, column).is_some() {
            continue;
        }
        let of = of(column);
        if let Some(sheet) =
            of.as_ref().filter(|_| of != under).and_then(|id| form.desk.pack.sheet(id))
        {
            out.push_str(&format!(
                "</div><h3 class=\"pp-section\">{}</h3><div class=\"pp-card__all\">",
                escape(&sheet.name)
            ));
        }
        under = of.or(under);
        let is_statement = place(&statements, column).is_some();
        let class = match &column.kind {
            _ if is_statement => "pp-cell pp-cell--statement",
            FieldKind::Choice { .. } | FieldKind::Choices { .. } => "pp-cell pp-cell--all",
            _ => cell(column),
        };
        let question = form.question(column, None, class);
        // A question stands beside the fact that it asks for.
        match place(&questions, column).and_then(|at| facts.get(at)) {
            Some(fact) => out.push_str(&format!(
                "<div class=\"pp-cell--pair\">{question}{}</div>",
                form.question(fact, None, "pp-cell")
            )),
            None => out.push_str(&question),
        }
    }
    out.push_str("</div>");
    for column in rows.columns.iter().filter(|column| is_remarks(column)) {
        let (label, lines) = (bits::label(&column.label, ""), bits::lines(NOTES));
        out.push_str(&format!("<div class=\"pp-card__rest\">{label}{lines}</div>"));
    }
    out.push_str("</section>");
}

/// What a column asks for is as wide as its kind wants.
fn cell(column: &Field) -> &'static str {
    match column.kind {
        FieldKind::LongText | FieldKind::Refers(_) => "pp-cell pp-cell--long",
        _ => "pp-cell",
    }
}

/// What somebody said of the card, and room for more of it.
fn remarks(form: &Form<'_>, rows: &Rows, card: &Response, out: &mut String) {
    for column in rows.columns.iter().filter(|column| is_remarks(column)) {
        out.push_str(&format!(
            "<section class=\"pp-field pp-remarks\">{}",
            bits::label(&column.label, "")
        ));
        if let Some(answer) = said(card.answer_of(&column.id)) {
            out.push_str(&bits::said(&super::super::written::shown_trimmed(
                column,
                answer,
                form.labels,
            )));
        }
        out.push_str(&format!("{}</section>", bits::lines(REMARKS)));
    }
}

/// A long text that belongs to the card alone.
fn is_remarks(column: &Field) -> bool {
    column.uses.is_none() && matches!(column.kind, FieldKind::LongText)
}

/// The portrait, as far as it goes; its last lines are open where something is missing.
pub(super) fn portrait(book: &Book<'_>, portrait: &Portrait, labels: &Labels, out: &mut String) {
    let Some(first) = book.pack.sheets.first() else { return };
    let drawn = draw(portrait, &book.desk(first), &labels.wording);
    on_leaf(book, "portrait", &portrait.title, false, out, |out| {
        out.push_str(&format!(
            "<header class=\"pp-head\"><div class=\"pp-head__line\"><p class=\"pp-place\">{}</p></div>\
             <h1 class=\"pp-title\">{}</h1></header>",
            escape(&book.pack.title),
            escape(&portrait.title),
        ));
        for (_, runs) in &drawn.lines {
            let pieces: String = runs.iter().map(piece).collect();
            out.push_str(&format!("<p class=\"pp-sentence pp-sentence--line\">{pieces}</p>"));
        }
        foot(book, labels, None, false, out);
    });
}

fn piece(run: &Run) -> String {
    let text = escape(&run.text);
    if run.mark == Mark::Frame { text } else { format!("<u>{text}</u>") }
}
