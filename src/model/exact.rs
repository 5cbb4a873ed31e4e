//! Exact numbers: fractions of whole numbers, as people type and read them. Nothing is rounded
//! before it is shown, and what grows past all bounds is nothing instead of something wrong.

use std::cmp::Ordering;

/// The most digits that a typed number may have.
const DIGITS: usize = 27;

/// A fraction in its lowest terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exact {
    over: i128,
    /// Above zero.
    under: i128,
}

impl Exact {
    /// Nothing at all.
    pub const ZERO: Self = Self { over: 0, under: 1 };

    /// A whole number.
    pub fn whole(number: i64) -> Self {
        Self { over: i128::from(number), under: 1 }
    }

    /// A count.
    pub fn count(number: usize) -> Self {
        Self { over: i128::try_from(number).unwrap_or(i128::MAX), under: 1 }
    }

    /// The number that somebody typed: `1200`, `1,200.50`, `１２００`; nothing where it is none.
    pub fn read(text: &str) -> Option<Self> {
        let plain: String = text.trim().chars().map(half_width).collect();
        let (is_below, plain) = match plain.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, plain.strip_prefix('+').unwrap_or(&plain)),
        };
        let (whole, behind) = plain.split_once('.').unwrap_or((plain, ""));
        let whole = ungrouped(whole)?;
        let digits = format!("{whole}{behind}");
        if digits.len() > DIGITS || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let over: i128 = digits.parse().ok()?;
        let under = 10_i128.checked_pow(u32::try_from(behind.len()).ok()?)?;
        Self::of(if is_below { -over } else { over }, under)
    }

    /// In lowest terms; nothing where it is no number, or one past all bounds.
    fn of(over: i128, under: i128) -> Option<Self> {
        if under == 0 {
            return None;
        }
        let (over, under) = if under.is_negative() {
            (over.checked_neg()?, under.checked_neg()?)
        } else {
            (over, under)
        };
        let common = common(over.checked_abs()?, under);
        Some(Self { over: over / common, under: under / common })
    }

    /// The sum.
    pub fn plus(self, other: Self) -> Option<Self> {
        let common = common(self.under, other.under);
        let (mine, theirs) = (other.under / common, self.under / common);
        let over = self.over.checked_mul(mine)?.checked_add(other.over.checked_mul(theirs)?)?;
        Self::of(over, self.under.checked_mul(mine)?)
    }

    /// The difference.
    pub fn minus(self, other: Self) -> Option<Self> {
        self.plus(Self { over: other.over.checked_neg()?, under: other.under })
    }

    /// The product.
    pub fn times(self, other: Self) -> Option<Self> {
        let (first, second) =
            (Self::of(self.over, other.under)?, Self::of(other.over, self.under)?);
        let over = first.over.checked_mul(second.over)?;
        Self::of(over, first.under.checked_mul(second.under)?)
    }

    /// The quotient; nothing where `other` is zero.
    pub fn divided_by(self, other: Self) -> Option<Self> {
        self.times(Self::of(other.under, other.over)?)
    }

    /// Whether it is below, at or above zero.
    pub fn sign(self) -> Ordering {
        self.over.cmp(&0)
    }

    /// How it stands to another.
    pub fn compare(self, other: Self) -> Option<Ordering> {
        self.minus(other).map(Self::sign)
    }

    /// The next whole number, itself where it is one.
    pub fn ceiling(self) -> Self {
        let whole = self.over.div_euclid(self.under);
        Self { over: whole + i128::from(self.over.rem_euclid(self.under) != 0), under: 1 }
    }

    /// The largest whole number that is not above it, and what is left.
    pub fn floor(self) -> (i128, Self) {
        let rest = Self { over: self.over.rem_euclid(self.under), under: self.under };
        (self.over.div_euclid(self.under), rest)
    }

    /// With so many digits behind the point, halves away from zero; nothing past all bounds.
    pub fn rounded(self, decimals: u16) -> Option<String> {
        let ten = 10_i128.checked_pow(u32::from(decimals))?;
        let over = self.over.checked_abs()?;
        let (whole, rest) = (over / self.under, over % self.under);
        let scaled = rest.checked_mul(ten)?;
        let (behind, left) = (scaled / self.under, scaled % self.under);
        let behind = behind + i128::from(left >= self.under - left);
        let (whole, behind) = (whole.checked_add(behind / ten)?, behind % ten);
        let sign = if self.over.is_negative() && (whole, behind) != (0, 0) { "-" } else { "" };
        let width = usize::from(decimals);
        Some(match width {
            0 => format!("{sign}{whole}"),
            _ => format!("{sign}{whole}.{behind:0width$}"),
        })
    }

    /// As it is, with no more digits behind the point than it has, and six at the most.
    pub fn plain(self) -> Option<String> {
        let is_enough = |decimals: &u16| 10_i128.pow(u32::from(*decimals)) % self.under == 0;
        self.rounded((0..6).find(is_enough).unwrap_or(6))
    }
}

