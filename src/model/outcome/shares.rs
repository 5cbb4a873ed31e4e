//! Shares of a whole in whole per cents that come to exactly 100: what rounding leaves over goes
//! to the largest remainders.

use std::cmp::Ordering;

use super::filled::Filled;
use crate::model::exact::{Exact, grouped};
use crate::model::figure::Shares;

/// A part of the whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What the row is called.
    pub name: String,
    /// Its number as it is read.
    pub shown: String,
    /// Its per cents.
    pub per_cent: u8,
}

/// The parts of a whole, in the order of their rows. What is below zero or no number is no part;
/// nothing where there is no whole.
pub fn parts(kind: &Shares, filled: &dyn Filled) -> Vec<Part> {
    let mut found = Vec::new();
    let mut whole = Exact::ZERO;
    for row in filled.rows_of(&kind.rows) {
        let Some(value) = filled.number(&kind.rows, &row, &kind.column) else { continue };
        if value.sign() == Ordering::Less {
            continue;
        }
        let name = filled.cell(&kind.rows, &row, &kind.name);
        let (Some(sum), Some(shown)) = (whole.plus(value), value.plain()) else {
            return Vec::new();
        };
        whole = sum;
        found.push((name.unwrap_or_else(|| (found.len() + 1).to_string()), grouped(&shown), value));
    }
    let values: Vec<Exact> = found.iter().map(|(.., value)| *value).collect();
    let Some(per_cents) = per_cents(&values, whole) else { return Vec::new() };
    let part = |((name, shown, _), per_cent)| Part { name, shown, per_cent };
    found.into_iter().zip(per_cents).map(part).collect()
}

fn per_cents(values: &[Exact], whole: Exact) -> Option<Vec<u8>> {
    let mut floors = Vec::new();
    let mut rests = Vec::new();
    for (at, value) in values.iter().enumerate() {
        let exact = value.divided_by(whole)?.times(Exact::whole(100))?;
        let (floor, rest) = exact.floor();
        floors.push(u8::try_from(floor).ok()?);
        rests.push((at, rest));
    }
    rests.sort_by(|(_, a), (_, b)| b.compare(*a).unwrap_or(Ordering::Equal));
    let sum: usize = floors.iter().map(|floor| usize::from(*floor)).sum();
    for (at, _) in rests.into_iter().take(100_usize.checked_sub(sum)?) {
        floors[at] += 1;
    }
    Some(floors)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{cases, response};
    use proptest::prelude::*;

    fn said(answers: &[(&str, &str)]) -> Vec<(String, u8)> {
        let id = |text: &str| text.parse().unwrap();
        let kind = Shares { rows: id("from"), name: id("what"), column: id("amount") };
        let parts = parts(&kind, &response(answers));
        parts.into_iter().map(|part| (part.name, part.per_cent)).collect()
    }

    #[test]
    fn shares_come_to_a_hundred() {
        let two = [
            ("from.r1.what", "shop"),
            ("from.r1.amount", "420,000"),
            ("from.r2.what", "work for others"),
            ("from.r2.amount", "280,000"),
            ("from.r3.what", "to come"),
        ];
        assert_eq!(said(&two), [("shop".to_owned(), 60), ("work for others".to_owned(), 40)]);
        let thirds = [("from.r1.amount", "1"), ("from.r2.amount", "1"), ("from.r3.amount", "1")];
        // Without a name each is called by its number.
        let numbered = [("1".to_owned(), 34), ("2".to_owned(), 33), ("3".to_owned(), 33)];
        assert_eq!(said(&thirds), numbered);
    }

    #[test]
    fn without_a_whole_there_are_no_shares() {
        assert_eq!(said(&[]), []);
        assert_eq!(said(&[("from.r1.amount", "0"), ("from.r2.amount", "-3")]), []);
        assert_eq!(said(&[("from.r1.amount", "much")]), []);
    }

    proptest! {
        #![proptest_config(cases(100))]

        #[test]
        fn whatever_is_shared_comes_to_a_hundred(amounts in proptest::collection::vec(0_u32..=u32::MAX, 1..9)) {
            let names: Vec<String> = (0..amounts.len()).map(|i| format!("from.r{i}.amount")).collect();
            let texts: Vec<String> = amounts.iter().map(ToString::to_string).collect();
            let answers: Vec<_> = names.iter().map(String::as_str).zip(texts.iter().map(String::as_str)).collect();
            let sum: u32 = said(&answers).iter().map(|(_, per_cent)| u32::from(*per_cent)).sum();
            prop_assert_eq!(sum, if amounts.iter().all(|a| *a == 0) { 0 } else { 100 });
        }
    }
}
