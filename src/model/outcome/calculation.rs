//! Numbers that follow from others, exactly; or why there is none yet.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::filled::Filled;
use crate::model::exact::{Exact, grouped, measured};
use crate::model::field::{Field, FieldKind};
use crate::model::figure::{Calculation, Operation, Term};
use crate::model::id::{Address, FieldId};
use crate::model::response::Answer;
use crate::model::worksheet::Worksheet;

/// The name that a formula calls its result by.
pub const RESULT: &str = "result";

/// Why a calculation has no number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lack {
    /// These are not written yet; what they are called.
    Missing(Vec<String>),
    /// What is written there is no number; what it is called.
    NoNumber(String),
    /// Such a number can never come: something would be divided by nothing.
    Never,
    /// It is past all bounds.
    TooLarge,
}

/// The number of a calculation on a sheet.
///
/// # Errors
/// Why there is none.
pub fn calculate(
    sheet: &Worksheet,
    kind: &Calculation,
    filled: &dyn Filled,
) -> Result<Exact, Lack> {
    Work { sheet, filled, done: BTreeMap::new() }.out(kind)
}

/// A calculation being worked out. Each that it rests on is worked out once.
struct Work<'a> {
    sheet: &'a Worksheet,
    filled: &'a dyn Filled,
    done: BTreeMap<FieldId, Result<Exact, Lack>>,
}

impl Work<'_> {
    fn out(&mut self, kind: &Calculation) -> Result<Exact, Lack> {
        let mut values = Vec::new();
        let mut missing = Vec::new();
        for term in &kind.terms {
            match self.values(term) {
                Ok(found) if kind.operation.takes_values() => values.extend(found),
                Ok(found) => values.push(sum(&found)?),
                Err(Lack::Missing(labels)) => {
                    missing.extend(
                        labels.into_iter().filter(|l| !missing.contains(l)).collect::<Vec<_>>(),
                    );
                }
                Err(other) => return Err(other),
            }
        }
        if missing.is_empty() {
            operate(kind.operation, &values)
        } else {
            Err(Lack::Missing(missing))
        }
    }

    /// The values of a term: one, or those of a column.
    fn values(&mut self, term: &Term) -> Result<Vec<Exact>, Lack> {
        match term {
            Term::Constant(number) => Ok(vec![Exact::whole(*number)]),
            Term::Field(id) => self.field(id).map(|value| vec![value]),
            Term::Column(field, column) => self.column(field, column),
        }
    }

    fn field(&mut self, id: &FieldId) -> Result<Exact, Lack> {
        let Some(field) = find(self.sheet, id) else { return Err(Lack::Never) };
        if let FieldKind::Calculation(kind) = &field.kind {
            if let Some(done) = self.done.get(id) {
                return done.clone();
            }
            let result = self.out(kind);
            self.done.insert(id.clone(), result.clone());
            return result;
        }
        if field.rows().is_some() {
            return Ok(Exact::count(self.filled.rows_of(id).len()));
        }
        let answer = self.filled.said(&Address::field(id.clone())).filter(Answer::is_written);
        let Some(answer) = answer else { return Err(Lack::Missing(vec![field.label.clone()])) };
        Exact::read(answer.as_str()).ok_or_else(|| Lack::NoNumber(field.label.clone()))
    }

    /// The numbers in a column; cells where nothing stands count for nothing.
    fn column(&self, id: &FieldId, column: &FieldId) -> Result<Vec<Exact>, Lack> {
        let rows = find(self.sheet, id).and_then(Field::rows);
        let label = rows.and_then(|rows| rows.columns.iter().find(|field| field.id == *column));
        let label = label.map(|field| field.label.clone()).unwrap_or_default();
        let mut values = Vec::new();
        for row in self.filled.rows_of(id) {
            let Some(text) = self.filled.cell(id, &row, column) else { continue };
            values.push(Exact::read(&text).ok_or_else(|| Lack::NoNumber(label.clone()))?);
        }
        if values.is_empty() { Err(Lack::Missing(vec![label])) } else { Ok(values) }
    }
}

pub(super) fn find<'a>(sheet: &'a Worksheet, id: &FieldId) -> Option<&'a Field> {
    sheet.holder(id).or_else(|| sheet.field(id))
}

fn sum(values: &[Exact]) -> Result<Exact, Lack> {
    fold(values, Exact::plus)
}

