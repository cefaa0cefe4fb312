//! Shows any screen of the list in a frame, in any width, theme and language.
//!
//! A frame, because windows do not get as narrow as phones, and because its width changes without loading anything anew:
//! what stands on the page is the same in every width, and only laid out otherwise.

use crate::looks::{Language, Look, Theme, height};
use crate::page::Page;
use crate::screens::{At, Screen, Way};
use crate::session::Setup;
use crate::words;
use serde_json::{Value, json};

/// Calls back when nothing on the page is on its way any more: every panel is drawn, letters are there, no colour is
/// between two. A page that does not come to rest is told of by what it still waits for.
const SETTLED: &str = "
    const begun = Date.now();
    const settled = (then) => {
        const root = document.querySelector('comarketing-roi')?.shadowRoot ?? document;
        const open = [...root.querySelectorAll('[data-panel]')].filter((at) => at.dataset.drawn !== '' || !at.hasChildNodes());
        const late = [...open, ...root.querySelectorAll('.panel[data-old]')].map((at) => `panel ${at.dataset.panel}`);
        if (document.fonts.status !== 'loaded') late.push('letters');
        // What is on its way is brought there: a browser may let a transition wait for as long as nobody looks.
        for (const moving of [document, root].flatMap((at) => at.getAnimations())) moving.finish();
        if (late.length === 0) return requestAnimationFrame(() => requestAnimationFrame(() => then(null)));
        if (Date.now() - begun > 30_000) return then(late.join(', '));
        requestAnimationFrame(() => setTimeout(() => settled(then)));
    };
";

/// A page with nothing but a frame, and who looks at it.
pub(crate) struct Stage {
    pub(crate) page: Page,
}

impl Stage {
    pub(crate) fn open(theme: Theme) -> Self {
        let setup = Setup { dark: theme == Theme::Dark, ..Setup::default() };
        let page = Page::load("/pages/probe.js", setup);
        page.site.put(
            "/stage.html",
            Page::html(
                "<style>body { margin: 0; } iframe { display: block; border: 0; }</style>",
                "<iframe id=\"frame\" title=\"A screen\"></iframe>",
            ),
        );
        page.session().go(&page.site.url("/stage.html"));
        Self { page }
    }

