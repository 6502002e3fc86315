//! The futures of reading from an open file. All state is in the file: that is what makes cancelling them harmless.

use super::{
    file::File,
    unread::{append, is_copied},
};
use std::{
    io,
    pin::Pin,
    task::{Context, Poll, ready},
};

/// A future of how many bytes were read. Made by [`File::read`].
///
/// # Panics
///
/// If polled after completion.
#[derive(Debug)]
#[must_use = "futures do nothing unless polled"]
pub struct Read<'a> {
    /// None after completion.
    file: Option<&'a mut File>,
    buf: &'a mut [u8],
}

impl<'a> Read<'a> {
    pub(super) fn new(file: &'a mut File, buf: &'a mut [u8]) -> Self {
        Read { file: Some(file), buf }
    }
}

impl Future for Read<'_> {
    type Output = io::Result<usize>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let Read { file, buf } = self.get_mut();
        let open = file.as_mut().expect("`Read` was polled after completion");
        let count = ready!(open.poll_read(cx, buf));
        *file = None;
        Poll::Ready(count)
    }
}

/// A future of how many bytes were appended. Made by [`File::read_to_end`].
///
/// # Panics
///
/// If polled after completion.
#[derive(Debug)]
#[must_use = "futures do nothing unless polled"]
pub struct ReadToEnd<'a> {
    /// None after completion.
    file: Option<&'a mut File>,
    buf: &'a mut Vec<u8>,
}

impl<'a> ReadToEnd<'a> {
    pub(super) fn new(file: &'a mut File, buf: &'a mut Vec<u8>) -> Self {
        ReadToEnd { file: Some(file), buf }
    }
}

impl Future for ReadToEnd<'_> {
    type Output = io::Result<usize>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let ReadToEnd { file, buf } = self.get_mut();
        let open = file.as_mut().expect("`ReadToEnd` was polled after completion");
        let (bytes, result) = ready!(open.poll_rest(cx));
        *file = None;
        let count = bytes.len();
        append(buf, bytes);
        Poll::Ready(result.map(|()| count))
    }
}

/// A future of how many bytes of text were appended. Made by [`File::read_to_string`].
///
/// # Panics
///
/// If polled after completion.
#[derive(Debug)]
#[must_use = "futures do nothing unless polled"]
pub struct ReadToString<'a> {
    /// None after completion.
    file: Option<&'a mut File>,
    buf: &'a mut String,
}

impl<'a> ReadToString<'a> {
    pub(super) fn new(file: &'a mut File, buf: &'a mut String) -> Self {
        ReadToString { file: Some(file), buf }
    }
}

impl Future for ReadToString<'_> {
    type Output = io::Result<usize>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let ReadToString { file, buf } = self.get_mut();
        let open = file.as_mut().expect("`ReadToString` was polled after completion");
        let (bytes, result) = ready!(open.poll_rest(cx));
        *file = None;
        let text = match into_text(bytes) {
            Ok(text) => text,
            // The error of reading, if there is one, is the reason why the text is broken.
            Err(invalid) => return Poll::Ready(result.and(Err(invalid))),
        };
        let count = text.len();
        append_text(buf, text);
        Poll::Ready(result.map(|()| count))
    }
}

/// Adds `more` at the end of `text`. There is at least as much room as before.
fn append_text(text: &mut String, mut more: String) {
    let capacity = text.capacity();
    if is_copied(more.len(), text.len(), capacity) {
        text.push_str(&more);
    } else {
        more.insert_str(0, text);
        more.reserve_exact(capacity.saturating_sub(more.len()));
        *text = more;
    }
}

/// The bytes as text.
pub(super) fn into_text(bytes: Vec<u8>) -> io::Result<String> {
    String::from_utf8(bytes).map_err(|_| invalid_text())
}

/// The error that `std` gives for bytes that are no text.
pub(super) fn invalid_text() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "stream did not contain valid UTF-8")
}
