package io.velostream.connector.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.TextFormat;
import io.velostream.columnar.Batch;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Values;
import io.velostream.connector.formats.DecodeRequest;
import io.velostream.connector.formats.MessageEncoder;
import io.velostream.connector.formats.MessageReader;
import io.velostream.connector.formats.MessageUse;
import io.velostream.connector.formats.TextBuffer;
import io.velostream.connector.spi.OptionChecker;
import io.velostream.connector.spi.Options;
import io.velostream.runtime.system.SystemWorld;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;

/// What tests of messages do with them.
abstract class MessageCases {
  @TempDir Path folder;
  final ProtobufMessages format = new ProtobufMessages();
  final MessageUse use = new MessageUse("t", false, SystemWorld.create());
  final List<String> faults = new ArrayList<>();

  static DataType row(String name, DataType type) {
    return new DataType.Row(List.of(Field.of(name, type)));
  }

  Options options(String... given) {
    Map<String, String> all = new LinkedHashMap<>();
    for (int i = 0; i < given.length; i += 2) {
      all.put("protobuf." + given[i], given[i + 1]);
    }
    return OptionChecker.check("it", format.options(Set.of()), all);
  }

  MessageReader reader(Schema columns, Options options) {
    List<Integer> all = IntStream.range(0, columns.size()).boxed().toList();
    return format.reader(
        new DecodeRequest(
            columns, all, 100, options, false, (_, _, _, reason) -> faults.add(reason)),
        use);
  }

  List<Object> read(Schema columns, Options options, byte[] message) {
    MessageReader reader = reader(columns, options);
    reader.begin("t[0]");
    if (reader.add(ByteBuffer.wrap(message), 7) < 0) {
      return List.of();
    }
    Batch batch = reader.batch();
    List<Object> values = new ArrayList<>();
    for (int c = 0; c < columns.size(); c++) {
      Object value = Values.get(batch.column(c), 0);
      values.add(value == null ? "NULL" : value);
    }
    return values;
  }

  byte[] written(Schema columns, Options options, Batch batch) {
    MessageEncoder encoder = format.encoder(columns, options, false, use);
    TextBuffer out = new TextBuffer();
    encoder.message(batch, 0, true, out);
    return Arrays.copyOf(out.array(), out.length());
  }

  static DynamicMessage message(Descriptor type, String text) throws IOException {
    DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
    TextFormat.getParser().merge(text, message);
    return message.build();
  }
}
