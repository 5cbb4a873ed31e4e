//! What is drawn on paper: a chart, shares of a whole, a board, circles, a calendar of days. Ink on
//! white, and told apart without colour; blank, room to draw the same by pen.

use std::collections::BTreeSet;

use super::super::Labels;
use super::bits::escape;
use crate::model::board::{Circles, Corner, Quadrant, Streak};
use crate::model::date;
use crate::model::exact::Exact;
use crate::model::field::Field;
use crate::model::figure::{Chart, Shares};
use crate::model::id::FieldId;
use crate::model::outcome::chart::drawing;
use crate::model::outcome::circles::{Layout, Overlap, choices, overlaps, wrapped};
use crate::model::outcome::quadrant::board;
use crate::model::outcome::shares::parts;
use crate::model::outcome::streak::{self, month};
use crate::model::response::Response;
use crate::model::worksheet::Worksheet;

/// How wide and high a chart is, and where its highest and lowest numbers stand in it.
const WIDTH: i64 = 480;
const HEIGHT: i64 = 190;
const TOP: i64 = 26;
const FOOT: i64 = 162;
/// The most names that stand below a chart.
const NAMES: usize = 12;
/// The most numbers that stand above its points.
const NUMBERS: usize = 16;

/// Fills that are told apart in black and white.
const FILLS: [&str; 6] = ["#fff", "#bbb", "#e6e6e6", "#888", "#d2d2d2", "#a3a3a3"];

/// The greatest number of months that a calendar of days shows.
const MONTHS: usize = 24;

fn drawing_of(label: &str, width: i64, height: i64, inside: &str) -> String {
    format!(
        "<svg class=\"pp-drawn\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{}\">{inside}</svg>",
        escape(label)
    )
}

/// A chart; where there are no numbers, its axes.
pub(super) fn chart(sheet: &Worksheet, field: &Field, kind: &Chart, response: &Response) -> String {
    let drawing = drawing(sheet, kind, response);
    let at = |value| FOOT - drawing.height(value, FOOT - TOP).unwrap_or(0);
    let ground = at(Exact::ZERO);
    let count = drawing.points.len();
    let step = WIDTH / i64::try_from(count.max(1)).unwrap_or(WIDTH);
    let mut out = format!("<path class=\"pp-axis\" d=\"M0 {ground}H{WIDTH}M0 {TOP}V{FOOT}\"/>");
    if count == 0 {
        for line in 1..=12 {
            let x = line * WIDTH / 12;
            out.push_str(&format!("<path class=\"pp-grid\" d=\"M{x} {TOP}V{FOOT}\"/>"));
        }
        return drawing_of(&field.label, WIDTH, HEIGHT, &out);
    }
    let places: Vec<(i64, i64)> = drawing
        .points
        .iter()
        .enumerate()
        .map(|(nth, point)| (i64::try_from(nth).unwrap_or(0) * step + step / 2, at(point.value)))
        .collect();
    if kind.running {
        let line: Vec<String> = places.iter().map(|(x, y)| format!("{x},{y}")).collect();
        out.push_str(&format!("<polyline class=\"pp-curve\" points=\"{}\"/>", line.join(" ")));
        for (x, y) in &places {
            out.push_str(&format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"3\"/>"));
        }
    } else {
        let wide = (step * 3 / 5).clamp(2, 48);
        for (x, y) in &places {
            let (left, top, high) = (x - wide / 2, (*y).min(ground), (y - ground).abs());
            out.push_str(&format!(
                "<rect class=\"pp-bar\" x=\"{left}\" y=\"{top}\" width=\"{wide}\" height=\"{high}\"/>"
            ));
        }
    }
    if let Some(line) = &drawing.line {
        let y = at(line.value);
        out.push_str(&format!(
            "<path class=\"pp-goal\" d=\"M0 {y}H{WIDTH}\"/><text x=\"{WIDTH}\" y=\"{}\" text-anchor=\"end\">{} {}</text>",
            y - 5,
            escape(&line.label),
            escape(&line.shown)
        ));
    }
    let every = count.div_ceil(NAMES);
    let letters = usize::try_from(step).unwrap_or(1) * every / 9;
    let mut said = Vec::new();
    for (nth, (point, (x, y))) in drawing.points.iter().zip(&places).enumerate() {
        said.push(format!("{} {}", point.label, point.shown));
        if nth % every == 0 {
            let name = shortened(&point.label, letters);
            out.push_str(&format!(
                "<text x=\"{x}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
                HEIGHT - 8,
                escape(&name)
            ));
        }
        if count <= NUMBERS || nth + 1 == count {
            out.push_str(&format!(
                "<text x=\"{x}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
                (*y).min(ground) - 6,
                escape(&point.shown)
            ));
        }
    }
    drawing_of(&format!("{}: {}", field.label, said.join(", ")), WIDTH, HEIGHT, &out)
}

