//! A page that a browser or an extension translates: its words are replaced behind our back, and no figure may stay behind.

use crate::page::{Page, SCRIPT};
use serde_json::{Value, json};

/// What translators do to a tree, each in its own way. A dot behind the words stands for a translation, so that it is seen where one is.
const TRANSLATOR: &str = "<script>
    window.translate = (root, how) => {
        const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT), texts = [];
        while (walk.nextNode()) {
            const text = walk.currentNode;
            if (text.nodeValue.trim() && !text.parentElement.closest('[translate=no], script, style, font')) texts.push(text);
        }
        const put = (text) => {
            const outer = document.createElement('font'), inner = document.createElement('font');
            outer.append(inner);
            const words = how === 'same' ? text.nodeValue : `${text.nodeValue}·`;
            if (how === 'same' || how === 'replace') { inner.append(words); text.replaceWith(outer); }
            else if (how === 'wrap') { text.replaceWith(outer); inner.append(text); }
            else if (how === 'insert') { text.parentNode.insertBefore(outer, text); inner.append(words); text.remove(); }
            else if (how === 'inPlace') text.nodeValue = words;
            else if (how === 'split') {
                const rest = text.length > 1 ? text.splitText(text.length >> 1) : null;
                for (const part of [text, rest].filter(Boolean)) {
                    const font = document.createElement('font');
                    part.replaceWith(font);
                    font.append(`${part.nodeValue}·`);
                }
            } else if (how === 'beside') { inner.append(words); text.after(outer); }
        };
        texts.forEach(put);
        return texts.length;
    };
    // Goes on translating what comes, as browsers do.
    window.follow = (root, how) => new MutationObserver(() => translate(root, how)).observe(root, { childList: true, subtree: true });
</script>";

const BODY: &str = "<comarketing-roi id=\"translated\" mode=\"sheet\" loading=\"eager\"><p>Text</p></comarketing-roi>\
                    <comarketing-roi id=\"plain\" mode=\"sheet\" loading=\"eager\"><p>Text</p></comarketing-roi>";

/// All that is to be read, without the marks of the translation.
const READ: &str = "(() => {
    const walk = document.createTreeWalker($('.root'), NodeFilter.SHOW_TEXT), texts = [];
    while (walk.nextNode()) {
        if (!walk.currentNode.parentElement.closest('[data-panel]:not([data-drawn])')) texts.push(walk.currentNode.nodeValue);
    }
    return texts.join('').replaceAll('·', '');
})()";

