//! Rows on paper: a table, cards where a row asks much, or steps.

use super::super::written::{CARDS, card_outcomes, is_in_summary};
use super::super::{Labels, said};
use super::bits::{self, escape};
use super::form::Form;
use super::hand::{self, Statements};
use crate::model::field::{Field, FieldKind, Rows, Steps};
use crate::model::id::{Address, RowId};
use crate::model::outcome::{count_words, steps};
use crate::model::response::Response;

/// From how many columns on a table lies on a wide page.
const WIDE: usize = 5;

/// From how many columns on a card is set close: written, two to a page for cutting.
const CLOSE: usize = 16;

/// How many rows a blank table has where the sheet does not say.
const BLANK_ROWS: u16 = 6;

/// Up to how many rows a table stays on one page, where they fit.
const SMALL: usize = 6;

/// Whether rows are cards: because they ask much, or much with things to tick.
fn is_cards(rows: &Rows) -> bool {
    let count = rows.columns.len();
    count >= CARDS || count >= WIDE && rows.columns.iter().any(has_many_choices)
}

/// Whether there is much to choose from.
fn has_many_choices(column: &Field) -> bool {
    match &column.kind {
        FieldKind::Choice { choices, .. } | FieldKind::Choices { choices } => choices.len() > 3,
        _ => false,
    }
}

/// Whether cards are set close.
pub(super) fn is_close(rows: &Rows) -> bool {
    rows.columns.len() >= CLOSE
}

/// Whether rows need a wide page.
pub(super) fn is_wide(rows: &Rows) -> bool {
    !is_cards(rows) && rows.columns.len() >= WIDE
}

/// Rows.
pub(super) fn rows(
    form: &Form<'_>,
    field: &Field,
    kind: &Rows,
    response: &Response,
    out: &mut String,
) {
    let rows: Vec<Option<RowId>> = response.rows(&field.id).into_iter().map(Some).collect();
    let rows = if rows.is_empty() { vec![None; blank_rows(kind)] } else { rows };
    out.push_str(&format!("<h2 class=\"pp-section\">{}", escape(&field.label)));
    if let Some(count) = count_words(field, response).filter(|_| rows.iter().any(Option::is_some)) {
        out.push_str(&format!(" <span class=\"pp-count\">{}</span>", escape(&count)));
    }
    out.push_str("</h2>");
    if !field.hint.is_empty() {
        out.push_str(&format!("<p class=\"pp-hint\">{}</p>", escape(&field.hint)));
    }
    if is_close(kind) && rows.iter().all(Option::is_none) {
        // The cards themselves follow, each on a page of its own.
        index(kind, form.labels, out);
    } else if is_cards(kind) {
        cards(form, field, kind, response, &rows, out);
    } else {
        table(form, field, kind, response, &rows, out);
    }
}

/// A table reaches its target on paper too; of cards there are as many as the sheet says.
fn blank_rows(kind: &Rows) -> usize {
    let count = match (is_cards(kind), kind.target.max(kind.paper)) {
        (true, _) => kind.paper.max(1),
        (false, 0) => BLANK_ROWS,
        (false, count) => count,
    };
    usize::from(count)
}

fn table(
    form: &Form<'_>,
    field: &Field,
    kind: &Rows,
    response: &Response,
    rows: &[Option<RowId>],
    out: &mut String,
) {
    let is_blank = rows.iter().all(Option::is_none);
    if is_blank {
        let colon = form.labels.colon;
        let hints = kind.columns.iter().filter(|column| !column.hint.is_empty());
        let hints = hints.map(|column| {
            format!("<li>{}{colon}{}</li>", escape(&column.label), escape(&column.hint))
        });
        out.push_str(&format!(
            "<ul class=\"pp-hints pp-hints--row\">{}</ul>",
            hints.collect::<String>()
        ));
    }
    let shares: Vec<u32> = kind.columns.iter().map(share).collect();
    let all: u32 = shares.iter().sum();
    let mut state = String::from(if is_blank { " pp-table--blank" } else { "" });
    if rows.len() <= SMALL {
        state.push_str(" pp-table--small");
    }
    out.push_str(&format!("<table class=\"pp-table{state}\"><colgroup>"));
    out.push_str(&format!("<col width=\"{NUMBER}%\">"));
    for share in &shares {
        out.push_str(&format!("<col width=\"{}%\">", (100 - NUMBER) * share / all));
    }
    out.push_str("</colgroup><thead><tr><th scope=\"col\"></th>");
    for column in &kind.columns {
        out.push_str(&format!("<th scope=\"col\">{}</th>", escape(&column.label)));
    }
    out.push_str("</tr></thead><tbody>");
    for (number, row) in (1..).zip(rows) {
        out.push_str(&format!("<tr><td class=\"pp-number\">{number}</td>"));
        for column in &kind.columns {
            let answer = row.as_ref().and_then(|row| {
                let at = Address::cell(field.id.clone(), row.clone(), column.id.clone());
                said(response.answer(&at))
            });
            let is_ticked = matches!(
                column.kind,
                FieldKind::Choice { .. }
                    | FieldKind::Choices { .. }
                    | FieldKind::YesNo { .. }
                    | FieldKind::Check
            );
            // A cell is room to write by itself; only what is ticked stands there beforehand.
            let cell = match answer {
                None if !is_ticked => String::new(),
                answer => form.control(column, answer),
            };
            out.push_str(&format!("<td>{cell}</td>"));
        }
        out.push_str("</tr>");
    }
    out.push_str("</tbody></table>");
}

