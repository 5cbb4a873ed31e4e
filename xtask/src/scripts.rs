//! The page's own scripts and what it lets run: `src/start.js` and its like with the names of a build.

use std::fs;
use std::io::Write as _;
use std::process::{Command, Stdio};

use sproutsheet::model::text::Locale;
use sproutsheet::model::worksheet::Pack;
use sproutsheet::words::Word;

use crate::Failure;
use crate::embed;
use crate::run::{output, root};
use crate::site::{BESIDE, Program, sum};
use crate::standing::Standing;

/// The page's own scripts: the first runs before anything is painted. And the module that mounts
/// sheets in other pages, which knows the same files.
pub(crate) struct Start {
    pub(crate) first: String,
    pub(crate) module: String,
    pub(crate) mount: String,
}

impl Start {
    /// The same, told which pages stand before the program.
    pub(crate) fn with(&self, standing: &Standing) -> Self {
        Self {
            first: self.first.replace("__STANDING__", &standing.paths),
            module: self.module.replace("__STANDING_SUM__", &standing.sum),
            mount: self.mount.clone(),
        }
    }
}

/// What mounted sheets are made of.
pub(crate) struct Mounted {
    pub(crate) program: String,
    pub(crate) style: String,
    pub(crate) style_sum: String,
}

/// Fills in the start scripts what only a build knows: names and sums of files, and words.
pub(crate) fn start_scripts(
    app: &Program,
    beside: &[Program],
    packs: &[(Pack, String)],
    primes: &[(Locale, String)],
    [later, frame]: [&str; 2],
    mounted: &Mounted,
) -> Result<Start, Failure> {
    let source = fs::read_to_string(root().join("src/start.js"))?;
    let (first, module) =
        source.split_once("// ── module ──").ok_or("src/start.js has no module")?;
    let mut urls = serde_json::Map::new();
    for (pack, file) in packs {
        let entry = urls.entry(pack.id.as_str()).or_insert_with(|| serde_json::json!({}));
        entry[pack.locale.tag()] = format!("./{file}").into();
    }
    let urls = serde_json::Value::Object(urls).to_string();
    let prime =
        |(locale, file): &(Locale, String)| (locale.tag().to_owned(), format!("./{file}").into());
    let primes: serde_json::Map<_, _> = primes.iter().map(prime).collect();
    let primes = serde_json::Value::Object(primes).to_string();
    let both = |word: Word| {
        let texts = Locale::ALL.map(|locale| (locale.tag().to_owned(), word.text(locale).into()));
        serde_json::Value::Object(texts.into_iter().collect()).to_string()
    };
    let sums = std::iter::once(app).chain(beside).flat_map(|program| program.sums.clone());
    let wasm_sum = app.sums.last().map(|(_, sum)| sum.as_str()).unwrap_or_default();
    let sums: serde_json::Map<_, _> = sums.map(|(file, sum)| (file, sum.into())).collect();
    let sums = serde_json::Value::Object(sums).to_string();
    let fill = |text: &str| {
        let mut text = text.to_owned();
        for (name, program) in BESIDE.iter().zip(beside) {
            // Both files of a program have one name.
            let file = program.script.trim_end_matches(".js");
            text = text.replace(&format!("__{}__", name.to_uppercase()), &format!("./{file}"));
        }
        text.replace("__FRAME_SCRIPT__", &format!("./{frame}"))
            .replace("__PACKS__", &urls)
            .replace("__PRIMES__", &primes)
            .replace("__SUMS__", &sums)
            .replace("__FAILED__", &both(Word::ProgramFailed))
            .replace("__IN_MEMORY__", &both(Word::InMemory))
            .replace("__STYLE__", &format!("./{later}"))
            .replace("__PROGRAM__", &format!("./{}", mounted.program))
            .replace("__MOUNT_STYLE__", &format!("./{}", mounted.style))
            .replace("__MOUNT_STYLE_SUM__", &mounted.style_sum)
            .replace("__APP_WASM_SUM__", wasm_sum)
            .replace("__APP_PARTS__", &app.link)
            .replace("__APP_SCRIPT__", &format!("./{}", app.script))
            .replace("__APP_WASM__", &format!("./{}", app.wasm))
    };
    Ok(Start { first: fill(first), module: fill(module), mount: fill(&embed::mount()?) })
}

/// A script of ours, small for people: with short names where there is terser, else without its
/// comments and indents.
pub(crate) fn smaller(script: &str, release: bool) -> Result<String, Failure> {
    let lines = script.lines().map(str::trim);
    let lines: Vec<_> = lines.filter(|l| !l.is_empty() && !l.starts_with("//")).collect();
    let bare = lines.join("\n");
    if !release || output(Command::new("terser").arg("--version")).is_none() {
        return Ok(bare);
    }
    let mut terser = Command::new("terser");
    terser.args(["--ecma", "2022", "--compress", "--mangle"]);
    if bare.contains("import(") || bare.contains("export ") {
        terser.arg("--module");
    }
    let mut terser = terser.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    if let Some(mut stdin) = terser.stdin.take() {
        stdin.write_all(bare.as_bytes())?;
    }
    let made = terser.wait_with_output()?;
    if made.status.success() {
        Ok(String::from_utf8(made.stdout)?.trim().to_owned())
    } else {
        Err("terser cannot read a script of ours".into())
    }
}

/// What the page may do: run these scripts and its own files, and speak to nobody else.
pub(crate) fn policy(scripts: &[&str], style: &str) -> String {
    let sum = |text: &str| format!("'{}'", sum(text.as_bytes()));
    let scripts: Vec<_> = scripts.iter().map(|script| sum(script)).collect();
    let rules = [
        "default-src 'none'".to_owned(),
        format!("script-src 'self' 'wasm-unsafe-eval' {}", scripts.join(" ")),
        format!("style-src 'self' {}", sum(style)),
        "img-src 'self' data: blob:".to_owned(),
        "connect-src 'self'".to_owned(),
        // The preview of what an author puts into an article.
        "frame-src 'self'".to_owned(),
        "worker-src 'self'".to_owned(),
        "manifest-src 'self'".to_owned(),
        "base-uri 'none'".to_owned(),
        "form-action 'none'".to_owned(),
        "object-src 'none'".to_owned(),
        "require-trusted-types-for 'script'".to_owned(),
        "trusted-types default".to_owned(),
    ];
    format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">", rules.join("; "))
}
