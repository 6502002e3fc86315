//! `move` closures and blocks that name fields of something with a destructor of its own: natively they take all of it, unless what they
//! name is copied.
use crate::harness::*;
use std::sync::Arc;

pub struct Transaction {
    connection: Arc<Lock>,
    open: bool,
}

impl Drop for Transaction {
    fn drop(&mut self) {
        call("drop transaction", self.open.into());
    }
}

pub struct Lock(Noisy);

impl Lock {
    async fn lock(&self) -> Noisy {
        fetch("locked", self.0.get()).await
    }

    fn see(&self) -> u64 {
        self.0.get()
    }
}

fn transaction(n: u64) -> Transaction {
    Transaction { connection: Arc::new(Lock(noisy("connection", n))), open: true }
}

pub struct Named {
    transaction: Transaction,
    name: Noisy,
}

fn named(n: u64) -> Named {
    Named { transaction: transaction(n), name: noisy("name", n) }
}

functions! {
    pub async fn by_a_block_inside(n: u64) -> u64 {
        let mut x = transaction(n);
        pause(1).await;
        async move {
            let r = async { x.connection.see() }.await;
            x.open = false;
            r
        }
        .await
    }

    pub async fn one_of_them_changed(n: u64) -> u64 {
        let mut x = transaction(n);
        pause(1).await;
        async move {
            x.open = false;
            let r = x.connection.see();
            r
        }
        .await
    }

    pub async fn by_a_method(n: u64) -> u64 {
        let mut x = transaction(n);
        pause(1).await;
        let g = move || x.connection.see();
        pause(1).await;
        g()
    }

    pub async fn copied(n: u64) -> u64 {
        let mut x = transaction(n);
        pause(1).await;
        let g = move || call("in", x.open as u64);
        pause(1).await;
        g()
    }

    pub async fn of_a_field(n: u64) -> u64 {
        let x = named(n);
        pause(1).await;
        let g = move || x.transaction.connection.see();
        pause(1).await;
        g()
    }

    pub async fn of_a_field_beside_another(n: u64) -> u64 {
        let x = named(n);
        pause(1).await;
        let g = move || x.transaction.connection.see() + x.name.get();
        pause(1).await;
        g()
    }

    pub async fn copied_of_a_field(n: u64) -> u64 {
        let x = named(n);
        pause(1).await;
        let g = move || x.transaction.open as u64;
        pause(1).await;
        g()
    }

    pub async fn across_an_await(n: u64) -> u64 {
        let x = transaction(n);
        pause(1).await;
        let g = async move {
            let r = x.connection.lock().await;
            pause(1).await;
            r.get() + x.open as u64
        };
        pause(1).await;
        g.await
    }

    pub async fn of_a_reference(x: &mut Transaction, n: u64) -> u64 {
        pause(1).await;
        let g = async move {
            let r = x.connection.lock().await;
            x.open = false;
            r.get()
        };
        pause(1).await;
        g.await
    }

    pub async fn in_a_loop(n: u64) -> u64 {
        let mut sum = 0;
        for i in 0..n {
            let x = transaction(i);
            pause(1).await;
            if i == 1 {
                continue;
            }
            let g = move || x.connection.see();
            pause(1).await;
            sum += g();
        }
        sum
    }

    pub async fn in_one_branch(n: u64) -> u64 {
        let x = transaction(n);
        pause(1).await;
        if n > 1 {
            let g = move || x.connection.see();
            pause(1).await;
            g()
        } else {
            pause(1).await;
            x.connection.see()
        }
    }

    pub async fn in_a_box(n: u64) -> u64 {
        let x = Box::new(transaction(n));
        pause(1).await;
        let g = move || x.connection.see() + x.open as u64;
        pause(1).await;
        g()
    }

    pub async fn in_a_pair(n: u64) -> u64 {
        let x = (transaction(n), noisy("other", n));
        pause(1).await;
        let g = move || x.0.connection.see();
        pause(1).await;
        g() + x.1.get()
    }

    pub async fn by_two_closures(n: u64) -> u64 {
        let x = transaction(n);
        pause(1).await;
        let g = move || {
            let h = move || x.connection.see();
            h()
        };
        pause(1).await;
        g()
    }

    pub async fn by_two_blocks(n: u64) -> u64 {
        let x = transaction(n);
        pause(1).await;
        let g = async move {
            let h = async move { x.connection.see() };
            h.await
        };
        pause(1).await;
        g.await
    }
}

cases! {
    by_a_block_inside [1] |n| by_a_block_inside(n);
    one_of_them_changed [1] |n| one_of_them_changed(n);
    by_a_method [1] |n| by_a_method(n);
    copied [1] |n| copied(n);
    of_a_field [1] |n| of_a_field(n);
    of_a_field_beside_another [1] |n| of_a_field_beside_another(n);
    copied_of_a_field [1] |n| copied_of_a_field(n);
    across_an_await [1] |n| across_an_await(n);
    of_a_reference [1] |n| of_a_reference(&mut transaction(n), n);
    in_a_loop [0, 3] |n| in_a_loop(n);
    in_one_branch [1, 2] |n| in_one_branch(n);
    in_a_box [1] |n| in_a_box(n);
    in_a_pair [1] |n| in_a_pair(n);
    by_two_closures [1] |n| by_two_closures(n);
    by_two_blocks [1] |n| by_two_blocks(n);
}
