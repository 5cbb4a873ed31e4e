//! What a chart shows: its points in order, and how high each stands.

use super::calculation;
use super::filled::Filled;
use crate::model::exact::{Exact, grouped};
use crate::model::field::FieldKind;
use crate::model::figure::Chart;
use crate::model::id::{Address, FieldId};
use crate::model::worksheet::Worksheet;

/// A row in a chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// What the row is called.
    pub label: String,
    /// Its number.
    pub value: Exact,
    /// The number as it is read.
    pub shown: String,
}

/// A chart, measured out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing {
    /// The rows that have a number.
    pub points: Vec<Point>,
    /// The line to reach: what it is called, and its number.
    pub line: Option<Point>,
    /// The lowest number that is drawn: zero, or what is below.
    pub low: Exact,
    /// The highest.
    pub high: Exact,
}

/// Measures out a chart. Rows without a number stand for nothing and are left out.
pub fn drawing(sheet: &Worksheet, kind: &Chart, filled: &dyn Filled) -> Drawing {
    let mut so_far = Exact::ZERO;
    let mut points = Vec::new();
    for row in filled.rows_of(&kind.rows) {
        let Some(value) = filled.number(&kind.rows, &row, &kind.column) else { continue };
        let value = if kind.running { so_far.plus(value) } else { Some(value) };
        let Some(value) = value else { continue };
        so_far = value;
        let label = filled.cell(&kind.rows, &row, &kind.over);
        points.extend(point(label.unwrap_or_else(|| (points.len() + 1).to_string()), value));
    }
    let line = kind.line.as_ref().and_then(|(id, label)| {
        let value = line_value(sheet, id, filled)?;
        point(label.clone(), value)
    });
    let (mut low, mut high) = (Exact::ZERO, Exact::ZERO);
    for value in points.iter().chain(&line).map(|point| point.value) {
        if value.compare(low).is_some_and(std::cmp::Ordering::is_lt) {
            low = value;
        }
        if value.compare(high).is_some_and(std::cmp::Ordering::is_gt) {
            high = value;
        }
    }
    Drawing { points, line, low, high }
}

fn point(label: String, value: Exact) -> Option<Point> {
    Some(Point { label, value, shown: grouped(&value.plain()?) })
}

fn line_value(sheet: &Worksheet, id: &FieldId, filled: &dyn Filled) -> Option<Exact> {
    match &calculation::find(sheet, id)?.kind {
        FieldKind::Calculation(kind) => calculation::calculate(sheet, kind, filled).ok(),
        _ => Exact::read(filled.said(&Address::field(id.clone()))?.as_str()),
    }
}

impl Drawing {
    /// How high a number stands, in a drawing so many units high.
    pub fn height(&self, value: Exact, units: i64) -> Option<i64> {
        let span = self.high.minus(self.low)?;
        let part = value.minus(self.low)?.divided_by(span)?;
        part.times(Exact::whole(units))?.rounded(0)?.parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::text::Locale;
    use crate::testing::{cases, pack, response, sheet_of};
    use proptest::prelude::*;

    fn measured(running: bool, answers: &[(&str, &str)]) -> Drawing {
        let sheet = sheet_of(&format!(
            r#"{{"id": "batch", "number": 1, "kind": "number", "label": "Batch"}},
              {{"id": "sold", "number": 2, "kind": "rows", "label": "Sold", "add": "Add",
                "singular": "month", "columns": [
                {{"id": "month", "number": 3, "kind": "text", "label": "Month"}},
                {{"id": "count", "number": 4, "kind": "number", "label": "Sold"}}]}},
              {{"id": "x", "kind": "chart", "label": "X", "rows": "sold", "over": "month",
                "column": "count", "running": {running}, "line": "batch", "line-label": "all"}}"#
        ));
        let FieldKind::Chart(kind) = &sheet.sections[0].fields[2].kind else { panic!("no chart") };
        drawing(&sheet, kind, &response(answers))
    }

    fn points(drawing: &Drawing) -> Vec<(&str, &str)> {
        drawing.points.iter().map(|p| (p.label.as_str(), p.shown.as_str())).collect()
    }

    #[test]
    fn each_point_is_its_row_or_all_up_to_it() {
        let answers = [
            ("batch", "1000"),
            ("sold.r1.month", "March"),
            ("sold.r1.count", "12"),
            ("sold.r2.month", "April"),
            ("sold.r2.count", "soon"),
            ("sold.r3.count", "300"),
        ];
        let single = measured(false, &answers);
        assert_eq!(points(&single), [("March", "12"), ("2", "300")]);
        let running = measured(true, &answers);
        assert_eq!(points(&running), [("March", "12"), ("2", "312")]);
        assert_eq!(running.height(running.points[1].value, 100), Some(31));
        assert_eq!(running.line.as_ref().and_then(|l| running.height(l.value, 100)), Some(100));
        let empty = measured(true, &[]);
        assert_eq!((points(&empty), empty.height(Exact::ZERO, 100)), (vec![], None));
    }

    #[test]
    fn a_line_may_stand_at_what_a_statement_says() {
        let pack = pack("community", Locale::En);
        let value = pack.sheet(&"value".parse().unwrap()).unwrap();
        let [rows, over, column, statement] = ["sold", "month", "count", "P1"];
        let kind = Chart {
            rows: rows.parse().unwrap(),
            over: over.parse().unwrap(),
            column: column.parse().unwrap(),
            running: false,
            line: Some((statement.parse().unwrap(), "how much".to_owned())),
        };
        let drawn = drawing(value, &kind, &response(&[("P1", "2")]));
        assert_eq!(drawn.line.map(|line| line.shown).as_deref(), Some("2"));
    }

    proptest! {
        #![proptest_config(cases(60))]

        #[test]
        fn all_stands_within_the_drawing(counts in proptest::collection::vec("-?[0-9]{1,12}|x", 0..6), running: bool) {
            let names: Vec<String> = (0..counts.len()).map(|i| format!("sold.r{i}.count")).collect();
            let answers: Vec<_> = names.iter().map(String::as_str).zip(counts.iter().map(String::as_str)).collect();
            let drawing = measured(running, &answers);
            for point in &drawing.points {
                if let Some(height) = drawing.height(point.value, 160) {
                    prop_assert!((0..=160).contains(&height));
                }
            }
        }
    }
}
