package io.velostream.connector.kafka;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Slice;
import io.velostream.columnar.Vector;
import io.velostream.connector.formats.ColumnSet;
import io.velostream.connector.formats.DecodeRequest;
import io.velostream.connector.formats.Formats;
import io.velostream.connector.formats.RowDecoder;
import io.velostream.connector.spi.BadRows;
import io.velostream.connector.spi.TableRequest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// Decodes messages into the columns wanted of a table: values and keys are copied one behind the
/// other into a window each, and decoded there. Belongs to one thread.
final class MessageDecoder {
  private static final int INITIAL_WINDOW = 1 << 18;

  private final BadRows badRows;
  private final Part values;
  private final @Nullable Part keys;
  private final List<MetadataColumn> metadata = new ArrayList<>();

  /// By wanted column, what gives its vector.
  private final List<Source> sources = new ArrayList<>();

  private String input = "";

  /// Where the vector of a column comes from, and its number there.
  private record Source(Kind kind, int number) {
    enum Kind {
      VALUE,
      KEY,
      METADATA
    }
  }

  /// Values or keys: their columns, and a decoder for each partition.
  private static final class Part {
    private final String format;
    private final DecodeRequest request;
    private final ColumnSet columns;
    private final Map<String, RowDecoder> decoders = new HashMap<>();
    private byte[] window = new byte[INITIAL_WINDOW];
    private int used;
    private @Nullable RowDecoder decoder;

    Part(String format, DecodeRequest request) {
      this.format = format;
      this.request = request;
      this.columns = Formats.columns(format, request);
    }

    void begin(String input) {
      columns.reset();
      used = 0;
      RowDecoder next = decoders.get(input);
      if (next == null) {
        next = Formats.decoder(format, request, columns, input);
        decoders.put(input, next);
      } else {
        next.resume();
      }
      decoder = next;
    }

    /// Rows of the batch point into the window, so that it is replaced only if it must.
    boolean decode(ByteBuffer text, long offset) {
      int length = text.remaining();
      if (window.length - used < length + 1 + RowDecoder.PADDING) {
        long wanted = Math.max(window.length * 2L, (long) used + length + 1 + RowDecoder.PADDING);
        window = Arrays.copyOf(window, Math.toIntExact(wanted));
      }
      int from = used;
      text.get(text.position(), window, from, length);
      used = from + length + 1;
      RowDecoder open = decoder;
      if (open == null) {
        throw new IllegalStateException("no batch was begun");
      }
      return open.decodeMessage(window, from, from + length, offset);
    }
  }

  /// @param rows of a batch at most
  MessageDecoder(TableRequest request, TableColumns columns, int rows) {
    badRows = request.badRows();
    List<Integer> ofValue = new ArrayList<>();
    List<Integer> ofKey = new ArrayList<>();
    List<MetadataKey> told = new ArrayList<>();
    for (int column : request.columns()) {
      MetadataKey tells = columns.metadata().get(column);
      if (tells != null) {
        sources.add(new Source(Source.Kind.METADATA, told.size()));
        told.add(tells);
      } else if (columns.isReadFromKey(column)) {
        sources.add(new Source(Source.Kind.KEY, ofKey.size()));
        ofKey.add(columns.key().indexOf(column));
      } else {
        sources.add(new Source(Source.Kind.VALUE, ofValue.size()));
        ofValue.add(columns.value().indexOf(column));
      }
    }
    values =
        new Part(
            KafkaOptions.valueFormat(request.options()),
            new DecodeRequest(
                columns.valueSchema(),
                ofValue,
                rows,
                request.options(),
                false,
                request.badRows()));
    keys =
        ofKey.isEmpty()
            ? null
            : new Part(
                request
                    .options()
                    .find(KafkaOptions.KEY_FORMAT)
                    .orElseGet(() -> KafkaOptions.valueFormat(request.options())),
                new DecodeRequest(
                    columns.keySchema(),
                    ofKey,
                    rows,
                    request.options(),
                    false,
                    request.badRows()));
    told.forEach(key -> metadata.add(new MetadataColumn(key, rows)));
  }

  /// Starts a batch of one partition; the one before is not valid any more.
  void begin(TopicPartition partition) {
    input = partition.topic() + "[" + partition.partition() + "]";
    values.begin(input);
    if (keys != null) {
      keys.begin(input);
    }
    metadata.forEach(MetadataColumn::reset);
  }

  /// Whether the batch has room for no more.
  boolean isFull() {
    return values.columns.isFull() || (keys != null && keys.columns.isFull());
  }

  /// Adds the row of a message, or reports it.
  void add(ConsumerRecord<ByteBuffer, ByteBuffer> message) {
    ByteBuffer value = message.value();
    if (value == null) {
      badRows.report(input, message.offset(), Slice.EMPTY, "the message has no value");
      return;
    }
    if (keys != null && !addKey(keys, message)) {
      return;
    }
    int row = values.columns.rows();
    if (!values.decode(value, message.offset())) {
      if (keys != null) {
        keys.columns.dropLast();
      }
      return;
    }
    for (MetadataColumn column : metadata) {
      column.set(row, message);
    }
  }

  private boolean addKey(Part part, ConsumerRecord<ByteBuffer, ByteBuffer> message) {
    ByteBuffer key = message.key();
    if (key == null) {
      badRows.report(input, message.offset(), Slice.EMPTY, "the message has no key");
      return false;
    }
    return part.decode(key, message.offset());
  }

  /// The rows added, valid until the next one begins.
  Batch batch() {
    Batch ofValues = values.columns.batch(values.window);
    Batch ofKeys = keys == null ? ofValues : keys.columns.batch(keys.window);
    Vector[] vectors = new Vector[sources.size()];
    for (int i = 0; i < vectors.length; i++) {
      Source source = sources.get(i);
      vectors[i] =
          switch (source.kind()) {
            case VALUE -> ofValues.column(source.number());
            case KEY -> ofKeys.column(source.number());
            case METADATA -> metadata.get(source.number()).vector();
          };
    }
    return new Batch(vectors, ofValues.rowCount(), null, null);
  }
}
