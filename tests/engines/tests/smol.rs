//! On smol's executors: one for several threads, one for one.

use engines::{expected, receive_and_count, stay};
use manual_async::manual_async;
use smol::{
    Executor, LocalExecutor, Timer,
    future::{self, FutureExt},
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};
use std::{
    rc::Rc,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::SeqCst},
    },
    thread,
    time::Duration,
};

#[test]
fn tasks_may_change_threads() {
    let executor = Arc::new(Executor::new());
    let (stop, stopped) = smol::channel::bounded::<()>(1);
    let threads: Vec<_> = (0..3)
        .map(|_| {
            let (executor, stopped) = (Arc::clone(&executor), stopped.clone());
            thread::spawn(move || smol::block_on(executor.run(stopped.recv())))
        })
        .collect();
    let tasks: Vec<_> = (0..100).map(|seed| executor.spawn(receive_and_count(seed))).collect();
    smol::block_on(async {
        for (seed, task) in (0..).zip(tasks) {
            assert_eq!(task.await.unwrap(), expected(seed));
        }
    });
    drop(stop);
    for thread in threads {
        assert!(thread.join().unwrap().is_err());
    }
}

/// Not `Send`, because of what it keeps.
#[manual_async]
async fn local(seed: u64) -> usize {
    let seed = Rc::new(seed);
    let (_, lines) = receive_and_count(*seed).await.expect("the manifest can be read");
    Timer::after(Duration::from_millis(1)).await;
    Rc::strong_count(&seed) + lines
}

#[test]
fn tasks_of_one_thread_need_not_be_send() {
    let executor = LocalExecutor::new();
    let tasks: Vec<_> = (0..20).map(|seed| executor.spawn(local(seed))).collect();
    future::block_on(executor.run(async {
        for task in tasks {
            assert_eq!(task.await, 1 + expected(0).1);
        }
    }));
}

#[test]
fn the_loser_of_a_race_is_dropped() {
    let present = Arc::new(AtomicUsize::new(0));
    let winner = future::block_on(async {
        let stays = async {
            stay(Arc::clone(&present)).await;
            "stay"
        };
        let ends = async {
            Timer::after(Duration::from_millis(20)).await;
            "timer"
        };
        stays.or(ends).await
    });
    assert_eq!((winner, present.load(SeqCst)), ("timer", 0));
}

#[manual_async]
async fn echo(listener: TcpListener) -> std::io::Result<usize> {
    let (mut stream, _) = listener.accept().await?;
    let mut buffer = vec![0; 16];
    let mut total = 0;
    loop {
        let count = stream.read(&mut buffer).await?;
        if count == 0 {
            return Ok(total);
        }
        stream.write_all(&buffer[..count]).await?;
        total += count;
    }
}

#[test]
fn its_sockets_wake_rewritten_functions() {
    smol::block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let server = smol::spawn(echo(listener));
        let mut stream = TcpStream::connect(address).await.unwrap();
        let sent = [7; 1000];
        stream.write_all(&sent).await.unwrap();
        stream.shutdown(std::net::Shutdown::Write).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.unwrap();
        assert_eq!(answer, sent);
        assert_eq!(server.await.unwrap(), 1000);
    });
}