/// The greatest common divisor of two numbers that are not below zero; never zero.
fn common(mut a: i128, mut b: i128) -> i128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}

/// Digits and signs as a Chinese keyboard may write them.
fn half_width(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
        '．' => '.',
        '，' => ',',
        '－' | '−' => '-',
        '＋' => '+',
        c => c,
    }
}

/// Whole digits without the commas between thousands; nothing where those stand elsewhere.
fn ungrouped(whole: &str) -> Option<String> {
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let is_grouped = (1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3);
    (rest.is_empty() || is_grouped).then(|| format!("{first}{}", rest.concat()))
}

/// A number with commas between its thousands, as both languages set them: `12,345.6`. What is no
/// number stays as it is.
pub fn grouped(number: &str) -> String {
    let (sign, rest) = number.strip_prefix('-').map_or(("", number), |rest| ("-", rest));
    let (whole, behind) = rest.find('.').map_or((rest, ""), |at| rest.split_at(at));
    if !whole.bytes().all(|b| b.is_ascii_digit()) {
        return number.to_owned();
    }
    let mut out = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    format!("{sign}{out}{behind}")
}

/// The signs of money that stand before a number; every other unit stands behind it.
const SIGNS: [&str; 4] = ["¥", "$", "€", "£"];

/// Whether a unit stands before its number.
pub fn leads(unit: &str) -> bool {
    SIGNS.contains(&unit)
}

/// A unit beside its number: of `pieces|piece`, `piece` beside `1` and `-1`, else `pieces`.
pub fn beside<'a>(number: &str, unit: &'a str) -> &'a str {
    match unit.split_once('|') {
        Some((_, one)) if number.strip_prefix('-').unwrap_or(number) == "1" => one,
        Some((many, _)) => many,
        None => unit,
    }
}

