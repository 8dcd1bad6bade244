package io.velostream.connector.kafka;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.UnavailableException;
import io.velostream.stream.seam.Clock;
import io.velostream.stream.seam.Threads;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/// Polls on a thread of its own, so that messages come while those before are decoded: a consumer
/// asks brokers for more only while it is polled. What it has fetched waits in a short queue, which
/// bounds memory.
///
/// The consumer belongs to that thread from the start of it to its end.
final class Fetcher implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMillis(100);

  /// Polls that may lie ready, and the bytes of their values: enough for both sides to go on while
  /// the other one rests.
  private static final int AHEAD = 16;

  private static final int AHEAD_BYTES = 16 << 20;

  private static final long FULL_MILLIS = 50;

  private final Consumer<ByteBuffer, ByteBuffer> consumer;
  private final TopicFinder finder;
  private final Intake intake;
  private final Clock clock;
  private final String what;
  private final long discoveryNanos;
  private final List<Tracked> partitions = new ArrayList<>();
  private final BlockingQueue<Fetched> ready = new ArrayBlockingQueue<>(AHEAD);
  private final Semaphore room = new Semaphore(AHEAD_BYTES);

  /// Released when there is something else to do than to rest.
  private final Semaphore wake = new Semaphore(0);

  private final AtomicReference<@Nullable Map<TopicPartition, OffsetAndMetadata>> toCommit =
      new AtomicReference<>();
  private Threads.@Nullable Started thread;
  private long nextDiscovery;

  private volatile boolean discoveryWanted;

  /// What was found and is to be handed over with what is fetched next: a poll may be interrupted.
  private final List<Added> added = new ArrayList<>();

  private boolean looked;

  private volatile boolean stopping;

  /// Runs on the thread that polls, when there is something to take.
  private volatile Runnable arrival = () -> {};

  /// Written before the thread ends.
  private volatile @Nullable Throwable failure;

  /// A new partition, and its first offset.
  record Added(TopicPlace.Topic topic, TopicPartition partition, long begin) {}

  /// What one poll has brought.
  ///
  /// @param added partitions that were found before it
  /// @param looked whether it was looked for new ones
  /// @param weight of the room that it takes
  record Fetched(List<Added> added, boolean looked, List<Intake.Portion> portions, int weight) {}

  private static final class Tracked {
    private final TopicPartition partition;
    private final long end;
    private long position;

    Tracked(TopicPartition partition, long next, long end) {
      this.partition = partition;
      this.position = next;
      this.end = end;
    }

    boolean hasEnded() {
      return position >= end;
    }
  }

  /// @param consumer assigned to the partitions that have not ended, and at their places
  /// @param what is tried, for messages
  /// @param discoveryNanos how often new partitions are looked for; 0 for only when asked
  Fetcher(
      Consumer<ByteBuffer, ByteBuffer> consumer,
      List<PartitionFeed> feeds,
      TopicFinder finder,
      Intake intake,
      Clock clock,
      String what,
      long discoveryNanos) {
    this.consumer = consumer;
    this.finder = finder;
    this.intake = intake;
    this.clock = clock;
    this.what = what;
    this.discoveryNanos = discoveryNanos;
    this.nextDiscovery = clock.monotonicNanos() + discoveryNanos;
    for (PartitionFeed feed : feeds) {
      TopicPlace.Partition place = feed.place();
      partitions.add(new Tracked(feed.partition(), place.next(), place.end()));
    }
  }

  void start(Threads threads, String name) {
    thread = threads.start(name, this::run);
  }

  void onArrival(Runnable signal) {
    arrival = signal;
    signal.run(); // it may be there already
  }

  /// What came next, or `null` when nothing has come in that time.
  ///
  /// @throws IOException when polling has failed, after all that came before
  @Nullable Fetched take(long nanos) throws IOException {
    Fetched next = taken(ready.poll());
    if (next != null || nanos == 0 && failure == null) {
      return next;
    }
    Throwable failed = failure;
    if (failed != null) {
      return afterFailure(failed);
    }
    try {
      return taken(ready.poll(nanos, TimeUnit.NANOSECONDS));
    } catch (InterruptedException e) {
      throw Failures.of(what, e);
    }
  }

  private @Nullable Fetched taken(@Nullable Fetched fetched) {
    if (fetched != null) {
      room.release(fetched.weight());
    }
    return fetched;
  }

  private @Nullable Fetched afterFailure(Throwable failed) throws IOException {
    Fetched last = taken(ready.poll()); // what came between two looks
    if (last != null) {
      return last;
    }
    switch (failed) {
      case IOException e -> throw e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException("polling cannot throw this", failed);
    }
  }

  /// Asks for a look for new partitions, whose outcome comes with what is fetched next.
  void lookForPartitions() {
    discoveryWanted = true;
    wakeup();
  }

  /// Runs what [#onArrival] was given. Any thread may call it.
  void signal() {
    arrival.run();
  }

  private void wakeup() {
    wake.release();
    consumer.wakeup();
  }

  /// Tells the group where reading is, some time soon.
  void commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
    toCommit.set(offsets);
  }

  private void run() {
    try {
      while (!stopping && (discoveryNanos > 0 || discoveryWanted || !allEnded())) {
        try {
          step();
        } catch (WakeupException _) {
          // there is something else to do, or nothing any more
        }
      }
    } catch (OffsetOutOfRangeException e) {
      failure = expired(e);
    } catch (KafkaException e) {
      failure = failed(e);
    } catch (IOException | RuntimeException | Error e) {
      failure = e;
    }
    arrival.run();
  }

  private Throwable failed(KafkaException e) {
    try {
      return Failures.of(what, e);
    } catch (UserException cancelled) {
      return cancelled;
    }
  }

  private boolean allEnded() {
    return partitions.stream().allMatch(Tracked::hasEnded);
  }

  private void step() throws IOException {
    long now = clock.monotonicNanos();
    if (discoveryWanted || (discoveryNanos > 0 && now >= nextDiscovery)) {
      try {
        List<Added> found = find(); // done at once again if somebody wakes it up
        discoveryWanted = false;
        nextDiscovery = now + discoveryNanos;
        add(found);
        added.addAll(found);
        looked = true;
      } catch (UnavailableException _) {
        nextDiscovery = now + discoveryNanos; // what is read goes on
      }
    }
    List<Intake.Portion> portions = poll(looked);
    if (looked || !portions.isEmpty()) {
      put(new Fetched(List.copyOf(added), looked, portions, weight(portions)));
      added.clear();
      looked = false;
    }
    Map<TopicPartition, OffsetAndMetadata> offsets = toCommit.getAndSet(null);
    if (offsets != null) {
      consumer.commitAsync(offsets, (_, _) -> {});
    }
  }

  private List<Added> find() throws IOException {
    Set<TopicPartition> read = new HashSet<>();
    partitions.forEach(tracked -> read.add(tracked.partition));
    List<TopicFinder.Found> found = finder.find(read);
    if (found.isEmpty()) {
      return List.of();
    }
    Map<TopicPartition, Long> begins;
    try {
      begins = consumer.beginningOffsets(found.stream().map(TopicFinder.Found::partition).toList());
    } catch (WakeupException e) {
      throw e;
    } catch (KafkaException e) {
      throw Failures.of(what, e);
    }
    return found.stream()
        .map(one ->
            new Added(one.topic(), one.partition(), begins.getOrDefault(one.partition(), 0L)))
        .toList();
  }

  private void add(List<Added> added) {
    if (added.isEmpty()) {
      return;
    }
    List<TopicPartition> all = new ArrayList<>(consumer.assignment());
    for (Added one : added) {
      partitions.add(new Tracked(one.partition(), one.begin(), TopicPlace.NO_END));
      all.add(one.partition());
    }
    consumer.assign(all); // positions of those that were assigned before stay
    added.forEach(one -> consumer.seek(one.partition(), one.begin()));
  }

  private List<Intake.Portion> poll(boolean atOnce) {
    if (consumer.assignment().isEmpty()) {
      rest(); // there is no topic yet
      return List.of();
    }
    ConsumerRecords<ByteBuffer, ByteBuffer> came = consumer.poll(atOnce ? Duration.ZERO : PATIENCE);
    long now = clock.monotonicNanos();
    List<Intake.Portion> portions = new ArrayList<>();
    boolean someEnded = false;
    for (int number = 0; number < partitions.size(); number++) {
      Tracked tracked = partitions.get(number);
      if (tracked.hasEnded()) {
        continue;
      }
      long position = consumer.position(tracked.partition);
      if (position > tracked.position) {
        tracked.position = position;
        intake.take(
            number,
            tracked.partition,
            came.records(tracked.partition),
            tracked.end,
            position,
            now,
            portions);
        someEnded |= tracked.hasEnded();
      }
    }
    if (someEnded) {
      consumer.assign(
          partitions.stream()
              .filter(tracked -> !tracked.hasEnded())
              .map(tracked -> tracked.partition)
              .toList());
    }
    return portions;
  }

  private void rest() {
    try {
      var _ = wake.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts this thread", e);
    }
  }

  private static int weight(List<Intake.Portion> portions) {
    long bytes = 0;
    for (Intake.Portion portion : portions) {
      bytes += portion.messages().bytes();
    }
    return (int) Math.min(bytes, AHEAD_BYTES);
  }

  private void put(Fetched fetched) {
    try {
      while (!stopping && !room.tryAcquire(fetched.weight(), FULL_MILLIS, TimeUnit.MILLISECONDS)) {
        // as below
      }
      while (!stopping && !ready.offer(fetched, FULL_MILLIS, TimeUnit.MILLISECONDS)) {
        // whoever reads is slower
      }
      arrival.run();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts this thread", e);
    }
  }

  private UserException expired(OffsetOutOfRangeException e) {
    Map.Entry<TopicPartition, Long> first =
        e.offsetOutOfRangePartitions().entrySet().iterator().next();
    TopicPartition partition = first.getKey();
    List<TopicPartition> one = List.of(partition);
    return gone(
        "partition %d of '%s' is to be read from offset %d, and has %d to %d"
            .formatted(
                partition.partition(),
                partition.topic(),
                first.getValue(),
                consumer.beginningOffsets(one).get(partition),
                consumer.endOffsets(one).get(partition)));
  }

  /// The error for what is not there any more.
  static UserException gone(String what) {
    return new UserException(ErrorCode.BAD_INPUT, what)
        .hint("start over: --fresh, or START JOB … FRESH");
  }

  /// Ends the thread; the consumer belongs to the caller then.
  @Override
  public void close() {
    stopping = true;
    wakeup();
    Threads.Started started = thread;
    if (started != null) {
      started.awaitEnd();
    }
  }
}