    /// Opens a screen and goes all the way to it. The page in the frame is what is looked at from here on.
    #[track_caller]
    pub(crate) fn show(&self, screen: &Screen, look: Look) {
        let page = &self.page;
        page.session().leave_frame();
        let path = match screen.at {
            At::Page(path) => path.to_owned(),
            At::Widget(attributes) => {
                let path = format!("/screen-{}-{look}.html", screen.name);
                page.site.put(&path, host(attributes, look));
                path
            }
        };
        page.eval_with(
            "((frame) => {
                frame.style.colorScheme = args[3];
                [frame.src, frame.width, frame.height] = args;
            })(document.getElementById('frame'))",
            json!([path, look.width, height(look.width), look.theme.name()]),
        );
        page.until(
            "the page is there",
            &format!(
                "(({{ contentWindow, contentDocument }}) => contentWindow.location.pathname === '{path}' && contentDocument.readyState === 'complete')(document.getElementById('frame'))"
            ),
        );
        page.session().enter_frame(page.element("document.getElementById('frame')"));
        page.until_ready();
        // As on a phone, whose scroll bars take no room.
        page.eval(
            "((sheet) => {
                sheet.replaceSync('html { scrollbar-width: none; } html::-webkit-scrollbar { display: none; }');
                document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
            })(new CSSStyleSheet())",
        );
        if matches!(screen.at, At::Widget(_)) {
            let tag = self.tag(look.language);
            page.until("its language is there", &format!("$('.root').lang === '{tag}'"));
        }
        for way in screen.ways {
            self.go(way, look.language);
        }
        self.settle();
    }

    fn tag(&self, language: Language) -> &'static str {
        match language {
            Language::German => "de",
            Language::Japanese if self.page.site.is_file("text/ja.js") => "ja",
            Language::English | Language::Japanese => "en",
            Language::Rtl => "en-x-rtl",
            Language::Long => "en-x-long",
        }
    }

    /// By script: what is pressed here is looked at, not tried. What is not there yet is waited for.
    #[track_caller]
    fn go(&self, way: &Way, language: Language) {
        let press = |control: &str| {
            self.page.until(control, control);
            self.page.eval(&format!("({control}.click(), 0)"));
        };
        match way {
            Way::Press(selector) => press(&format!("$({})", json!(selector))),
            Way::Named(key) => press(&format!("button({})", json!(words::said(key, language)))),
            Way::Do(expression) => drop(self.page.eval(expression)),
            Way::Until(expression) => self.page.until(expression, expression),
        }
    }

    /// Gives the page a width; then the sentences that an expression has of `root`, what is looked at.
    #[track_caller]
    pub(crate) fn look(&self, screen: &Screen, width: u32, helpers: &str, sentences: &str) -> Vec<String> {
        let widget = "document.querySelector('comarketing-roi').shadowRoot";
        let root = match (screen.root, &screen.at) {
            ("", At::Page(_)) => "document",
            ("", At::Widget(_)) => widget,
            (root, _) => root,
        };
        let answer = self.page.session().later(
            &format!(
                "const done = arguments[arguments.length - 1];
                 {SETTLED}
                 [frameElement.width, frameElement.height] = [{width}, {}];
                 settled((late) => {{
                     if (late) return done([late]);
                     try {{
                         const root = {root};
                         {helpers}
                         done([null, {sentences}]);
                     }} catch (error) {{
                         done([`${{error}} ${{error.stack}}`]);
                     }}
                 }});",
                height(width)
            ),
            vec![],
        );
        assert_eq!(answer[0], Value::Null, "{} at {width}: the page does not come to rest", screen.name);
        serde_json::from_value(answer[1].clone()).expect("sentences")
    }

    /// Goes on in another language on the same page.
    #[track_caller]
    pub(crate) fn speak(&self, language: Language) {
        let tag = self.tag(language);
        self.page.eval(&format!("(el.setAttribute('locale', '{}'), 0)", language.name()));
        self.page.until("its language is there", &format!("$('.root').lang === '{tag}'"));
        self.settle();
    }

    /// Changes the theme of the widget, where there is one that takes it.
    #[track_caller]
    pub(crate) fn theme(&self, theme: Theme) {
        let name = theme.name();
        self.page.eval(&format!(
            "(el.setAttribute('theme', '{name}'), document.documentElement.style.colorScheme = '{name}', 0)"
        ));
        self.page.until("the theme is there", &format!("$('.root').dataset.theme === '{name}'"));
        self.settle();
    }

    #[track_caller]
    pub(crate) fn settle(&self) {
        let late = self.page.session().later(&format!("{SETTLED} settled(arguments[0]);"), vec![]);
        assert_eq!(late, Value::Null, "the page does not come to rest");
    }

    /// Makes the frame as high as what is in it: of the dialog that is open, or else of the page.
    #[track_caller]
    pub(crate) fn make_room(&self) {
        let needed = "(() => {
            const dialog = root?.querySelector('dialog:modal');
            return dialog ? dialog.scrollHeight + 96 : document.documentElement.scrollHeight;
        })()";
        // What comes into sight may be drawn, and be higher than it was before.
        for _ in 0..5 {
            let grown = self.page.eval(&format!(
                "((needed) => needed > innerHeight && (frameElement.height = needed, true))({needed})"
            ));
            if grown == json!(false) {
                return;
            }
            self.settle();
        }
    }
}

/// A page with the widget alone, from edge to edge.
fn host(attributes: &str, look: Look) -> String {
    let (folder, locale, currency) = match look.language {
        Language::English => ("/", "en", "USD"),
        Language::German => ("/", "de", "EUR"),
        Language::Japanese => ("/", "ja", "JPY"),
        Language::Rtl => ("/x-rtl/", "de", "USD"),
        Language::Long => ("/x-long/", "de", "EUR"),
    };
    let theme = look.theme.name();
    Page::html(
        &format!(
            "<style>html {{ color-scheme: {theme}; }} body {{ margin: 0; font-family: system-ui, sans-serif; }}</style>\n\
             <script type=\"module\" async src=\"{folder}embed.js\"></script>"
        ),
        &format!(
            "<comarketing-roi loading=\"eager\" theme=\"{theme}\" locale=\"{locale}\" currency=\"{currency}\" \
             cta-href=\"https://example.com/talk\" cta-label=\"Talk to us\" {attributes}><p>A calculator.</p></comarketing-roi>"
        ),
    )
}
