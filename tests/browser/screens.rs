//! Every screen that a visitor meets, in one list: `cargo xtask pictures` and the geometry tests both walk through it.
//!
//! A screen is reached as a visitor or a host reaches it: by attributes, by ids and roles of controls, and by words of the
//! catalogue, in whichever language is on screen. Never by a position, so that a screen may be drawn anew without a change
//! here. This file knows nothing of browsers: xtask reads it too.

/// A screen, and how to get there.
#[derive(Debug)]
pub(crate) struct Screen {
    pub(crate) name: &'static str,
    /// How the names of its pictures begin in the folder of a design; empty where no design has it.
    pub(crate) shot: &'static str,
    pub(crate) at: At,
    /// From the moment at which the widget is ready.
    pub(crate) ways: &'static [Way],
    /// What is looked at: an expression of a root, of an element or a document; the shadow root of the widget where empty.
    pub(crate) root: &'static str,
    /// The narrowest page that it is for.
    pub(crate) from: u32,
}

/// Where a screen is.
#[derive(Debug)]
pub(crate) enum At {
    /// The widget alone on a page, with these attributes beside those that language and theme need.
    Widget(&'static str),
    /// A page of the site, which speaks no language but English.
    Page(&'static str),
}

/// A step on the way. Expressions are JavaScript; `el`, `root`, `$` and `$$` are the widget, its shadow root and what is in it.
#[derive(Debug)]
pub(crate) enum Way {
    /// Presses what a selector finds in the widget.
    Press(&'static str),
    /// Presses the button whose words have this key in the catalogue.
    Named(&'static str),
    /// Evaluates an expression: what a host's script does, or what needs no hand.
    Do(&'static str),
    /// Waits until an expression holds.
    Until(&'static str),
}

use Way::{Do, Named, Press, Until};

/// An assessment whose visitor has pressed on so many times.
const fn step(name: &'static str, shot: &'static str, ways: &'static [Way]) -> Screen {
    Screen { name, shot, at: At::Widget("mode=\"assessment\" start=\"full\""), ways, root: "", from: 320 }
}
const fn mode(name: &'static str, shot: &'static str, at: At, ways: &'static [Way]) -> Screen {
    Screen { name, shot, at, ways, root: "", from: 320 }
}

/// From the start to the first step, and from each to the next.
const NEXT: Way = Press("[part~=button-primary]");
/// Each step is another page, so a press must have been drawn before the next.
const AT_1: Way = Until("$('.bars .now') && $$('.bars .on').length === 0");
const AT_2: Way = Until("$$('.bars .on').length === 1");
const AT_3: Way = Until("$$('.bars .on').length === 2");
const AT_4: Way = Until("$$('.bars .on').length === 3");
const AT_5: Way = Until("$$('.bars .on').length === 4");
const AT_6: Way = Until("$$('.bars .on').length === 5");
const AT_7: Way = Until("$$('.bars .on').length === 6");
const AT_RESULT: Way = Until("$('#step-title') && !$('.bars')");

const SHEET: At = At::Widget("mode=\"sheet\"");
const CALL: At = At::Widget("mode=\"call\"");
const PORTFOLIO: At = At::Widget("mode=\"portfolio\"");
const CAMPAIGN: At = At::Widget("mode=\"campaign\"");

/// The sample's figures as if a visitor had typed them: nothing is called an example any more.
const OWN: Way = Do("(el.plan = { ...el.plan, examples: [] }, 0)");
const IS_OWN: Way = Until("el.report && !el.report.example");

/// In the order in which a visitor meets them.
pub(crate) const SCREENS: [Screen; 29] = [
    mode("start", "01-start", At::Widget("mode=\"assessment\""), &[]),
    mode(
        "start-typed",
        "01-start-typed",
        At::Widget("mode=\"assessment\""),
        &[Do("($$('.assessment input').slice(0, 2).forEach((at, nth) => {
            at.value = ['400000', '2000000'][nth];
            at.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
        }), 0)"), Until("$('.headline.is-mixed')")],
    ),
    step("step-tiers", "02-step-tiers", &[AT_1, NEXT, AT_2]),
    step("step-wins", "", &[AT_1, NEXT, AT_2, NEXT, AT_3]),
    step("step-worth", "02-step", &[AT_1, NEXT, AT_2, NEXT, AT_3, NEXT, AT_4]),
    step("step-direct", "", &[AT_1, NEXT, AT_2, NEXT, AT_3, NEXT, AT_4, NEXT, AT_5]),
    step(
        "step-questions",
        "",
        &[AT_1, NEXT, AT_2, NEXT, AT_3, NEXT, AT_4, NEXT, AT_5, NEXT, AT_6],
    ),
    step(
        "step-operations",
        "",
        &[AT_1, NEXT, AT_2, NEXT, AT_3, NEXT, AT_4, NEXT, AT_5, NEXT, AT_6, NEXT, AT_7],
    ),
    step("result", "03-result", &[AT_1, Named("stepSkipAll"), AT_RESULT]),
    step(
        "result-menu",
        "03-share",
        &[
            AT_1,
            Named("stepSkipAll"),
            AT_RESULT,
            Press("#menu-button"),
            Until("$('[data-do=save]').checkVisibility()"),
        ],
    ),
    mode("campaign-empty", "04-campaign-empty", CAMPAIGN, &[]),
    mode("campaign", "04-campaign", CAMPAIGN, &[Named("fillSample"), Until("el.report")]),
    mode("claim", "", CAMPAIGN, &[Named("fillSample"), Until("el.report"), Named("campaignFreeze"), Until("$('[data-panel=claim]')")]),
    mode(
        "call-hidden",
        "05-call",
        CALL,
        &[Until("$('.root').hasAttribute('data-private')")],
    ),
    mode("call", "05-call-shown", CALL, &[Press("#private-button"), Until("!$('.root').hasAttribute('data-private')")]),
    mode("call-keys", "", CALL, &[Press("#keys-button"), Until("$('.keysheet')")]),
    mode("portfolio-empty", "06-import-empty", PORTFOLIO, &[Until("$('.year .drop')")]),
    mode(
        "portfolio-read",
        "06-import-read",
        PORTFOLIO,
        &[
            Until("$('.year .drop')"),
            Named("panel.year.paste"),
            Until("$('#rows-pasted')"),
            Do("((at) => {
                at.value = 'Campaign;Partner;Tier;Status;Start;MDF claimed;Partner-sourced pipeline;Notes\\nA;North;Gold;closed;13/01/2025;30.000,00;640.000,00;x\\nB;South;Gold;Won;31/11/2025;1.000,00;2.000,00;y\\nTotal;;;;;31.000,00;;';
                at.dispatchEvent(new Event('change', { bubbles: true }));
            })($('#rows-pasted'))"),
            Until("$('.reading')"),
        ],
    ),
    mode(
        "portfolio",
        "06-portfolio",
        PORTFOLIO,
        &[
            Until("$('.year .drop')"),
            Press(".year [data-do=rows-example]"),
            Until("$('.overview .stats')"),
            Do("($('.rank tbody .figure').click(), $('.scores .figure').click(), 0)"),
            Until("$$('.opened').length === 2"),
        ],
    ),
    mode(
        "deals-empty",
        "",
        PORTFOLIO,
        &[Until("$('.year .drop')"), Named("showDeals"), Until("$('#deal-example')")],
    ),
    mode(
        "deals",
        "",
        PORTFOLIO,
        &[
            Until("$('.year .drop')"),
            Named("showDeals"),
            Until("$('#deal-example')"),
            Press("#deal-example"),
            Until("$('.credits')"),
            // A rule is agreed on, a day is missing, a weight is none, and lines are pasted of which one cannot be read.
            Do("((of) => [['.form select', 'position'], ['[id$=-on]', ''], ['[id$=-weight]', 'abc']].forEach(([at, value]) => {
                of(at).value = value;
                of(at).dispatchEvent(new Event('change', { bubbles: true }));
            }))($)"),
            Until("$('.credits .own') && $('.touches .error') && $('[id*=-down-]')"),
            Named("panel.deals.paste"),
            Until("$('#touches-pasted')"),
            Do("((at) => {
                at.value = 'Tessera;2025-09-01;10\\nMarlow;31.12.2025';
                at.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
            })($('#touches-pasted'))"),
            Until("$('.pasting .error li') && $('.pasting .primary')"),
        ],
    ),
    mode("all-figures", "08-all-figures", SHEET, &[]),
    mode("explanation", "07-explain", SHEET, &[Press("[id^=why-][id$=-button]"), Until("$('.explanation .terms')")]),
    mode(
        "everything",
        "",
        SHEET,
        &[
            Do("$$('.actions [aria-expanded=false]:not(#menu-button)').forEach((at) => at.click())"),
            Until("$('#mqls-0') && $('#why-3-total-maxCostPerLead-button')"),
            Do("($$('details').forEach((details) => { details.open = true; }), 0)"),
        ],
    ),
    mode(
        "import-empty",
        "",
        SHEET,
        &[Press("#menu-button"), Press("[data-do=paste]"), Until("$('dialog:modal textarea')")],
    ),
    mode(
        "import-read",
        "",
        SHEET,
        &[
            Press("#menu-button"),
            Press("[data-do=paste]"),
            Until("$('dialog:modal textarea')"),
            Do("((at) => {
                at.value = 'Tier\\tMDF spent\\tLeads\\tSomething else\\nGold\\t40000\\t120\\tx\\nSilver\\t1,150\\t80\\ty\\nTotal\\t55,000\\t200\\t';
                at.dispatchEvent(new Event('change', { bubbles: true }));
            })($('dialog textarea'))"),
            Until("$('dialog [data-import=take]')"),
        ],
    ),
    mode(
        "lead",
        "",
        At::Widget("mode=\"sheet\" gate=\"after-result\" privacy-href=\"https://example.com/privacy\""),
        &[
            OWN,
            IS_OWN,
            Press("#menu-button"),
            Until("$('[data-do=print]').checkVisibility()"),
            Press("[data-do=print]"),
            Until("$('dialog:modal #lead-name')"),
        ],
    ),
    // What is on paper is seen as on a screen: its rules hold for every medium.
    Screen {
    name: "report",
    shot: "03-result-print",
    at: SHEET,
    ways: &[
        Do("(window.print = () => {}, 0)"),
        Press("#menu-button"),
        Until("$('[data-do=print]').checkVisibility()"),
        Press("[data-do=print]"),
        Until("document.querySelector('[data-cmroi-paper]')?.shadowRoot.querySelector('table')"),
        Do("[document, document.querySelector('[data-cmroi-paper]').shadowRoot]
            .flatMap((at) => [...at.adoptedStyleSheets, ...at.styleSheets])
            .forEach(function shown(of) {
                for (const rule of of.cssRules) {
                    if (rule.media?.mediaText === 'print') rule.media.mediaText = 'all';
                    if (rule.cssRules) shown(rule);
                }
            })"),
    ],
    root: "document.querySelector('[data-cmroi-paper]').shadowRoot",
    from: 720,
    },
    mode("configure", "09-configure", At::Page("/configure.html"), &[Until("document.getElementById('code').value.includes('integrity')")]),
];
