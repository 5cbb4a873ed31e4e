//! Finding Chromium and its driver, or saying how to get them.

use std::path::PathBuf;

use crate::Failure;
use crate::apt;

/// The browser that tests run in.
pub(crate) struct Chromium {
    pub(crate) browser: PathBuf,
    pub(crate) driver: PathBuf,
}

/// Looks at `CHROMIUM` and `CHROMEDRIVER`, then on PATH; on Debian as root, installs them.
pub(crate) fn find() -> Result<Chromium, Failure> {
    if let Some(found) = look() {
        return Ok(found);
    }
    let packages = ["chromium", "chromium-driver", "fonts-noto-cjk"];
    apt::install("Chromium and Chinese fonts", &packages)?;
    look().ok_or_else(|| {
        "the tests need Chromium and ChromeDriver: install both (on Debian: apt-get install \
         chromium chromium-driver fonts-noto-cjk), or name them in CHROMIUM and CHROMEDRIVER"
            .into()
    })
}

/// The browser alone, where there is one.
pub(crate) fn browser() -> Option<PathBuf> {
    named("CHROMIUM")
        .or_else(|| on_path(&["chromium", "chromium-browser", "google-chrome", "chrome"]))
}

fn look() -> Option<Chromium> {
    let browser = browser()?;
    let driver = named("CHROMEDRIVER").or_else(|| on_path(&["chromedriver"]))?;
    Some(Chromium { browser, driver })
}

fn named(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).map(PathBuf::from).filter(|path| path.is_file())
}

fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let places: Vec<PathBuf> = std::env::split_paths(&path).collect();
    names.iter().find_map(|name| {
        let name = format!("{name}{}", std::env::consts::EXE_SUFFIX);
        places.iter().map(|place| place.join(&name)).find(|program| program.is_file())
    })
}
