//! The three ways through a plan, each walked by keys alone, and what can be kept of it.

use crate::access::violations;
use crate::page::{Page, SCRIPT, key};
use crate::paper::printed;
use crate::session::{Feature, lacks};
use serde_json::json;

const WAYS: &str = "/pages/ways.html";

/// Presses Tab until the focus is on what the script says.
#[track_caller]
fn tab_to(page: &Page, wanted: &str) {
    for _ in 0..200 {
        if page.is(&format!("root.activeElement && ({wanted})(root.activeElement)")) {
            return;
        }
        page.session().keys(&key::TAB.to_string());
    }
    panic!("Tab never gets to {wanted}");
}

#[track_caller]
fn is_accessible(page: &Page, state: &str) {
    let found = violations(page);
    assert!(found.is_empty(), "{state}: {}", found.join("\n"));
    let wide = page.eval("[document.documentElement.scrollWidth, document.documentElement.clientWidth]");
    assert!(wide[0].as_u64() <= wide[1].as_u64(), "{state}: the page scrolls sideways: {wide}");
}

#[track_caller]
fn goes_to(page: &Page, mode: &str) {
    page.takes(mode);
    page.until("the mode is on screen", &format!("$('.{mode}') && $('#mode-{mode}').ariaCurrent === 'true'"));
}

/// 100,000 of MDF and program bring 1,000,000 of pipeline; a quarter is won, and 80 % of it is margin: ROI is 100 %.
#[test]
fn an_assessment_from_the_first_step_to_the_result() {
    let page = Page::open(WAYS);
    let step = |number: usize| {
        page.until("the step", &format!("$('.progress').innerText.includes('Step {number} of 7')"))
    };
    step(1);
    is_accessible(&page, "the first step");
    tab_to(&page, "(at) => at.id === 'mdfSpent-0'");
    page.session().keys("80000");
    tab_to(&page, "(at) => at.id === 'programmeCost-0'");
    page.session().keys("20000");
    // Enter in a field goes on; the title of the step takes the focus.
    page.session().keys(&key::ENTER.to_string());
    step(2);
    page.until_active("step-title");
    tab_to(&page, "(at) => at.id === 'pipelineSourced-0'");
    page.session().keys("1000000");
    page.session().keys(&key::ENTER.to_string());
    step(3);
    tab_to(&page, "(at) => at.id === 'winRate-0'");
    page.session().keys("25");
    page.session().keys(&key::ENTER.to_string());
    step(4);
    // Back and forth loses nothing.
    tab_to(&page, "(at) => at.innerText.trim() === 'Back'");
    page.session().keys(" ");
    step(3);
    assert_eq!(page.value("winRate-0"), "25");
    tab_to(&page, "(at) => at.innerText.trim() === 'Continue'");
    page.session().keys(" ");
    step(4);
    assert_eq!(page.value("plan-grossMargin"), "76", "what is not known is assumed");
    tab_to(&page, "(at) => at.id === 'plan-grossMargin'");
    page.session().chord(&[key::CONTROL], 'a');
    page.session().keys("80");
    page.session().keys(&key::ENTER.to_string());
    step(5);
    // Nothing is known of direct.
    tab_to(&page, "(at) => at.innerText.trim() === 'Continue'");
    page.session().keys(" ");
    step(6);
    page.until("the questions are drawn", "$$('fieldset').length === 5");
    is_accessible(&page, "questions");
    tab_to(&page, "(at) => at.name === '/definition/clarity'");
    // Arrows choose among the answers of a question; at first it is not known, which is the last of them. (From there
    // on, some engines begin again at the first and WebKit does not.)
    page.session().keys(&key::LEFT.to_string());
    page.until("it is answered", "$('[name=\"/definition/clarity\"]:checked').value !== ''");
    for path in ["segmentation", "measurement"] {
        page.eval(&format!("$('[name=\"/definition/{path}\"][value=\"2\"]').click()"));
    }
    tab_to(&page, "(at) => at.innerText.trim() === 'Continue'");
    page.session().keys(" ");
    step(7);
    tab_to(&page, "(at) => at.innerText.trim() === 'See the result'");
    page.session().keys(" ");
    page.until("the result", "!$('.progress')");
    assert_eq!(page.figure("why-0-total-roi-button"), "100%");
    page.until(
        "all is drawn",
        "$$('.panel').every((panel) => panel.dataset.drawn === '' && panel.hasChildNodes())",
    );
    assert!(page.text("$('[data-panel=story]').innerText").contains("co-marketing"));
    assert!(page.text("$('[data-panel=stage]').innerText").contains("Ecosystem definition"));
    assert!(
        page.is("$('.cta a').href === 'https://example.com/talk' && $('.cta a').innerText === 'Talk to us'")
    );
    is_accessible(&page, "the result");
    // Undo reaches back over steps, to the answers and to the figures.
    page.press("Undo");
    page.until("undo shows what it took back", "$('.progress').innerText.includes('Step 6 of 7')");
}

