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
    assert!(
        said.contains("Example partner programme, 2025") && said.contains("not a public figure"),
        "{said}"
    );
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
    page.eval_with(
        "(HTMLInputElement.prototype.click = function () {
            if (this.type !== 'file') return;
            const data = new DataTransfer();
            data.items.add(new File([Uint8Array.from(args[1])], args[0]));
            this.files = data.files;
            this.dispatchEvent(new Event('change'));
        }, 0)",
        json!([name, bytes]),
    );
    if !page.is("button('Open a file').checkVisibility()") {
        page.press("Save and share");
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
    // As a German spreadsheet of old writes it: other letters, semicolons, decimal commas.
    let table = b"Tier;MDF spent;Win rate\r\nS\xFCd;1200,50;25 %\r\nNord;80;many\r\n";
    let said = opened(&page, "table.csv", table);
    assert!(
        said.contains("Rows found: 2") && said.contains("S\u{FC}d") && said.contains("$1,200.50"),
        "{said}"
    );
    assert!(said.contains("Line 3, Nord:"), "{said}");
    assert_eq!(page.eval("el.plan.tiers[0].mdfSpent"), json!(4321), "nothing has changed");
    page.press("Cancel");
    page.until("it is gone", "!$('dialog')");
    assert_eq!(page.eval("[el.plan.tiers[0].mdfSpent, window.imported ?? null]"), json!([4321, null]));

    opened(&page, "table.csv", table);
    // Read with a decimal point the comma is none, and the row cannot be taken.
    let choose = |name: &str, value: &str| {
        page.eval_with(
            "((at) => { at.value = args[1]; at.dispatchEvent(new Event('change', { bubbles: true })); return 0; })($(`dialog [data-import=${args[0]}]`))",
            json!([name, value]),
        );
    };
    choose("decimal", ".");
    page.until("the row is refused", "$('dialog').textContent.includes('Can be taken over: 0')");
    assert!(page.is("!button('Take over')"));
    choose("decimal", ",");
    page.until("and taken again", "button('Take over')");
    page.press("Take over");
    page.until("the plan has the row", "el.plan?.tiers[0].name === 'S\u{FC}d'");
    assert_eq!(
        page.eval("el.plan.tiers"),
        json!([{ "name": "S\u{FC}d", "mdfSpent": 1200.5, "winRate": 0.25 }])
    );
    assert_eq!(page.eval("imported"), json!({ "rows": 2, "accepted": 1, "rejected": 1 }));
    assert!(page.is("!$('dialog')"));
    page.press("Undo");
    page.until("it is undone", "el.plan.tiers[0].mdfSpent === 4321");
}

#[test]
fn what_is_no_table_says_what_it_is() {
    let page = Page::open("/pages/ways.html");
    let before = page.eval("el.plan");
    let workbook = b"PK\x03\x04\x14\x00\x06\x00";
    assert!(opened(&page, "table.csv", workbook).contains("spreadsheet workbook"));
    page.press("Cancel");
    assert!(opened(&page, "table.csv", &[0, 1, 2, 3]).contains("not a text file"));
    page.press("Cancel");
    assert!(opened(&page, "table.txt", b"a,b\n1,2\n").contains("No column is named like an input"));
    // Rows can be pasted instead.
    page.eval("(($('dialog textarea').value = 'tier\\tleads\\nA\\t7'), $('dialog textarea').dispatchEvent(new Event('change', { bubbles: true })), 0)");
    page.until("they are understood", "button('Take over')");
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
    page.press("Save and share");
    page.press("Download CSV");
    page.until("it is saved", "saved.length === 1");
    let csv = page.text("saved[0]");
    let before = page.eval("el.plan");
    page.fill("mdfSpent-0", "1");
    page.fill("leads-1", "1");
    opened(&page, "comarketing-roi.csv", csv.as_bytes());
    page.press("Take over");
    page.until("the figures are back", "el.plan?.tiers[0].mdfSpent === 2468");
    assert_eq!(
        page.eval("[el.plan.tiers, el.plan.economics]"),
        json!([before["tiers"], before["economics"]])
    );
}
