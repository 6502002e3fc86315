//! Blocks and closures inside of a block call methods on what both capture: some take it, others borrow it, and only rustc knows.
use crate::captured_receivers::{Sender, once};
use crate::harness::*;

functions! {
    pub async fn taken_by_a_block(n: u64) -> u64 {
        let sender = Sender::new(n);
        pause(1).await;
        let sent = async { async { sender.send(1) }.await }.await;
        call("sent", sent);
        number(sent).await
    }

    pub async fn taken_by_a_block_that_has_a_name(n: u64) -> u64 {
        let sender = Sender::new(n);
        pause(1).await;
        let sent = async {
            let send = async { sender.send(number(1).await) };
            call("made", n);
            send.await
        }
        .await;
        number(sent).await
    }

    pub async fn taken_by_a_block_that_is_never_polled(n: u64) -> u64 {
        let sender = Sender::new(n);
        pause(1).await;
        async {
            let send = async { sender.send(1) };
            call("made", n);
            drop(send);
            pause(1).await;
        }
        .await;
        number(n).await
    }

    pub async fn taken_by_a_block_in_a_join(n: u64) -> u64 {
        let (sender, other) = (Sender::new(n), Sender::new(n + 1));
        pause(1).await;
        let (sent, shown) = async { futures::join!(async { sender.send(number(1).await) }, async { other.show(2) }) }.await;
        call("sent", sent);
        number(shown).await
    }

    pub async fn taken_by_a_closure(n: u64) -> u64 {
        let sender = Sender::new(n);
        pause(1).await;
        let sent = async { once(|more| sender.send(more)) + number(1).await }.await;
        call("sent", sent);
        number(sent).await
    }

    pub async fn taken_by_a_block_in_a_closure(n: u64) -> u64 {
        let sender = Sender::new(n);
        pause(1).await;
        let sent = async { once(|more| async move { sender.send(more) }).await }.await;
        call("sent", sent);
        number(sent).await
    }

    pub async fn borrowed_by_blocks(n: u64) -> u64 {
        let mut sender = Sender::new(n);
        pause(1).await;
        let shown = async {
            let counted = async { sender.count(1) }.await;
            for _ in 0..2 {
                async { sender.show(number(1).await) }.await;
            }
            let show = || async { sender.show(2) };
            counted + show().await + once(|more| sender.show(more))
        }
        .await;
        number(shown + sender.show(1)).await
    }

    // Without `move` rustc refuses it: see the page about deviations.
    pub async fn changed_by_one_and_moved_into_another(n: u64) -> u64 {
        let (mut sender, mut other) = (Sender::new(n), Sender::new(n + 1));
        pause(1).await;
        let sent = async {
            let counted = async { sender.count(number(1).await) }.await + once(|more| other.count(more));
            pause(1).await;
            counted + async move { sender.send(2) }.await + once(move |more| other.send(more))
        }
        .await;
        call("sent", sent);
        number(sent).await
    }

    pub async fn borrowed_in_a_join(n: u64) -> u64 {
        let sender = Sender::new(n);
        pause(1).await;
        let (one, other) = async { futures::join!(async { sender.show(1) }, async { sender.show(number(2).await) }) }.await;
        number(one + other).await
    }
}

cases! {
    taken_by_a_block [0, 1] |n| taken_by_a_block(n);
    taken_by_a_block_that_has_a_name [0, 1] |n| taken_by_a_block_that_has_a_name(n);
    taken_by_a_block_that_is_never_polled [0, 1] |n| taken_by_a_block_that_is_never_polled(n);
    taken_by_a_block_in_a_join [0, 1] |n| taken_by_a_block_in_a_join(n);
    taken_by_a_closure [0, 1] |n| taken_by_a_closure(n);
    taken_by_a_block_in_a_closure [0, 1] |n| taken_by_a_block_in_a_closure(n);
    borrowed_by_blocks [0, 1] |n| borrowed_by_blocks(n);
    changed_by_one_and_moved_into_another [0, 1] |n| changed_by_one_and_moved_into_another(n);
    borrowed_in_a_join [0, 1] |n| borrowed_in_a_join(n);
}
