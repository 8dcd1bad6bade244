package io.velostream.connector.formats;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Slice;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.formats.registry.HeadedMessages;
import io.velostream.connector.formats.registry.JsonSchema;
import io.velostream.connector.formats.registry.RegisteredSchema;
import io.velostream.connector.formats.registry.RegistryFormat;
import io.velostream.connector.formats.registry.RegistryPlans;
import io.velostream.connector.formats.registry.SchemaHead;
import io.velostream.connector.formats.rows.MalformedException;
import io.velostream.connector.spi.BadRows;
import io.velostream.connector.spi.OptionSpec;
import io.velostream.connector.spi.Options;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Messages of JSON behind the id that their schema has in a registry. Values are read as those of
/// `json` are; the schema says, once for each id, whether they can be the columns.
final class RegisteredJson implements MessageFormat {
  private static final String NAME = "json-registry";
  private static final RegistryFormat FORMAT = new RegistryFormat(NAME, "JSON");
  private static final String SCHEMA = NAME + ".schema";

  private final TextMessages json = new TextMessages("json");

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<OptionSpec> options(Set<String> given) {
    List<OptionSpec> own = new ArrayList<>();
    own.add(
        OptionSpec.optional(
            SCHEMA, "writing: the schema of messages; made of the columns if not given"));
    own.add(FORMAT.latestOption());
    own.addAll(json.options(given));
    return FORMAT.options(own);
  }

  @Override
  public MessageReader reader(DecodeRequest request, MessageUse use) {
    List<Field> wanted = request.columns().stream().map(request.schema()::field).toList();
    return new Reader(
        json.reader(request, use),
        request.badRows(),
        FORMAT.plans(
            request.options(), use, (schema, _, source) -> fitting(schema, source, wanted)));
  }

  @Override
  public MessageEncoder encoder(Schema schema, Options options, boolean changelog, MessageUse use) {
    MessageEncoder rows = json.encoder(schema, options, changelog, use);
    Optional<RegisteredSchema> latest = FORMAT.latest(SCHEMA, options, use);
    if (latest.isPresent()) {
      var _ = fitting(latest.get(), "the schema " + latest.get().id(), schema.fields());
      return new HeadedMessages(latest.get().id(), rows);
    }
    String text = options.find(SCHEMA).orElseGet(() -> JsonSchema.ofColumns(schema.fields()));
    Optional<String> difference =
        JsonSchema.parse(text, "the option '" + SCHEMA + "'").difference(schema.fields());
    if (difference.isPresent()) {
      throw different(difference.get(), "the option '" + SCHEMA + "'");
    }
    return new HeadedMessages(FORMAT.register(text, options, use), rows);
  }

  /// The schema, if its values can be those of columns.
  private static RegisteredSchema fitting(
      RegisteredSchema schema, String source, List<Field> wanted) {
    Optional<String> difference = JsonSchema.parse(schema.text(), source).difference(wanted);
    if (difference.isPresent()) {
      throw different(difference.get(), source);
    }
    return schema;
  }

  private static UserException different(String what, String source) {
    return new UserException(ErrorCode.BAD_INPUT, "%s in %s".formatted(what, source))
        .hint("declare the columns as what is there, and cast them in queries");
  }

  /// Steps over the heads of messages.
  private static final class Reader implements MessageReader {
    private final MessageReader rows;
    private final BadRows badRows;
    private final byte[] head = new byte[SchemaHead.BYTES];
    private final Supplier<String> where = this::place;

    /// The schemas that go with the columns.
    private final RegistryPlans<RegisteredSchema> schemas;

    private String input = "";
    private long at;

    Reader(MessageReader rows, BadRows badRows, RegistryPlans<RegisteredSchema> schemas) {
      this.rows = rows;
      this.badRows = badRows;
      this.schemas = schemas;
    }

    private String place() {
      return input + " at " + at;
    }

    @Override
    public void begin(String name) {
      input = name;
      rows.begin(name);
    }

    @Override
    public boolean isFull() {
      return rows.isFull();
    }

    @Override
    public int add(ByteBuffer message, long position) {
      at = position;
      try {
        int length = Math.min(SchemaHead.BYTES, message.remaining());
        message.get(message.position(), head, 0, length);
        SchemaHead.require(head, 0, length);
        var _ = schemas.of(head, 0, length, where);
      } catch (MalformedException e) {
        badRows.report(input, position, Slice.EMPTY, e.reason());
        return -1;
      }
      int body = message.position() + SchemaHead.BYTES;
      return rows.add(message.duplicate().position(body), position);
    }

    @Override
    public void dropLast(int count) {
      rows.dropLast(count);
    }

    @Override
    public Batch batch() {
      return rows.batch();
    }
  }
}
