//! Results on paper: as they came out, or with the rule to find them by pen.

use super::super::Labels;
use super::super::written::{Outcome, verdict_words};
use super::bits::{escape, tick};
use crate::model::field::{Branch, Classification, Field, Rows, Screening};
use crate::model::outcome::cards::Kinds;
use crate::model::response::{Answer, Response};
use crate::model::worksheet::Pack;

/// What answers led to.
pub(super) fn outcome(outcome: &Outcome, out: &mut String) {
    out.push_str(&format!("<section class=\"pp-outcome\"><h2>{}</h2><ul>", escape(&outcome.title)));
    for line in &outcome.lines {
        out.push_str(&format!("<li>{}</li>", escape(line)));
    }
    out.push_str("</ul></section>");
}

/// The statements as a table to tick; blank, with the points to add up and the rule.
pub(super) fn classification(
    kind: &Classification,
    response: &Response,
    labels: &Labels,
    is_blank: bool,
    out: &mut String,
) {
    out.push_str(
        "<table class=\"pp-table pp-classify\"><thead><tr><th scope=\"col\"></th><th scope=\"col\"></th>",
    );
    for (points, answer) in kind.answers.iter().enumerate() {
        let points = if is_blank { format!("<b>{points}</b> ") } else { String::new() };
        out.push_str(&format!("<th scope=\"col\">{points}{}</th>", escape(answer)));
    }
    if is_blank {
        out.push_str(&format!(
            "<th scope=\"col\">{}</th><th scope=\"col\">{}</th>",
            escape(labels.weight),
            escape(labels.points)
        ));
    }
    out.push_str("</tr></thead><tbody>");
    for (number, (statement, (_, weight))) in (1..).zip(kind.statements.iter().zip(&kind.weights)) {
        let answer = response.answer_of(&statement.id).map(Answer::as_str);
        out.push_str(&format!(
            "<tr><td class=\"pp-number\">{number}</td><td class=\"pp-statement\">{}</td>",
            escape(&statement.label)
        ));
        for points in ["0", "1", "2"] {
            out.push_str(&format!("<td class=\"pp-mid\">{}</td>", tick(answer == Some(points))));
        }
        if is_blank {
            out.push_str(&format!("<td class=\"pp-mid\">× {weight}</td><td></td>"));
        }
        out.push_str("</tr>");
    }
    out.push_str("</tbody></table>");
    if is_blank {
        totals(kind, labels, out);
    }
}

/// The statements among a card's columns: said together, where the first of them stands.
pub(super) struct Statements {
    kind: Option<Classification>,
    is_said: bool,
}

impl Statements {
    pub(super) fn of(pack: &Pack, rows: &Rows) -> Self {
        Self { kind: Kinds::of(pack, rows).classification, is_said: false }
    }

    /// What stands instead of a column that is one of them.
    pub(super) fn instead(&mut self, column: &Field, card: &Response) -> Option<String> {
        let kind = self.kind.as_ref()?;
        kind.statements.iter().find(|one| one.id == column.id)?;
        let is_first = !std::mem::replace(&mut self.is_said, true);
        Some(if is_first { gathered(kind, card) } else { String::new() })
    }
}

/// What was said to statements, gathered by answer: what is most true comes first.
fn gathered(kind: &Classification, card: &Response) -> String {
    let mut out = String::from("<div class=\"pp-cell pp-cell--all\">");
    for (points, answer) in ["0", "1", "2"].into_iter().zip(&kind.answers).rev() {
        let is_it = |one: &&Field| card.answer_of(&one.id).is_some_and(|a| a.as_str() == points);
        let said: Vec<_> =
            kind.statements.iter().filter(is_it).map(|one| escape(&one.label)).collect();
        if !said.is_empty() {
            let class = if points == "0" { "pp-not" } else { "pp-is" };
            out.push_str(&format!(
                "<p class=\"{class}\"><b>{}</b> {}</p>",
                escape(answer),
                said.join(" ")
            ));
        }
    }
    out.push_str("</div>");
    out
}

/// The points of each type, and how to read them.
fn totals(kind: &Classification, labels: &Labels, out: &mut String) {
    let [first, second, third, fourth] = labels.classify;
    let third = third.replace("{}", &kind.threshold.to_string());
    out.push_str(&format!(
        "<section class=\"pp-hand\"><h2>{}</h2><ol><li>{}</li><li>{}</li><li>{}</li><li>{}</li></ol>\
         <table class=\"pp-table pp-totals\"><thead><tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th><th scope=\"col\">{}</th></tr></thead><tbody>",
        escape(labels.by_hand),
        escape(first),
        escape(second),
        escape(&third),
        escape(fourth),
        escape(labels.value_type),
        escape(labels.points),
        escape(labels.total),
    ));
    for (at, value) in kind.types.iter().enumerate() {
        let of: Vec<String> = (1..)
            .zip(&kind.weights)
            .filter(|(_, (of, _))| usize::from(*of) == at)
            .map(|(number, _)| format!("<span class=\"pp-sum\"><i>{number}</i></span>"))
            .collect();
        out.push_str(&format!(
            "<tr><td><b>{}</b> <span class=\"pp-note\">{}</span></td><td class=\"pp-mid\">{} =</td><td></td></tr>",
            escape(&value.title),
            escape(&value.meaning),
            of.join(" + ")
        ));
    }
    out.push_str("</tbody></table></section>");
}

/// The screening rule in words, branch by branch.
pub(super) fn screening(kind: &Screening, labels: &Labels, out: &mut String) {
    out.push_str(&format!(
        "<section class=\"pp-hand\"><h2>{}</h2><p>{}</p><table class=\"pp-table pp-rule\"><thead><tr>\
         <th scope=\"col\"></th><th scope=\"col\">{}</th><th scope=\"col\">{}</th></tr></thead><tbody>",
        escape(labels.by_hand),
        escape(labels.screen),
        escape(labels.when),
        escape(labels.then),
    ));
    for (branch, when) in Branch::ALL.into_iter().zip(labels.branches) {
        let says = kind.says.iter().find(|(of, _)| *of == branch).map_or("", |(_, text)| text);
        out.push_str(&format!(
            "<tr><td class=\"pp-mid\">{}</td><td>{}</td><td><b>{}</b> {}</td></tr>",
            tick(false),
            escape(when),
            escape(&verdict_words(kind, branch.verdict())),
            escape(says),
        ));
    }
    out.push_str("</tbody></table></section>");
}
