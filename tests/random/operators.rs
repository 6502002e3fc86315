//! Operators that are functions, and cells, which change though they are only looked at.

use crate::{generator::Generator, scope::Type};

impl Generator {
    /// `let k = (coin("c", 1) + e.await).value;`
    pub fn operate(&mut self) -> Option<()> {
        let (c, result) = (self.fresh("c"), self.fresh("k"));
        let start = self.number(1);
        self.line(format!("let mut {c} = coin({c:?}, {start});"));
        let waiting = self.awaited_number();
        match self.rng.below(5) {
            0 => self.line(format!("{c} += {waiting};")),
            1 => self.line(format!("{c} += coin(\"more\", {waiting});")),
            _ => {}
        }
        let (first, awaited) = (self.number(0), self.awaited_number());
        let read = match self.rng.below(12) {
            0 => format!("(coin(\"l\", {first}) + {{ {awaited} }}).value"),
            1 => format!("(coin(\"l\", {first}) + coin(\"r\", {awaited})).value"),
            2 => format!("(&{c} + &coin(\"r\", {awaited})).value"),
            3 => format!("(&coin(\"l\", {first}) + &coin(\"r\", {awaited})).value"),
            4 => format!("coin(\"l\", {first}) * &coin(\"r\", {awaited})"),
            5 => format!("-coin(\"n\", {awaited})"),
            6 => format!("!&coin(\"n\", {awaited})"),
            7 => format!("{c}[{awaited}]"),
            8 => format!("coin(\"i\", {first})[{awaited}]"),
            9 => format!("u64::from(coin(\"l\", {first}) == coin(\"r\", {awaited}))"),
            10 => format!("u64::from({c} < {{ {awaited} }})"),
            _ => format!("u64::from(coin(\"l\", {first}) == {{ {awaited} }})"),
        };
        self.line(format!("let {result} = call(\"operated\", {read});"));
        self.declare(&result, Type::Number, false);
        if self.rng.chance(50) {
            self.line(format!("call(\"coin\", {c}.value);"));
        }
        Some(())
    }

    /// `let k = cell.get().max({ cell.set(7); e.await });`
    pub fn change_a_cell(&mut self) -> Option<()> {
        let (cell, result, start) = (self.fresh("cell"), self.fresh("k"), self.number(1));
        let is_shared = self.rng.chance(50);
        if is_shared {
            self.line(format!("let {cell} = std::rc::Rc::new(std::cell::Cell::new({start}));"));
        } else {
            self.line(format!("let {cell} = std::cell::Cell::new({start});"));
        }
        let awaited = self.awaited_number();
        let change = match self.rng.below(4) {
            0 if is_shared => {
                format!("{{ let other = {cell}.clone(); let more = {awaited} % 5; other.set(more); more }}")
            }
            1 => format!("{{ let set = |k| {cell}.set(k); set(7); {awaited} }}"),
            2 => format!("{{ {cell}.set({cell}.get() + 1); {awaited} }}"),
            _ => format!("{cell}.replace({awaited})"),
        };
        let read = match self.rng.below(9) {
            0 => format!("{cell}.get().wrapping_add({change})"),
            1 => format!("u64::max({cell}.get(), {change})"),
            2 => format!("{cell}.get() ^ {change}"),
            3 => format!("u64::from({cell}.get() == {change})"),
            4 => format!("{cell}.replace({change}).wrapping_add({cell}.take())"),
            5 => format!("vec![{cell}.get(), {change}].iter().sum::<u64>()"),
            6 => format!("({cell}.get(), {change}, {cell}.get()).2"),
            7 => format!("call(\"given\", {change}).max({cell}.get())"),
            _ => format!("format!(\"{{}} {{}}\", {cell}.get(), {change}).len() as u64"),
        };
        self.line(format!("let {result} = call(\"cell\", {read} % 97) + {cell}.get() % 97;"));
        self.declare(&result, Type::Number, false);
        Some(())
    }

    /// `list.borrow_mut().push(e.await);`
    pub fn change_a_list(&mut self) -> Option<()> {
        let (list, result, start) = (self.fresh("list"), self.fresh("k"), self.number(1));
        self.line(format!("let {list} = std::rc::Rc::new(std::cell::RefCell::new(vec![{start}, 1]));"));
        let awaited = self.awaited_number();
        // Now and then it is borrowed twice, which panics.
        let line = match self.rng.below(7) {
            0 => format!("{list}.borrow_mut().push({awaited});"),
            1 => format!("{list}.borrow_mut().extend([{awaited}, 3]);"),
            2 => format!("call(\"first\", {list}.borrow()[0].wrapping_add({awaited}));"),
            3 => format!("{list}.borrow_mut()[0] += {awaited} % 5;"),
            4 => format!("let old = {list}.replace(vec![{awaited}]); call(\"old\", old[0]);"),
            5 => format!("if let Some(last) = {list}.borrow_mut().last_mut() {{ *last ^= {awaited} % 5; }}"),
            _ => {
                format!("call(\"twice\", {list}.borrow().len() as u64 + {{ {list}.borrow_mut().push(7); {awaited} }});")
            }
        };
        self.line(line);
        self.line(format!("let {result} = {list}.borrow().iter().fold(0, |sum: u64, k| sum.wrapping_add(*k)) % 97;"));
        self.declare(&result, Type::Number, false);
        Some(())
    }
}
