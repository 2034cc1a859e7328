//! What is read ahead while what was read before is written.

use std::collections::VecDeque;
use std::sync::Arc;

use tokio::sync::mpsc;

/// Slices that wait to be written, in their order. One transaction takes as many of those at hand as it may
/// ([`database::Tx::may_go_on`]); meanwhile others are read.
#[derive(Debug)]
pub(crate) struct Ahead<S> {
    at_hand: VecDeque<Arc<S>>,
    coming: mpsc::Receiver<S>,
    most: usize,
}

impl<S> Ahead<S> {
    /// So many slices at hand at most, at least one, and as many more that whoever reads has handed in meanwhile.
    pub(crate) fn of(most: usize) -> (mpsc::Sender<S>, Self) {
        let (reading, coming) = mpsc::channel(most);
        (reading, Self { at_hand: VecDeque::with_capacity(most), coming, most })
    }

    /// What is at hand, once there is something; `None`: all was written, and nothing more comes.
    pub(crate) async fn at_hand(&mut self) -> Option<Vec<Arc<S>>> {
        if self.at_hand.is_empty() {
            self.at_hand.push_back(Arc::new(self.coming.recv().await?));
        }
        while self.at_hand.len() < self.most
            && let Ok(slice) = self.coming.try_recv()
        {
            self.at_hand.push_back(Arc::new(slice));
        }
        Some(self.at_hand.iter().cloned().collect())
    }

    /// The first so many are written.
    pub(crate) fn written(&mut self, count: usize) {
        self.at_hand.drain(..count.min(self.at_hand.len()));
    }
}

#[cfg(test)]
mod tests {
    use super::Ahead;

    #[tokio::test]
    async fn what_is_at_hand_stays_until_it_is_written_and_others_come_behind_it() {
        let (give, mut ahead) = Ahead::of(3);
        let reading = tokio::spawn(async move {
            for slice in 0..10 {
                give.send(slice).await.unwrap();
            }
        });
        let (mut seen, mut count): (Vec<i32>, usize) = (Vec::new(), 0);
        while let Some(slices) = ahead.at_hand().await {
            let slices: Vec<i32> = slices.iter().map(|slice| **slice).collect();
            assert!((1..=3).contains(&slices.len()), "{slices:?}");
            assert_eq!(slices, (slices[0]..slices[0] + slices.len() as i32).collect::<Vec<_>>());
            // Sometimes nothing could be written, sometimes only the first.
            let written = count % 3;
            seen.extend(slices.iter().take(written));
            ahead.written(written);
            count += 1;
        }
        reading.await.unwrap();
        assert_eq!(seen, (0..10).collect::<Vec<_>>());
    }

    #[tokio::test]
    async fn whoever_reads_notices_that_nobody_takes_it() {
        let (give, ahead) = Ahead::<i32>::of(1);
        drop(ahead);
        assert!(give.send(1).await.is_err());
    }
}
