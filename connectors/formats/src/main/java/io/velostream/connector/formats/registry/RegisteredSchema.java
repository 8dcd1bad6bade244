package io.velostream.connector.formats.registry;

import java.util.List;

/// A schema that a registry keeps.
///
/// @param id what messages name it by
/// @param kind `AVRO`, `PROTOBUF` or `JSON`
/// @param text the schema itself
/// @param references the texts of the schemas that it names, and of those that they name, each
///   before the ones that name it
public record RegisteredSchema(int id, String kind, String text, List<String> references) {
  public RegisteredSchema {
    references = List.copyOf(references);
  }
}
