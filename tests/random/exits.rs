//! Ways out: `return`, `break`, `continue`, and what is given away before.

use crate::{features::Feature::*, generator::Generator, scope::Type};

/// Where a way out leads.
#[derive(Clone, Copy)]
enum Exit {
    Return,
    Break(usize),
    Continue(usize),
}

impl Generator {
    pub fn let_else(&mut self) -> Option<()> {
        let (name, mutable) = (self.name_for("s"), self.rng.chance(50));
        let written = format!("{}{name}", if mutable { "mut " } else { "" });
        let line = if self.on(Leftovers) && self.rng.chance(30) {
            let number = self.number(1);
            format!("let Some(({written}, _)) = now(maybe_two({number})).await else {{")
        } else {
            format!("let Some({written}) = {} else {{", self.awaited(Type::Maybe, "found"))
        };
        self.line(line);
        self.way_out(None, 1);
        self.line("};");
        self.declare(&name, Type::Noisy, mutable);
        Some(())
    }

    /// `if .. { .. return .. }`
    pub fn exit_sometimes(&mut self) -> Option<()> {
        if self.scope.frames.len() == self.scope.fence && !self.on(EarlyReturns) {
            return None;
        }
        let condition = self.condition();
        self.line(format!("if {condition} {{"));
        self.way_out(None, 2);
        self.line("}");
        Some(())
    }

    /// The inside of a block that ends by leaving. What is given away in it is nobody else's business.
    pub fn way_out(&mut self, bound: Option<(&str, Type)>, statements: usize) {
        let (exit, begin) = (self.exit(), self.lines.len());
        let before = (self.scope.states(), self.scope.floor, self.scope.fence);
        self.scope.floor = match exit {
            _ if !self.on(BranchMoves) => usize::MAX,
            Exit::Return => 0,
            Exit::Break(frame) => self.scope.frames[frame].floor,
            Exit::Continue(frame) => self.scope.frames[frame].loops + 1,
        };
        self.scope.fence = self.scope.frames.len();
        self.nested(|g| {
            if let Some((name, ty)) = bound {
                g.declare(name, ty, false);
            }
            let count = g.rng.below(statements + 1);
            g.statements(count);
            g.leave(exit, begin);
        });
        (self.scope.floor, self.scope.fence) = (before.1, before.2);
        self.scope.restore(&before.0);
    }

    /// Chooses a way out that is possible here.
    fn exit(&mut self) -> Exit {
        let frames = &self.scope.frames;
        // Without a label one gets out of the innermost only, and out of loops only.
        let innermost = frames.len().checked_sub(1);
        let mut exits = vec![Exit::Return];
        for (i, frame) in frames.iter().enumerate().skip(self.scope.fence) {
            if frame.label.is_some() || (frame.is_loop && innermost == Some(i)) {
                exits.push(Exit::Break(i));
                if frame.is_loop {
                    exits.push(Exit::Continue(i));
                }
            }
        }
        if exits.len() > 1 && !self.on(EarlyReturns) {
            exits.remove(0);
        }
        *self.rng.pick(&exits)
    }

    /// The block of which this is the end begins at line `begin`.
    fn leave(&mut self, exit: Exit, begin: usize) {
        match exit {
            Exit::Return if self.on(Diverging) && self.rng.chance(30) => {
                let number = self.number(1);
                self.line(format!("stop({number});"));
                // Of a method that takes its receiver before such a call, this has to be seen.
                if self.lines[begin..].iter().any(|line| line.contains(".into_")) {
                    self.line("unreachable!()");
                }
            }
            Exit::Return => self.return_value("return ", ";"),
            Exit::Continue(frame) => {
                let label = self.label_of(frame);
                self.line(format!("continue{label};"));
            }
            Exit::Break(frame) => {
                let label = self.label_of(frame);
                match self.scope.frames[frame].value {
                    Some(ty) => self.value(&format!("break{label} "), ty, "broken", ";"),
                    None => self.line(format!("break{label};")),
                }
                let mut states = self.scope.states();
                states.truncate(self.scope.frames[frame].outer);
                self.scope.frames[frame].exits.push(states);
            }
        }
    }

    fn label_of(&self, frame: usize) -> String {
        self.scope.frames[frame].label.as_ref().map_or(String::new(), |label| format!(" {label}"))
    }
}
