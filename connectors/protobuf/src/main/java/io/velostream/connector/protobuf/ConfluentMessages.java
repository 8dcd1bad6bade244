package io.velostream.connector.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.formats.DecodeRequest;
import io.velostream.connector.formats.MessageEncoder;
import io.velostream.connector.formats.MessageFormat;
import io.velostream.connector.formats.MessageReader;
import io.velostream.connector.formats.MessageUse;
import io.velostream.connector.formats.TextBuffer;
import io.velostream.connector.formats.registry.RegisteredSchema;
import io.velostream.connector.formats.registry.RegistryFormat;
import io.velostream.connector.formats.registry.SchemaHead;
import io.velostream.connector.formats.rows.RowBatch;
import io.velostream.connector.spi.OptionSpec;
import io.velostream.connector.spi.Options;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Messages behind the id that their schema has in a registry, and which of its messages they are.
public final class ConfluentMessages implements MessageFormat {
  private static final String NAME = "protobuf-confluent";
  private static final RegistryFormat FORMAT = new RegistryFormat(NAME, "PROTOBUF");

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<OptionSpec> options(Set<String> given) {
    List<OptionSpec> own = new ArrayList<>();
    own.addAll(
        ProtobufMessages.options(
            NAME,
            "writing: the text of a .proto file without imports of its own; made of the columns if"
                + " not given"));
    own.add(FORMAT.latestOption());
    return FORMAT.options(own);
  }

  @Override
  public MessageReader reader(DecodeRequest request, MessageUse use) {
    RowBatch batch = new RowBatch(request.schema(), request.columns(), request.batchRows());
    boolean defaults = request.options().getBoolean(NAME + ".read-default-values");
    return HeadedBody.reader(
        batch,
        request,
        FORMAT.plans(
            request.options(),
            use,
            (schema, head, source) ->
                MessagePlan.of(HeadedBody.message(schema, head, source), batch, defaults, source)));
  }

  @Override
  public MessageEncoder encoder(Schema schema, Options options, boolean changelog, MessageUse use) {
    MessageFormat.requireInsertions(changelog, NAME);
    String name = options.find(NAME + ".message-name").orElse("");
    Optional<RegisteredSchema> latest = FORMAT.latest(NAME + ".schema", options, use);
    if (latest.isPresent()) {
      RegisteredSchema newest = latest.get();
      Descriptor message =
          ProtoSchemas.ofText(
              newest.text(), newest.references(), name, "the schema " + newest.id());
      MessageWriter writer = MessageWriter.of(schema.fields(), message, "");
      return new RowMessages(head(newest.id(), message), writer);
    }
    String text = options.find(NAME + ".schema").orElseGet(() -> ColumnsText.of(schema.fields()));
    if (!text.contains("{")) {
      throw new UserException(
              ErrorCode.INVALID_OPTION,
              "'%s.schema' must be the text of a .proto file".formatted(NAME))
          .about(NAME + ".schema")
          .hint("'syntax = \"proto3\"; message Order { int64 id = 1; }'");
    }
    Descriptor message =
        ProtoSchemas.ofText(text, List.of(), name, "the option '" + NAME + ".schema'");
    MessageWriter writer = MessageWriter.of(schema.fields(), message, "");
    int id = FORMAT.register(text, options, use);
    return new RowMessages(head(id, message), writer);
  }

  /// A zero, the id, and the way to the message: how many steps, then which one at each. The first
  /// message of all is a single zero.
  private static byte[] head(int id, Descriptor message) {
    TextBuffer head = new TextBuffer();
    SchemaHead.put(id, head);
    List<Integer> path = new ArrayList<>();
    for (Descriptor step = message; step != null; step = step.getContainingType()) {
      path.addFirst(step.getIndex());
    }
    if (path.equals(List.of(0))) {
      head.append(0);
    } else {
      putSigned(path.size(), head);
      path.forEach(index -> putSigned(index, head));
    }
    return Arrays.copyOf(head.array(), head.length());
  }

  private static void putSigned(int value, TextBuffer out) {
    WireOutput.varint((long) value << 1, out);
  }
}