/// How much of a table's width the number of a row takes, in per cent.
const NUMBER: u32 = 5;

/// How much of a table's width a column wants.
fn share(column: &Field) -> u32 {
    match column.kind {
        FieldKind::LongText => 26,
        _ if has_many_choices(column) => 26,
        FieldKind::Date { .. } => 12,
        FieldKind::YesNo { unsure: false } => 11,
        FieldKind::Number { .. } | FieldKind::Scale { .. } | FieldKind::Check => 9,
        _ => 15,
    }
}

/// Where each card fills a page, the first page has a line for each: which is about what.
fn index(kind: &Rows, labels: &Labels, out: &mut String) {
    let line = "<li><span class=\"pp-line\"></span></li>";
    out.push_str(&format!(
        "<div class=\"pp-field\">{}<ol class=\"pp-index\">{}</ol></div>",
        bits::label(labels.index, ""),
        line.repeat(kind.target.into()),
    ));
}

fn cards(
    form: &Form<'_>,
    field: &Field,
    kind: &Rows,
    response: &Response,
    rows: &[Option<RowId>],
    out: &mut String,
) {
    for (number, row) in (1..).zip(rows) {
        let class = if is_close(kind) { "pp-card pp-card--half" } else { "pp-card" };
        let card = row.as_ref().map(|row| response.row_as_sheet(&field.id, row));
        let card = card.unwrap_or_default();
        out.push_str(&format!(
            "<section class=\"{class}\"><h3>{} {number}</h3>",
            escape(&kind.singular)
        ));
        if let Some(summary) = &kind.summary {
            form.sentence(summary, &kind.columns, &card, out);
        }
        out.push_str("<div class=\"pp-card__all\">");
        let mut statements = Statements::of(form.desk.pack, kind);
        let mut together = String::new();
        for column in kind.columns.iter().filter(|column| !is_in_summary(kind, column)) {
            let answer = said(card.answer_of(&column.id));
            let is_long = matches!(column.kind, FieldKind::LongText | FieldKind::Refers(_));
            // A written card shows what is written, and keeps room for what somebody may add.
            if row.is_some() && answer.is_none() && !matches!(column.kind, FieldKind::LongText) {
                continue;
            }
            let instead = statements.instead(column, &card).filter(|_| row.is_some());
            if let Some(instead) = instead {
                together.push_str(&instead);
                continue;
            }
            let class = if is_long { "pp-cell pp-cell--long" } else { "pp-cell" };
            out.push_str(&form.question(column, answer, class));
        }
        out.push_str(&format!("</div>{together}<div class=\"pp-outcomes\">"));
        for one in card_outcomes(&form.desk, kind, &card, form.labels) {
            hand::outcome(&one, out);
        }
        out.push_str("</div></section>");
    }
}

/// Steps: a page to pin on a wall, each round on one of its own.
pub(super) fn steps(
    form: &Form<'_>,
    field: &Field,
    kind: &Steps,
    response: &Response,
    out: &mut String,
) {
    let rounds = 1..=steps::round(&field.id, kind, response);
    for round in rounds {
        let count = steps::said(&field.id, kind, response).filter(|_| !form.is_blank);
        out.push_str("<section class=\"pp-round\">");
        if round == 1 {
            let count = count.map(|count| format!("<p class=\"pp-count\">{}</p>", escape(&count)));
            out.push_str(&count.unwrap_or_default());
        } else {
            let title = form.labels.round.replacen("{}", &round.to_string(), 1);
            out.push_str(&format!("<h2 class=\"pp-section\">{}</h2>", escape(&title)));
        }
        if !field.hint.is_empty() {
            out.push_str(&format!("<p class=\"pp-hint\">{}</p>", escape(&field.hint)));
        }
        out.push_str("<ol class=\"pp-steps\">");
        for (number, step) in (1..).zip(&kind.steps) {
            let row = steps::row_in(&step.id, round);
            let is_done = steps::is_done(&field.id, kind, row.clone(), response);
            out.push_str(&format!(
                "<li class=\"pp-step\"><p class=\"pp-step__head\"><span class=\"pp-step__number\">{number}</span>\
                 <span><b>{}</b> <span class=\"pp-note\">{}</span></span>\
                 <span class=\"pp-step__done\">{}{}</span></p><div class=\"pp-step__cells\">",
                escape(&step.label),
                escape(&step.note),
                escape(kind.rows.columns.first().map_or("", |done| &done.label)),
                bits::tick(is_done),
            ));
            for column in kind.rows.columns.iter().skip(1) {
                let at = Address::cell(field.id.clone(), row.clone(), column.id.clone());
                let answer = said(response.answer(&at));
                let class = match column.kind {
                    FieldKind::LongText => "pp-cell pp-cell--long",
                    _ => "pp-cell",
                };
                out.push_str(&form.question(column, answer, class));
            }
            out.push_str("</div></li>");
        }
        out.push_str("</ol></section>");
    }
}
