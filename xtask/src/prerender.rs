//! The first page as it stands before the program is there: all of it, so that a first visit
//! fetches nothing else until the person touches it.
//!
//! The same elements, classes and ids as `src/ui` makes, so that nothing changes when the program
//! takes over; an end-to-end test holds the two together.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use sproutsheet::library::PACKS;
use sproutsheet::model::field::{Choice, Field, FieldKind};
use sproutsheet::model::outcome::{Desk, Wording};
use sproutsheet::model::text::{Locale, Piece, Template};
use sproutsheet::model::worksheet::{Guide, Pack, PackHead, Tone, Worksheet};
use sproutsheet::words::Word;

/// The sheet that the page opens with.
const FIRST: &str = "job";

/// The path of the sheet that stands in the page itself.
pub(crate) fn first_path() -> String {
    format!("w/{}/{FIRST}", PACKS[0])
}

/// A template with the card in the pack's language, and its text for browsers without scripts.
pub(crate) fn card(pack: &Pack) -> String {
    let Some(sheet) = pack.sheets.iter().find(|sheet| sheet.id.as_str() == FIRST) else {
        return String::new();
    };
    format!(
        "<template data-lang=\"{locale}\" data-title=\"{title}\">{masthead}<main class=\"ws-main\" id=\"main\" tabindex=\"-1\">\
         {article}</main>{foot}</template>\n    \
         <template data-lang=\"{locale}\" data-home data-title=\"{home}\">{library}</template>\n    \
         <template data-lang=\"{locale}\" data-foot>{embed}</template>\n    \
         <noscript data-lang=\"{locale}\"><article class=\"ws-sheet\" lang=\"{locale}\">{text}</article></noscript>\n    ",
        locale = pack.locale.tag(),
        title = html(&format!("{} · {}", sheet.name, Word::Name.text(pack.locale))),
        home = html(&format!(
            "{} · {}",
            Word::Name.text(pack.locale),
            Word::Tagline.text(pack.locale)
        )),
        masthead = masthead(pack),
        foot = foot(pack),
        embed = embed_foot(pack),
        library = library(pack),
        article = article(pack, sheet),
        text = plain(pack, sheet),
    )
}

