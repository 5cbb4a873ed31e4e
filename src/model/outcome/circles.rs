//! What stands in which overlap of circles, and where that is in a drawing of them.

use super::filled::Filled;
use crate::model::board::Circles;
use crate::model::field::{Choice, FieldKind};
use crate::model::id::{FieldId, RowId};

/// An overlap, and what stands in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overlap {
    /// The circles that meet there, by their places; none for what stands outside.
    pub circles: Vec<usize>,
    /// The rows that have a name, with their numbers from 1.
    pub rows: Vec<(RowId, usize, String)>,
}

/// The circles.
pub fn choices(kind: &Circles) -> &[Choice] {
    let column = kind.rows.columns.iter().find(|column| column.id == kind.within);
    match column.map(|column| &column.kind) {
        Some(FieldKind::Choices { choices }) => choices,
        _ => &[],
    }
}

/// The overlaps in which something stands: where the most circles meet first, what stands outside
/// last.
pub fn overlaps(kind: &Circles, field: &FieldId, filled: &dyn Filled) -> Vec<Overlap> {
    let circles = choices(kind);
    let mut found: Vec<Overlap> = Vec::new();
    let mut number = 0;
    for row in filled.rows_of(field) {
        let Some(name) = filled.cell(field, &row, &kind.name) else { continue };
        number += 1;
        let said = filled.cell(field, &row, &kind.within).unwrap_or_default();
        let is_in = |at: &usize| said.split(' ').any(|id| circles[*at].id.as_str() == id);
        let within: Vec<usize> = (0..circles.len()).filter(is_in).collect();
        match found.iter_mut().find(|overlap| overlap.circles == within) {
            Some(overlap) => overlap.rows.push((row, number, name)),
            None => found.push(Overlap { circles: within, rows: vec![(row, number, name)] }),
        }
    }
    found.sort_by(|a, b| {
        b.circles.len().cmp(&a.circles.len()).then_with(|| a.circles.cmp(&b.circles))
    });
    found
}

/// How two, three or four circles lie: the middle, each circle's middle, how large they are.
const LAYOUTS: [Layout; 3] = [
    Layout {
        middle: (200, 150),
        circles: &[(145, 150), (255, 150)],
        radius: 110,
        reach: [200, 100, 100, 100],
        label: 200,
        height: 300,
    },
    Layout {
        middle: (200, 190),
        circles: &[(200, 127), (145, 222), (255, 222)],
        radius: 105,
        reach: [150, 245, 100, 100],
        label: 222,
        height: 380,
    },
    Layout {
        middle: (200, 190),
        circles: &[(200, 115), (275, 190), (200, 265), (125, 190)],
        radius: 100,
        reach: [138, 160, 180, 100],
        label: 196,
        height: 380,
    },
];

/// How circles lie in a drawing 440 units wide, from -20.
pub struct Layout {
    middle: (i32, i32),
    /// The middle of each.
    pub circles: &'static [(i32, i32)],
    /// How large each is.
    pub radius: i32,
    /// How far from the middle stands what is in one, two, three circles: in per cent of the way
    /// to the middle of those circles.
    pub reach: [i32; 4],
    /// The same for the names of the circles.
    pub label: i32,
    /// How high the drawing is.
    pub height: i32,
}

impl Layout {
    /// The layout of so many circles, two to four.
    pub fn of(count: usize) -> Option<&'static Self> {
        LAYOUTS.get(count.checked_sub(2)?)
    }

    /// So many per cent of the way from the middle to the middle of these circles.
    pub fn toward(&self, circles: &[usize], per_cent: i32) -> Option<(i32, i32)> {
        let count = i32::try_from(circles.len()).ok()?;
        let (x, y) = self.middle;
        let mut sum = (0, 0);
        for at in circles {
            let circle = self.circles.get(*at)?;
            sum = (sum.0 + circle.0 - x, sum.1 + circle.1 - y);
        }
        // Two that face each other meet only where all meet: there is no place for them alone, nor for
        // what is in none.
        if sum == (0, 0) && circles.len() < self.circles.len() {
            return None;
        }
        Some((x + sum.0 * per_cent / (100 * count), y + sum.1 * per_cent / (100 * count)))
    }
}

/// The widest line of a circle's name: a Chinese character counts two.
const LINE: usize = 11;

