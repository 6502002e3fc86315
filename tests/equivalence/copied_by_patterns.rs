//! Patterns that take everything that there is to bind, of which only the types tell whether it moves or is copied.
use crate::harness::*;

#[derive(Debug)]
pub enum Message {
    Kept(Noisy, u64),
    Counted(u64, u64),
    Number(u64),
    Nothing,
}

impl Message {
    fn of(n: u64) -> Self {
        match n % 4 {
            0 => Message::Kept(noisy("kept", n), n),
            1 => Message::Counted(n, n),
            2 => Message::Number(n),
            _ => Message::Nothing,
        }
    }
}

/// Has a destructor of its own, so that nothing moves out of it.
#[derive(Debug)]
pub struct Ticket {
    number: u64,
}

impl Drop for Ticket {
    fn drop(&mut self) {
        event(format_args!("drop ticket {}", self.number));
    }
}

fn shown(message: Message) -> u64 {
    event(format_args!("{message:?}"));
    1
}

fn fails(n: u64) -> ! {
    panic!("{n}")
}

functions! {
    pub async fn if_let(message: Message, n: u64) -> u64 {
        let other = noisy("other", n);
        pause(1).await;
        if let Message::Counted(first, second) = message {
            say!("{first} {second}");
        }
        pause(1).await;
        shown(message) + other.get()
    }

    pub async fn if_let_that_ends(message: Message, n: u64) -> Result<u64, Failure> {
        pause(1).await;
        if let Message::Kept(kept, more) = message {
            call("kept", kept.get() + more);
            return Err(attempt(9).await.unwrap_err().into());
        } else if let Message::Number(number) = message {
            if number > 5 {
                fails(number);
            }
        }
        Ok(shown(message) + number(n).await)
    }

    pub async fn a_match(message: Message, n: u64) -> u64 {
        let other = noisy("other", n);
        pause(1).await;
        match message {
            Message::Counted(first, second) => drop(call("counted", first + second)),
            Message::Number(number) => drop(call("number", number)),
            Message::Kept(..) | Message::Nothing => {}
        }
        pause(1).await;
        shown(message) + other.get()
    }

    pub async fn a_match_that_moves(message: Message, n: u64) -> u64 {
        let other = noisy("other", n);
        pause(1).await;
        let got = match message {
            Message::Kept(kept, more) => consume(kept) + more,
            Message::Counted(first, second) => first + second,
            Message::Number(mut number) => {
                number += 1;
                number
            }
            Message::Nothing => 0,
        };
        pause(1).await;
        got + other.get()
    }

    pub async fn let_else(message: Message, n: u64) -> u64 {
        pause(1).await;
        let Message::Counted(first, second) = message else {
            return shown(message);
        };
        if first > 6 {
            fails(second);
        }
        pause(n).await;
        first + second + shown(message)
    }

    pub async fn with_a_destructor(n: u64) -> u64 {
        let (ticket, other) = (Ticket { number: n }, noisy("other", n));
        pause(1).await;
        if let Ticket { number: 1.. } = ticket {
            call("some", 1);
        }
        let got = match ticket {
            Ticket { number } => number + 1,
        };
        let more = if let Ticket { number: more @ 1.. } = ticket { more } else { 0 };
        pause(1).await;
        got + more + other.get()
    }

    pub async fn guards_that_compare(message: Message, n: u64) -> u64 {
        let (ticket, other) = (Ticket { number: n }, noisy("other", n));
        pause(1).await;
        let got = match ticket {
            Ticket { number } if number > 1 => number + 1,
            Ticket { number } => number,
        };
        let more = number(match message {
            Message::Kept(ref kept, more) if more > 5 => kept.get(),
            Message::Counted(first, second) if first > 1 => second,
            Message::Counted(first, _) | Message::Number(first) => first,
            Message::Kept(..) | Message::Nothing => 0,
        })
        .await;
        drop(ticket);
        pause(1).await;
        got + more + other.get() + shown(message)
    }

    pub async fn first_in_a_chain(message: Message, n: u64) -> u64 {
        let ticket = Ticket { number: n };
        pause(1).await;
        if let Message::Counted(first, second) = message
            && let Ticket { number } = ticket
            && first + second + number > 5
        {
            say!("{first} {second} {number}");
        }
        pause(1).await;
        drop(ticket);
        shown(message)
    }

    pub async fn a_guard_that_moves(message: Message, n: u64) -> u64 {
        pause(1).await;
        match message {
            Message::Kept(kept, more) if more < 5 => return consume(kept) + more,
            Message::Counted(first, second) if first > 1 => call("counted", second),
            _ => 0,
        };
        pause(n).await;
        shown(message)
    }

    pub async fn with_a_destructor_and_named_again(n: u64) -> u64 {
        let (ticket, other) = (Ticket { number: n }, noisy("other", n));
        pause(1).await;
        let got = match ticket {
            Ticket { number } => number + 1,
        };
        pause(1).await;
        drop(ticket);
        got + other.get()
    }
}

cases! {
    if_let [0, 1, 2, 3] |n| if_let(Message::of(n), n);
    if_let_that_ends [0, 1, 2, 3, 6] |n| if_let_that_ends(Message::of(n), n);
    a_match [0, 1, 2, 3] |n| a_match(Message::of(n), n);
    a_match_that_moves [0, 1, 2, 3] |n| a_match_that_moves(Message::of(n), n);
    let_else [0, 1, 2, 9] |n| let_else(Message::of(n), n);
    with_a_destructor [0, 1] |n| with_a_destructor(n);
    guards_that_compare [0, 1, 2, 3, 5, 8] |n| guards_that_compare(Message::of(n), n);
    first_in_a_chain [0, 1, 2, 5, 9] |n| first_in_a_chain(Message::of(n), n);
    a_guard_that_moves [0, 1, 4, 5, 8] |n| a_guard_that_moves(Message::of(n), n);
    with_a_destructor_and_named_again [0, 1] |n| with_a_destructor_and_named_again(n);
}