/// The first view has an answer, and five numbers make it the visitor's own: by keys alone, without a click.
#[test]
fn five_numbers_give_a_headline_of_ones_own() {
    let page = Page::written(SCRIPT, "<comarketing-roi loading=\"eager\"><p>Text</p></comarketing-roi>");
    page.until_ready();
    assert_eq!(page.figure("why-0-total-roi-button"), "26.4%");
    assert_eq!(page.text("$('.headline .tag').innerText"), "example company");
    is_accessible(&page, "the start");
    tab_to(&page, "(at) => at.id === 'mdfSpent-0'");
    for (left, text) in [(4, "240000"), (3, "100000"), (2, "2900000"), (1, "1000000"), (0, "30")] {
        page.session().keys(text);
        let said = match left {
            0 => "This is your first answer".to_owned(),
            1 => "1 number to go".to_owned(),
            some => format!("{some} numbers to go"),
        };
        page.until("it is counted", &format!("$('.headline').innerText.includes('{said}')"));
        // Enter leads to the next example, and at the last of them to the steps.
        page.session().keys(&key::ENTER.to_string());
    }
    page.until_active("step-title");
    page.until("the steps", "$('.progress').innerText.includes('Step 1 of 7')");
    // 0.76 × 0.3 × (2,900,000 + 0.4 × 1,000,000) ÷ 340,000 − 1.
    assert!((page.total("roi").expect("a return") - 1.212_941).abs() < 1e-5);
    assert_eq!(page.value("mdfSpent-0"), "240,000");
    is_accessible(&page, "the first step");
}

#[test]
fn the_result_names_a_mistake_of_an_earlier_step_and_leads_back_to_it() {
    let page = Page::open(WAYS);
    tab_to(&page, "(at) => at.id === 'mdfSpent-0'");
    page.session().keys("abc");
    page.session().keys(&key::ENTER.to_string());
    page.until("the next step", "$('.progress').innerText.includes('Step 2 of 7')");
    page.press("Skip to the result");
    page.until(
        "it is named",
        "$('.problems').checkVisibility() && $('.problems').innerText.includes('MDF spent')",
    );
    page.click(".problems button");
    page.until_active("mdfSpent-0");
    assert_eq!(page.value("mdfSpent-0"), "abc");
}

