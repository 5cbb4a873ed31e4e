//! What follows from answers: how far a sheet is filled, and what it says back.

use super::field::Field;
use super::id::{Address, FieldId};
use super::response::{Answer, Response};
use super::text::Template;
use super::worksheet::{Reading, Worksheet};

/// How far a sheet is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Nothing is written.
    Blank,
    /// Some of it.
    Begun,
    /// All that the sheet asks for.
    Filled,
}

/// How far a sheet is filled: by its required fields, or by all of them where none is required.
pub fn progress(sheet: &Worksheet, response: &Response) -> Progress {
    let written = |field: &Field| response.answer_of(&field.id).is_some_and(Answer::is_written);
    let any_required = sheet.fields().any(|field| field.required);
    let asked = || sheet.fields().filter(|field| field.required || !any_required);
    if asked().all(written) {
        Progress::Filled
    } else if sheet.fields().any(written) {
        Progress::Begun
    } else {
        Progress::Blank
    }
}

/// What the sheet says back: its first reading that holds.
pub fn reading<'s>(sheet: &'s Worksheet, response: &Response) -> Option<&'s Reading> {
    let answer = |place: &super::condition::Place| {
        let here = place.sheet.as_ref().is_none_or(|id| *id == sheet.id);
        here.then(|| response.answer_of(&place.field)).flatten()
    };
    sheet.readings.iter().find(|reading| reading.when.holds(&answer))
}

/// A template filled with answers; an empty blank stays a line to write on.
pub fn filled(template: &Template, response: &Response) -> String {
    template.filled(|field| match response.answer_of(field) {
        Some(answer) if answer.is_written() => answer.as_str().trim().to_owned(),
        _ => "____".to_owned(),
    })
}

impl Response {
    /// The answer of a field outside any rows.
    pub fn answer_of(&self, field: &FieldId) -> Option<&Answer> {
        self.answer(&Address::field(field.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::response::Edit;
    use crate::model::stamp::{Clock, Replica};
    use crate::model::text::Locale;
    use crate::testing::pack;

    fn response(answers: &[(&str, &str)]) -> Response {
        let mut response = Response::default();
        let mut clock = Clock::new(Replica(1));
        for (field, text) in answers {
            let edit = Edit::Answer { address: field.parse().unwrap(), answer: Answer::new(*text) };
            response.apply(edit, clock.tick(1));
        }
        response
    }

    #[test]
    fn the_job_card_says_what_comes_next() {
        let pack = pack("community", Locale::ZhHans);
        let job = pack.sheet(&"job".parse().unwrap()).unwrap();
        let said = |answers: &[(&str, &str)]| {
            let response = response(answers);
            let reading = reading(job, &response).map(|r| filled(&r.say, &response));
            (progress(job, &response), reading.unwrap_or_default())
        };
        let (progress, words) = said(&[]);
        assert_eq!(progress, Progress::Blank);
        assert!(words.starts_with("空着也没关系"), "{words}");
        let (progress, words) = said(&[("who", "小满"), ("situation", "  "), ("progress", "x")]);
        assert_eq!(progress, Progress::Begun);
        assert!(words.contains("第 2 个空"), "{words}");
        let four = [("who", "小满"), ("situation", "b"), ("progress", "c"), ("obstacle", "d")];
        assert_eq!(said(&four).0, Progress::Filled);
    }

    #[test]
    fn the_sentence_fills() {
        let pack = pack("community", Locale::ZhHans);
        let job = pack.sheet(&"job".parse().unwrap()).unwrap();
        let response = response(&[("who", " 小满 "), ("obstacle", "时间")]);
        assert_eq!(filled(&job.summary, &response), "当小满在____时，想要____，但被时间卡住。");
    }
}
