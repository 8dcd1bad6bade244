package io.velostream.connector.kafka;

import io.velostream.columnar.Batch;
import io.velostream.connector.spi.EpochWriter;
import io.velostream.connector.spi.FencedException;
import io.velostream.connector.spi.SinkOwner;
import io.velostream.connector.spi.SinkProgress;
import io.velostream.connector.spi.StagedEpoch;
import io.velostream.connector.spi.UnavailableException;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/// Writes the messages of an epoch and the record of it in one transaction, which dies with its
/// process: what was staged cannot be committed by another one, which has to run the epoch again.
/// So it does not matter how long nobody runs.
///
/// The name of the transactions is that of job and sink. Brokers let only the producer write that
/// has taken the name last, and none whose transaction took too long. Which of the two it was, the
/// record tells: a process that was succeeded finds a higher number there when it opens the sink
/// anew, and any other goes on.
final class TransactionalWriter implements EpochWriter {
  private static final StagedEpoch STAGED = new StagedEpoch(new byte[0], false);

  /// As long as brokers allow by default: an epoch may take long.
  private static final String TRANSACTION_MILLIS = "900000";

  private final SinkTarget target;
  private @Nullable ProgressTopic records;
  private @Nullable TopicSink open;
  private @Nullable SinkOwner owner;
  private ProgressTopic.Entry entry = ProgressTopic.Entry.NONE;
  private boolean inTransaction;

  TransactionalWriter(SinkTarget target) {
    this.target = target;
  }

  private TopicSink sink() {
    return Objects.requireNonNull(open, "the sink was not fenced");
  }

  private SinkOwner owner() {
    return Objects.requireNonNull(owner, "the sink was not fenced");
  }

  /// What the record calls this sink.
  private String name() {
    return target.table() + "." + target.topic();
  }

  @Override
  public SinkProgress fence(SinkOwner newOwner, boolean fresh) throws IOException {
    close();
    owner = newOwner;
    ProgressTopic record =
        new ProgressTopic(target.progressTopic(), newOwner.job(), name(), target.properties());
    records = record;
    record.create();
    requireLatest(record.visible()); // or a newer process would be shut out
    TopicSink sink =
        target.open(
            Map.of("transaction.timeout.ms", TRANSACTION_MILLIS),
            Map.of(
                "transactional.id",
                "%s/%s/%s".formatted(target.transactions(), newOwner.job(), name())));
    open = sink;
    try {
      sink.producer().initTransactions();
      ProgressTopic.Entry found = record.latest();
      requireLatest(found);
      entry =
          fresh
              ? new ProgressTopic.Entry(newOwner.run(), newOwner.generation(), 0, false)
              : new ProgressTopic.Entry(
                  found.run(), newOwner.generation(), found.epoch(), found.last());
      sink.producer().beginTransaction();
      send(entry);
      sink.producer().commitTransaction();
      return entry.progress();
    } catch (KafkaException e) {
      throw sink.failed(e);
    }
  }

  private void requireLatest(ProgressTopic.Entry found) throws FencedException {
    if (found.generation() > owner().generation()) {
      throw new FencedException("its number is " + found.generation());
    }
  }

  private void send(ProgressTopic.Entry next) {
    var _ = sink().producer().send(Objects.requireNonNull(records).message(next));
  }

  @Override
  public void begin(long epoch) throws IOException {
    TopicSink sink = sink();
    sink.clear();
    try {
      if (inTransaction) {
        inTransaction = false;
        sink.producer().abortTransaction();
      }
      sink.producer().beginTransaction();
      inTransaction = true;
    } catch (KafkaException e) {
      throw sink.failed(e);
    }
  }

  @Override
  public void write(Batch batch) throws IOException {
    sink().add(batch);
  }

  @Override
  public boolean stagesDurably() {
    return false;
  }

  @Override
  public StagedEpoch stage(boolean last) throws IOException {
    sink().flush();
    return STAGED;
  }

  @Override
  public void commit(long epoch, StagedEpoch staged, boolean last) throws IOException {
    if (epoch != entry.epoch() + 1) {
      throw new IllegalStateException("epoch " + epoch + " after " + entry.epoch());
    }
    if (!inTransaction) {
      throw new UnavailableException(
          "the transaction of epoch " + epoch + " has died",
          new IllegalStateException("no transaction"));
    }
    TopicSink sink = sink();
    ProgressTopic.Entry next =
        new ProgressTopic.Entry(entry.run(), entry.generation(), epoch, last);
    try {
      send(next);
      inTransaction = false;
      sink.producer().commitTransaction();
    } catch (KafkaException e) {
      throw sink.failed(e);
    }
    entry = next;
  }

  @Override
  public void close() {
    TopicSink sink = open;
    open = null;
    inTransaction = false;
    if (sink != null) {
      sink.abandon();
    }
  }
}