/// A number with its unit, as its language has it: `1,500 元`, `¥1,500`, `-¥36`, `20%`, and `2 pieces`
/// but `1 piece` where the unit is `pieces|piece`.
pub fn measured(number: &str, unit: &str) -> String {
    let unit = beside(number, unit);
    match number.strip_prefix('-') {
        _ if unit.is_empty() || unit == "%" => format!("{number}{unit}"),
        _ if !leads(unit) => format!("{number} {unit}"),
        Some(rest) => format!("-{unit}{rest}"),
        None => format!("{unit}{number}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::cases;
    use num_rational::BigRational;
    use num_traits::Zero as _;
    use proptest::prelude::*;

    fn read(text: &str) -> Exact {
        Exact::read(text).unwrap()
    }

    fn big(exact: Exact) -> BigRational {
        BigRational::new(exact.over.into(), exact.under.into())
    }

    #[test]
    fn numbers_are_read_as_people_type_them() {
        for (typed, plain) in [
            ("1200", "1200"),
            (" 1,200.50 ", "1200.5"),
            ("１２００", "1200"),
            ("-3", "-3"),
            ("−0.25", "-0.25"),
            (".5", "0.5"),
            ("7.", "7"),
            ("007", "7"),
            ("12,345,678", "12345678"),
        ] {
            assert_eq!(read(typed).plain().as_deref(), Some(plain), "{typed}");
        }
        let none = [
            "", " ", "-", ".", "1,2", "1,2345", "1.2.3", "12 元", "1e9", "NaN", "inf", "七", "--1",
        ];
        for typed in none {
            assert_eq!(Exact::read(typed), None, "{typed}");
        }
        assert_eq!(Exact::read(&"9".repeat(28)), None);
    }

    #[test]
    fn halves_go_away_from_zero() {
        assert_eq!(read("2.5").rounded(0).as_deref(), Some("3"));
        assert_eq!(read("-2.5").rounded(0).as_deref(), Some("-3"));
        assert_eq!(read("0.999").rounded(2).as_deref(), Some("1.00"));
        assert_eq!(read("-0.004").rounded(2).as_deref(), Some("0.00"));
        assert_eq!(read("1").divided_by(read("3")).unwrap().rounded(1).as_deref(), Some("0.3"));
        assert_eq!(read("-1.2").ceiling(), Exact::whole(-1));
        assert_eq!(read("1.2").ceiling(), Exact::whole(2));
    }

    #[test]
    fn thousands_are_kept_apart() {
        for (number, shown) in
            [("0", "0"), ("999", "999"), ("-1000", "-1,000"), ("1234567.25", "1,234,567.25")]
        {
            assert_eq!(grouped(number), shown);
        }
        for odd in ["about 1200", "12a4", "１２００", "-", "1 000"] {
            assert_eq!(grouped(odd), odd);
        }
    }

    #[test]
    fn a_sign_of_money_leads_and_other_units_follow() {
        for (number, unit, shown) in [
            ("1,500", "元", "1,500 元"),
            ("1,500", "¥", "¥1,500"),
            ("-36", "¥", "-¥36"),
            ("-36", "元", "-36 元"),
            ("20", "%", "20%"),
            ("7", "", "7"),
            ("2", "pieces|piece", "2 pieces"),
            ("1", "pieces|piece", "1 piece"),
            ("-1", "pieces|piece", "-1 piece"),
            ("1.0", "pieces|piece", "1.0 pieces"),
            ("1", "元", "1 元"),
        ] {
            assert_eq!(measured(number, unit), shown);
        }
        assert_eq!(beside("", "元"), "元");
        let beside = ["", "0", "1", "-1", "12"].map(|number| beside(number, "pieces|piece"));
        assert_eq!(beside, ["pieces", "pieces", "piece", "piece", "pieces"]);
    }

    #[test]
    fn numbers_are_read_as_a_chinese_keyboard_types_them() {
        for (typed, plain) in
            [("１，２００．５０", "1200.5"), ("－３", "-3"), ("＋３", "3"), ("+9", "9")]
        {
            assert_eq!(read(typed).plain().as_deref(), Some(plain), "{typed}");
        }
    }

    #[test]
    fn a_number_has_27_digits_at_the_most() {
        assert!(Exact::read(&"9".repeat(27)).is_some());
        let behind = |digits: usize| {
            let whole = "9".repeat(20);
            Exact::read(&format!("{whole}.{}", "9".repeat(digits)))
        };
        assert!(behind(7).is_some() && behind(8).is_none());
    }

    #[test]
    fn tenths_are_exact() {
        assert_eq!(read("0.1").plus(read("0.2")), Some(read("0.3")));
        assert_eq!(read("0.3").minus(read("0.1")), Some(read("0.2")));
        assert_eq!(read("0.3").compare(read("0.2")), Some(Ordering::Greater));
    }

    fn number() -> impl Strategy<Value = Exact> {
        (any::<i64>(), 1..=i64::MAX)
            .prop_map(|(over, under)| Exact::of(i128::from(over), i128::from(under)).unwrap())
    }

    proptest! {
        #![proptest_config(cases(200))]

        #[test]
        fn whatever_is_typed_nothing_breaks(text in "\\PC{0,40}|[-+0-9.,]{0,40}") {
            if let Some(number) = Exact::read(&text) {
                let again = number.rounded(9).and_then(|text| Exact::read(&grouped(&text)));
                prop_assert!(again.is_some());
            }
        }

        #[test]
        fn all_is_as_exact_arithmetic_has_it(a in number(), b in number(), c in number()) {
            // Where it fits it is exact; where it does not fit it is nothing.
            let both = [
                (a.plus(b), big(a) + big(b)),
                (a.minus(b), big(a) - big(b)),
                (a.times(b), big(a) * big(b)),
            ];
            for (ours, theirs) in both {
                if let Some(ours) = ours {
                    prop_assert_eq!(big(ours), theirs);
                }
            }
            match a.divided_by(b) {
                Some(quotient) => prop_assert_eq!(big(quotient), big(a) / big(b)),
                None => prop_assert!(big(b).is_zero()),
            }
            if let Some(sum) = a.plus(b).and_then(|sum| sum.times(c)) {
                prop_assert_eq!(big(sum), (big(a) + big(b)) * big(c));
            }
            prop_assert_eq!(big(a.ceiling()), big(a).ceil());
            let (whole, rest) = a.floor();
            prop_assert_eq!(BigRational::from_integer(whole.into()), big(a).floor());
            prop_assert_eq!(big(rest), big(a) - big(a).floor());
            if let Some(order) = a.compare(b) {
                prop_assert_eq!(order, big(a).cmp(&big(b)));
            }
        }

        #[test]
        fn rounding_is_off_by_half_at_the_most(a in number(), decimals in 0_u16..=4) {
            let shown = a.rounded(decimals).unwrap();
            let unit = BigRational::new(1.into(), 10_i64.pow(decimals.into()).into());
            let off = big(read(&shown)) - big(a);
            let off = if off < BigRational::zero() { -off } else { off };
            prop_assert!(&off + &off <= unit, "{shown}");
        }
    }
}
