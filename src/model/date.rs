//! Days of the Gregorian calendar, as `2026-01-31`.
//!
//! Method: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".

/// The day that links count from: 2000-01-01, in days since 1970-01-01.
const EPOCH: i64 = 10_957;

/// The last day that has a number: 9999-12-31.
const LAST: u32 = 2_921_939;

/// Days since 2000-01-01 of a date written as `2026-01-31`; nothing where it is no such date.
pub fn days(text: &str) -> Option<u32> {
    let mut parts = text.split('-');
    let mut part = |digits: usize| {
        let part = parts.next()?;
        (part.len() == digits && part.bytes().all(|b| b.is_ascii_digit()))
            .then(|| part.parse::<i64>().ok())
            .flatten()
    };
    let (year, month, day) = (part(4)?, part(2)?, part(2)?);
    // Years begin in March, so that the leap day comes last.
    let shifted = if month <= 2 { year - 1 } else { year };
    let era = shifted.div_euclid(400);
    let year_of_era = shifted.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    let since_1970 = era * 146_097 + day_of_era - 719_468;
    let days = u32::try_from(since_1970 - EPOCH).ok()?;
    // A day that its month does not have comes back as another, and so does a month that there is not.
    (of_days(days)? == text).then_some(days)
}

/// The date so many days after 2000-01-01; nothing past the year 9999.
pub fn of_days(days: u32) -> Option<String> {
    if days > LAST {
        return None;
    }
    let z = i64::from(days) + EPOCH + 719_468;
    let era = z.div_euclid(146_097);
    let day_of_era = z.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_days() {
        assert_eq!(days("2000-01-01"), Some(0));
        assert_eq!(days("2000-03-01"), Some(60));
        assert_eq!(days("2026-11-23"), Some(9_823));
        assert_eq!(days("9999-12-31"), Some(LAST));
        for none in ["1999-12-31", "2026-02-29", "2026-13-01", "2026-1-1", "2026-01-01-", "明天"]
        {
            assert_eq!(days(none), None, "{none}");
        }
        // Years past what can be reckoned with are no years.
        assert_eq!(days(&format!("{}-01-01", i64::MAX)), None);
    }

    #[test]
    fn every_month_of_400_years_begins_after_the_last_day_of_the_one_before() {
        let mut first = 0;
        for year in 2000..=2400_u32 {
            let is_century = year.is_multiple_of(100);
            let is_leap = year.is_multiple_of(if is_century { 400 } else { 4 });
            let february = if is_leap { 29 } else { 28 };
            let lengths = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
            for (month, length) in (1..).zip(lengths) {
                let last = first + length - 1;
                for (day, number) in [(1, first), (length, last)] {
                    let date = format!("{year}-{month:02}-{day:02}");
                    assert_eq!(days(&date), Some(number), "{date}");
                    assert_eq!(of_days(number), Some(date));
                }
                first = last + 1;
            }
        }
        assert_eq!(of_days(LAST + 1), None);
    }

    proptest! {
        #[test]
        fn days_come_back(n in 0..=LAST) {
            let date = of_days(n).unwrap();
            prop_assert_eq!(days(&date), Some(n));
        }
    }
}