#[test]
fn a_campaign_is_checked_frozen_and_settled() {
    let page = Page::open(WAYS);
    goes_to(&page, "campaign");
    page.press("Show me an example");
    page.until(
        "the request is drawn",
        "$('[data-panel=request] table') ?? $('[data-panel=request]').innerText.length > 300",
    );
    is_accessible(&page, "the check of a campaign");
    let money = page.text("$('[data-panel=payers]').innerText");
    for part in ["$25,000", "48%", "32%", "20%"] {
        assert!(money.contains(part), "{part}: {money}");
    }
    // A target above today's 120 %, typed by keys: the goal and the verdict follow on leaving the box.
    tab_to(&page, "(at) => at.id === '-campaign-target'");
    page.session().keys("200");
    page.session().keys(&key::TAB.to_string());
    page.until("the goal follows", "$('[data-panel=goal-box]').textContent.includes('200%')");
    page.press("Lock as forecast");
    page.fill("opportunitiesSourced-0", "6");
    page.until("the claim is drawn", "$('[data-panel=claim] table')");
    is_accessible(&page, "the claim");
    let roi = page.figure("why-0-total-roi-button");
    // The other ways have a plan of their own, and the campaign is as it was.
    goes_to(&page, "call");
    assert_ne!(page.eval("el.plan.tiers[0].opportunitiesSourced"), json!(6));
    goes_to(&page, "campaign");
    assert_eq!(page.figure("why-0-total-roi-button"), roi);
    assert_eq!(page.value("opportunitiesSourced-0"), "6");
}

#[test]
fn a_call_is_led_by_keys() {
    let page = Page::open(WAYS);
    goes_to(&page, "call");
    page.press("Show me an example");
    page.until("the goal is drawn", "$('[data-panel=goal-box] li')");
    is_accessible(&page, "the call");
    assert!(page.is("$('.root').innerText.includes('costs and margin hidden') && !$('#plan-grossMargin')"));
    page.eval("$('#leave-button').focus()");
    page.session().keys("1");
    page.session().keys("h");
    page.until("costs are shown, and no digit has led out of the call", "$('#plan-grossMargin')");
    page.session().keys("?");
    page.until("the keys are listed", "$('[data-panel=keys]').innerText.length > 100");
    page.session().keys("?");
    page.until("they are gone", "!$('[data-panel=keys]')");
    page.session().keys("n");
    page.until("the baseline stands", "$('[data-panel=scenarios] table')");
    let before = page.total("roi").expect("a return");
    page.eval("$('.dial .slider').focus()");
    page.session().keys(&key::RIGHT.to_string());
    page.until("the plan follows the dial", &format!("el.report.total.metrics.roi.value !== {before}"));
    page.until(
        "the table of scenarios, too",
        "$('[data-panel=scenarios] input').value === 'Today'
            && $('[data-panel=scenarios]').innerText.includes(', worse')",
    );
    page.session().keys("p");
    page.until("it is larger", "$('.root').dataset.presenter === ''");
    is_accessible(&page, "presenter size");
    page.session().keys("h");
    page.until(
        "costs and margins are out of sight",
        "!$('#plan-grossMargin') && $('.root').innerText.includes('costs and margin hidden')",
    );
    page.until(
        "in the panels too",
        "$$('[data-panel=scenarios] td, [data-panel=goal-box] li').every((at) => !at.innerText.includes('76'))",
    );
    page.session().keys("g");
    page.until_active("-call-target");
    // Letters are letters in a box.
    page.session().keys("150");
    page.session().keys(&key::TAB.to_string());
    page.until("the goal follows", "$('[data-panel=goal-box]').innerText.includes('against 2.5:1')");
    page.eval("$('[data-panel=goal-box] li button').click()");
    page.until("what must be true is", "Math.abs(el.report.total.metrics.roi.value - 1.5) < 0.02");
    page.press("Undo");
    page.until("and is undone", "Math.abs(el.report.total.metrics.roi.value - 1.5) > 0.1");
    page.eval("$('[data-panel=scenarios] button').click()");
    page.until(
        "the baseline is the plan",
        &format!("Math.abs(el.report.total.metrics.roi.value - {before}) < 1e-9"),
    );
}

