//! What a host brings, and what a visitor does: benchmarks, labels, and a table of somebody's own.

use crate::page::Page;
use serde_json::{Value, json};

const HOST: &str = "/pages/hostdata.html";

fn messages(page: &Page) -> Vec<String> {
    let errors = page.events("error");
    errors.iter().map(|event| event["detail"]["message"].as_str().unwrap_or_default().to_owned()).collect()
}

#[test]
fn a_host_s_labels_stand_everywhere_and_wrong_ones_are_told() {
    let page = Page::open(HOST);
    page.fill("mdfSpent-0", "100001");
    page.until(
        "the button says it, as text",
        "$$('button').some((at) => at.textContent === 'Take it <b>back</b>')",
    );
    assert!(page.is("$('.root').textContent.includes('Campaign return')"), "a term of the engine");
    assert!(!page.is("$('.headline').textContent.includes('Co-marketing ROI')"));
    page.until("the wrong ones are told", "probe.events.filter(({ type }) => type === 'error').length >= 2");
    let said = messages(&page).join("\n");
    assert!(said.contains("labels/undoo: ") && said.contains("Did you mean undo?"), "{said}");
    assert!(said.contains("labels/moreDetail: ") && said.contains("{filled}"), "{said}");
    // A panel comes from the other module, and says the same words.
    page.eval("$('[id$=total-roi-button]').click()");
    page.until(
        "it is explained in the host's words",
        "$('.root').textContent.includes('What our partners reach')",
    );
}

#[test]
fn a_host_s_benchmarks_are_shown_by_tier_with_their_source_and_few_partners_are_not() {
    let page = Page::open(HOST);
    page.eval("$('[id$=total-roi-button]').click()");
    page.until(
        "its figure of all partners is shown",
        "$('.benchmark.host')?.textContent.includes('40 partners')",
    );
    let said = page.text("$('.benchmark.host').textContent");
    assert!(said.contains("Example partner program, 2025") && said.contains("not a public figure"), "{said}");
    page.press("Show charts");
    let drawn = "$('[data-panel=tiers] figure')";
    page.until(
        "the tiers are drawn",
        &format!("{drawn} ?? ($('[data-panel=tiers]')?.scrollIntoView(), null)"),
    );
    let chart = page.text(&format!("{drawn}.textContent"));
    assert!(
        chart.contains("Gold: 12 partners") && chart.contains("too few partners to show: Silver"),
        "{chart}"
    );
    assert!(!page.is("root.textContent.includes('77.7%')"), "a figure of three partners is nowhere");
    assert!(
        messages(&page).iter().all(|message| !message.contains("benchmarks")),
        "nothing is wrong with them"
    );
}

#[test]
fn benchmarks_with_a_mistake_are_not_used_and_each_mistake_is_told() {
    let page = Page::open(HOST);
    let wrong =
        r#"{"version":1,"source":"A","period":"2025","rows":[{"metric":"roy","n":9,"median":1}],"x":1}"#;
    page.eval_with("(el.setAttribute('benchmarks', args[0]), 0)", json!([wrong]));
    page.eval("$('[id$=total-roi-button]').click()");
    page.until(
        "they are told",
        "probe.events.filter(({ detail }) => detail.message?.startsWith('benchmarks')).length === 2",
    );
    let said = messages(&page).join("\n");
    assert!(said.contains("benchmarks/rows/0/metric: ") && said.contains("benchmarks/x: "), "{said}");
    page.until("it is explained", "$('.benchmark')");
    assert!(!page.is("$('.benchmark.host')"));
}

/// Gives a file to the chooser that the button opens.
fn open(page: &Page, name: &str, bytes: &[u8]) {
    page.next_file_is(name, bytes);
    if !page.is("button('Open a file').checkVisibility()") {
        page.press("Save or share");
    }
    page.press("Open a file");
}

fn opened(page: &Page, name: &str, bytes: &[u8]) -> String {
    open(page, name, bytes);
    page.until("what was understood is shown", "$('dialog[open] .import')");
    page.text("$('dialog[open] .import').textContent")
}

