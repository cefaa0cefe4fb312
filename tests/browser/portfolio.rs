//! A year of campaigns: opened from a file, a drop and the clipboard, looked at, judged, used and printed.

use crate::access::violations;
use crate::page::{Page, key};
use serde_json::json;

const PORTFOLIO: &str = "/?mode=portfolio&locale=en";

/// As a German spreadsheet writes it: semicolons, comma, day first, letters of Windows.
const GERMAN: &[u8] = b"Kampagnen 2025;;;;;;;;\r\n\
    Campaign;Partner;Tier;Activity;Status;Start;MDF claimed;Partner-sourced pipeline;Note\r\n\
    M\xfcnchner Messe;N\xf6rdlich;Strategic;abm;closed;12/03/2025;30.000,00;640.000,00;x\r\n\
    Webinar;Halden;Strategic;webinar;Gewonnen;31/05/2025;16.000,00;215.000,00;y\r\n\
    Kaputt;Corvus;Focus;event;approved;31/11/2025;8.000,00;120.000,00;z\r\n\
    Summe;;;;;;54.000,00;;\r\n";

/// Gives a file to the chooser that a button opens.
#[track_caller]
fn choose(page: &Page, name: &str, bytes: &[u8]) {
    page.next_file_is(name, bytes);
    page.click("[data-do=rows-open]");
}

fn until_empty(page: &Page) {
    page.until("the portfolio is there", "$('[data-panel=portfolio] .drop')");
}

fn example(page: &Page) {
    until_empty(page);
    page.click(".year [data-do=rows-example]");
    page.until("the example is there", "$('.overview .stats')");
}

#[track_caller]
fn is_accessible(page: &Page, state: &str) {
    let found = violations(page);
    assert!(found.is_empty(), "{state}: {}", found.join("\n"));
    assert!(
        page.is("document.documentElement.scrollWidth <= document.documentElement.clientWidth"),
        "{state}"
    );
}

#[test]
fn an_export_is_looked_at_corrected_and_used() {
    let page = Page::open(PORTFOLIO);
    until_empty(&page);
    is_accessible(&page, "empty");
    choose(&page, "jahr.csv", GERMAN);
    page.until("how it was read is shown", "$('.reading')");
    page.until_active("portfolio-title");
    is_accessible(&page, "how it was read");
    let said = page.text("$('.reading').innerText");
    for part in ["Rows: 3. Ready: 1; to look at: 2.", "Münchner Messe", "Line 4, Status:", "31/11/2025"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert_eq!(page.text("$('.settings [aria-pressed=true]').innerText"), "semicolon");
    page.choose(".words-read select", "closed");
    page.until("its row is used", "$('.reading').innerText.includes('Ready: 2; to look at: 1.')");
    // What is left out can be had as a file.
    page.eval("(URL.createObjectURL = (blob) => (blob.text().then((text) => (window.saved = text)), 'blob:x'), HTMLAnchorElement.prototype.click = function () { window.savedAs = this.download; }, 0)");
    page.click("[data-do=rows-rejected]");
    page.until("it is saved", "window.saved?.includes('31/11/2025')");
    assert_eq!(page.text("window.savedAs"), "campaigns-left-out.csv");
    page.press("Use these campaigns (2)");
    page.until(
        "the portfolio shows them",
        "$('.overview')?.innerText.includes('Campaigns: 2, from jahr.csv.')",
    );
    page.until_active("portfolio-title");
    is_accessible(&page, "the portfolio");
    // The next file with this head is read as was said of this one.
    choose(&page, "jahr2.csv", GERMAN);
    page.until("it is remembered", "$('.reading')?.innerText.includes('Ready: 2; to look at: 1.')");
    page.press("Discard this table");
    page.until("the portfolio is there again", "$('.overview')");
    page.press("Undo");
    until_empty(&page);
}

/// A table of 40,000 campaigns, some megabytes, as a file that is chosen.
#[track_caller]
fn choose_long(page: &Page) {
    page.next_file_holds(
        "'Campaign,Partner,Tier,MDF claimed,Partner-sourced pipeline,Note\\n' + Array.from({ length: 40000 },
            (_, at) => `Joint campaign of many words ${at},Partner ${at % 500},Gold,${at}.50,${at * 3},${1000 + at % 7}\\n`).join('')",
        json!(["long.csv"]),
    );
    page.click("[data-do=rows-open]");
}

/// From now on a table that is being read is not read on until a turn is given. Other work of the page goes on.
fn hold(page: &Page) {
    page.eval(
        "(window.turns = [], window.goes = false, window.MessageChannel = class {
            port1 = { close() {} };
            port2 = { postMessage: () => {
                const go = () => this.port1.onmessage();
                const holds = !window.goes && document.querySelector('comarketing-roi').shadowRoot.querySelector('progress');
                if (holds) window.turns.push(go); else setTimeout(go);
            } };
        }, 0)",
    );
}