#[test]
fn what_is_typed_into_a_panel_stays_when_the_figures_around_it_change() {
    let page = Page::open(WAYS);
    page.takes("call");
    page.press("Show me an example");
    page.until("the panel is there", "$('[data-panel=goal-box]').innerText.includes('against 3:1')");
    page.enter("-call-target");
    page.session().keys("1");
    let before = page.text("$('[data-panel=goal-box] li').innerText");
    page.eval("void el.patch({ economics: { grossMargin: 0.5 } })");
    page.until(
        "it is drawn anew",
        &format!("$('[data-panel=goal-box] li')?.innerText !== {}", json!(before)),
    );
    page.session().keys("50");
    page.session().keys(&key::TAB.to_string());
    page.until("nothing of it is lost", "$('[data-panel=goal-box]').innerText.includes('against 2.5:1')");
    page.press("Undo");
    page.until("undone, it is gone from the box too", "$('#-call-target').value === ''");
}

#[test]
fn a_visitor_switches_and_loses_nothing() {
    let page = Page::open(WAYS);
    page.fill("mdfSpent-0", "1234");
    for mode in ["call", "sheet", "assessment"] {
        page.takes(mode);
        page.until("it is there", &format!("$('#mode-{mode}').ariaCurrent === 'true'"));
        assert_eq!(page.eval("el.plan.tiers[0].mdfSpent"), json!(1234), "{mode}");
    }
    page.eval("el.setAttribute('lock-mode', '')");
    page.until("the host keeps visitors in its mode", "$('.modes').hidden");
}

/// Opens a link to the page that is open already: the browser alone would stay where it is.
#[track_caller]
fn opens(page: &Page, link: &str) {
    page.eval_with("(location.href = args[0], 0)", json!([link]));
    page.session().reload();
    page.until_ready();
}

#[test]
fn a_link_brings_the_figures_back() {
    let page = Page::open(WAYS);
    page.takes("sheet");
    page.press("Show me an example");
    page.fill("mdfSpent-0", "4321");
    let roi = page.total("roi").expect("a return");
    page.eval("(window.links = [], el.addEventListener('cmroi-share', (event) => { links.push(event.detail.url); event.preventDefault(); }), 0)");
    page.press("Save or share");
    page.press("Copy a link");
    page.until("the host hears of the link", "links.length === 1");
    page.press("Copy a link without costs");
    page.until("and of the other", "links.length === 2");
    let links = page.eval("links");
    let [full, redacted] = [0, 1].map(|at| links[at].as_str().expect("a link").to_owned());
    assert!(full.len() < 2000 && redacted.len() < full.len(), "{full} {redacted}");
    assert!(page.is("!location.hash"), "the address changes on an explicit share alone");
    opens(&page, &full);
    page.until("the figures are back", "el.plan?.tiers[0].mdfSpent === 4321");
    opens(&page, &redacted);
    page.until("the link is read", "$('.notice').innerText.includes('link') && el.plan?.costsWithheld");
    assert_eq!(page.value("mdfSpent-0"), "", "no cost is shown");
    let shared = page.total("roi").expect("the ratio that was shared");
    assert!((shared - roi).abs() < 1e-6, "{shared} of {roi}");
    assert_eq!(page.total("partnerCac"), None, "what a customer costs tells costs");
    opens(&page, "#cmroi=1.cut");
    page.until("a broken link is said to be one", "$('.notice').innerText.includes('cannot be read')");
}

#[test]
fn what_is_kept_on_the_device_is_there_next_time_and_can_be_forgotten() {
    let page = Page::open(WAYS);
    page.press("Save or share");
    page.press("Keep on this device");
    page.until("it says so", "$('.notice').innerText.includes('kept on this device')");
    page.fill("mdfSpent-0", "777");
    page.session().reload();
    page.until_ready();
    page.until("it is there", "el.plan?.tiers[0].mdfSpent === 777");
    page.press("Save or share");
    page.press("Keep on this device");
    page.until("it is forgotten", "localStorage.length === 0");
}