fn fold(values: &[Exact], join: fn(Exact, Exact) -> Option<Exact>) -> Result<Exact, Lack> {
    let (first, rest) = values.split_first().ok_or(Lack::Never)?;
    rest.iter().try_fold(*first, |so_far, next| join(so_far, *next)).ok_or(Lack::TooLarge)
}

fn operate(operation: Operation, values: &[Exact]) -> Result<Exact, Lack> {
    let divide = |over: Exact, under: Exact| match under.sign() {
        Ordering::Equal => Err(Lack::Never),
        _ => over.divided_by(under).ok_or(Lack::TooLarge),
    };
    let first = *values.first().ok_or(Lack::Never)?;
    let second = values.get(1).copied();
    match operation {
        Operation::Sum => sum(values),
        Operation::Difference => fold(values, Exact::minus),
        Operation::Product => fold(values, Exact::times),
        Operation::Quotient => divide(first, second.ok_or(Lack::Never)?),
        Operation::RoundedUp => match (first.sign(), second.ok_or(Lack::Never)?) {
            // There is nothing left to make up.
            (Ordering::Less | Ordering::Equal, _) => Ok(Exact::ZERO),
            (_, step) if step.sign() != Ordering::Greater => Err(Lack::Never),
            (_, step) => divide(first, step).map(Exact::ceiling),
        },
        Operation::Share => {
            let per_cent = first.times(Exact::whole(100)).ok_or(Lack::TooLarge)?;
            divide(per_cent, sum(values)?)
        }
        Operation::Mean => divide(sum(values)?, Exact::count(values.len())),
        Operation::Least => extreme(values, Ordering::Less),
        Operation::Most => extreme(values, Ordering::Greater),
    }
}

fn extreme(values: &[Exact], wanted: Ordering) -> Result<Exact, Lack> {
    let mut best = *values.first().ok_or(Lack::Never)?;
    for value in values {
        if value.compare(best).ok_or(Lack::TooLarge)? == wanted {
            best = *value;
        }
    }
    Ok(best)
}

/// A calculation's number as an answer, for conditions and flows: as many digits as are shown,
/// so that nothing is decided by what one cannot see.
pub fn answer(sheet: &Worksheet, id: &FieldId, filled: &dyn Filled) -> Option<Answer> {
    let FieldKind::Calculation(kind) = &find(sheet, id)?.kind else { return None };
    let result = calculate(sheet, kind, filled).ok()?;
    Answer::new(result.rounded(kind.decimals)?)
}

/// A number as a calculation shows it, with its unit.
pub fn shown(kind: &Calculation, result: Exact) -> Option<String> {
    Some(measured(&grouped(&result.rounded(kind.decimals)?), &kind.unit))
}

/// A calculation in words: its number, or why there can never be one.
pub fn words(sheet: &Worksheet, kind: &Calculation, filled: &dyn Filled) -> Option<String> {
    match calculate(sheet, kind, filled) {
        Ok(result) => shown(kind, result),
        Err(Lack::Never) => Some(kind.never.clone()).filter(|words| !words.is_empty()),
        Err(_) => None,
    }
}

/// The formula with the numbers that are there; what is missing stands by its name, and the
/// result as `result` has it.
pub fn formula(sheet: &Worksheet, kind: &Calculation, filled: &dyn Filled, result: &str) -> String {
    let mut work = Work { sheet, filled, done: BTreeMap::new() };
    kind.formula.filled(|place| {
        let name = place.to_string();
        if name == RESULT {
            return result.to_owned();
        }
        let term = kind.terms.iter().find(|term| term.to_string() == name);
        term.map_or(name, |term| in_formula(&mut work, term))
    })
}