fn give_a_turn(page: &Page) {
    page.eval("(window.turns.splice(0).forEach((go) => go()), 0)");
}

fn let_go(page: &Page) {
    page.eval("((window.goes = true), 0)");
    give_a_turn(page);
}

#[test]
fn a_long_table_is_read_in_slices_and_the_reading_can_be_stopped() {
    let page = Page::open(PORTFOLIO);
    until_empty(&page);
    hold(&page);
    choose_long(&page);
    page.until("it is being read", "$('.reading progress')");
    page.until_active("portfolio-title");
    page.until("the first slice is read", "window.turns.length === 1");
    is_accessible(&page, "being read");
    page.until_after(
        "it says how far it is",
        "$('progress').value > 0 && /Rows: [1-9][\\d,]*, [1-9][\\d,]* per second/.test($('.reading').innerText)",
        || give_a_turn(&page),
    );
    assert!(page.is("$('progress').value < 1 && $('progress').labels.length === 1"));
    // By keys it is stopped, and what stood before is there again.
    page.eval("button('Cancel').focus()");
    page.session().keys(&key::ENTER.to_string());
    until_empty(&page);
    page.until("it is said", "$('.notice').innerText.includes('Reading was canceled.')");
    page.until_active("portfolio-title");
    page.until("the slice is over", "window.turns.length === 1");
    give_a_turn(&page);
    // Another file ends the reading of the first.
    choose_long(&page);
    page.until("it is being read", "$('.reading progress')");
    page.next_file_is("short.csv", b"Campaign,Partner,MDF claimed\nA,North,100\n");
    page.click("[data-do=rows-open]");
    page.until("the other is read", "$('.reading')?.innerText.includes('Campaigns ready: 1.')");
    give_a_turn(&page);
    page.until("nothing waits any more", "window.turns.length === 0");
    assert!(page.is("$('.reading').innerText.includes('Campaigns ready: 1.')"));
}

#[test]
fn a_long_table_is_read_to_its_end_and_otherwise_where_a_choice_says_so() {
    const NOTE: &str = "-table-columns-Note";
    let page = Page::open(PORTFOLIO);
    until_empty(&page);
    choose_long(&page);
    page.until("it is read", "button('Use these campaigns (40,000)')");
    page.until_active("portfolio-title");
    assert!(!page.is("$('progress')"));
    hold(&page);
    page.eval(&format!("$('#{NOTE}').focus()"));
    page.choose(&format!("#{NOTE}"), "leads");
    page.until("it is read again", "$('.reading progress')");
    page.press("Cancel");
    page.until("the choice is taken back", &format!("$('#{NOTE}')?.value === ''"));
    page.until_active(NOTE);
    let_go(&page);
    page.choose(&format!("#{NOTE}"), "leads");
    page.until("the choice is followed", "$('.columns-read')?.innerText.includes('“1000” read as 1,000')");
    assert_eq!(page.value(NOTE), "leads");
    page.until_active(NOTE);
    page.press("Use these campaigns (40,000)");
    page.until("the portfolio shows them", "$('.overview')?.innerText.includes('Campaigns: 40,000')");
}

#[test]
fn on_a_narrow_screen_each_column_is_a_card_with_its_first_cell() {
    let page = Page::open_at(PORTFOLIO, 320);
    until_empty(&page);
    choose(&page, "jahr.csv", GERMAN);
    page.until("how it was read is shown", "$('.reading')");
    let said = page.text("$('.columns-read').innerText");
    for part in ["“30.000,00” read as $30,000", "“12/03/2025” read as March 12, 2025", "“x”"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    is_accessible(&page, "narrow");
}

#[test]
fn letters_that_are_doubtful_can_be_read_otherwise() {
    let page = Page::open(PORTFOLIO);
    until_empty(&page);
    choose(&page, "x.csv", b"Campaign;Partner;MDF claimed\nM\xfcnchen;N\xf6rdlich;100\n");
    page.until("how it was read is shown", "$('.reading')?.innerText.includes('München')");
    page.choose("[data-do=rows-letters]", "macintosh");
    page.until("it is read otherwise", "$('.reading')?.innerText.includes('M¸nchen')");
}

#[test]
fn a_file_is_dropped_and_rows_are_pasted() {
    let page = Page::open(PORTFOLIO);
    until_empty(&page);
    page.until(
        "a file may be dropped",
        "!$('.drop').dispatchEvent(new DragEvent('dragover', { bubbles: true, cancelable: true, composed: true }))",
    );
    page.eval_with(
        "((at, data) => {
            data.items.add(new File([args[0]], 'dropped.csv'));
            const drop = (type) => at.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, composed: true, dataTransfer: data }));
            window.taken = !drop('dragover');
            drop('drop');
        })($('.drop'), new DataTransfer())",
        json!(["Campaign,Partner,MDF claimed\nA,North,100\n"]),
    );
    page.until("it is read", "$('.reading')?.innerText.includes('Campaigns ready: 1.')");
    assert!(page.is("window.taken"));
    page.press("Discard this table");
    until_empty(&page);
    page.press("Paste rows");
    page.until("there is a box", "$('#rows-pasted')");
    page.choose("#rows-pasted", "Campaign\tPartner\tMDF claimed\nB\tSouth\t1,500.00\n");
    page.until("they are read", "$('.reading')?.innerText.includes('$1,500')");
}