/// What the visitor will choose when a file is asked for.
fn next_file_is(page: &Page, text: &str) {
    page.eval_with(
        "(HTMLInputElement.prototype.click = function () {
            if (this.type !== 'file') return;
            const data = new DataTransfer();
            data.items.add(new File([args[0]], 'x.json'));
            this.files = data.files;
            this.dispatchEvent(new Event('change'));
        }, 0)",
        json!([text]),
    );
}

/// A campaign that is frozen, with an actual figure and a scenario beside it.
#[track_caller]
fn frozen_campaign(page: &Page) {
    goes_to(page, "campaign");
    page.press("Show me an example");
    page.until("there are figures", "el.report?.total.metrics.roi.value");
    page.press("Lock as forecast");
    page.until("it is frozen", "$('.notice').innerText.includes('locked')");
    page.fill("mdfSpent-0", "11000");
    goes_to(page, "call");
    page.press("Show me an example");
    page.until("there are figures", "el.report?.total.metrics.roi.value");
    page.press("Keep as scenario");
    page.until("a scenario stands", "$('[data-panel=scenarios] table')");
    goes_to(page, "campaign");
}

/// The forecast, the actual figure and the scenario are there, and the claim is drawn from them.
#[track_caller]
fn settles(page: &Page) {
    page.until("the campaign is on screen", "$('#mode-campaign').ariaCurrent === 'true' && $('.campaign')");
    assert_eq!(page.value("mdfSpent-0"), "11,000");
    page.eval("$('[data-panel=claim]').scrollIntoView()");
    page.until("the claim is drawn", "$('[data-panel=claim] table.bridge')");
    goes_to(page, "call");
    page.until("the scenario is there", "$('[data-panel=scenarios] input')?.value === 'Today'");
    goes_to(page, "campaign");
}

#[test]
fn a_frozen_campaign_comes_back_from_the_device_a_file_and_a_link() {
    let page = Page::open(WAYS);
    page.press("Save or share");
    page.press("Keep on this device");
    page.until("it says so", "$('.notice').innerText.includes('kept on this device')");
    frozen_campaign(&page);
    page.session().reload();
    page.until_ready();
    settles(&page);
    // Undo takes the freezing back, and brings a discarded forecast back.
    page.press("Discard the locked forecast");
    page.until("it is discarded", "!$('[data-panel=claim]')");
    page.press("Undo");
    page.until("it is back", "$('[data-panel=claim]')");
    page.eval("(window.links = [], el.addEventListener('cmroi-share', (event) => { links.push(event.detail.url); event.preventDefault(); }), 0)");
    page.eval(
        "(window.saved = [], URL.createObjectURL = (blob) => { blob.text().then((text) => saved.push(text)); return 'data:,'; }, 0)",
    );
    page.press("Save or share");
    page.press("Save as a file");
    page.until("it is saved", "saved.length === 1");
    page.press("Copy a link");
    page.until("there is a link", "links.length === 1");
    let (file, link) = (page.text("saved[0]"), page.text("links[0]"));
    page.press("Keep on this device");
    page.until("it is forgotten", "localStorage.length === 0");
    page.session().reload();
    page.until_ready();
    page.until(
        "it is as at first",
        "$('#mode-assessment').ariaCurrent === 'true' && el.plan?.tiers[0].mdfSpent === undefined",
    );
    next_file_is(&page, &file);
    page.press("Save or share");
    page.press("Open a file");
    settles(&page);
    opens(&page, &link);
    settles(&page);
}

#[test]
fn each_calculator_of_a_site_has_a_drawer_of_its_own() {
    let page = Page::open("/pages/two.html");
    page.look_at("#a");
    page.press("Save or share");
    page.press("Keep on this device");
    page.until("it says so", "$('.notice').innerText.includes('kept on this device')");
    page.fill("mdfSpent-0", "111111");
    page.session().reload();
    page.until_ready();
    page.until("the first has its own", "el.plan?.tiers[0].mdfSpent === 111111");
    page.look_at("#b");
    page.until_ready();
    page.until("the second is as it was", "el.report && $('.notice').innerText === ''");
    assert_eq!(page.eval("[el.plan?.currency, el.plan?.tiers[0].mdfSpent ?? null]"), json!(["USD", null]));
}

