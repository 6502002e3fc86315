//! Receivers that are hard to ask about: in boxes and guards, and behind references.
use crate::harness::*;
use std::cell::RefCell;

pub struct Line {
    pub name: Noisy,
}

impl Line {
    fn new(n: u64) -> Self {
        Line { name: noisy("line", n) }
    }

    /// Its name says that it takes the line.
    pub async fn try_collect<C: FromIterator<u64>>(self) -> Result<C, String> {
        pause(1).await;
        Ok(std::iter::once(self.name.get()).collect())
    }

    pub async fn ask(&self, n: u64) -> u64 {
        pause(n).await;
        self.name.get()
    }
}

pub trait Measured {
    fn measure(&self, n: u64) -> u64;
    fn stretch(&mut self, n: u64) -> u64;
}

impl Measured for Line {
    fn measure(&self, n: u64) -> u64 {
        self.name.get() + n
    }

    fn stretch(&mut self, n: u64) -> u64 {
        self.name.add(n).get()
    }
}

pub trait Spent {
    fn spend(self, n: u64) -> u64;
}

impl Spent for &mut Line {
    fn spend(self, n: u64) -> u64 {
        self.name.add(n).get()
    }
}

/// Methods that are called as those that change their receivers, and do not.
pub struct Shelf {
    books: Books,
    mark: Mark,
}

pub struct Books(RefCell<Vec<u64>>, Noisy);

#[derive(Clone, Copy)]
pub struct Mark(u64);

impl Shelf {
    fn new(n: u64) -> Self {
        Shelf { books: Books(RefCell::new(vec![n]), noisy("book", n)), mark: Mark(n) }
    }

    fn push(&self, n: u64) {
        self.books.push(n);
    }
}

impl Books {
    fn push(&self, n: u64) {
        self.0.borrow_mut().push(n);
    }

    fn pop(&self) -> &Noisy {
        &self.1
    }
}

impl Mark {
    fn insert(self, n: u64) -> u64 {
        self.0 + n
    }
}

functions! {
    pub async fn filled(shelf: &Shelf, first: &u64) -> u64 {
        pause(1).await;
        shelf.push(*first);
        shelf.books.push(pause_and(*first).await);
        let book = shelf.books.pop();
        pause(1).await;
        let marked = shelf.mark.insert(book.get());
        marked + shelf.books.0.borrow().iter().sum::<u64>()
    }

    pub async fn filled_through_a_reference(n: u64) -> u64 {
        let shelf = Shelf::new(n);
        filled(&shelf, &n).await
    }

    pub async fn named_almost_like_a_local(n: u64) -> Option<u64> {
        fn double(n: u64) -> u64 {
            2 * n
        }
        let doubl = noisy("doubl", n);
        pause(1).await;
        let got: Vec<u64> = [n, doubl.get()].into_iter().map(double).collect();
        let first = got.first().copied()?;
        pause(1).await;
        Some(first + doubl.get())
    }

    pub async fn copied_out_of_a_box(n: u64) -> u64 {
        let number = Box::new(n);
        pause(1).await;
        let got = number.wrapping_add(2);
        pause(1).await;
        got
    }

    pub async fn copied_out_of_a_guard(n: u64) -> u64 {
        let lock = Lock::new(n);
        let guard = lock.lock_now();
        pause(1).await;
        let got = guard.wrapping_add(2);
        pause(1).await;
        got
    }

    pub async fn borrowed_in_a_box(n: u64) -> u64 {
        let line = Box::new(Line::new(n));
        let _b = noisy("b", n);
        pause(1).await;
        let got = line.ask(n).await;
        pause(1).await;
        got
    }

    pub async fn method_of_a_trait_on_a_reference(line: Option<Line>, n: u64) -> u64 {
        let found = match &line {
            Some(line) => line,
            None => return n,
        };
        pause(1).await;
        let got = found.measure(n);
        pause(1).await;
        got
    }

    pub async fn method_of_a_trait_on_a_unique_reference(mut lines: Vec<Line>, n: u64) -> u64 {
        let mut got = 0;
        for line in &mut lines {
            pause(1).await;
            got += line.stretch(n);
            pause(1).await;
        }
        got
    }

    pub async fn taken_by_reference(line: Line, n: u64) -> u64 {
        let mut line = line;
        for found in [&mut line] {
            pause(1).await;
            let got = found.spend(n);
            pause(got % 2).await;
        }
        line.name.get()
    }

    pub async fn collected_into_a_type_to_be_found(n: u64) -> Result<u64, String> {
        let _a = noisy("a", n);
        let list = Line::new(n).try_collect::<Vec<_>>().await?;
        pause(1).await;
        Ok(list.iter().sum())
    }

}

cases! {
    filled_through_a_reference [0, 1] |n| filled_through_a_reference(n);
    named_almost_like_a_local [0, 1] |n| named_almost_like_a_local(n);
    copied_out_of_a_box [0, 1] |n| copied_out_of_a_box(n);
    copied_out_of_a_guard [0, 1] |n| copied_out_of_a_guard(n);
    borrowed_in_a_box [0, 1] |n| borrowed_in_a_box(n);
    method_of_a_trait_on_a_reference [0, 1] |n| method_of_a_trait_on_a_reference(Some(Line::new(n)), n);
    method_of_a_trait_on_a_unique_reference [0, 1] |n| {
        method_of_a_trait_on_a_unique_reference(vec![Line::new(n), Line::new(n + 1)], n)
    };
    taken_by_reference [0, 1] |n| taken_by_reference(Line::new(n), n);
    collected_into_a_type_to_be_found [0, 1] |n| collected_into_a_type_to_be_found(n);
}