fn in_formula(work: &mut Work<'_>, term: &Term) -> String {
    let (Term::Field(id) | Term::Column(id, _)) = term else { return term.to_string() };
    let Some(field) = find(work.sheet, id) else { return term.to_string() };
    let number = work.values(term).and_then(|values| sum(&values)).ok();
    let text = number.and_then(|number| match &field.kind {
        FieldKind::Calculation(kind) => number.rounded(kind.decimals),
        _ => number.plain(),
    });
    match (text, term) {
        (Some(text), _) => grouped(&text),
        (None, Term::Column(_, column)) => {
            let columns = field.rows().map(|rows| rows.columns.as_slice()).unwrap_or_default();
            let found = columns.iter().find(|other| other.id == *column);
            found.unwrap_or(field).label.clone()
        }
        (None, _) => field.label.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{cases, response, sheet_of};
    use num_rational::BigRational;
    use num_traits::{Signed as _, Zero as _};
    use proptest::prelude::*;

    fn sheet(calculations: &str) -> Worksheet {
        sheet_of(&format!(
            r#"{{"id": "a", "number": 1, "kind": "number", "label": "What I have", "decimals": 2}},
              {{"id": "b", "number": 2, "kind": "number", "label": "What a month takes"}},
              {{"id": "sales", "number": 3, "kind": "rows", "label": "Sales", "add": "Add",
                "singular": "month", "columns": [
                {{"id": "sold", "number": 4, "kind": "number", "label": "Sold"}}]}},
              {calculations}"#
        ))
    }

    fn one(operation: &str, terms: &str) -> Worksheet {
        sheet(&format!(
            r#"{{"id": "x", "kind": "calculation", "label": "X", "operation": "{operation}",
            "terms": [{terms}], "decimals": 2, "unit": "months", "never": "never",
            "formula": "{{result}}"}}"#
        ))
    }

    fn kind<'a>(sheet: &'a Worksheet, id: &str) -> &'a Calculation {
        match &find(sheet, &id.parse().unwrap()).unwrap().kind {
            FieldKind::Calculation(kind) => kind,
            _ => panic!("{id} is no calculation"),
        }
    }

    fn said(sheet: &Worksheet, answers: &[(&str, &str)]) -> Result<String, Lack> {
        let kind = kind(sheet, "x");
        let result = calculate(sheet, kind, &response(answers))?;
        Ok(shown(kind, result).unwrap())
    }

    #[test]
    fn each_operation_does_what_its_name_says() {
        let answers = [
            ("a", "7"),
            ("b", "2"),
            ("sales.r1.sold", "10"),
            ("sales.r2.sold", "4"),
            ("sales.r3.sold", ""),
        ];
        for (operation, terms, expected) in [
            ("sum", r#""a", "b", 1"#, "10.00 months"),
            ("sum", r#""sales.sold""#, "14.00 months"),
            ("difference", r#""a", "b", "b""#, "3.00 months"),
            ("product", r#""a", "b", 100"#, "1,400.00 months"),
            ("quotient", r#""a", "b""#, "3.50 months"),
            ("rounded-up", r#""a", "b""#, "4.00 months"),
            ("share", r#""a", "b""#, "77.78 months"),
            ("mean", r#""sales.sold""#, "7.00 months"),
            ("least", r#""sales.sold""#, "4.00 months"),
            ("most", r#""a", "b""#, "7.00 months"),
            ("sum", r#""sales""#, "3.00 months"),
        ] {
            let said = said(&one(operation, terms), &answers);
            assert_eq!(said.as_deref(), Ok(expected), "{operation} {terms}");
        }
    }

    #[test]
    fn what_is_missing_is_named_and_nothing_is_made_up() {
        let quotient = one("quotient", r#""a", "b""#);
        let missing = |labels: &[&str]| {
            Err(Lack::Missing(labels.iter().map(|label| (*label).to_owned()).collect()))
        };
        assert_eq!(said(&quotient, &[]), missing(&["What I have", "What a month takes"]));
        assert_eq!(said(&quotient, &[("a", "1"), ("b", " ")]), missing(&["What a month takes"]));
        assert_eq!(
            said(&one("sum", r#""sales.sold""#), &[("sales.r1.sold", "")]),
            missing(&["Sold"])
        );
        let odd = said(&quotient, &[("a", "a lot"), ("b", "1")]);
        assert_eq!(odd, Err(Lack::NoNumber("What I have".to_owned())));
        assert_eq!(said(&quotient, &[("a", "1"), ("b", "0")]), Err(Lack::Never));
        let huge = "9".repeat(27);
        let product = one("product", r#""a", "a""#);
        assert_eq!(said(&product, &[("a", &huge)]), Err(Lack::TooLarge));
    }

    #[test]
    fn months_that_never_end_are_said_to_be_that() {
        let months = one("rounded-up", r#""a", "b""#);
        assert_eq!(said(&months, &[("a", "100"), ("b", "0")]), Err(Lack::Never));
        assert_eq!(said(&months, &[("a", "100"), ("b", "-5")]), Err(Lack::Never));
        assert_eq!(said(&months, &[("a", "0"), ("b", "0")]).as_deref(), Ok("0.00 months"));
        assert_eq!(said(&months, &[("a", "-3"), ("b", "7")]).as_deref(), Ok("0.00 months"));
        let kind = kind(&months, "x");
        let never = response(&[("a", "100"), ("b", "0")]);
        assert_eq!(words(&months, kind, &never).as_deref(), Some("never"));
    }

    #[test]
    fn calculations_rest_on_each_other_unrounded() {
        let sheet = sheet(
            r#"{"id": "third", "kind": "calculation", "label": "A third", "operation": "quotient",
              "terms": ["a", 3], "decimals": 0, "formula": "{a} ÷ 3 = {result}"},
            {"id": "x", "kind": "calculation", "label": "X", "operation": "product",
              "terms": ["third", 3], "formula": "{third} × 3 = {result}"}"#,
        );
        assert_eq!(said(&sheet, &[("a", "10")]).as_deref(), Ok("10"));
        let answers = response(&[("a", "1000")]);
        let third = kind(&sheet, "third");
        assert_eq!(formula(&sheet, third, &answers, "333"), "1,000 ÷ 3 = 333");
        assert_eq!(formula(&sheet, kind(&sheet, "x"), &answers, "1,000"), "333 × 3 = 1,000");
        assert_eq!(formula(&sheet, third, &response(&[]), "?"), "What I have ÷ 3 = ?");
        let third = answer(&sheet, &"third".parse().unwrap(), &answers);
        assert_eq!(third.as_ref().map(Answer::as_str), Some("333"));
    }

    fn typed() -> impl Strategy<Value = String> {
        prop_oneof!["-?[0-9]{1,12}(\\.[0-9]{1,6})?", Just("0".to_owned()), "\\PC{0,6}",]
    }

    fn big(text: &str) -> BigRational {
        let (whole, behind) = text.split_once('.').unwrap_or((text, ""));
        let under = num_traits::pow(BigRational::from_integer(10.into()), behind.len());
        BigRational::from_integer(format!("{whole}{behind}").parse().unwrap()) / under
    }

    proptest! {
        #![proptest_config(cases(200))]

        #[test]
        fn every_operation_is_exact(a in "-?[0-9]{1,9}(\\.[0-9]{1,2})?", b in "-?[0-9]{1,9}") {
            let (x, y) = (big(&a), big(&b));
            let hundred = BigRational::from_integer(100.into());
            let two = BigRational::from_integer(2.into());
            let some = |value: BigRational| Some(value);
            let by = |over: BigRational, under: BigRational| (!under.is_zero()).then(|| over / under);
            let up = match (x.is_positive(), y.is_positive()) {
                (false, _) => some(BigRational::zero()),
                (true, false) => None,
                (true, true) => by(x.clone(), y.clone()).map(|months| months.ceil()),
            };
            for (operation, expected) in [
                ("sum", some(&x + &y)),
                ("difference", some(&x - &y)),
                ("product", some(&x * &y)),
                ("quotient", by(x.clone(), y.clone())),
                ("rounded-up", up),
                ("share", by(&x * &hundred, &x + &y)),
                ("mean", some((&x + &y) / &two)),
                ("least", some(x.clone().min(y.clone()))),
                ("most", some(x.clone().max(y.clone()))),
            ] {
                let sheet = one(operation, r#""a", "b""#);
                let ours = calculate(&sheet, kind(&sheet, "x"), &response(&[("a", &a), ("b", &b)]));
                match (ours, expected) {
                    (Ok(ours), Some(theirs)) => {
                        let ours = ours.rounded(20).map(|text| big(&text)).unwrap();
                        let unit = BigRational::new(1.into(), 10_i64.pow(18).into());
                        prop_assert!((ours - theirs).abs() < unit, "{operation} {a} {b}");
                    }
                    (ours, None) => prop_assert_eq!(ours, Err(Lack::Never), "{}", operation),
                    (ours, _) => prop_assert!(false, "{operation} {a} {b}: {ours:?}"),
                }
            }
        }

        #[test]
        fn no_input_breaks_a_calculation(a in typed(), b in typed(), c in typed()) {
            let answers = [("a", a.as_str()), ("b", b.as_str()), ("sales.r1.sold", c.as_str())];
            for operation in Operation::IDS {
                let sheet = one(operation, r#""a", "b""#);
                let _ = said(&sheet, &answers);
                let _ = formula(&sheet, kind(&sheet, "x"), &response(&answers), "");
            }
            let _ = said(&one("mean", r#""sales.sold", "a""#), &answers);
        }
    }
}