#[test]
fn a_workbook_is_read_sheet_by_sheet() {
    let page = Page::open(PORTFOLIO);
    until_empty(&page);
    let bytes = include_bytes!("../workbooks/campaigns.xlsx");
    choose(&page, "year.xlsx", bytes);
    page.until("the first sheet is read", "$('.reading')?.innerText.includes('No row can be used yet.')");
    page.choose("[data-do=rows-sheet]", "1");
    page.until("the second is read", "$('.reading')?.innerText.includes('Campaigns ready: 2.')");
    assert!(page.text("$('.reading').innerText").contains("$30,000"));
}

#[test]
fn what_is_no_table_is_refused_with_what_to_do() {
    let page = Page::open(PORTFOLIO);
    until_empty(&page);
    choose(&page, "x.csv", &[0, 159, 146, 150, 0, 1, 2, 3, 0, 255]);
    page.until("it is refused", "$('.notice').innerText.length > 20");
    choose(&page, "x.csv", b"nothing,known\n1,2\n");
    page.until("nothing can be used", "$('.reading')?.innerText.includes('No row can be used yet.')");
    assert!(page.is("button('Use these campaigns (0)').disabled"));
}

#[test]
fn a_portfolio_is_walked_by_keys_filtered_opened_and_used() {
    let page = Page::open(PORTFOLIO);
    example(&page);
    is_accessible(&page, "the example");
    page.choose(".filters select", "=Focus");
    page.until(
        "fewer are looked at",
        "$('.overview').innerText.includes('You are looking at 9 of 24 campaigns.')",
    );
    page.press("Clear filters");
    page.until("all are", "!$('.overview').innerText.includes('You are looking at')");
    // By keys: a campaign opens, and a head sorts.
    page.eval("$('.rank tbody .figure').focus()");
    page.session().keys(&key::ENTER.to_string());
    page.until("the row is open", "$('.rank .opened')?.innerText.includes('Line 2')");
    assert!(page.is("root.activeElement.ariaExpanded === 'true'"));
    page.eval("$$('.rank .sort').find((at) => at.innerText.includes('MDF claimed')).focus()");
    page.session().keys(&key::ENTER.to_string());
    page.until("it is sorted", "$('.rank [aria-sort=descending]').innerText.includes('MDF claimed')");
    // A sum opens its rows.
    page.eval("$$('section.section table .figure').find((at) => at.innerText === 'Corvus').click()");
    page.until(
        "its rows are looked at",
        "$('.overview').innerText.includes('You are looking at 3 of 24 campaigns.')",
    );
    let before = page.eval("JSON.stringify(el.plan)");
    page.press("Use all 24 campaigns in the program");
    page.until("the program has them", "el.plan.tiers[0].mdfSpent === 180000 && !el.plan.examples");
    page.takes("sheet");
    page.until(
        "each says of how many",
        "$('#mdfSpent-0').closest('.field').innerText.includes('Adds up 8 of 8 campaigns')",
    );
    page.press("Undo");
    page.until("one undo takes it back", &format!("JSON.stringify(el.plan) === {before}"));
}

#[test]
fn a_long_list_scrolls_with_what_is_in_sight_on_the_page() {
    let page = Page::open(PORTFOLIO);
    until_empty(&page);
    let mut text = "Campaign,Partner,Tier,MDF claimed,Partner-sourced pipeline\n".to_owned();
    for at in 0..4000 {
        text.push_str(&format!("C{at},P{},Gold,100,{}\n", at % 40, 10_000 - at));
    }
    choose(&page, "long.csv", text.as_bytes());
    page.until("it is read", "button('Use these campaigns (4,000)')");
    page.press("Use these campaigns (4,000)");
    page.until("it is there", "$('.rank')");
    page.press("Show all 4,000");
    page.until("it scrolls by itself", "$('[data-window]')?.scrollHeight > 4000 * 50");
    page.eval("$('[data-window]').focus()");
    page.eval("($('[data-window]').scrollTop = 2000 * 52, 0)");
    page.until(
        "what is in sight is there",
        "$$('.rank tbody tr:not([aria-hidden])').some((at) => at.innerText.includes('C2000'))",
    );
    assert!(page.is("$$('.rank tbody tr').length < 80"));
    // Every row is where the room says that it is.
    page.until(
        "it stands in sight",
        "((box, row) => row && row.top >= box.top && row.bottom <= box.bottom)(
            $('[data-window]').getBoundingClientRect(),
            $$('.rank tbody tr').find((at) => at.innerText.includes('C2003'))?.getBoundingClientRect())",
    );
    page.eval("($('[data-window]').scrollTop = 1e9, 0)");
    page.until("the last is there", "$$('.rank tbody tr').some((at) => at.innerText.includes('C3999'))");
}

