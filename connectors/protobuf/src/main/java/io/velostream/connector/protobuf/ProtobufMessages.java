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
import io.velostream.connector.formats.rows.MessageRows;
import io.velostream.connector.formats.rows.RowBatch;
import io.velostream.connector.spi.OptionSpec;
import io.velostream.connector.spi.Options;
import io.velostream.stream.seam.Files;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Messages of Protocol Buffers and nothing else.
public final class ProtobufMessages implements MessageFormat {
  static final String NAME = "protobuf";
  private static final String SCHEMA = NAME + ".schema";
  private static final String MESSAGE = NAME + ".message-name";
  static final String DEFAULTS = NAME + ".read-default-values";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<OptionSpec> options(Set<String> given) {
    return specs();
  }

  /// The options of the format, in messages and in files.
  static List<OptionSpec> specs() {
    return options(
        NAME,
        "the path of a .proto file or of a set of descriptors, or the text of such a file; made of"
            + " the columns if not given");
  }

  static List<OptionSpec> options(String format, String schema) {
    return List.of(
        OptionSpec.optional(format + ".schema", schema),
        OptionSpec.optional(
            format + ".message-name", "the name of the message; the first one if not given"),
        OptionSpec.withDefault(
                format + ".read-default-values",
                "false",
                "whether a field that is not there has its default, and is not NULL")
            .oneOf("true", "false"));
  }

  @Override
  public MessageReader reader(DecodeRequest request, MessageUse use) {
    Options options = request.options();
    Descriptor message = schema(request.schema(), options, use.world().files());
    RowBatch batch = new RowBatch(request.schema(), request.columns(), request.batchRows());
    String source = "the message '" + message.getFullName() + "'";
    MessagePlan plan = MessagePlan.of(message, batch, options.getBoolean(DEFAULTS), source);
    WireInput in = new WireInput();
    return new MessageRows(
        batch,
        request.badRows(),
        1,
        (data, from, to, _) -> {
          in.reset(data, from, to);
          plan.readOne(in);
        });
  }

  @Override
  public MessageEncoder encoder(Schema schema, Options options, boolean changelog, MessageUse use) {
    MessageFormat.requireInsertions(changelog, NAME);
    Descriptor message = schema(schema, options, use.world().files());
    return new RowMessages(new byte[0], MessageWriter.of(schema.fields(), message, ""));
  }

  /// The schema that options give, else one made of the columns.
  static Descriptor schema(Schema columns, Options options, Files files) {
    return declared(NAME, options, files)
        .orElseGet(() ->
            ProtoSchemas.ofText(ColumnsText.of(columns.fields()), List.of(), "", "the columns"));
  }

  /// The schema that the options of a format give.
  static Optional<Descriptor> declared(String format, Options options, Files files) {
    Optional<String> name = options.find(format + ".message-name");
    Optional<String> schema = options.find(format + ".schema");
    if (schema.isEmpty() && name.isPresent() && format.equals(NAME)) {
      throw new UserException(
              ErrorCode.INVALID_OPTION,
              "'%s' names a message, and nothing declares it".formatted(MESSAGE))
          .about(MESSAGE)
          .hint("give '" + SCHEMA + "', too");
    }
    return schema.map(
        given -> ProtoSchemas.declared(format + ".schema", given, name.orElse(""), files));
  }
}
