//! The job card as it stands in the page before the program is there.
//!
//! The same elements, classes and ids as `src/ui` makes, so that nothing moves when the program
//! takes over; an end-to-end test holds the two together.

use std::fmt::Write as _;

use sproutsheet::model::field::{Field, FieldKind};
use sproutsheet::model::text::{Piece, Template};
use sproutsheet::model::worksheet::{Pack, Worksheet};
use sproutsheet::words::Word;

/// The sheet that the page opens with.
const FIRST: &str = "job";

/// A template with the card in the pack's language, and its text for browsers without scripts.
pub(crate) fn card(pack: &Pack) -> String {
    let Some(sheet) = pack.sheets.iter().find(|sheet| sheet.id.as_str() == FIRST) else {
        return String::new();
    };
    format!(
        "<template data-lang=\"{locale}\">{masthead}<main class=\"ws-main\" id=\"main\">{article}</main></template>\n    \
         <noscript data-lang=\"{locale}\"><article class=\"ws-sheet\" lang=\"{locale}\">{text}</article></noscript>\n    ",
        locale = pack.locale.tag(),
        masthead = masthead(pack),
        article = article(pack, sheet),
        text = plain(pack, sheet),
    )
}

/// Text as HTML.
fn html(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn masthead(pack: &Pack) -> String {
    format!(
        "<header class=\"ws-masthead\"><a class=\"ws-masthead__name\" href=\"#/\">\
         <svg class=\"ws-mark\" viewBox=\"0 0 32 32\" aria-hidden=\"true\">\
         <path class=\"ws-mark__leaf\" d=\"M15 16C14 9 9 6 3 6c0 7 4 11 12 10Z\"/>\
         <path class=\"ws-mark__leaf ws-mark__leaf--young\" d=\"M17 14c0-6 5-9 11-9 0 6-4 10-11 9Z\"/>\
         <path class=\"ws-mark__stem\" d=\"M16 27V14\"/><path class=\"ws-mark__earth\" d=\"M7 28h18\"/></svg>\
         <span>{}</span></a></header>",
        html(Word::Name.text(pack.locale))
    )
}

fn article(pack: &Pack, sheet: &Worksheet) -> String {
    let mut sentence = String::new();
    let fields = sheet.sections.iter().flat_map(|section| &section.fields);
    for field in fields {
        if let FieldKind::Sentence { template, blanks } = &field.kind {
            sentence = sentence_of(sheet, template, blanks);
        }
    }
    let step = pack.stages.iter().flat_map(|stage| &stage.sheets).position(|id| *id == sheet.id);
    let step = step.map_or(1, |at| at + 1).to_string();
    format!(
        "<article class=\"ws-sheet\" data-sheet=\"{}/{}\"><p class=\"ws-sheet__place\"><a href=\"#/p/{}\">{}</a> · {}</p>\
         <h1 class=\"ws-title\">{}</h1><p class=\"ws-lead\">{}</p><div class=\"ws-card\">{sentence}</div></article>",
        pack.id,
        sheet.id,
        pack.id,
        html(&pack.title),
        html(&Word::Step.with(pack.locale, &step)),
        html(&sheet.title),
        html(&sheet.lead),
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
                     aria-describedby=\"{}.{id}.hint\" aria-placeholder=\"{placeholder}\" aria-multiline=\"false\" enterkeyhint=\"next\" \
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
