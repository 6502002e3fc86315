//! Guards of arms that bind what they borrow, before other arms that borrow the same.
use crate::harness::*;

pub enum Phase {
    Waiting(Noisy),
    Running(String),
    Done,
}

fn phase(n: u64) -> Phase {
    match n {
        0..4 => Phase::Waiting(noisy("waiting", n)),
        4 => Phase::Running("running".into()),
        _ => Phase::Done,
    }
}

pub struct Machine {
    phase: Phase,
}

fn machine(n: u64) -> Machine {
    Machine { phase: phase(n) }
}

functions! {
    pub async fn two_arms_of_one_variant(slot: &mut Option<Noisy>) -> u64 {
        match slot {
            Some(noisy) if noisy.value > 1 => noisy.touch().await,
            Some(noisy) => { pause(1).await; noisy.value += 3; noisy.get() }
            None => 0,
        }
    }

    pub async fn all_of_it_later(slot: &mut Option<Noisy>) -> u64 {
        match slot {
            Some(noisy) if noisy.is_even() => noisy.touch().await,
            all => { pause(1).await; *all = Some(noisy("new", 1)); all.as_ref().map_or(0, |all| all.get()) }
        }
    }

    pub async fn elements(list: &mut [u64], n: u64) -> u64 {
        match list {
            [first, ..] if *first > n => { pause(1).await; *first += 1; *first }
            all => { pause(1).await; all.reverse(); all.len() as u64 }
        }
    }

    pub async fn a_field_of_what_is_borrowed(machine: &mut Machine) -> u64 {
        match &mut machine.phase {
            Phase::Waiting(noisy) if noisy.value > 1 => { noisy.touch().await; noisy.value = 1; }
            Phase::Waiting(noisy) => { pause(1).await; noisy.value = 2; }
            Phase::Running(text) if text.len() > 20 => pause(2).await,
            Phase::Running(text) => { pause(1).await; text.push('!'); return text.len() as u64 }
            Phase::Done => {}
        }
        match &machine.phase {
            Phase::Waiting(noisy) if noisy.is_even() => noisy.get(),
            Phase::Waiting(noisy) => noisy.touch().await,
            _ => 0,
        }
    }

    pub async fn owned(slot: Option<Noisy>, n: u64) -> u64 {
        let other = noisy("other", n);
        match slot {
            Some(noisy) if noisy.value > 1 => { pause(1).await; noisy.get() + other.get() }
            Some(noisy) if number(n).await == 1 => { pause(1).await; noisy.get() }
            Some(noisy) => { pause(1).await; consume(noisy) }
            None => other.get(),
        }
    }
}

cases! {
    two_arms_of_one_variant [0, 1, 2] |n| two_arms_of_one_variant(&mut Some(noisy("slot", n)).filter(|_| n > 0));
    all_of_it_later [0, 1, 2] |n| all_of_it_later(&mut Some(noisy("slot", n)).filter(|_| n > 0));
    elements [0, 1, 2] |n| elements(&mut [1, 2, 3], n);
    a_field_of_what_is_borrowed [1, 2, 4, 5] |n| a_field_of_what_is_borrowed(&mut machine(n));
    owned [0, 1, 2] |n| owned(Some(noisy("slot", n)).filter(|_| n > 0), n);
}
