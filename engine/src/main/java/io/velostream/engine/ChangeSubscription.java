package io.velostream.engine;

import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// One subscriber's demand for [Changes], and the task that meets it. At most one task is with the
/// executor at a time: the one that raised `work` from zero, until it has brought it back to zero.
final class ChangeSubscription implements Flow.Subscription {
  /// Of a subscriber that was turned away.
  static final Flow.Subscription NONE =
      new Flow.Subscription() {
        @Override
        public void request(long n) {}

        @Override
        public void cancel() {}
      };

  private final Changes changes;
  private final Flow.Subscriber<? super Change> subscriber;
  private final Executor executor;

  private final AtomicLong demand = new AtomicLong();
  private final AtomicLong work = new AtomicLong();
  private final AtomicBoolean cancelled = new AtomicBoolean();
  private volatile @Nullable Throwable refusal;

  /// Touched by tasks only.
  private boolean over;

  ChangeSubscription(
      Changes changes, Flow.Subscriber<? super Change> subscriber, Executor executor) {
    this.changes = changes;
    this.subscriber = subscriber;
    this.executor = executor;
  }

  @Override
  public void request(long n) {
    if (n <= 0) {
      refusal = new IllegalArgumentException("demand must be positive, not " + n);
    } else {
      demand.accumulateAndGet(n, (a, b) -> a + b < 0 ? Long.MAX_VALUE : a + b);
    }
    wake();
  }

  @Override
  public void cancel() {
    if (!cancelled.getAndSet(true)) {
      changes.stop();
      wake();
    }
  }

  private void wake() {
    if (work.getAndIncrement() == 0) {
      executor.execute(this::run);
    }
  }

  private void run() {
    long seen;
    do {
      seen = work.get();
      deliver();
    } while (work.addAndGet(-seen) != 0);
  }

  /// Meets the demand, ends the subscription, or both.
  private void deliver() {
    try {
      Throwable refused = refusal;
      if (refused != null) {
        end(() -> subscriber.onError(refused));
      }
      while (!over && !cancelled.get() && (demand.get() > 0 || changes.hasEnded())) {
        if (changes.hasNext()) {
          demand.decrementAndGet();
          subscriber.onNext(changes.next());
        } else {
          end(subscriber::onComplete);
        }
      }
    } catch (RuntimeException e) {
      end(() -> subscriber.onError(e));
    }
    if (cancelled.get()) {
      end(() -> {});
    }
  }

  private void end(Runnable signal) {
    if (over) {
      return;
    }
    over = true;
    changes.close();
    if (!cancelled.get()) {
      signal.run();
    }
  }
}
