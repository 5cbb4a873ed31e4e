//! What is odd about an answer: a number that is none, a day that no calendar has. An odd answer
//! is kept as it was written; the person is only told.

use crate::model::date;
use crate::model::exact::Exact;
use crate::model::field::{Field, FieldKind};
use crate::model::response::Answer;

/// What is odd about an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is no number.
    NoNumber,
    /// It is below the smallest number that makes sense.
    Below(i32),
    /// It has more digits behind the point than make sense.
    Decimals(u16),
    /// It is no date.
    NoDate,
}

/// What is odd about an answer of a field; nothing where it is as the field asks.
pub fn fault(field: &Field, answer: Option<&Answer>) -> Option<Fault> {
    let text = answer.filter(|answer| answer.is_written())?.as_str();
    match &field.kind {
        FieldKind::Number { min, decimals, .. } => {
            let Some(number) = Exact::read(text) else { return Some(Fault::NoNumber) };
            let is_below = |min: &i32| {
                let min = Exact::whole(i64::from(*min));
                number.compare(min).is_some_and(std::cmp::Ordering::is_lt)
            };
            let rounded = number.rounded(*decimals).and_then(|text| Exact::read(&text));
            match min.filter(is_below) {
                Some(min) => Some(Fault::Below(min)),
                None => (rounded != Some(number)).then_some(Fault::Decimals(*decimals)),
            }
        }
        FieldKind::Date { .. } => date::days(text.trim()).is_none().then_some(Fault::NoDate),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(kind: FieldKind, text: &str) -> Option<Fault> {
        let field = Field {
            id: "x".parse().unwrap(),
            number: 1,
            label: "X".to_owned(),
            hint: String::new(),
            placeholder: String::new(),
            required: false,
            uses: None,
            kind,
        };
        fault(&field, Answer::new(text).as_ref())
    }

    #[test]
    fn odd_numbers_are_told() {
        let number = |text| {
            let (unit, min) = (String::new(), Some(0));
            found(FieldKind::Number { unit, min, decimals: 1, money: false }, text)
        };
        for fine in ["", "  ", "0", "1,200", "2.5", "2.50", "１２"] {
            assert_eq!(number(fine), None, "{fine}");
        }
        assert_eq!(number("twelve"), Some(Fault::NoNumber));
        assert_eq!(number("-1"), Some(Fault::Below(0)));
        assert_eq!(number("2.55"), Some(Fault::Decimals(1)));
    }

    #[test]
    fn odd_dates_are_told() {
        let date = |text| found(FieldKind::Date { today: false }, text);
        assert_eq!(date("2028-02-29"), None);
        assert_eq!(date("2026-02-29"), Some(Fault::NoDate));
        assert_eq!(date("明天"), Some(Fault::NoDate));
        assert_eq!(found(FieldKind::Text, "明天"), None);
    }
}