#[test]
fn figures_that_the_first_release_kept_go_to_one_calculator() {
    let page = Page::open(WAYS);
    page.eval(
        "(localStorage.setItem('comarketing-roi:draft', JSON.stringify({ currency: 'USD', includesInfluenced: true,
            tiers: [['Gold', '']], entries: [['/tiers/0/mdfSpent', '1,234', '', []]] })), 0)",
    );
    page.session().reload();
    page.until_ready();
    page.until("they are there", "el.plan?.tiers[0].mdfSpent === 1234");
    assert!(page.is("localStorage.getItem('comarketing-roi:draft') === null && localStorage.length === 1"));
    page.eval("(localStorage.clear(), 0)");
}

#[test]
fn a_file_of_nothing_says_what_it_is_and_unknown_answers_are_named() {
    let page = Page::open(WAYS);
    let choose = |text: &str| {
        next_file_is(&page, text);
        page.press_if_there("Save or share");
        page.eval("(button('Open a file').click(), 0)");
    };
    choose("null");
    page.until("it says what it is", "$('.notice').innerText.includes('not from this calculator')");
    choose(
        "{\"comarketing-roi\":1,\"plan\":{\"version\":1,\"currency\":\"USD\",\"tiers\":[{\"name\":\"A\",\"mdfSpent\":5}]},
          \"answers\":{\"__proto__\":{\"polluted\":\"yes\"},\"definition\":{\"clarity\":2,\"nothingOfOurs\":1}}}",
    );
    page.until("what is unknown is named", "$('.notice').innerText.includes('definition/nothingOfOurs')");
    assert!(page.is("el.plan.tiers[0].mdfSpent === 5 && ({}).polluted === undefined"));
    page.press("Undo");
    page.until("one undo takes it back", "el.plan?.tiers[0].mdfSpent !== 5 && button('Undo').disabled");
}

#[test]
fn nothing_opens_where_figures_are_for_reading() {
    let page = Page::open(WAYS);
    page.eval("(el.setAttribute('readonly', ''), 0)");
    page.eval(
        "(HTMLInputElement.prototype.click = function () {
            const data = new DataTransfer();
            data.items.add(new File(['{\"version\":1,\"currency\":\"EUR\",\"tiers\":[{\"name\":\"A\"}]}'], 'x.json'));
            this.files = data.files;
            this.dispatchEvent(new Event('change'));
        }, 0)",
    );
    page.press("Save or share");
    page.press("Open a file");
    page.until("it says why not", "$('.notice').innerText.includes('read-only')");
    assert_eq!(page.eval("el.plan?.currency ?? 'USD'"), json!("USD"));
    page.eval("(el.plan = { version: 1, currency: 'GBP', tiers: [{ name: 'A', mdfSpent: 1 }] }, 0)");
    page.until("the host may", "el.plan?.currency === 'GBP'");
}

#[test]
fn a_saved_file_opens_again_and_a_bad_one_says_why() {
    let page = Page::open(WAYS);
    page.fill("mdfSpent-0", "2468");
    // The file goes to the test instead of to a folder, and comes back through the chooser.
    page.eval(
        "(window.saved = [], URL.createObjectURL = (blob) => { blob.text().then((text) => saved.push(text)); return 'data:,'; }, 0)",
    );
    page.press("Save or share");
    page.press("Save as a file");
    page.until("it is saved", "saved.length === 1");
    page.press("Download CSV");
    page.until("and the table", "saved.length === 2");
    assert!(page.is(
        "saved[1].split('\\r\\n').length >= 6 && saved[1].includes('mdfSpent') && saved[1].includes('2468')"
    ));
    page.fill("mdfSpent-0", "1");
    let choose = |text: &str| {
        next_file_is(&page, text);
        page.press("Open a file");
    };
    let saved = page.text("saved[0]");
    choose(&saved);
    page.until("the figures are back", "el.plan.tiers[0].mdfSpent === 2468");
    choose("{\"version\":1,\"currency\":\"USD\",\"tiers\":[{\"name\":\"A\",\"winRate\":7}]}");
    page.until("it says what is wrong", "$('.notice').innerText.includes('/tiers/0/winRate')");
    choose("nothing of ours");
    page.until("it says so", "$('.notice').innerText.includes('cannot be read')");
    assert_eq!(page.eval("el.plan.tiers[0].mdfSpent"), json!(2468));
}