/// A name that takes no more letters than there is room for; Chinese ones take two.
fn shortened(name: &str, letters: usize) -> String {
    let mut left = letters.max(2);
    let mut out = String::new();
    for c in name.chars() {
        let wide = if c.is_ascii() { 1 } else { 2 };
        if wide > left {
            out.push('…');
            break;
        }
        left -= wide;
        out.push(c);
    }
    out
}

/// Shares as one bar with its parts named below; where there are none, a bar of ten parts.
pub(super) fn shares(field: &Field, kind: &Shares, response: &Response) -> String {
    let parts = parts(kind, response);
    let mut out = String::new();
    if parts.is_empty() {
        for tenth in 0..10 {
            let x = tenth * WIDTH / 10;
            out.push_str(&format!(
                "<rect class=\"pp-part\" x=\"{x}\" y=\"1\" width=\"{}\" height=\"40\"/>",
                WIDTH / 10
            ));
        }
        return drawing_of(&field.label, WIDTH, 42, &out);
    }
    let (mut from, mut keys) = (0, String::new());
    for (part, fill) in parts.iter().zip(FILLS.into_iter().cycle()) {
        let wide = i64::from(part.per_cent) * WIDTH / 100;
        out.push_str(&format!(
            "<rect class=\"pp-part\" fill=\"{fill}\" x=\"{from}\" y=\"1\" width=\"{wide}\" height=\"40\"/>"
        ));
        if part.per_cent >= 6 {
            out.push_str(&format!(
                "<text x=\"{}\" y=\"25\" text-anchor=\"middle\">{}%</text>",
                from + wide / 2,
                part.per_cent
            ));
        }
        from += wide;
        keys.push_str(&format!(
            "<li><svg class=\"pp-key\" viewBox=\"0 0 10 10\" aria-hidden=\"true\"><path fill=\"{fill}\" d=\"M.5.5h9v9h-9z\"/></svg> {} <span class=\"pp-note\">{} · {}%</span></li>",
            escape(&part.name),
            escape(&part.shown),
            part.per_cent
        ));
    }
    let said: Vec<_> = parts.iter().map(|p| format!("{} {}%", p.name, p.per_cent)).collect();
    let drawn = drawing_of(&format!("{}: {}", field.label, said.join(", ")), WIDTH, 42, &out);
    format!("{drawn}<ul class=\"pp-keys\">{keys}</ul>")
}

/// A board with what stands in each of its fields.
pub(super) fn quadrant(
    field: &Field,
    kind: &Quadrant,
    response: &Response,
    labels: &Labels,
) -> String {
    let laid = board(kind, &field.id, response);
    let label = |id: &FieldId| {
        let column = kind.rows.columns.iter().find(|column| column.id == *id);
        column.map_or("", |column| column.label.as_str())
    };
    let one = |corner: Corner| {
        let title = kind.corners.get(corner as usize).map_or("", String::as_str);
        let cards = laid.placed.get(&corner).into_iter().flatten();
        let cards: String = cards.map(|(_, name)| format!("<li>{}</li>", escape(name))).collect();
        format!("<td><b>{}</b><ul>{cards}</ul></td>", escape(title))
    };
    let waiting: Vec<&str> = laid.waiting.iter().map(|(_, name)| name.as_str()).collect();
    let waiting = if waiting.is_empty() {
        String::new()
    } else {
        format!(
            "<p class=\"pp-hint\">{}{}{}</p>",
            escape(labels.waiting),
            labels.colon,
            escape(&waiting.join(labels.wording.comma))
        )
    };
    // Read from above to below, left to right.
    format!(
        "<div class=\"pp-board\"><p class=\"pp-board__up\">↑ {}</p><table><tbody><tr>{}{}</tr><tr>{}{}</tr></tbody></table>\
         <p class=\"pp-board__across\">{} →</p></div>{waiting}",
        escape(label(&kind.up)),
        one(Corner::Up),
        one(Corner::Both),
        one(Corner::Neither),
        one(Corner::Across),
        escape(label(&kind.across)),
    )
}