#[test]
fn a_table_is_shown_first_and_changes_the_plan_only_when_it_is_taken_over() {
    let page = Page::open("/pages/ways.html");
    page.fill("mdfSpent-0", "4321");
    page.eval(
        "(document.addEventListener('cmroi-import', ({ detail }) => { window.imported = detail; }), 0)",
    );
    // As a German spreadsheet of old writes it: other letters, semicolons, decimal commas. The second row settles the first.
    let table = b"Tier;MDF spent;Win rate\r\nS\xFCd;1,200;25 %\r\nWest;99,5;10 %\r\nNord;80;many\r\n";
    let said = opened(&page, "table.csv", table);
    assert!(said.contains("Rows found: 3") && said.contains("S\u{FC}d") && said.contains("$1.20"), "{said}");
    assert!(said.contains("Line 4, Nord:"), "{said}");
    assert_eq!(page.eval("el.plan.tiers[0].mdfSpent"), json!(4321), "nothing has changed");
    page.press("Cancel");
    page.until("it is gone", "!$('dialog')");
    assert_eq!(page.eval("[el.plan.tiers[0].mdfSpent, window.imported ?? null]"), json!([4321, null]));

    opened(&page, "table.csv", table);
    // With a decimal point the comma parts thousands; what can only be read in one way stays as it is.
    let choose = |name: &str, value: &str| page.choose(&format!("dialog [data-import={name}]"), value);
    choose("decimal", ".");
    page.until("it is read so", "$('dialog').textContent.includes('$1,200')");
    assert!(page.is("$('dialog').textContent.includes('$99.50')"));
    choose("decimal", ",");
    page.until("and back", "$('dialog').textContent.includes('$1.20')");
    page.click("dialog [data-import=take]");
    page.until("the plan has the row", "el.plan?.tiers[0].name === 'S\u{FC}d'");
    assert_eq!(
        page.eval("el.plan.tiers"),
        json!([
            { "name": "S\u{FC}d", "mdfSpent": 1.2, "winRate": 0.25 },
            { "name": "West", "mdfSpent": 99.5, "winRate": 0.1 }
        ])
    );
    assert_eq!(page.eval("imported"), json!({ "rows": 3, "accepted": 2, "rejected": 1 }));
    assert!(page.is("!$('dialog')"));
    page.press("Undo");
    page.until("it is undone", "el.plan.tiers[0].mdfSpent === 4321");
}

fn table(name: &str) -> Vec<u8> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tables");
    std::fs::read(folder.join(name)).expect(name)
}

#[test]
fn a_visitor_says_what_a_column_is_and_the_next_table_with_that_head_is_read_so() {
    let page = Page::open("/pages/ways.html");
    let requests = table("M01-fund-request.csv");
    let said = opened(&page, "requests.csv", &requests);
    assert!(said.contains("Columns that are not used:") && said.contains("Requested Amount"), "{said}");
    assert!(page.is("!$('dialog [data-import=take]')"));
    page.choose("dialog [data-column='Requested Amount']", "mdfAllocated");
    page.until("it can be taken", "$('dialog [data-import=take]')");
    page.press("Cancel");
    opened(&page, "more.csv", &requests);
    page.until("it is known from before", "$('dialog [data-import=take]')");
    // Of another head nothing is known.
    page.press("Cancel");
    opened(&page, "other.csv", b"Partner Tier,Requested Amount\nGold,5\n");
    assert!(page.is("!$('dialog [data-import=take]')"));
    page.press("Cancel");
    opened(&page, "more.csv", &requests);
    page.click("dialog [data-import=take]");
    page.until("the plan has it", "el.plan?.tiers[0].mdfAllocated === 1500");
}

#[test]
fn letters_that_are_in_doubt_can_be_chosen_above_the_preview() {
    let page = Page::open("/pages/ways.html");
    let said = opened(&page, "mac.csv", &table("I19-macroman.csv"));
    assert!(said.contains("Gr\u{F6}\u{DF}e S") && said.contains("M\u{FC}nchen"), "{said}");
    page.choose("dialog [data-import=letters]", "windows-1252");
    page.until("it is read otherwise", "$('dialog').textContent.includes('Gr\u{161}\u{A7}e S')");
    page.choose("dialog [data-import=letters]", "macintosh");
    page.until("and back", "$('dialog').textContent.includes('M\u{FC}nchen')");
    page.press("Cancel");
    // Dashes, quotes and the euro of Western Windows.
    let said = opened(&page, "west.csv", b"Tier;Leads\r\nGold \x96 \x84new\x93;5\r\n\x80 zone;6\r\n");
    assert!(said.contains("Gold \u{2013} \u{201E}new\u{201C}") && said.contains("\u{20AC} zone"), "{said}");
    page.press("Cancel");
    let said = opened(&page, "wide.csv", &table("I20-utf16-no-mark.csv"));
    assert!(said.contains("Rows found: 1") && page.is("!$('dialog [data-import=letters]')"), "{said}");
}

#[test]
fn rows_are_pasted_without_a_file() {
    let page = Page::open("/pages/ways.html");
    page.press("Save or share");
    page.press("Paste a table");
    page.until("there is a box, and the keyboard is in it", "root.activeElement === $('dialog textarea')");
    page.choose("dialog textarea", "tier\tleads\nA\t7");
    page.until("they are understood", "$('dialog [data-import=take]')");
    page.click("dialog [data-import=take]");
    page.until("the plan has them", "el.plan?.tiers[0].leads === 7");
    assert_eq!(page.events("error"), Vec::<Value>::new(), "an empty box is no failure");
}

