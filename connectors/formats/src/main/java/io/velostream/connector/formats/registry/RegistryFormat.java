package io.velostream.connector.formats.registry;

import io.velostream.columnar.error.EnvironmentException;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.formats.MessageUse;
import io.velostream.connector.spi.OptionSpec;
import io.velostream.connector.spi.Options;
import java.util.ArrayList;
import java.util.List;

/// A format whose messages begin with the id of their schema: what is the same whatever a schema
/// says.
///
/// @param name of the format, which its options begin with
/// @param kind what registries call schemas of that kind
public record RegistryFormat(String name, String kind) {
  /// The options that say where the registry is, and those of the format itself.
  public List<OptionSpec> options(List<OptionSpec> own) {
    List<OptionSpec> options = new ArrayList<>(RegistryPlace.options(name));
    options.addAll(own);
    return options;
  }

  /// What reads messages finds their plans there.
  ///
  /// @param maker of the plan for a schema of the kind
  public <P> RegistryPlans<P> plans(Options options, MessageUse use, RegistryPlans.Maker<P> maker) {
    return new RegistryPlans<>(registry(options, use), kind, maker);
  }

  /// Gives the registry the schema of what is written.
  ///
  /// @return its id
  /// @throws EnvironmentException when the registry cannot be reached
  /// @throws UserException when it refuses the schema, since those before do not go with it
  public int register(String schema, Options options, MessageUse use) {
    String subject = RegistryPlace.subject(name, options, use.topic(), use.key());
    return registry(options, use).register(subject, kind, schema);
  }

  private SchemaRegistry registry(Options options, MessageUse use) {
    return SchemaRegistry.of(name, options, use.world());
  }
}