#[test]
fn the_paper_of_a_portfolio_is_the_page_for_the_board() {
    let page = Page::open(PORTFOLIO);
    example(&page);
    page.until(
        "a paper is made when the browser is about to print",
        "(dispatchEvent(new Event('beforeprint')), document.querySelector('[data-cmroi-paper]'))",
    );
    let paper = page.text("document.querySelector('[data-cmroi-paper]').shadowRoot.textContent");
    assert!(paper.contains("What we ask for") && paper.contains("Best campaigns"), "{paper}");
    page.eval("(dispatchEvent(new Event('afterprint')), dispatchEvent(new Event('pointerdown')), 0)");
}

/// Digits lead through the widget only where none are typed; and whoever asks for the example stands at its title.
#[test]
fn a_day_is_typed_where_it_is_asked_for() {
    let page = Page::open(PORTFOLIO);
    until_empty(&page);
    page.eval("$('.year [data-do=rows-example]').focus()");
    page.session().keys(&key::ENTER.to_string());
    page.until("the example is there", "$('.overview .stats')");
    page.until_active("portfolio-title");
    page.eval("$('#-terms-today').focus()");
    page.session().keys("12312025");
    assert_eq!(page.active(), "-terms-today");
    page.until("the day is taken", "$('#-terms-today').value === '2025-12-31'");
    assert!(page.is("$('#mode-portfolio').ariaCurrent === 'true'"));
    page.eval("button('Show all 24').focus()");
    page.session().keys(&key::ENTER.to_string());
    page.until("all are there", "$$('.rank tbody th[scope=row]').length === 24");
    assert!(page.text("root.activeElement?.textContent ?? ''").contains("Show the first 12"));
}

#[test]
fn a_deal_is_entered_and_its_touches_are_moved_by_keys() {
    let page = Page::open(PORTFOLIO);
    until_empty(&page);
    page.press("Shared deals");
    page.until("a deal is asked for", "$('#deal-add') && $('#deal-example')");
    page.eval("$('#deal-add').focus()");
    page.session().keys(&key::ENTER.to_string());
    page.until_active("deal-1-value");
    page.session().keys(&format!("90000{}", key::TAB));
    page.until("the value is written out", "$('#deal-1-value').value === '90,000'");
    for (id, partner) in [("touch-2-partner", "North"), ("touch-3-partner", "South")] {
        page.eval(&format!("$('#{id}').focus()"));
        page.session().keys(&format!("{partner}{}", key::TAB));
        page.until("the partner is there", &format!("$('.credits tbody')?.innerText.includes('{partner}')"));
    }
    is_accessible(&page, "a deal");
    assert!(page.is("$('.credits tfoot').innerText.includes('$90,000')"));
    // The touch that moves takes the focus along, to the button that is left where it can go no further.
    page.eval("$('#touch-3-up-1').focus()");
    page.session().keys(&key::ENTER.to_string());
    page.until_active("touch-3-down-0");
    assert!(page.is("$('.touches input').value === 'South'"));
    page.session().keys(&key::ENTER.to_string());
    page.until_active("touch-3-up-1");
    page.eval("$('#touch-2-remove-0').focus()");
    page.session().keys(&key::ENTER.to_string());
    page.until_active("touch-3-remove-0");
    assert!(page.is("$$('.touches > li').length === 1"));
    page.press("Undo");
    page.until("the touch is back", "$$('.touches > li').length === 2");
    page.until(
        "a paper is made when the browser is about to print",
        "(dispatchEvent(new Event('beforeprint')), document.querySelector('[data-cmroi-paper]'))",
    );
    let paper = page.text("document.querySelector('[data-cmroi-paper]').shadowRoot.textContent");
    assert!(paper.contains("Several partners on one deal") && paper.contains("40-20-40"), "{paper}");
    page.eval("(dispatchEvent(new Event('afterprint')), dispatchEvent(new Event('pointerdown')), 0)");
}