/// Asks for the report on paper, and lays it out instead of opening the dialog.
#[track_caller]
fn lays_out_the_report() -> Page {
    let page = Page::open(WAYS);
    page.press("Show me an example");
    page.eval("(window.print = () => { window.printed = document.querySelector('[data-cmroi-paper]'); }, 0)");
    page.press("Save or share");
    page.press("Print the report");
    page.until("it is laid out", "window.printed?.shadowRoot.querySelector('[data-panel] table')");
    page
}

#[test]
fn the_report_prints_by_itself() {
    let page = lays_out_the_report();
    let paper = page.text("window.printed.shadowRoot.querySelector('[data-panel]').textContent");
    assert!(paper.contains("25.3%"), "{paper}");
    page.eval("(dispatchEvent(new Event('afterprint')), dispatchEvent(new Event('pointerdown')), 0)");
    assert!(page.is("!document.querySelector('[data-cmroi-paper]')"), "the host's page is as before");
}

#[test]
fn the_report_is_two_to_four_pages() {
    if lacks(Feature::Paper) {
        return;
    }
    let page = lays_out_the_report();
    let pages = printed(&page);
    assert!((2..=4).contains(&pages), "{pages} pages");
}

/// Counts the streams of a PDF that draw in the color of the mark: each sheet has one.
const MARKED: &str = "const [data, done] = arguments, file = atob(data);
    const bytes = Uint8Array.from(file, (sign) => sign.charCodeAt(0));
    const unpacked = (part) =>
        new Response(new Blob([part]).stream().pipeThrough(new DecompressionStream('deflate'))).text().catch(() => '');
    const starts = [...file.matchAll(/[^d]stream\\r?\\n/g)].map(({ index, 0: { length } }) => index + length);
    Promise.all(starts.map((start) => unpacked(bytes.subarray(start, file.indexOf('\\nendstream', start))))).then(
        (texts) => done(texts.filter((text) => /\\.0039\\d* 0?\\.0078\\d* 0?\\.011[78]\\d* rg/i.test(text)).length),
        (error) => done(String(error)));";

#[test]
fn every_sheet_of_an_example_says_so() {
    if lacks(Feature::Paper) {
        return;
    }
    let page = lays_out_the_report();
    // No text can be read out of a PDF here, so the mark is given a color that nothing else has.
    page.eval(
        "(() => { const sheet = new CSSStyleSheet(), { shadowRoot } = window.printed;
            sheet.replaceSync('.running .tag { border-color: rgb(1, 2, 3) !important; }');
            shadowRoot.adoptedStyleSheets = [...shadowRoot.adoptedStyleSheets, sheet]; return 0; })()",
    );
    assert_eq!(page.text("window.printed.shadowRoot.querySelector('.running').textContent"), "Example");
    let paper = page.session().paper();
    let pages = page.session().later(crate::paper::PAGES, vec![json!(paper)]);
    let marked = page.session().later(MARKED, vec![json!(paper)]);
    assert!(pages.as_u64().is_some_and(|pages| pages > 1), "{pages} pages show nothing of repetition");
    assert_eq!(marked, pages, "each sheet has the mark");
}