/// A name in lines that fit into a circle, broken between words where there are any.
pub fn wrapped(name: &str) -> Vec<String> {
    let width = |c: char| if c.is_ascii() { 1 } else { 2 };
    let mut lines: Vec<String> = Vec::new();
    let mut filled = LINE;
    for word in name.split_inclusive(' ') {
        let wide: usize = word.trim_end().chars().map(width).sum();
        if filled + wide > LINE {
            lines.push(String::new());
            filled = 0;
        }
        for c in word.chars() {
            if filled >= LINE && !c.is_ascii() {
                lines.push(String::new());
                filled = 0;
            }
            if let Some(line) = lines.last_mut() {
                line.push(c);
            }
            filled += width(c);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{response, sheet_of};

    #[test]
    fn what_is_in_several_circles_stands_between_them() {
        for count in 2..=4 {
            let layout = Layout::of(count).unwrap();
            assert_eq!(layout.circles.len(), count);
            for (at, circle) in layout.circles.iter().enumerate() {
                assert_eq!(layout.toward(&[at], 100), Some(*circle));
                assert_eq!(layout.toward(&[at], 0), Some(layout.middle));
            }
            let all: Vec<usize> = (0..count).collect();
            let (x, y) = layout.toward(&all, 100).unwrap();
            assert!((x - layout.middle.0).abs() <= 1 && (y - layout.middle.1).abs() <= 1);
            assert_eq!((layout.toward(&[], 100), layout.toward(&[count], 100)), (None, None));
        }
        let four = Layout::of(4).unwrap();
        assert_eq!(four.toward(&[0, 1], 100), Some((237, 153)));
        assert_eq!(four.toward(&[0, 1], 200), Some((275, 115)));
        assert_eq!(four.toward(&[0, 2], 100), None, "these meet only where all meet");
        assert!(Layout::of(1).is_none() && Layout::of(5).is_none());
    }

    #[test]
    fn a_name_breaks_between_words_and_between_characters() {
        assert_eq!(wrapped("I am good at it"), ["I am good ", "at it"]);
        assert_eq!(wrapped("I am really"), ["I am really"], "as wide as a line may be");
        assert_eq!(wrapped("love"), ["love"]);
        assert_eq!(wrapped("我擅长而且喜欢的"), ["我擅长而且喜", "欢的"]);
        assert_eq!(wrapped("extraordinarily so"), ["extraordinarily ", "so"]);
        assert_eq!(wrapped(""), Vec::<String>::new());
    }

    #[test]
    fn what_stands_in_most_circles_comes_first() {
        let sheet = sheet_of(
            r#"{"id": "things", "number": 1, "kind": "circles", "label": "T",
            "add": "Add", "singular": "thing", "name": "what", "in": "circles", "columns": [
              {"id": "what", "number": 2, "kind": "text", "label": "What"},
              {"id": "circles", "number": 3, "kind": "choices", "label": "In", "choices": [
                {"id": "love", "number": 1, "label": "I love it"},
                {"id": "good", "number": 2, "label": "I am good at it"},
                {"id": "paid", "number": 3, "label": "It pays"}]}]}"#,
        );
        let field = &sheet.sections[0].fields[0];
        let FieldKind::Circles(kind) = &field.kind else { panic!("no circles") };
        let answers = response(&[
            ("things.r1.what", "juggling"),
            ("things.r2.what", "maps"),
            ("things.r2.circles", "good paid"),
            ("things.r3.circles", "love"),
            ("things.r4.what", "songs"),
            ("things.r4.circles", "love good paid"),
            ("things.r5.what", "tax"),
            ("things.r5.circles", "good paid gone"),
        ]);
        let said: Vec<_> = overlaps(kind, &field.id, &answers)
            .into_iter()
            .map(|overlap| {
                let rows = overlap.rows.into_iter().map(|(_, at, name)| format!("{at} {name}"));
                (overlap.circles, rows.collect::<Vec<_>>().join(", "))
            })
            .collect();
        let expected = [
            (vec![0, 1, 2], "3 songs".to_owned()),
            (vec![1, 2], "2 maps, 4 tax".to_owned()),
            (vec![], "1 juggling".to_owned()),
        ];
        assert_eq!(said, expected);
    }
}
