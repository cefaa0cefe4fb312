//! What a form comes to: its plan and report, or what is wrong with it.

use comarketing_roi_engine::{Draft, Problem, Report, ValidPlan, evaluate};
use std::rc::Rc;

/// A plan and its report.
pub(super) type Good = (Rc<ValidPlan>, Rc<Report>);

/// The results of one plan.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// The last good report and its plan.
    pub good: Option<Good>,
    /// What is wrong with the form now; while there is something, `good` is an older answer.
    pub problems: Rc<Vec<Problem>>,
    /// The form that this was worked out from.
    form: Option<Rc<Draft>>,
    /// The last good report of a form that nobody was typing into: what is shown while a number is half typed and wrong.
    committed: Option<Good>,
    /// The last good report without costs and margins.
    without_costs: Option<Good>,
    /// Paths of the fields whose problem is shown: those that were left, or were wrong when the form came.
    shown: Rc<Vec<String>>,
}

impl Outcome {
    /// Works the form out, if it is another than before.
    pub(super) fn follow(&mut self, form: &Rc<Draft>) {
        if self.form.as_ref().is_some_and(|before| Rc::ptr_eq(before, form)) {
            return;
        }
        self.form = Some(Rc::clone(form));
        match form.plan_in(crate::text::TRANSLATE, crate::fold::fold) {
            Ok(plan) => {
                let report = Rc::new(evaluate(&plan));
                self.good = Some((Rc::new(plan), report));
                self.problems = Rc::default();
            }
            Err(problems) => {
                self.good.clone_from(&self.committed);
                self.problems = Rc::new(problems);
            }
        }
        self.without_costs = None;
        let still = |path: &String| self.problems.iter().any(|problem| problem.path == *path);
        if !self.shown.iter().all(still) {
            self.shown = Rc::new(self.shown.iter().filter(|path| still(path)).cloned().collect());
        }
    }

    /// Says the problems in the language that is spoken now.
    pub(super) fn say_again(&mut self) {
        if let Some(Err(problems)) =
            self.form.as_ref().map(|form| form.plan_in(crate::text::TRANSLATE, crate::fold::fold))
        {
            self.problems = Rc::new(problems);
        }
    }

    /// Nobody is typing: what is good now is what later mistakes stand beside.
    pub(super) fn commit(&mut self) {
        if self.problems.is_empty() {
            self.committed.clone_from(&self.good);
        }
    }

    /// Another form has come: what was good of the one before says nothing of it.
    pub(super) fn forget(&mut self) {
        self.form = None;
        self.good = None;
        self.committed = None;
    }

    /// Prepares what [`Outcome::shown`] gives where costs are private.
    pub(super) fn hide_costs(&mut self) {
        if self.without_costs.is_none()
            && let Some((plan, _)) = &self.good
            && let Ok(plan) = plan.without_costs().validate()
        {
            let report = Rc::new(evaluate(&plan));
            self.without_costs = Some((Rc::new(plan), report));
        }
    }

    /// The last good plan and report as they may be shown.
    pub fn shown(&self, private: bool) -> Option<&Good> {
        if private { self.without_costs.as_ref() } else { self.good.as_ref() }
    }

    /// The problem at a path, if it is shown.
    pub fn problem(&self, path: &str) -> Option<&Problem> {
        if !self.shown.iter().any(|shown| shown == path) {
            return None;
        }
        self.problems.iter().find(|problem| problem.path == path)
    }

    /// Shows the problem at a path; answers whether that changes anything.
    pub(super) fn show(&mut self, path: String) -> bool {
        let wrong = self.problems.iter().any(|problem| problem.path == path);
        if !wrong || self.shown.contains(&path) {
            return false;
        }
        Rc::make_mut(&mut self.shown).push(path);
        true
    }

    pub(super) fn show_all(&mut self) {
        self.shown = Rc::new(self.problems.iter().map(|problem| problem.path.clone()).collect());
    }
}
