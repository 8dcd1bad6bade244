package io.velostream.connector.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.columnar.Batch;
import io.velostream.columnar.BytesVector;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Schema;
import io.velostream.connector.formats.DecodeRequest;
import io.velostream.connector.formats.MessageFormat;
import io.velostream.connector.formats.MessageFormats;
import io.velostream.connector.formats.MessageReader;
import io.velostream.connector.formats.MessageUse;
import io.velostream.connector.spi.OptionChecker;
import io.velostream.runtime.system.SystemWorld;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What becomes of the messages of polls that are decoded many at a time: few are copied behind
/// each other, many are rows where they lie.
class ManyMessagesTest {
  private static final int BATCH_ROWS = 3_000;
  private static final Schema SCHEMA =
      Schema.of(Field.of("id", DataType.BIGINT), Field.of("name", DataType.STRING));

  private final List<String> faults = new ArrayList<>();
  private final Intake intake = new Intake(new Messages.Wanted(true, false));

  private MessageReader reader() {
    MessageFormat format = MessageFormats.of("json");
    return format.reader(
        new DecodeRequest(
            SCHEMA,
            List.of(0, 1),
            BATCH_ROWS,
            OptionChecker.check("the test", format.options(Set.of()), Map.of("dictionary", "off")),
            false,
            (_, position, raw, _) -> faults.add(position + ": " + raw)),
        new MessageUse("t", false, SystemWorld.create()));
  }

  private static String message(int offset) {
    return switch (offset % 10) {
      case 3 -> "{\"id\":x" + offset + "}";
      case 5 -> "{\"id\":%d,\n\"name\":\"a\\u00e9\\\"%d\"}".formatted(offset, offset);
      case 7 -> "{\"name\":null,\"id\":%d}".formatted(offset);
      default -> "{\"id\":%d,\"name\":\"n%d\"}".formatted(offset, offset);
    };
  }

  private static List<String> rows(int from, int to) {
    return IntStream.range(from, to)
        .filter(offset -> offset % 10 != 3)
        .mapToObj(offset ->
            offset
                + " "
                + switch (offset % 10) {
                  case 5 -> "aé\"" + offset;
                  case 7 -> "NULL";
                  default -> "n" + offset;
                })
        .toList();
  }

  private List<Messages> poll(int from, int to) {
    List<ConsumerRecord<ByteBuffer, ByteBuffer>> came = new ArrayList<>();
    for (int offset = from; offset < to; offset++) {
      ByteBuffer value = ByteBuffer.wrap(message(offset).getBytes(StandardCharsets.UTF_8));
      ByteBuffer key = ByteBuffer.wrap(new byte[] {'k'});
      came.add(new ConsumerRecord<>("t", 0, offset, key, value));
    }
    List<Intake.Portion> portions = new ArrayList<>();
    intake.take(0, new TopicPartition("t", 0), came, TopicPlace.NO_END, to, 0, portions);
    return portions.stream().map(Intake.Portion::messages).toList();
  }

  private static void addTo(List<String> rows, Batch batch) {
    LongVector ids = (LongVector) batch.column(0);
    for (int i = 0; i < batch.rowCount(); i++) {
      int row = batch.rowAt(i);
      String name =
          batch.column(1).isNull(row)
              ? "NULL"
              : ((BytesVector) batch.column(1)).slice(row).toString();
      rows.add(ids.values()[row] + " " + name);
    }
  }

  /// @param each messages of a poll
  /// @param batches that they all come to
  @ParameterizedTest
  @CsvSource({"7, 2", "1000, 2", "1023, 2", "1024, 7", "2500, 3", "6500, 2"})
  void allAreRowsOrReported(int each, int batches) {
    int all = 6_500;
    MessageReader reader = reader();
    List<String> decoded = new ArrayList<>();
    int begun = 1;
    reader.begin("t[0]");
    for (int from = 0; from < all; from += each) {
      for (Messages messages : poll(from, Math.min(all, from + each))) {
        int next = 0;
        while (next < messages.size()) {
          if (reader.isFull()) {
            addTo(decoded, reader.batch());
            reader.begin("t[0]");
            begun++;
          }
          next = messages.addValues(reader, next, messages.size());
        }
      }
    }
    addTo(decoded, reader.batch());
    assertThat(decoded).isEqualTo(rows(0, all));
    assertThat(faults).hasSize(all / 10).element(1).isEqualTo("13: {\"id\":x13}");
    assertThat(begun).isEqualTo(batches);
  }
}
