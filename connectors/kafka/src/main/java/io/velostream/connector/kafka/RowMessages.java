package io.velostream.connector.kafka;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Slice;
import io.velostream.columnar.Values;
import io.velostream.columnar.Vector;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.formats.MessageEncoder;
import io.velostream.connector.formats.MessageFormats;
import io.velostream.connector.formats.MessageUse;
import io.velostream.connector.formats.TextBuffer;
import io.velostream.connector.spi.Options;
import io.velostream.connector.spi.TableRequest;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes messages of rows. Belongs to one thread.
///
/// A table whose rows replace each other holds back what may still change: of the changes of a key
/// only the last state is sent, see [KeyedMessages].
final class RowMessages {
  private static final long MICROS_PER_MILLI = 1_000;

  private final Layout layout;
  private final TextBuffer buffer = new TextBuffer();
  private final KeyedMessages keyed = new KeyedMessages();
  private final Vector[] keyColumns;
  private final Vector[] valueColumns;

  RowMessages(Layout layout) {
    this.layout = layout;
    this.keyColumns = new Vector[layout.columns().key().size()];
    this.valueColumns = new Vector[layout.columns().value().size()];
  }

  /// How the rows of a table lie in messages.
  ///
  /// @param key writes keys; nothing without keys
  /// @param value writes values
  /// @param upsert whether rows replace each other by key
  /// @param heldBack whether a message may have to wait for others of its key
  record Layout(
      TableColumns columns,
      Optional<MessageEncoder> key,
      MessageEncoder value,
      boolean upsert,
      boolean heldBack) {
    static Layout of(TableRequest request, boolean upsert) {
      Options options = request.options();
      TableColumns columns = TableColumns.of(request);
      String format = KafkaOptions.valueFormat(options);
      Optional<MessageEncoder> key =
          columns.hasKey()
              ? Optional.of(
                  MessageFormats.of(KafkaOptions.keyFormat(options))
                      .encoder(
                          columns.keySchema(),
                          KafkaOptions.ofFormat(options, true),
                          false,
                          use(request, true)))
              : Optional.empty();
      return new Layout(
          columns,
          key,
          MessageFormats.of(format)
              .encoder(
                  columns.valueSchema(),
                  KafkaOptions.ofFormat(options, false),
                  request.changelog() && !upsert,
                  use(request, false)),
          upsert,
          upsert && request.changelog());
    }

    private static MessageUse use(TableRequest request, boolean key) {
      return new MessageUse(KafkaOptions.subject(request.options()), key, request.world());
    }
  }

  /// Takes a message.
  @FunctionalInterface
  interface Target {
    void send(OutgoingMessage message);
  }

  /// Makes messages of the live rows of a batch.
  void add(Batch batch, Target target) {
    if (batch.rowCount() == 0) {
      return; // what a reader gives that waits has no columns
    }
    for (int i = 0; i < keyColumns.length; i++) {
      keyColumns[i] = batch.column(layout.columns().key().get(i));
    }
    for (int i = 0; i < valueColumns.length; i++) {
      valueColumns[i] = batch.column(layout.columns().value().get(i));
    }
    Batch keys = batch.withColumns(keyColumns);
    Batch values = batch.withColumns(valueColumns);
    for (int k = 0; k < batch.rowCount(); k++) {
      int row = batch.rowAt(k);
      long weight = batch.weightAt(row);
      if (weight == 0) {
        continue;
      }
      byte[] key = layout.key().isPresent() ? bytes(layout.key().get(), keys, row, true) : null;
      boolean inserted = weight > 0;
      if (!layout.upsert() && !inserted && !layout.value().isChangelog()) {
        throw new IllegalStateException("a retraction in an append-only output");
      }
      byte[] value = bytes(layout.value(), values, row, inserted);
      OutgoingMessage message =
          new OutgoingMessage(key, value, millis(batch, row), headers(batch, row));
      if (layout.heldBack() && key != null) {
        keyed.add(key, message, weight);
        continue;
      }
      for (long n = Math.abs(weight); n > 0; n--) {
        target.send(message);
      }
    }
  }

  private @Nullable Long millis(Batch batch, int row) {
    int column = layout.columns().columnOf(MetadataKey.TIMESTAMP);
    if (column < 0 || !(Values.get(batch.column(column), row) instanceof Long micros)) {
      return null;
    }
    if (micros < 0) {
      throw new UserException(
              ErrorCode.INVALID_ARGUMENT,
              "the column '%s' is before 1970, which no message can be"
                  .formatted(layout.columns().schema().field(column).name()))
          .hint("write a later time, or NULL for the time at which it is sent");
    }
    return Math.floorDiv(micros, MICROS_PER_MILLI);
  }

  private @Nullable Slice headers(Batch batch, int row) {
    int column = layout.columns().columnOf(MetadataKey.HEADERS);
    return column >= 0 && Values.get(batch.column(column), row) instanceof Slice headers
        ? headers
        : null;
  }

  private byte[] bytes(MessageEncoder encoder, Batch batch, int row, boolean inserted) {
    buffer.reset();
    encoder.message(batch, row, inserted, buffer);
    return Arrays.copyOf(buffer.array(), buffer.length());
  }

  /// Sends what was held back: all changes of a step, or of an epoch, are there.
  void flush(Target target) {
    keyed.drain(target);
  }

  /// Drops what was held back.
  void clear() {
    keyed.clear();
  }
}