#[test]
fn a_plan_is_read_by_letters_that_are_certain_or_refused() {
    let page = Page::open("/pages/ways.html");
    let plan =
        |name: &str| format!(r#"{{"version":1,"currency":"USD","tiers":[{{"name":"{name}","leads":9}}]}}"#);
    let wide: Vec<u8> = plan("S\u{FC}d").encode_utf16().flat_map(u16::to_le_bytes).collect();
    open(&page, "plan.json", &[&[0xFF, 0xFE], wide.as_slice()].concat());
    page.until("it is read", "el.plan?.tiers[0].name === 'S\u{FC}d'");
    let narrow: Vec<u8> = plan("Nord").bytes().map(|byte| if byte == b'o' { 0xF6 } else { byte }).collect();
    open(&page, "plan.json", &narrow);
    page.until("it is refused with the reason", "root.textContent.includes('are not UTF-8')");
    assert_eq!(page.eval("el.plan.tiers[0].name"), json!("S\u{FC}d"));
    assert!(page.is("(HTMLInputElement.prototype.click = function () { window.accepts = this.accept; }, button('Open a file').click(), true)"));
    page.until("Android finds a CSV", "window.accepts?.includes('text/comma-separated-values')");
    open(&page, "plan.json", &table("E01-name-with-semicolons.json"));
    page.until("a name may hold anything", "el.plan?.tiers[0].name === 'x;=1+1;y'");
}

#[test]
fn a_csv_is_written_as_the_visitor_or_the_host_wants_it() {
    let page = Page::open("/pages/plain.html");
    page.fill("mdfSpent-0", "2468.5");
    page.eval(
        "(window.saved = [], URL.createObjectURL = (blob) => { blob.text().then((text) => saved.push(text)); return 'data:,'; }, 0)",
    );
    page.press("Save or share");
    page.press("Download CSV");
    page.until("it is saved", "saved.length === 1");
    assert!(page.is("saved[0].includes('scope,name') && saved[0].includes('2468.5')"));
    page.choose("[data-do=csv-format]", ";,");
    page.press("Download CSV");
    page.until("it is saved", "saved.length === 2");
    assert!(page.is("saved[1].includes('scope;name') && saved[1].includes('2468,5')"));
    let before = page.eval("el.plan");
    let csv = page.text("saved[1]");
    page.fill("mdfSpent-0", "1");
    opened(&page, "comarketing-roi.csv", csv.as_bytes());
    page.click("dialog [data-import=take]");
    page.until("the figures are back", "el.plan?.tiers[0].mdfSpent === 2468.5");
    assert_eq!(
        page.eval("[el.plan.tiers, el.plan.economics]"),
        json!([before["tiers"], before["economics"]])
    );
    page.eval("(el.exportCsv({ separator: '\\t', decimal: ',' }).then(({ blob }) => blob.text()).then((text) => saved.push(text)), 0)");
    page.until("a host's wish", "saved[2]?.includes('scope\\tname')");
    page.eval("(el.exportCsv({ separator: ':' }).then((answer) => { window.answer = answer; }), 0)");
    page.until("an unknown sign is refused", "window.answer?.errors?.[0].path === '/separator'");
}

#[test]
fn what_is_no_table_says_what_it_is() {
    let page = Page::open("/pages/ways.html");
    let before = page.eval("el.plan");
    let workbook = b"PK\x03\x04\x14\x00\x06\x00";
    assert!(opened(&page, "table.csv", workbook).contains("This workbook cannot be read"));
    page.press("Cancel");
    assert!(opened(&page, "table.csv", &[0, 1, 2, 3]).contains("not a text file"));
    page.press("Cancel");
    assert!(opened(&page, "table.txt", b"a,b\n1,2\n").contains("No column is named like a field"));
    // Rows can be pasted instead.
    page.eval("(($('dialog textarea').value = 'tier\\tleads\\nA\\t7'), $('dialog textarea').dispatchEvent(new Event('change', { bubbles: true })), 0)");
    page.until("they are understood", "$('dialog [data-import=take]')");
    page.press("Cancel");
    assert_eq!(page.eval("el.plan"), before);
    let codes: Vec<Value> =
        page.events("error").iter().map(|event| event["detail"]["code"].clone()).collect();
    assert_eq!(codes, vec![json!("import_failed"); 3]);
}

#[test]
fn our_own_table_comes_back_as_it_was_exported() {
    let page = Page::open("/pages/plain.html");
    page.fill("mdfSpent-0", "2468");
    page.eval(
        "(window.saved = [], URL.createObjectURL = (blob) => { blob.text().then((text) => saved.push(text)); return 'data:,'; }, 0)",
    );
    page.press("Save or share");
    page.press("Download CSV");
    page.until("it is saved", "saved.length === 1");
    let csv = page.text("saved[0]");
    let before = page.eval("el.plan");
    page.fill("mdfSpent-0", "1");
    page.fill("leads-1", "1");
    opened(&page, "comarketing-roi.csv", csv.as_bytes());
    page.click("dialog [data-import=take]");
    page.until("the figures are back", "el.plan?.tiers[0].mdfSpent === 2468");
    assert_eq!(
        page.eval("[el.plan.tiers, el.plan.economics]"),
        json!([before["tiers"], before["economics"]])
    );
}
