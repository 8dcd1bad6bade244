package io.velostream.connector.formats;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Slice;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.formats.registry.JsonSchema;
import io.velostream.connector.formats.registry.RegisteredSchema;
import io.velostream.connector.formats.registry.RegistryPlace;
import io.velostream.connector.formats.registry.SchemaRegistry;
import io.velostream.connector.spi.BadRows;
import io.velostream.connector.spi.OptionSpec;
import io.velostream.connector.spi.Options;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Messages of JSON behind the id that their schema has in a registry. Values are read as those of
/// `json` are; the schema says, once for each id, whether they can be the columns.
final class RegisteredJson implements MessageFormat {
  private static final String NAME = "json-registry";
  private static final String SCHEMA = NAME + ".schema";
  private static final int HEAD_BYTES = 5;

  private final TextMessages json = new TextMessages("json");

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<OptionSpec> options(Set<String> given) {
    List<OptionSpec> options = new ArrayList<>(RegistryPlace.options(NAME));
    options.add(
        OptionSpec.optional(
            SCHEMA, "writing: the schema of messages; made of the columns if not given"));
    options.addAll(json.options(given));
    return options;
  }

  @Override
  public MessageReader reader(DecodeRequest request, MessageUse use) {
    List<Field> wanted = request.columns().stream().map(request.schema()::field).toList();
    return new Reader(
        json.reader(request, use), request.badRows(), registry(request.options(), use), wanted);
  }

  @Override
  public MessageEncoder encoder(Schema schema, Options options, boolean changelog, MessageUse use) {
    MessageEncoder rows = json.encoder(schema, options, changelog, use);
    String text = options.find(SCHEMA).orElseGet(() -> JsonSchema.ofColumns(schema.fields()));
    Optional<String> difference =
        JsonSchema.parse(text, "the option '" + SCHEMA + "'").difference(schema.fields());
    if (difference.isPresent()) {
      throw KnownSchemas.different(difference.get(), "the option '" + SCHEMA + "'");
    }
    String subject = RegistryPlace.subject(NAME, options, use.topic(), use.key());
    int id = registry(options, use).register(subject, "JSON", text);
    return new Encoder(id, rows);
  }

  private static SchemaRegistry registry(Options options, MessageUse use) {
    return new SchemaRegistry(
        use.world().http(), RegistryPlace.of(NAME, options, use.world().files()));
  }

  /// Puts a zero and the id of the schema before each message.
  private record Encoder(int id, MessageEncoder rows) implements MessageEncoder {
    @Override
    public boolean isChangelog() {
      return rows.isChangelog();
    }

    @Override
    public void message(Batch batch, int row, boolean inserted, TextBuffer out) {
      out.append(0);
      for (int shift = 24; shift >= 0; shift -= 8) {
        out.append((byte) (id >>> shift));
      }
      rows.message(batch, row, inserted, out);
    }
  }

  /// The schemas that go with the columns, by id.
  private static final class KnownSchemas {
    private final SchemaRegistry registry;
    private final List<Field> wanted;
    private final Set<Integer> known = new HashSet<>();
    private int last;

    KnownSchemas(SchemaRegistry registry, List<Field> wanted) {
      this.registry = registry;
      this.wanted = wanted;
    }

    /// What is wrong with messages of a schema; nothing when they can be read.
    ///
    /// @param where the message, for errors
    /// @throws UserException BAD_INPUT, which tells the difference
    Optional<String> fault(int id, String where) {
      if (id == last && !known.isEmpty()) {
        return Optional.empty();
      }
      if (!known.contains(id)) {
        Optional<RegisteredSchema> found = registry.find(id);
        if (found.isEmpty()) {
          return Optional.of("the schema registry has no schema " + id);
        }
        if (!found.get().kind().equals("JSON")) {
          return Optional.of("the schema %d is %s".formatted(id, found.get().kind()));
        }
        String source = "schema %d of %s".formatted(id, where);
        JsonSchema.parse(found.get().text(), source)
            .difference(wanted)
            .ifPresent(difference -> {
              throw different(difference, source);
            });
        known.add(id);
      }
      last = id;
      return Optional.empty();
    }

    static UserException different(String what, String source) {
      return new UserException(ErrorCode.BAD_INPUT, "%s in %s".formatted(what, source))
          .hint("declare the columns as what is there, and cast them in queries");
    }
  }

  /// Steps over the heads of messages.
  private static final class Reader implements MessageReader {
    private final MessageReader rows;
    private final BadRows badRows;
    private final KnownSchemas schemas;
    private String input = "";

    Reader(MessageReader rows, BadRows badRows, SchemaRegistry registry, List<Field> wanted) {
      this.rows = rows;
      this.badRows = badRows;
      this.schemas = new KnownSchemas(registry, wanted);
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
      int at = message.position();
      if (message.remaining() < HEAD_BYTES) {
        return bad(position, "too short to name a schema of a registry");
      }
      if (message.get(at) != 0) {
        return bad(position, "does not begin with a zero and the id of a schema");
      }
      int id =
          (message.get(at + 1) & 0xFF) << 24
              | (message.get(at + 2) & 0xFF) << 16
              | (message.get(at + 3) & 0xFF) << 8
              | message.get(at + 4) & 0xFF;
      Optional<String> fault = schemas.fault(id, input + " at " + position);
      return fault.isPresent()
          ? bad(position, fault.get())
          : rows.add(message.duplicate().position(at + HEAD_BYTES), position);
    }

    private int bad(long position, String reason) {
      badRows.report(input, position, Slice.EMPTY, reason);
      return -1;
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
