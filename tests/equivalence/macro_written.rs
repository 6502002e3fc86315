//! `write!` to an asynchronous writer, and futures that are given a `format_args!`: what they format lives as long as they.
use crate::harness::*;
use std::fmt::{Arguments, Display};

pub struct Writer {
    name: Noisy,
    text: String,
}

pub fn writer(n: u64) -> Writer {
    Writer { name: noisy("writer", n), text: String::new() }
}

impl Writer {
    pub async fn write_fmt(&mut self, arguments: Arguments<'_>) -> Result<(), String> {
        event(format_args!("begin {arguments}"));
        pause(1).await;
        let text = arguments.to_string();
        attempt(text.len() as u64 % 7).await?;
        self.text.push_str(&text);
        event(format_args!("written {text}"));
        Ok(())
    }

    pub async fn end_with(self, last: Entry<'_>, arguments: Arguments<'_>) -> u64 {
        event(format_args!("{arguments}"));
        last.log(&self).await
    }

    pub async fn log(&self, level: Noisy, arguments: Arguments<'_>) -> u64 {
        let read = level.touch().await;
        event(format_args!("{arguments}"));
        read + self.text.len() as u64
    }
}

pub struct Entry<'a> {
    level: Noisy,
    arguments: Arguments<'a>,
}

impl<'a> Entry<'a> {
    pub fn new(level: Noisy, arguments: Arguments<'a>) -> Self {
        Entry { level, arguments }
    }

    pub async fn log(self, to: &Writer) -> u64 {
        to.log(self.level, self.arguments).await
    }
}

async fn result(n: u64) -> Result<Noisy, String> {
    attempt(n).await.map(|value| noisy("result", value))
}

fn taken(_: Noisy, _: u64) -> Noisy {
    noisy("made", 1)
}

async fn given(a: Noisy, first: u64, text: Arguments<'_>, b: &Noisy, last: u64) -> Result<u64, String> {
    event(format_args!("{text}"));
    attempt(first + last).await?;
    Ok(a.get() + b.get())
}

functions! {
    pub async fn written(n: u64) -> Result<String, String> {
        let mut w = writer(n);
        let (a, b) = (noisy("a", n), noisy("b", n + 1));
        write!(w, "{a:?} is {}", noisy("temporary", n)).await?;
        pause(1).await;
        let width = b.get() as usize;
        writeln!(&mut w, "{:width$}|{}", n, b.get()).await?;
        write!(w, "nothing").await?;
        Ok(w.text)
    }

    pub async fn written_to_a_part(w: &mut (Writer, u64), value: impl Display) -> Result<u64, String> {
        write!(w.0, "{value}: {}", w.1).await.map_err(|why| format!("{why}!"))?;
        let _after = noisy("after", w.1);
        match write!(w.0, "{value}").await {
            Ok(()) => w.1 += number(1).await,
            Err(_) => write!(w.0, "{:?}", noisy("failed", w.1)).await?,
        }
        Ok(w.1)
    }

    pub async fn formatted_for_a_call(n: u64) -> u64 {
        let w = writer(n);
        let a = noisy("a", n);
        let first = w.log(noisy("level", n), format_args!("{a:?} {}", noisy("temporary", n).get())).await;
        let second = Writer::log(&w, a, format_args!("{first} {}", w.name.get())).await;
        first + second + w.log(noisy("level", 1), format_args!("plain")).await
    }

    pub async fn formatted_for_a_method_that_may_take(n: u64) -> u64 {
        let (first, second, a) = (writer(n), writer(n + 1), noisy("a", n));
        pause(1).await;
        let logged = first.log(noisy("level", n), format_args!("{a:?} {}", noisy("temporary", n))).await;
        second.end_with(Entry::new(noisy("level", n), format_args!("{a:?} {logged}")), format_args!("{}", noisy("last", n))).await
    }

    pub async fn formatted_inside_of_an_operand(n: u64) -> Result<u64, String> {
        let w = writer(n);
        let a = noisy("a", n);
        let level = || noisy("level", n);
        let first = Entry::new(level(), format_args!("{a:?} {}", noisy("temporary", n))).log(&w).await;
        let second = (level(), 3, format_args!("{first}")).2.to_string().len() as u64;
        let third = w.log(level(), Entry::new(a, format_args!("{second:>0$}", n as usize + 2)).arguments).await;
        attempt(n).await?;
        Ok(first + third + number(Entry::new(level(), format_args!("{}", n)).arguments.to_string().len() as u64).await)
    }

    pub async fn beside_a_question(n: u64) -> Result<u64, String> {
        let w = writer(n);
        let a = noisy("a", n);
        let first = w.log(result(n).await?, format_args!("{a:?} {}", noisy("temporary", n).get())).await;
        let second = w.log(noisy("level", n), format_args!("{a:?} {}", attempt(n).await?)).await;
        let made = Entry::new(taken(noisy("taken", n), check(n)?), format_args!("{a:?} {}", check(n + 1)?)).log(&w).await;
        Ok(first + second + made)
    }

    pub async fn beside_more_than_one(n: u64) -> Result<u64, Box<dyn std::error::Error>> {
        let mut w = writer(n);
        let (a, b) = (noisy("a", n), noisy("b", n));
        let first = given(a, check(n)?, format_args!("{b:?}{}", check(n + 1)?), &b, check(n + 2)?).await?;
        write!(w, "{}{first}", check(n)?).await?;
        Ok(first)
    }

    pub async fn beside_a_question_about_an_option(n: u64) -> Option<u64> {
        let (a, w) = (noisy("a", n), writer(n));
        let some = |value: u64| if value == 1 { None } else { Some(noisy("some", value)) };
        Some(w.log(some(n)?, format_args!("{a:?}")).await)
    }

    pub async fn written_at_the_end(n: u64) -> Result<(), String> {
        let mut w = writer(n);
        write!(w, "{} {}", noisy("temporary", n), n).await
    }
}

cases! {
    written [0, 1, 2, 3, 4] |n| written(n);
    written_to_a_part [0, 1, 2, 3] |n| written_to_a_part(&mut (writer(n), n), "a".repeat(n as usize));
    formatted_for_a_call [0, 1] |n| formatted_for_a_call(n);
    formatted_for_a_method_that_may_take [0, 1] |n| formatted_for_a_method_that_may_take(n);
    formatted_inside_of_an_operand [0, 1, 2, 3] |n| formatted_inside_of_an_operand(n);
    beside_a_question [0, 1, 2, 3] |n| beside_a_question(n);
    beside_more_than_one [0, 1, 2, 3] |n| beside_more_than_one(n);
    beside_a_question_about_an_option [0, 1] |n| beside_a_question_about_an_option(n);
    written_at_the_end [0, 1, 2] |n| written_at_the_end(n);
}
