package io.velostream.connector.formats.registry;

import io.velostream.columnar.error.EnvironmentException;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.formats.MessageUse;
import io.velostream.connector.spi.OptionSpec;
import io.velostream.connector.spi.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A format whose messages begin with the id of their schema: what is the same whatever a schema
/// says.
///
/// @param name of the format, which its options begin with
/// @param kind what registries call schemas of that kind
public record RegistryFormat(String name, String kind) {
  private static final String REGISTERS = ".auto-register-schemas";
  private static final String LATEST = ".use-latest-version";

  /// Characters of a schema that errors show.
  private static final int SHOWN = 2_000;

  /// The options that say where the registry is, and those of the format itself.
  public List<OptionSpec> options(List<OptionSpec> own) {
    List<OptionSpec> options = new ArrayList<>(RegistryPlace.options(name));
    options.add(
        OptionSpec.withDefault(
                name + REGISTERS,
                "true",
                "writing: whether a schema that the registry lacks is given to it")
            .oneOf("true", "false"));
    options.addAll(own);
    return options;
  }

  /// The option of a format that can write by schemas that it has not made.
  public OptionSpec latestOption() {
    return OptionSpec.withDefault(
            name + LATEST,
            "false",
            "writing: whether the schema is the newest one that the registry has of the subject")
        .oneOf("true", "false");
  }

  /// What reads messages finds their plans there.
  ///
  /// @param maker of the plan for a schema of the kind
  public <P> RegistryPlans<P> plans(Options options, MessageUse use, RegistryPlans.Maker<P> maker) {
    return new RegistryPlans<>(registry(options, use), kind, maker);
  }

  /// The schema to write with, where [#latestOption()] says that it is one of the registry.
  ///
  /// @param schema the option that gives another one
  /// @throws EnvironmentException when the registry cannot be reached
  /// @throws UserException when it has none of the kind, or both options are given
  public Optional<RegisteredSchema> latest(String schema, Options options, MessageUse use) {
    if (!options.getBoolean(name + LATEST)) {
      return Optional.empty();
    }
    if (options.find(schema).isPresent()) {
      throw new UserException(
              ErrorCode.INVALID_OPTION,
              "the option '%s' says what '%s' says, too".formatted(name + LATEST, schema))
          .about(name + LATEST)
          .hint("leave one of them out");
    }
    String subject = subject(options, use);
    Optional<RegisteredSchema> found =
        registry(options, use).latest(subject).filter(newest -> newest.kind().equals(kind));
    if (found.isEmpty()) {
      throw new UserException(
              ErrorCode.INVALID_OPTION,
              "the schema registry has no schema of '%s' that is %s".formatted(subject, kind))
          .about(name + LATEST)
          .hint("have one registered, or leave '" + name + LATEST + "' out");
    }
    return found;
  }

  /// Finds the schema of what is written in the registry, or gives it to it.
  ///
  /// @return its id
  /// @throws EnvironmentException when the registry cannot be reached
  /// @throws UserException when it refuses the schema, since those before do not go with it, and
  ///   when it lacks it and is not to get it
  public int register(String schema, Options options, MessageUse use) {
    String subject = subject(options, use);
    SchemaRegistry registry = registry(options, use);
    boolean registers = options.getBoolean(name + REGISTERS);
    Optional<Integer> id =
        registers
            ? registry.register(subject, kind, schema)
            : registry.lookUp(subject, kind, schema);
    return id.orElseThrow(() -> lacking(subject, schema, registers, options));
  }

  private UserException lacking(String subject, String schema, boolean registers, Options options) {
    String why =
        registers
            ? "this user may not register it"
            : "'" + name + REGISTERS + "' says that it is not to get it";
    String latest =
        options.find(name + LATEST).isEmpty()
            ? ""
            : "write with the newest one that it has by '%s' = 'true', or "
                .formatted(name + LATEST);
    String text = schema.strip().replaceAll("\\s+", " ");
    return new UserException(
            ErrorCode.INVALID_OPTION,
            "the schema registry lacks the schema of '%s' to write with, and %s"
                .formatted(subject, why))
        .hint(
            latest
                + "have it registered: "
                + (text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text));
  }

  private String subject(Options options, MessageUse use) {
    return RegistryPlace.subject(name, options, use.topic(), use.key());
  }

  private SchemaRegistry registry(Options options, MessageUse use) {
    return SchemaRegistry.of(name, options, use.world());
  }
}