/// Circles with a number for each row that stands in them, and below what meets where.
pub(super) fn circles(
    field: &Field,
    kind: &Circles,
    response: &Response,
    labels: &Labels,
) -> Option<String> {
    let names: Vec<&str> = choices(kind).iter().map(|choice| choice.label.as_str()).collect();
    let layout = Layout::of(names.len())?;
    let mut out = String::new();
    for (x, y) in layout.circles {
        out.push_str(&format!(
            "<circle class=\"pp-ring\" cx=\"{}\" cy=\"{y}\" r=\"{}\"/>",
            x + 20,
            layout.radius
        ));
    }
    for (at, name) in names.iter().enumerate() {
        let toward = |reach| layout.toward(&[at], reach).zip(layout.circles.get(at));
        // Side by side the names stand above what is in the circles; to the left and right of four,
        // also nearer, where the circle is wide.
        let place = match (layout.circles.len(), toward(layout.label)) {
            (2, Some((place, _))) => Some((place.0, place.1 - 52)),
            (4, Some((place, circle))) if place.1 == circle.1 => {
                toward(NEARER).map(|((x, y), _)| (x, y - 18))
            }
            (_, place) => place.map(|(place, _)| place),
        };
        let Some((x, y)) = place else { continue };
        let lines = wrapped(name);
        let first = y - 10 * i32::try_from(lines.len()).unwrap_or(1) + 16;
        for (line, nth) in lines.iter().zip(0..) {
            out.push_str(&format!(
                "<text class=\"pp-ring__name\" x=\"{}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
                x + 20,
                first + nth * 20,
                escape(line)
            ));
        }
    }
    let found = overlaps(kind, &field.id, response);
    for overlap in &found {
        let reach = overlap.circles.len().checked_sub(1).and_then(|at| layout.reach.get(at));
        let place = reach.and_then(|reach| layout.toward(&overlap.circles, *reach));
        let Some((x, y)) = place else { continue };
        let numbers: Vec<_> =
            overlap.rows.iter().map(|(_, number, _)| number.to_string()).collect();
        for (line, nth) in numbers.chunks(5).zip(0..) {
            out.push_str(&format!(
                "<text class=\"pp-ring__rows\" x=\"{}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
                x + 20,
                y + 6 + nth * 17,
                line.join(" ")
            ));
        }
    }
    let drawn = drawing_of(
        &format!("{}: {}", field.label, names.join(" ∩ ")),
        440,
        layout.height.into(),
        &out,
    );
    Some(format!("<div class=\"pp-rings\">{drawn}{}</div>", meetings(&names, &found, labels)))
}

/// How far from the middle the names of circles to the left and right stand, in per cent.
const NEARER: i32 = 168;

/// What stands in which circles, in words.
fn meetings(names: &[&str], found: &[Overlap], labels: &Labels) -> String {
    let mut out = String::new();
    for overlap in found {
        let where_it_is = match overlap.circles.len() {
            0 => labels.circles_none.to_owned(),
            count if count == names.len() => {
                labels.circles_all.replacen("{}", &count.to_string(), 1)
            }
            count => {
                let within: Vec<_> = overlap.circles.iter().map(|at| names[*at]).collect();
                let within = within.join(labels.wording.comma);
                labels.circles_in.replacen("{}", &count.to_string(), 1) + &within
            }
        };
        let rows = overlap.rows.iter().map(|(_, number, name)| {
            format!("<li><span class=\"pp-key-number\">{number}</span> {}</li>", escape(name))
        });
        out.push_str(&format!(
            "<dt>{}</dt><dd><ul>{}</ul></dd>",
            escape(&where_it_is),
            rows.collect::<String>()
        ));
    }
    if out.is_empty() { out } else { format!("<dl class=\"pp-meetings\">{out}</dl>") }
}

/// A calendar, a row for each month, with the days that are ticked; without any, a year to tick.
fn days(ticked: &BTreeSet<u32>) -> String {
    let heads: String = (1..=31).map(|day| format!("<th scope=\"col\">{day}</th>")).collect();
    let mut months = String::new();
    let mut row = |name: &str, length: u32, is_ticked: &dyn Fn(u32) -> bool| {
        let cells = (0..31).map(|day| match day < length {
            true if is_ticked(day) => "<td><svg viewBox=\"0 0 10 10\" role=\"img\" aria-label=\"✓\"><circle cx=\"5\" cy=\"5\" r=\"3.2\"/></svg></td>",
            true => "<td></td>",
            false => "<td class=\"pp-days__no\"></td>",
        });
        months.push_str(&format!(
            "<tr><th scope=\"row\">{name}</th>{}</tr>",
            cells.collect::<String>()
        ));
    };
    let span = ticked.first().and_then(|day| month(*day)).zip(ticked.last());
    match span {
        None => {
            for number in 1..=12 {
                row(&number.to_string(), 31, &|_| false);
            }
        }
        Some((begin, last)) => {
            // Of a very long streak the latest months.
            let mut all = Vec::new();
            let mut next = Some(begin);
            while let Some(one) = next.filter(|one| one.first <= *last) {
                all.push(one);
                next = month(one.first + one.length);
            }
            for one in all.iter().skip(all.len().saturating_sub(MONTHS)) {
                let name = date::of_days(one.first).unwrap_or_default();
                let name = name.get(..7).unwrap_or_default();
                row(name, one.length, &|day| ticked.contains(&(one.first + day)));
            }
        }
    }
    format!(
        "<table class=\"pp-table pp-days\"><thead><tr><th></th>{heads}</tr></thead><tbody>{months}</tbody></table>"
    )
}

