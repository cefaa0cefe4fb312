//! A page that a browser translates: our words are not replaced behind our back, so that no figure stays behind.

use crate::page::Page;

#[test]
fn a_translator_leaves_our_words_alone() {
    let page = Page::open("/");
    assert!(page.is("$('.root').translate === false && $('.root').classList.contains('notranslate')"));
    // As translators do: every text that nothing around it protects is put into elements of theirs.
    page.eval(
        "(() => {
            const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT), texts = [];
            while (walk.nextNode()) texts.push(walk.currentNode);
            for (const text of texts.filter((text) => !text.parentElement.closest('[translate=no], style'))) {
                const font = document.createElement('font');
                text.replaceWith(font);
                font.append(text.nodeValue);
            }
        })()",
    );
    assert!(page.is("!$('font')"));
}
