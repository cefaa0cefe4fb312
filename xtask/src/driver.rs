//! A running WebDriver: started on a free port, ended with this value and all that it started.

use crate::browser::Browser;
use crate::places::Kind;
use crate::{http, paths, run};
use anyhow::{Context, Result, bail};
use std::fs::{self, File};
use std::thread::sleep;
use std::time::{Duration, Instant};

const PATIENCE: Duration = Duration::from_secs(30);

pub(crate) struct Driver {
    process: run::Background,
    port: u16,
    has_shutdown: bool,
}

impl Driver {
    pub(crate) fn start(browser: &Browser) -> Result<Self> {
        let port = http::free_port()?;
        let log = paths::target().join("webdriver.log");
        fs::create_dir_all(paths::target())?;
        let output = File::create(&log).with_context(|| format!("cannot write {}", log.display()))?;
        let mut command = run::command(&browser.driver);
        command.arg(format!("--port={port}")).stdout(output.try_clone()?).stderr(output);
        let process = run::Background::start(&mut command)?;
        // geckodriver has no such address and ends its browser on the signal.
        let mut driver = Self { process, port, has_shutdown: browser.kind != Kind::Firefox };
        driver.wait_until_ready().with_context(|| format!("its log is {}", log.display()))?;
        Ok(driver)
    }

    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    fn wait_until_ready(&mut self) -> Result<()> {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE && !run::interrupted() {
            if let Some(status) = self.process.ended()? {
                bail!("the WebDriver ended at once ({status})");
            }
            let ready = |text: &str| text.replace(' ', "").contains("\"ready\":true");
            if http::get(self.port, "/status").is_some_and(|(code, text)| code == 200 && ready(&text)) {
                return Ok(());
            }
            sleep(Duration::from_millis(50));
        }
        bail!("the WebDriver did not answer on port {} within {} s", self.port, PATIENCE.as_secs())
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Asked first, so that it closes the browsers it has opened; they are not in its process group.
        if self.has_shutdown && http::get(self.port, "/shutdown").is_some() {
            self.process.ends_within(Duration::from_secs(5));
        }
    }
}
