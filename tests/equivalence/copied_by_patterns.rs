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

    pub async fn head_of_a_loop(message: Message, n: u64) -> u64 {
        let other = noisy("other", n);
        let mut rounds = 0;
        pause(1).await;
        while let Message::Counted(first, second) = message {
            rounds += 1;
            if rounds + first + second > 4 {
                break;
            }
        }
        pause(1).await;
        shown(message) + other.get() + rounds
    }

    pub async fn head_of_a_loop_that_awaits(message: Message, n: u64) -> u64 {
        let mut rounds = 0;
        while let Message::Counted(first, mut second) = message {
            second += 1;
            rounds += number(first + second).await;
            if rounds > 4 {
                break;
            }
        }
        shown(message) + rounds
    }

    pub async fn head_of_a_loop_that_moves(message: Message, n: u64) -> u64 {
        let mut message = message;
        pause(1).await;
        let mut got = 0;
        while let Message::Kept(kept, more) = message {
            got += consume(kept) + more;
            message = Message::of(more % 3 + more / 4);
        }
        pause(1).await;
        shown(message) + got
    }

    pub async fn head_of_a_loop_that_ends(message: Message, n: u64) -> u64 {
        pause(1).await;
        while let Message::Kept(kept, more) = message {
            if more > 3 {
                return consume(kept);
            }
            fails(more);
        }
        shown(message) + number(n).await
    }

    pub async fn last_in_a_chain(message: Message, n: u64) -> u64 {
        let ticket = Ticket { number: n };
        pause(1).await;
        if n > 0 && let Message::Counted(first, second) = message {
            say!("{first} {second}");
        }
        let got = if let Ticket { number: 1.. } = ticket && let Ticket { number } = ticket { number } else { 0 };
        while n > 8 && let Message::Counted(first, _) | Message::Number(first) = message {
            say!("{first}");
            break;
        }
        pause(1).await;
        drop(ticket);
        shown(message) + got
    }

    pub async fn last_in_a_chain_that_moves(message: Message, n: u64) -> u64 {
        pause(1).await;
        if n > 1 && let Message::Kept(kept, more) = message {
            return consume(kept) + number(more).await;
        }
        let message = Some(message);
        pause(1).await;
        if n > 2 && let Some(message) = message && let Message::Kept(kept, more) = message {
            return consume(kept) + more;
        }
        n
    }

    pub async fn last_in_a_chain_before_an_else(message: Message, n: u64) -> u64 {
        pause(1).await;
        if n > 0 && let Message::Kept(kept, more) = message {
            pause(more).await;
            return consume(kept);
        } else if let Message::Counted(first, second) = message && first + second > 2 {
            say!("{first}");
        } else if n > 2 && let Message::Number(number) = message {
            say!("{number}");
        }
        pause(1).await;
        n
    }

    pub async fn left_where_it_does_not_match(message: Message, n: u64) -> u64 {
        let (pair, other) = ((noisy("left", n), Some(n).filter(|n| *n > 1)), noisy("other", n));
        pause(1).await;
        if n > 0 && let Message::Counted(first, second) = message {
            say!("{first} {second}");
        }
        if n > 0 && let (left, Some(number)) = pair {
            call("left", left.get() + number);
        }
        call("behind", 1);
        pause(1).await;
        other.get()
    }

    pub async fn left_by_the_first_of_a_chain(message: Message, n: u64) -> u64 {
        let (other, more) = (noisy("other", n), Message::of(n + 1));
        pause(1).await;
        if let Message::Counted(first, second) = message && second > 2 {
            say!("{first} {second}");
        }
        if let Message::Kept(kept, number) = more && number > 4 {
            consume(kept);
        }
        call("behind", 1);
        pause(1).await;
        other.get()
    }

    pub async fn left_where_a_loop_does_not_begin(message: Message, n: u64) -> u64 {
        let other = noisy("other", n);
        pause(1).await;
        while let Message::Counted(first, second) = message {
            say!("{first} {second}");
            break;
        }
        call("behind", 1);
        pause(1).await;
        other.get()
    }

    pub async fn left_where_a_loop_that_awaits_does_not_begin(message: Message, n: u64) -> u64 {
        let other = noisy("other", n);
        pause(1).await;
        while let Message::Counted(first, second) = message {
            pause(first + second).await;
            break;
        }
        call("behind", 1);
        pause(1).await;
        other.get()
    }

    pub async fn left_by_a_chain_that_awaits(message: Message, n: u64) -> u64 {
        let (other, mut more) = (noisy("other", n), Message::of(n + 1));
        pause(1).await;
        if n > 1 && let Message::Counted(first, second) = message {
            pause(first + second).await;
        }
        while let Message::Kept(kept, number) = more && number > 4 {
            pause(consume(kept) % 3).await;
            more = Message::of(number % 4);
        }
        call("behind", 1);
        pause(1).await;
        other.get()
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
    head_of_a_loop [0, 1, 2, 5] |n| head_of_a_loop(Message::of(n), n);
    head_of_a_loop_that_awaits [0, 1, 2, 5] |n| head_of_a_loop_that_awaits(Message::of(n), n);
    head_of_a_loop_that_moves [1, 4, 8, 12] |n| head_of_a_loop_that_moves(Message::of(n), n);
    head_of_a_loop_that_ends [0, 1, 4, 8] |n| head_of_a_loop_that_ends(Message::of(n), n);
    last_in_a_chain [0, 1, 2, 5, 9] |n| last_in_a_chain(Message::of(n), n);
    last_in_a_chain_that_moves [0, 1, 4, 8] |n| last_in_a_chain_that_moves(Message::of(n), n);
    last_in_a_chain_before_an_else [0, 1, 2, 3, 4, 5, 6, 8] |n| last_in_a_chain_before_an_else(Message::of(n), n);
    left_where_it_does_not_match [0, 1, 2, 3, 4, 5] |n| left_where_it_does_not_match(Message::of(n), n);
    left_by_the_first_of_a_chain [0, 1, 2, 3, 5, 7, 8] |n| left_by_the_first_of_a_chain(Message::of(n), n);
    left_where_a_loop_that_awaits_does_not_begin [0, 1, 2, 3] |n| left_where_a_loop_that_awaits_does_not_begin(Message::of(n), n);
    left_by_a_chain_that_awaits [0, 1, 2, 3, 5, 7, 8] |n| left_by_a_chain_that_awaits(Message::of(n), n);
    left_where_a_loop_does_not_begin [0, 1, 2, 3] |n| left_where_a_loop_does_not_begin(Message::of(n), n);
    a_guard_that_moves [0, 1, 4, 5, 8] |n| a_guard_that_moves(Message::of(n), n);
    with_a_destructor_and_named_again [0, 1] |n| with_a_destructor_and_named_again(n);
}