/// The ticked days of a streak, drawn.
pub(super) fn streak(field: &Field, kind: &Streak, response: &Response) -> String {
    days(&streak::days(kind, &field.id, response))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::field::FieldKind;
    use crate::testing::{response, sheet_of};

    #[test]
    fn a_bar_stands_on_zero_or_hangs_from_it() {
        let sheet = sheet_of(
            r#"{"id": "sold", "number": 1, "kind": "rows", "label": "Sold", "add": "Add",
                "singular": "month", "columns": [
                {"id": "month", "number": 2, "kind": "text", "label": "Month"},
                {"id": "count", "number": 3, "kind": "number", "label": "Sold"}]},
              {"id": "x", "kind": "chart", "label": "X", "rows": "sold", "over": "month",
                "column": "count"}"#,
        );
        let field = &sheet.sections[0].fields[1];
        let FieldKind::Chart(kind) = &field.kind else { panic!("no chart") };
        let written = response(&[
            ("sold.r1.month", "March and then some"),
            ("sold.r1.count", "12"),
            ("sold.r2.month", "三月和其他的月份"),
            ("sold.r2.count", "-6"),
            ("sold.r3.month", "April"),
            ("sold.r3.count", "24"),
        ]);
        let drawn = chart(&sheet, field, kind, &written);
        let shapes: Vec<&str> =
            drawn.split_inclusive("/>").filter(|s| s.contains("pp-bar")).collect();
        let bar = |x, y, high| {
            format!("<rect class=\"pp-bar\" x=\"{x}\" y=\"{y}\" width=\"48\" height=\"{high}\"/>")
        };
        // 136 units for thirty: zero stands 27 above the foot.
        assert_eq!(shapes, [bar(56, 80, 55), bar(216, 135, 27), bar(376, 26, 109)]);
        // Seventeen letters have room below a bar, or half as many Chinese ones.
        assert!(drawn.contains(">March and then so…<"), "{drawn}");
        assert!(drawn.contains(">三月和其他的月份<"), "{drawn}");
        // A number stands above its bar, or above the line that the bar hangs from.
        for (x, y, count) in [(80, 74, "12"), (240, 129, "-6"), (400, 20, "24")] {
            let number = format!("<text x=\"{x}\" y=\"{y}\" text-anchor=\"middle\">{count}</text>");
            assert!(drawn.contains(&number), "{number} in {drawn}");
        }
        // Of ten, each has three fifths of its place.
        let ten: Vec<String> = (0..10).map(|row| format!("sold.r{row}.count")).collect();
        let written: Vec<_> = ten.iter().map(|cell| (cell.as_str(), "1")).collect();
        let drawn = chart(&sheet, field, kind, &response(&written));
        let first = "<rect class=\"pp-bar\" x=\"10\" y=\"26\" width=\"28\" height=\"136\"/>";
        assert!(drawn.contains(first), "{drawn}");
        // Of seventeen only the last has room for its number.
        let many: Vec<String> = (10..27).map(|row| format!("sold.r{row}.count")).collect();
        let mut written: Vec<_> = many.iter().map(|cell| (cell.as_str(), "1")).collect();
        written[16].1 = "9";
        let drawn = chart(&sheet, field, kind, &response(&written));
        let texts = drawn.matches("<text").count();
        let below = drawn.matches("y=\"182\"").count();
        assert_eq!(texts, below + 1, "{drawn}");
        assert!(drawn.contains("y=\"20\" text-anchor=\"middle\">9</text>"), "{drawn}");
        // Of thirteen every second has its name, with room for eight letters.
        let cell = |row: i32, column: &str| format!("sold.r{row}.{column}");
        let cells: Vec<[String; 2]> =
            (10..23).map(|row| ["month", "count"].map(|column| cell(row, column))).collect();
        let written: Vec<_> = cells
            .iter()
            .flat_map(|[month, count]| [(month.as_str(), "September"), (count.as_str(), "1")])
            .collect();
        let drawn = chart(&sheet, field, kind, &response(&written));
        assert_eq!(drawn.matches(">Septembe…<").count(), 7, "{drawn}");
    }
}
