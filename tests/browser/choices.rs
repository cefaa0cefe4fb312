//! What a visitor chooses: a file in the browser's own dialog, which no test can see, and a value of a control.

use crate::page::Page;
use serde_json::{Value, json};

impl Page {
    /// The file that will be chosen when one is asked for.
    #[track_caller]
    pub(crate) fn next_file_is(&self, name: &str, bytes: &[u8]) {
        self.next_file_holds("Uint8Array.from(args[1])", json!([name, bytes]));
    }

    /// The same, with what the file holds as an expression of JavaScript over `args`, of which the first is its name.
    #[track_caller]
    pub(crate) fn next_file_holds(&self, holds: &str, args: Value) {
        self.eval_with(
            &format!(
                "((file) => {{
                    HTMLInputElement.prototype.click = function () {{
                        if (this.type !== 'file') return;
                        const data = new DataTransfer();
                        data.items.add(file);
                        this.files = data.files;
                        this.dispatchEvent(new Event('change'));
                    }};
                    return 0;
                }})(new File([{holds}], args[0]))"
            ),
            args,
        );
    }

    /// Chooses or types a value in the control that a selector finds in the widget, and leaves it.
    #[track_caller]
    pub(crate) fn choose(&self, selector: &str, value: &str) {
        self.eval_with(
            "((at) => { at.value = args[1]; at.dispatchEvent(new Event('change', { bubbles: true })); return 0; })($(args[0]))",
            json!([selector, value]),
        );
    }
}
