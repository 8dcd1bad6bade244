package io.velostream.connector.kafka;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Slice;
import io.velostream.columnar.Vector;
import io.velostream.connector.formats.DecodeRequest;
import io.velostream.connector.formats.MessageFormats;
import io.velostream.connector.formats.MessageReader;
import io.velostream.connector.formats.MessageUse;
import io.velostream.connector.spi.BadRows;
import io.velostream.connector.spi.TableRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// Decodes messages into the columns wanted of a table: values and keys by a reader each. Belongs
/// to one thread.
final class MessageDecoder {
  private final BadRows badRows;
  private final MessageReader values;
  private final @Nullable MessageReader keys;

  /// Whether values are changes, of which there are none in a message without a value.
  private final boolean changes;

  private final List<MetadataColumn> metadata = new ArrayList<>();

  /// By wanted column, what gives its vector.
  private final List<Source> sources = new ArrayList<>();

  /// Whether rows replace each other by key.
  private final boolean keyed;

  private final int capacity;

  /// By row of the batch, which row of the values it is, or none; `null` where each is one.
  private final int @Nullable [] places;

  /// How many rows of the batch have no value.
  private int deletions;

  /// Whether rows are made of values alone, so that messages need not be looked at one by one.
  private final boolean isPlain;

  private String input = "";

  /// Rows of the batch so far.
  private int rows;

  /// Where the vector of a column comes from, and its number there.
  private record Source(Kind kind, int number) {
    enum Kind {
      VALUE,
      KEY,
      METADATA
    }
  }

  MessageDecoder(TableRequest request, TableColumns columns) {
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
    String format = KafkaOptions.valueFormat(request.options());
    String keyFormat = KafkaOptions.keyFormat(request.options());
    changes = MessageFormats.of(format).isChangelog();
    values = reader(format, false, columns.valueSchema(), ofValue, request);
    keys = ofKey.isEmpty() ? null : reader(keyFormat, true, columns.keySchema(), ofKey, request);
    capacity = request.batchRows();
    keyed = columns.isKeyed();
    places = keyed || isNullWithoutValue(format, columns) ? new int[capacity] : null;
    isPlain = keys == null && places == null && told.isEmpty();
    told.forEach(key -> metadata.add(new MetadataColumn(key, capacity)));
  }

  /// As they are, no value is NULL.
  private static boolean isNullWithoutValue(String format, TableColumns columns) {
    return format.equals("raw")
        && columns.valueSchema().fields().stream().allMatch(Field::nullable);
  }

  private static MessageReader reader(
      String format, boolean key, Schema schema, List<Integer> wanted, TableRequest request) {
    return MessageFormats.of(format)
        .reader(
            new DecodeRequest(
                schema,
                wanted,
                request.batchRows(),
                KafkaOptions.ofFormat(request.options(), key),
                false,
                request.badRows()),
            new MessageUse(KafkaOptions.subject(request.options()), key, request.world()));
  }

  /// Starts a batch of one partition; the one before is not valid any more.
  void begin(TopicPartition partition) {
    input = partition.topic() + "[" + partition.partition() + "]";
    rows = 0;
    deletions = 0;
    if (places != null) {
      Arrays.fill(places, 0);
    }
    values.begin(input);
    if (keys != null) {
      keys.begin(input);
    }
    metadata.forEach(MetadataColumn::reset);
  }

  /// What must be known of messages.
  Messages.Wanted wanted() {
    return new Messages.Wanted(
        keys != null || metadata.stream().anyMatch(MetadataColumn::looksAtKeys),
        metadata.stream().anyMatch(MetadataColumn::looksAtRecords));
  }

  /// Whether the batch has room for no more.
  boolean isFull() {
    return values.isFull() || (keys != null && keys.isFull()) || rows == capacity;
  }

  /// Adds the rows of messages one after another until the batch is full, or reports them.
  ///
  /// @return the first message that was not taken
  int addAll(Messages messages, int from, int to) {
    if (isPlain && messages.haveValues()) {
      return messages.addValues(values, from, to); // `rows` is for what has more than values
    }
    int next = from;
    while (next < to && !isFull()) {
      add(messages, next++);
    }
    return next;
  }

  /// Adds the rows of a message, or reports it.
  ///
  /// @return how many rows and reports there are more
  int add(Messages messages, int index) {
    if (!messages.hasValue(index)) {
      if (places != null) {
        return addWithoutValue(messages, index, places);
      }
      return changes ? 0 : bad(messages, index, "the message has no value");
    }
    int before = rows;
    long offset = messages.offset(index);
    int added = values.add(messages.value(index), offset);
    if (added < 0) {
      return 1;
    }
    rows += added;
    for (int i = 0; i < added && keys != null; i++) {
      boolean has = messages.hasKey(index);
      if (!has || keys.add(messages.key(index), offset) < 0) {
        values.dropLast(added);
        rows = before;
        return has ? 1 : bad(messages, index, "the message has no key");
      }
    }
    tell(messages, index, before);
    return added;
  }

  /// A row of its key and metadata alone.
  private int addWithoutValue(Messages messages, int index, int[] ofValues) {
    boolean has = messages.hasKey(index);
    if (!has && (keyed || keys != null)) {
      return bad(messages, index, "the message has no key");
    }
    if (has && keys != null && keys.add(messages.key(index), messages.offset(index)) < 0) {
      return 1;
    }
    ofValues[rows++] = SparseRows.NONE;
    deletions++;
    tell(messages, index, rows - 1);
    return 1;
  }

  private void tell(Messages messages, int index, int from) {
    for (int row = from; row < rows; row++) {
      if (places != null && places[row] != SparseRows.NONE) {
        places[row] = row - deletions;
      }
      for (MetadataColumn column : metadata) {
        column.set(row, messages, index);
      }
    }
  }

  private int bad(Messages messages, int index, String reason) {
    badRows.report(input, messages.offset(index), Slice.EMPTY, reason);
    return 1;
  }

  /// The rows added, valid until the next one begins.
  Batch batch() {
    Batch ofValues = values.batch();
    Batch ofKeys = keys == null ? ofValues : keys.batch();
    Vector[] vectors = new Vector[sources.size()];
    for (int i = 0; i < vectors.length; i++) {
      Source source = sources.get(i);
      vectors[i] =
          switch (source.kind()) {
            case VALUE -> value(ofValues.column(source.number()));
            case KEY -> ofKeys.column(source.number());
            case METADATA -> metadata.get(source.number()).vector();
          };
    }
    return places == null ? ofValues.withColumns(vectors) : new Batch(vectors, rows, null, null);
  }

  private Vector value(Vector column) {
    return places == null || deletions == 0 ? column : SparseRows.of(column, places, rows);
  }
}
