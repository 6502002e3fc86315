//! On tokio's threads.

use engines::{DELAY, count_lines, expected, manifest, receive_and_count, receive_two, stay};
use manual_async::manual_async;
use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::SeqCst},
    },
    time::Duration,
};
use tokio::{
    io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    sync::{Mutex, mpsc},
    task::JoinSet,
    time::timeout,
};

#[tokio::test(flavor = "multi_thread", worker_threads = 3)]
async fn tasks_may_change_threads() {
    let tasks: Vec<_> = (0..100).map(|seed| tokio::spawn(receive_and_count(seed))).collect();
    for (seed, task) in (0..).zip(tasks) {
        assert_eq!(task.await.unwrap().unwrap(), expected(seed));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_join_set_collects_outputs() {
    let mut set = JoinSet::new();
    (0..20).for_each(|seed| drop(set.spawn(receive_two(seed))));
    let mut outputs = set.join_all().await;
    outputs.sort_unstable();
    let mut expected: Vec<_> = (0..20).map(|seed| (expected(seed).0, expected(seed + 1).0)).collect();
    expected.sort_unstable();
    assert_eq!(outputs, expected);
}

#[tokio::test]
async fn the_loser_of_a_select_is_dropped() {
    let present = Arc::new(AtomicUsize::new(0));
    tokio::select! {
        () = stay(Arc::clone(&present)) => unreachable!("it never ends"),
        lines = count_lines(manifest()) => assert_eq!(lines.unwrap(), expected(0).1),
    }
    assert_eq!(present.load(SeqCst), 0);
}

#[tokio::test]
async fn a_timeout_drops_what_takes_too_long() {
    let present = Arc::new(AtomicUsize::new(0));
    assert!(timeout(3 * DELAY, stay(Arc::clone(&present))).await.is_err());
    assert_eq!(present.load(SeqCst), 0);
    assert!(timeout(Duration::from_secs(60), receive_two(1)).await.is_ok());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn aborting_a_task_drops_its_locals() {
    let present = Arc::new(AtomicUsize::new(0));
    let tasks: Vec<_> = (0..50).map(|_| tokio::spawn(stay(Arc::clone(&present)))).collect();
    while present.load(SeqCst) < 50 {
        tokio::task::yield_now().await;
    }
    for task in &tasks {
        task.abort();
    }
    for task in tasks {
        assert!(task.await.unwrap_err().is_cancelled());
    }
    assert_eq!(present.load(SeqCst), 0);
}

/// Numbers the lines that it gets, until there are no more.
#[manual_async]
async fn number_lines<S: AsyncRead + AsyncWrite + Unpin>(stream: S, total: Arc<Mutex<usize>>) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    let mut line = String::new();
    while stream.read_line(&mut line).await? > 0 {
        let number = {
            let mut total = total.lock().await;
            *total += 1;
            *total
        };
        stream.write_all(format!("{number} {line}").as_bytes()).await?;
        line.clear();
    }
    stream.shutdown().await
}

#[manual_async]
async fn serve(listener: TcpListener, connections: usize, done: mpsc::Sender<usize>) -> std::io::Result<()> {
    let total = Arc::new(Mutex::new(0));
    let mut tasks = JoinSet::new();
    for _ in 0..connections {
        let (stream, _) = listener.accept().await?;
        tasks.spawn(number_lines(stream, Arc::clone(&total)));
    }
    while let Some(ended) = tasks.join_next().await {
        ended??;
    }
    let total = *total.lock().await;
    done.send(total).await.map_err(std::io::Error::other)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_of_rewritten_functions_answers_on_loopback() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (done, mut is_done) = mpsc::channel(1);
    let server = tokio::spawn(serve(listener, 10, done));
    let mut clients = JoinSet::new();
    for _ in 0..10 {
        clients.spawn(async move {
            let mut stream = BufReader::new(TcpStream::connect(address).await.unwrap());
            for word in ["one", "two", "three"] {
                stream.write_all(format!("{word}\n").as_bytes()).await.unwrap();
                let mut answer = String::new();
                stream.read_line(&mut answer).await.unwrap();
                assert_eq!(answer.trim_end().split_once(' ').unwrap().1, word);
            }
        });
    }
    clients.join_all().await;
    assert_eq!(is_done.recv().await, Some(30));
    server.await.unwrap().unwrap();
}