/// Waits until both say the same, and both have drawn what they have to draw.
#[track_caller]
fn agree(page: &Page, when: &str) {
    let read = |page: &Page, id: &str| page.look_at(id).text(READ);
    let mut plain = String::new();
    for _ in 0..500 {
        plain = read(page, "#plain");
        if read(page, "#translated") == plain {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    let translated = read(page, "#translated");
    let at = plain.chars().zip(translated.chars()).take_while(|(a, b)| a == b).count();
    let part = |text: &str| text.chars().skip(at.saturating_sub(40)).take(160).collect::<String>();
    panic!("{when}: they differ\n{}\n{}", part(&plain), part(&translated));
}

/// Does the same to both, as a visitor would.
#[track_caller]
fn both(page: &Page, work: impl Fn(&Page)) {
    for id in ["#plain", "#translated"] {
        work(page.look_at(id));
    }
}

fn translated(how: &str) -> Page {
    let page = Page::written(&format!("{TRANSLATOR}{SCRIPT}"), BODY);
    both(&page, Page::until_ready);
    both(&page, |page| {
        page.press("Show charts");
        page.click("#why-0-total-roi-button");
        page.until("it is explained", "$('#why-0-total-roi dl')");
    });
    agree(&page, "before");
    let count = page.look_at("#translated").eval(&format!("translate($('.root'), '{how}')"));
    assert!(count.as_u64().is_some_and(|count| count > 100), "{how}: {count}");
    page
}

#[test]
fn whatever_the_translator_does_figures_sentences_and_headings_agree() {
    for how in ["same", "replace", "wrap", "insert", "inPlace", "split"] {
        let page = translated(how);
        both(&page, |page| page.fill("mdfSpent-0", "999999"));
        agree(&page, &format!("{how}: a figure is changed"));
        both(&page, |page| page.press("Add a tier"));
        agree(&page, &format!("{how}: a tier is added"));
        both(&page, |page| page.press("Remove Strategic"));
        agree(&page, &format!("{how}: the first is removed"));
        both(&page, |page| page.press("Show all metrics"));
        both(&page, |page| page.press("Close"));
        agree(&page, &format!("{how}: a table grows, an explanation closes"));
        both(&page, |page| page.fill("winRate-1", "abc"));
        agree(&page, &format!("{how}: an error is shown"));
        both(&page, |page| page.press("Undo"));
        both(&page, |page| page.click("#mode-call"));
        both(&page, |page| page.click("#mode-sheet"));
        agree(&page, &format!("{how}: everything is another and back"));
        assert_eq!(page.eval("probe.events.filter(({ type }) => type === 'error').length"), 0, "{how}");
        page.look_at("#translated");
        assert!(page.is("el.state === 'ready'"));
    }
}

#[test]
fn a_translator_that_follows_comes_to_rest() {
    for how in ["replace", "wrap", "insert"] {
        let page = translated(how);
        page.eval(&format!(
            "(window.count = 0, new MutationObserver((all) => {{ window.count += all.length; }})
            .observe(root, {{ childList: true, subtree: true }}), follow($('.root'), '{how}'), null)"
        ));
        both(&page, |page| page.fill("mdfSpent-0", "999999"));
        both(&page, |page| page.press("Add a tier"));
        agree(&page, how);
        let quiet = "const done = arguments[0]; let before = -1;
            const look = () => { if (window.count === before) return done(true); before = window.count; setTimeout(look, 400); }; look();";
        assert_eq!(page.session().later(quiet, vec![]), json!(true), "{how}");
    }
}

#[test]
fn what_has_not_changed_stays_translated_and_what_is_typed_stays_typed() {
    for how in ["replace", "wrap", "insert", "inPlace"] {
        let page = translated(how);
        page.look_at("#translated").enter("mdfSpent-0");
        page.eval("(window.field = root.activeElement, field.setSelectionRange(1, 1))");
        page.session().keys("9");
        page.until("the figures follow", "el.plan?.tiers[0].mdfSpent !== 180000");
        assert!(
            page.is("root.activeElement === window.field && field.isConnected && field.selectionStart === 2"),
            "{how}"
        );
        if how != "wrap" {
            let title = page.text("$('.title').textContent");
            assert!(
                title.ends_with('·'),
                "{how}: a heading that says the same as before is still translated: {title}"
            );
        }
        assert!(page.is("!/1,?800.*·/.test($('.headline').textContent)"), "{how}");
    }
}

#[test]
fn a_translation_that_comes_too_late_does_not_bring_old_figures_back() {
    let page = translated("same");
    // Asked for before a change, put in after it.
    page.look_at("#translated").eval(
        "(() => {
            const meaning = $('.headline .meaning'), old = meaning.textContent;
            window.late = () => {
                const walk = document.createTreeWalker(meaning, NodeFilter.SHOW_TEXT);
                walk.nextNode();
                const font = document.createElement('font');
                font.append(old);
                walk.currentNode.replaceWith(font);
                return old;
            };
        })()",
    );
    both(&page, |page| page.fill("mdfSpent-0", "999999"));
    agree(&page, "after the change");
    let old = page.look_at("#translated").eval("late()");
    page.until("it is taken back", &format!("$('.headline .meaning').textContent !== {old}"));
    agree(&page, "after the late translation");
    assert_ne!(old, Value::Null);
}
