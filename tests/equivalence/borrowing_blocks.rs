//! `machine!` without `move`: what is used by value is taken, the rest stays where it is.
use crate::harness::*;

driven_blocks! {
    borrowed [0, 1] |n, drive| {
        let (a, b) = (noisy("a", n), noisy("b", n));
        drive.run(block! { async {
            let c = noisy("c", n.max(1));
            let first = a.touch().await;
            pause(1).await;
            first + b.get() + c.get()
        } });
        call("after", a.get() + b.get());
    }

    taken [0, 1] |n, drive| {
        let (a, b, c) = (noisy("a", n), noisy("b", n), noisy("c", n));
        drive.run(block! { async {
            let inner = a;
            if b.is_even() {
                pause(1).await;
                drop(c);
            }
            pause(n).await;
            inner.get()
        } });
        call("after", b.get());
    }

    counted [0, 1] |n, drive| {
        let mut total = 1;
        let mut list = Vec::new();
        drive.run(block! { async {
            for i in 0..2 {
                total += number(i).await;
                let list = &mut list;
                list.push(noisy("item", i));
                pause(1).await;
            }
        } });
        call("total", total);
        call("length", list.len() as u64);
    }

    assigned [0, 1] |n, drive| {
        let mut a = noisy("a", n);
        let mut pair = (noisy("left", n), noisy("right", n));
        drive.run(block! { async {
            a = noisy("new", 1);
            pause(1).await;
            pair.0 = noisy("newer", 2);
            pair.1 = noisy("newest", 3);
            pause(1).await;
        } });
        call("after", a.get() + pair.0.get() + pair.1.get());
    }

    printed [0, 1] |n, drive| {
        let (a, name) = (noisy("a", n), String::from("name"));
        drive.run(block! { async {
            say!("{name}: {a}, {n}");
            pause(1).await;
            format!("{name} {}", a)
        } });
        call("after", a.get());
    }

    copied [0, 1] |n, drive| {
        let (m, a) = (n + 1, noisy("a", n));
        let reference = &a;
        drive.run(block! { async {
            let sum = number(m).await + m;
            let reference = reference;
            pause(n).await;
            sum + reference.get()
        } });
        call("after", m + a.get());
    }

    returns_a_borrow [0, 1] |n, drive| {
        let (a, b) = (noisy("a", n), noisy("b", n));
        drive.run(block! { async {
            pause(n).await;
            let longer = if n > 0 { &a } else { &b };
            pause(1).await;
            longer
        } });
    }

    methods [0, 1] |n, drive| {
        struct Counter {
            name: Noisy,
            count: u64,
        }
        impl Counter {
            fn look(&self, drive: &mut Drive) {
                drive.run(block! { async {
                    let touched = self.name.touch().await;
                    pause(self.count).await;
                    touched + self.total()
                } });
            }
            fn count(&mut self, n: u64, drive: &mut Drive) {
                let this = &mut *self;
                drive.run(block! { async move {
                    this.count += number(n).await;
                    let name = &mut this.name;
                    pause(1).await;
                    *name = noisy("new", this.count);
                } });
                call("count", self.count);
            }
            fn total(&self) -> u64 {
                self.count + self.name.get()
            }
            fn end(self, drive: &mut Drive) {
                drive.run(block! { async {
                    let Counter { name, count } = self;
                    pause(count).await;
                    name.get()
                } });
            }
        }
        let mut counter = Counter { name: noisy("counter", n), count: 1 };
        counter.look(drive);
        counter.count(n, drive);
        counter.end(drive);
    }

    in_closures [0, 1] |n, drive| {
        let (a, b, mut c) = (noisy("a", n), noisy("b", n), 1);
        drive.run(block! { async {
            let sum = |more: u64| a.get() + more;
            pause(n).await;
            let taken = move || b.get();
            let mut count = || c += 1;
            count();
            count();
            pause(1).await;
            sum(1) + taken()
        } });
        call("after", c + a.get());
    }
}
