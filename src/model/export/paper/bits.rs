//! What forms are put together from: lines to write on, boxes to tick, words.

use super::super::Labels;
pub(super) use super::super::html::escape;
use crate::model::exact::{beside, leads};

/// Lines to write on, 9 mm apart.
pub(super) fn lines(count: usize) -> String {
    let line = "<span class=\"pp-line\"></span>";
    format!("<div class=\"pp-lines\">{}</div>", line.repeat(count))
}

/// A short line to write a number on, with its unit where that stands.
pub(super) fn short_line(unit: &str) -> String {
    let unit = beside("", unit);
    let (before, behind) = if leads(unit) { (unit, "") } else { ("", unit) };
    let sign = if before.is_empty() { String::new() } else { format!("<span>{before}</span>") };
    format!(
        "<p class=\"pp-short\">{sign}<span class=\"pp-short__line\"></span><span>{}</span></p>",
        escape(behind)
    )
}

/// A day to write in.
pub(super) fn date_line(labels: &Labels) -> String {
    let parts: String = labels
        .date
        .iter()
        .map(|word| format!("<span class=\"pp-date__line\"></span><span>{}</span>", escape(word)))
        .collect();
    format!("<p class=\"pp-date\">{parts}</p>")
}

/// A box, ticked or not.
pub(super) fn tick(is_ticked: bool) -> &'static str {
    if is_ticked {
        "<svg class=\"pp-box\" viewBox=\"0 0 12 12\" aria-hidden=\"true\"><path d=\"M.5.5h11v11H.5z\"/><path class=\"pp-box__tick\" d=\"m2.800 6.200 2.400 2.600 4.200-5.600\"/></svg>"
    } else {
        "<svg class=\"pp-box\" viewBox=\"0 0 12 12\" aria-hidden=\"true\"><path d=\"M.5.5h11v11H.5z\"/></svg>"
    }
}

/// Something to tick: its words, a note, and more lines about it.
pub(super) struct Tick {
    pub(super) label: String,
    pub(super) note: String,
    pub(super) lines: Vec<(String, String)>,
    pub(super) is_ticked: bool,
}

/// Things to tick, side by side as far as they fit.
pub(super) fn ticks(all: &[Tick]) -> String {
    let mut out = String::from("<ul class=\"pp-ticks\">");
    for one in all {
        let class = if one.lines.is_empty() { "pp-tick" } else { "pp-tick pp-tick--card" };
        out.push_str(&format!(
            "<li class=\"{class}\">{}<span>{}",
            tick(one.is_ticked),
            escape(&one.label)
        ));
        if !one.note.is_empty() {
            out.push_str(&format!(" <span class=\"pp-note\">{}</span>", escape(&one.note)));
        }
        for (name, text) in &one.lines {
            out.push_str(&format!(
                "<span class=\"pp-more\"><b>{}</b> {}</span>",
                escape(name),
                escape(text)
            ));
        }
        out.push_str("</span></li>");
    }
    out.push_str("</ul>");
    out
}

/// A question with its hint.
pub(super) fn label(label: &str, hint: &str) -> String {
    let hint = match hint {
        "" => String::new(),
        hint => format!(" <span class=\"pp-hint\">{}</span>", escape(hint)),
    };
    format!("<p class=\"pp-label\"><b>{}</b>{hint}</p>", escape(label))
}

/// What was written.
pub(super) fn said(text: &str) -> String {
    format!("<p class=\"pp-said\">{}</p>", escape(text))
}

/// Who fills the sheet, and when.
pub(super) fn who_and_when(labels: &Labels) -> String {
    format!(
        "<p class=\"pp-who\"><span>{}</span><span class=\"pp-who__line\"></span><span>{}</span><span class=\"pp-who__line\"></span></p>",
        escape(labels.name_line),
        escape(labels.day_line)
    )
}