/// Text as HTML.
pub(crate) fn html(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn masthead(pack: &Pack) -> String {
    let say = |word: Word| html(word.text(pack.locale));
    format!(
        "<a class=\"ws-skip\" href=\"#main\">{skip}</a><header class=\"ws-masthead\"><a class=\"ws-masthead__name\" href=\"#/\">\
         <svg class=\"ws-mark\" viewBox=\"0 0 32 32\" aria-hidden=\"true\">\
         <path class=\"ws-mark__leaf\" d=\"M15 16C14 9 9 6 3 6c0 7 4 11 12 10Z\"/>\
         <path class=\"ws-mark__leaf ws-mark__leaf--young\" d=\"M17 14c0-6 5-9 11-9 0 6-4 10-11 9Z\"/>\
         <path class=\"ws-mark__stem\" d=\"M16 27V14\"/><path class=\"ws-mark__earth\" d=\"M7 28h18\"/></svg>\
         <span>{name}</span></a><div class=\"ws-masthead__tools\">\
         <button class=\"ws-button ws-button--icon\" data-action=\"theme\" aria-label=\"{theme}\" title=\"{theme}\">\
         <svg viewBox=\"0 0 24 24\" aria-hidden=\"true\"><circle cx=\"12\" cy=\"12\" r=\"8\"/>\
         <path class=\"ws-half\" d=\"M12 4a8 8 0 0 1 0 16Z\"/></svg></button>\
         <button class=\"ws-button ws-button--quiet\" data-action=\"lang\" lang=\"{other}\">{switch}</button></div></header>",
        skip = say(Word::SkipToContent),
        name = say(Word::Name),
        theme = say(Word::ThemeAuto),
        other = pack.locale.other().tag(),
        switch = say(Word::SwitchLanguage),
    )
}

fn foot(pack: &Pack) -> String {
    format!(
        "<div class=\"ws-reminders\" role=\"status\"></div>\
         <footer class=\"ws-foot\"><p>{}</p>\
         <p><a class=\"ws-foot__link\" href=\"#/data\">{}</a></p>\
         <p><a class=\"ws-foot__link\" href=\"#/gallery\">{}</a></p></footer>\
         <div class=\"ws-notice\" role=\"status\"></div>",
        html(Word::Privacy.text(pack.locale)),
        html(Word::DataTitle.text(pack.locale)),
        html(Word::GalleryLink.text(pack.locale))
    )
}

/// What stands below the card inside an article.
fn embed_foot(pack: &Pack) -> String {
    format!(
        "<footer class=\"ws-embed\"><p class=\"ws-embed__line\"><span>{}</span>\
         <button class=\"ws-button ws-button--quiet\" data-action=\"continue\">{}</button></p></footer>",
        html(Word::EmbedKept.text(pack.locale)),
        html(Word::EmbedContinue.text(pack.locale)),
    )
}

/// What stands below the card on the home page.
fn library(pack: &Pack) -> String {
    let say = |word: Word| html(word.text(pack.locale));
    let mut sheets = String::new();
    for sheet in &pack.sheets {
        let _ = write!(
            sheets,
            "<li class=\"ws-library__sheet\"><a href=\"#/w/{}/{}\">{}</a><span class=\"ws-library__gives\">{}</span>\
             <span class=\"ws-library__minutes\">{}</span></li>",
            pack.id,
            sheet.id,
            html(&sheet.name),
            html(&sheet.gives),
            html(&Word::Minutes.with(pack.locale, &sheet.minutes.to_string())),
        );
    }
    format!(
        "<section class=\"ws-library\"><h2 class=\"ws-library__title\">{library}</h2>\
         <h3 class=\"ws-library__pack\">{title}</h3><p class=\"ws-library__summary\">{summary}</p>\
         <ul class=\"ws-library__all\">{sheets}</ul><p><a class=\"ws-next__path\" href=\"#/p/{id}\">{all}</a></p>\
         <p class=\"ws-library__source\">{line} <a href=\"{link}\" rel=\"noopener noreferrer\" target=\"_blank\">\
         {source}</a> · {author}</p>{others}</section>",
        library = say(Word::Library),
        title = html(&pack.title),
        summary = html(&pack.summary),
        id = pack.id,
        all = say(Word::PathAll),
        line = say(Word::SourceLine),
        link = html(&pack.source.link),
        source = html(&pack.source.title),
        author = html(&pack.source.author),
        others = pack.others.iter().map(|other| head(other, pack.locale)).collect::<String>(),
    )
}

/// What the library says of a pack that is fetched only when one goes there.
fn head(pack: &PackHead, locale: Locale) -> String {
    format!(
        "<h3 class=\"ws-library__pack\"><a href=\"#/p/{}\">{}</a></h3><p class=\"ws-library__summary\">{}</p>\
         <details><summary class=\"ws-library__more\">{}</summary></details>",
        pack.id,
        html(&pack.title),
        html(&pack.summary),
        html(&Word::PackSheets.with(locale, &pack.sheets.to_string()))
    )
}

fn article(pack: &Pack, sheet: &Worksheet) -> String {
    let (mut sentence, mut finished, mut more) = (String::new(), String::new(), String::new());
    let fields = sheet.sections.iter().flat_map(|section| &section.fields);
    for field in fields {
        match &field.kind {
            FieldKind::Sentence { template, blanks } => {
                sentence = sentence_of(sheet, template, blanks);
                finished = finished_card(pack, &field.label, template);
            }
            FieldKind::Choice { choices, .. } => {
                more.push_str(&choice(pack, sheet, field, choices));
            }
            // The end-to-end test tells when the first sheet asks something else.
            _ => {}
        }
    }
    let step = pack.step(&sheet.id).unwrap_or(1).to_string();
    format!(
        "<article class=\"ws-sheet\" data-sheet=\"{}/{}\"><p class=\"ws-sheet__place\"><a href=\"#/p/{}\">{}</a> · {}</p>\
         <h1 class=\"ws-title\">{}</h1><p class=\"ws-lead\">{}</p><div class=\"ws-card\">{sentence}{actions}</div>{reading}{examples}{finished}\
         <div class=\"ws-more\">{more}</div>{help}{next}\
         <p class=\"ws-sheet__foot\"><a class=\"ws-button\" data-action=\"print\" href=\"#/print/{at}\">{print}</a>\
         <button class=\"ws-button\" data-action=\"export\" aria-haspopup=\"dialog\">{export}</button>\
         <button class=\"ws-button ws-button--quiet\" data-action=\"reset\">{reset}</button></p></article>",
        pack.id,
        sheet.id,
        pack.id,
        html(&pack.title),
        html(&Word::Step.with(pack.locale, &step)),
        html(&sheet.title),
        html(&sheet.lead),
        actions = actions(pack),
        reading = reading(pack, sheet),
        examples = examples(pack, sheet),
        help = help(pack, &sheet.guide),
        next = next(pack, sheet),
        at = format_args!("{}/{}", pack.id, sheet.id),
        print = html(Word::Print.text(pack.locale)),
        export = html(Word::Export.text(pack.locale)),
        reset = html(Word::Reset.text(pack.locale)),
    )
}

fn actions(pack: &Pack) -> String {
    let say = |word: Word| html(word.text(pack.locale));
    let step = |action: &str, name: &str, shape: &str| {
        format!(
            "<button class=\"ws-button ws-button--icon\" data-action=\"{action}\" aria-label=\"{name}\" title=\"{name}\" \
             aria-disabled=\"true\"><svg viewBox=\"0 0 24 24\" aria-hidden=\"true\"><path d=\"{shape}\"/></svg></button>"
        )
    };
    format!(
        "<div class=\"ws-actions\"><p class=\"ws-save\" role=\"status\" aria-live=\"off\" data-save-state=\"saved\">\
         <span class=\"ws-save__words\">{}</span><span aria-live=\"polite\"></span></p><div class=\"ws-actions__buttons\">{}{}\
         <button class=\"ws-button ws-button--main\" data-action=\"share\" aria-haspopup=\"dialog\">{}</button></div></div>",
        say(Word::WillSave),
        step("undo", &say(Word::Undo), "M9 6 4 11l5 5M4.5 11H15a5 5 0 0 1 0 10h-3"),
        step("redo", &say(Word::Redo), "m15 6 5 5-5 5m4.500-5H9a5 5 0 0 0 0 10h3"),
        say(Word::ShareCard),
    )
}

/// What the sheet says to nothing at all.
fn reading(pack: &Pack, sheet: &Worksheet) -> String {
    let responses = BTreeMap::new();
    let desk = Desk { pack, here: sheet, responses: &responses, today: 0 };
    let blank = Word::BlankLine.text(pack.locale);
    let wording = Wording { yes: "", no: "", unsure: "", comma: "", blank };
    let said = desk.reading().map(|reading| {
        let class = match reading.tone {
            Tone::Quiet => "ws-reading__words",
            Tone::Good => "ws-reading__words ws-reading__words--good",
            Tone::Look => "ws-reading__words ws-reading__words--look",
        };
        format!("<p class=\"{class}\">{}</p>", html(&desk.filled(&reading.say, &wording)))
    });
    format!("<div class=\"ws-reading\" role=\"status\">{}</div>", said.unwrap_or_default())
}

fn examples(pack: &Pack, sheet: &Worksheet) -> String {
    let one = |example: &sproutsheet::model::worksheet::Example| {
        format!(
            "<li><button class=\"ws-example\" data-example=\"{}\"><span class=\"ws-example__title\">{}</span>\
             <span class=\"ws-example__note\">{}</span></button></li>",
            example.id,
            html(&example.title),
            html(&example.note)
        )
    };
    let all: String = sheet.examples.iter().map(one).collect();
    format!(
        "<section class=\"ws-examples\"><h2 class=\"ws-examples__title\">{}</h2><ul class=\"ws-examples__all\">{all}</ul></section>",
        html(Word::StartFromExample.text(pack.locale))
    )
}

fn finished_card(pack: &Pack, title: &str, template: &Template) -> String {
    let piece = |piece: &Piece| match piece {
        Piece::Words(words) => html(words),
        Piece::Blank(_) => {
            format!("<span class=\"ws-unsaid\">{}</span>", Word::BlankLine.text(pack.locale))
        }
    };
    let pieces: String = template.pieces.iter().map(piece).collect();
    format!(
        "<figure class=\"ws-finished\" hidden><figcaption class=\"ws-finished__title\">{}</figcaption>\
         <blockquote class=\"ws-finished__words\" data-sentence>{pieces}</blockquote></figure>",
        html(title)
    )
}

fn choice(pack: &Pack, sheet: &Worksheet, field: &Field, choices: &[Choice]) -> String {
    let name = format!("{}.{}", sheet.id, field.id);
    let one = |choice: &Choice| {
        format!(
            "<label class=\"ws-choice__one\"><input type=\"radio\" id=\"{name}.{value}\" name=\"{name}\" value=\"{value}\">\
             <span class=\"ws-choice__label\">{}</span></label>",
            html(&choice.label),
            value = choice.id
        )
    };
    let all: String = choices.iter().map(one).collect();
    let clear = html(Word::Clear.text(pack.locale));
    format!(
        "<fieldset class=\"ws-choice\" id=\"{name}\" aria-describedby=\"{name}.hint\">\
         <legend class=\"ws-field__label\">{}</legend><p class=\"ws-field__hint\" id=\"{name}.hint\">{}</p>\
         <div class=\"ws-choice__all\">{all}<button class=\"ws-button ws-button--icon ws-choice__clear\" type=\"button\" \
         aria-label=\"{clear}\" title=\"{clear}\" hidden><svg viewBox=\"0 0 24 24\" aria-hidden=\"true\">\
         <path d=\"m7 7 10 10M17 7 7 17\"/></svg></button></div></fieldset>",
        html(&field.label),
        html(&field.hint)
    )
}

fn help(pack: &Pack, guide: &Guide) -> String {
    let part = |title: Word, text: &str| match text {
        "" => String::new(),
        text => format!(
            "<h2 class=\"ws-help__title\">{}</h2><p>{}</p>",
            html(title.text(pack.locale)),
            html(text)
        ),
    };
    format!(
        "<details class=\"ws-help\"><summary>{}</summary><p>{}</p>{}{}{}</details>",
        html(Word::Guide.text(pack.locale)),
        html(&guide.meaning),
        part(Word::GuideStory, &guide.story),
        part(Word::GuideExample, &guide.example),
        part(Word::GuideMistake, &guide.mistake)
    )
}

fn next(pack: &Pack, sheet: &Worksheet) -> String {
    let way = pack.stages.iter().flat_map(|stage| &stage.sheets);
    let mut after = way.skip_while(|id| **id != sheet.id).skip(1);
    let link = after.find_map(|id| pack.sheet(id)).map(|next| {
        format!(
            "<a class=\"ws-next__link\" href=\"#/w/{}/{}\"><span class=\"ws-next__word\">{}</span>{} →</a>",
            pack.id,
            next.id,
            html(Word::NextSheet.text(pack.locale)),
            html(&next.name)
        )
    });
    format!(
        "<nav class=\"ws-next\">{}<a class=\"ws-next__path\" href=\"#/p/{}\">{}</a></nav>",
        link.unwrap_or_default(),
        pack.id,
        html(Word::PathAll.text(pack.locale))
    )
}

fn sentence_of(sheet: &Worksheet, template: &Template, blanks: &[Field]) -> String {
    let mut out = String::from("<p class=\"ws-sentence\">");
    for (piece, mark) in template.set_pieces() {
        match piece {
            Piece::Words(words) => {
                let _ = write!(out, "<span>{}</span>", html(&words));
            }
            Piece::Blank(place) => {
                let id = &place.field;
                let Some(field) = blanks.iter().find(|field| field.id == *id) else { continue };
                let _ = write!(
                    out,
                    "<span class=\"ws-set\"><span class=\"ws-blank\" id=\"{}.{id}\" role=\"textbox\" \
                     contenteditable=\"plaintext-only\" tabindex=\"0\" aria-label=\"{}\" \
                     aria-placeholder=\"{placeholder}\" aria-describedby=\"{}.{id}.hint\" aria-multiline=\"false\" enterkeyhint=\"next\" \
                     spellcheck=\"false\" data-placeholder=\"{placeholder}\" data-empty></span>{}</span>",
                    sheet.id,
                    html(&field.label),
                    sheet.id,
                    html(&mark),
                    placeholder = html(&field.placeholder),
                );
            }
        }
    }
    out.push_str("</p>");
    out.push_str("<div class=\"ws-hints\">");
    for field in blanks {
        let id = format!("{}.{}.hint", sheet.id, field.id);
        let _ = write!(out, "<p class=\"ws-hint\" id=\"{id}\">{}</p>", html(&field.hint));
    }
    out.push_str("</div>");
    out
}

/// The sheet as text, to copy and write by hand.
fn plain(pack: &Pack, sheet: &Worksheet) -> String {
    let mut out = format!(
        "<p data-too-old=\"{}\">{}</p><h1 class=\"ws-title\">{}</h1><p>{}</p>",
        html(Word::TooOld.text(pack.locale)),
        html(Word::NeedsScript.text(pack.locale)),
        html(&sheet.title),
        html(&sheet.lead),
    );
    let fields = sheet.sections.iter().flat_map(|section| &section.fields);
    for field in fields {
        match &field.kind {
            FieldKind::Sentence { template, blanks } => {
                let line = template.filled(|_| "________".to_owned());
                let _ = write!(out, "<p class=\"ws-sentence\">{}</p><ul>", html(&line));
                for blank in blanks {
                    let _ = write!(out, "<li>{}</li>", html(&blank.hint));
                }
                out.push_str("</ul>");
            }
            FieldKind::Choice { choices, .. } => {
                let _ = write!(out, "<p>{}</p><ul>", html(&field.label));
                for choice in choices {
                    let _ = write!(out, "<li>□ {}</li>", html(&choice.label));
                }
                out.push_str("</ul>");
            }
            _ => {
                let _ = write!(out, "<p>{} ________</p>", html(&field.label));
            }
        }
    }
    out
}
