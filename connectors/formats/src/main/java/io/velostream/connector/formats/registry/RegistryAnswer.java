package io.velostream.connector.formats.registry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What a registry says about a schema, as JSON.
///
/// @param id 0 when it is not told
/// @param message of an error
record RegistryAnswer(
    int id, String kind, String schema, List<Reference> references, int error, String message) {
  private static final JsonFactory JSON = new JsonFactory();

  /// A schema that another one names.
  ///
  /// @param name what it is there
  record Reference(String name, String subject, int version) {}

  /// @throws IOException when that is no such answer
  static RegistryAnswer of(String text) throws IOException {
    int id = 0;
    int error = 0;
    String kind = "AVRO";
    String schema = "";
    String message = "";
    List<Reference> references = new ArrayList<>();
    try (JsonParser json = JSON.createParser(text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("an answer that is no JSON object");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        if (value == JsonToken.VALUE_NULL) {
          continue;
        }
        switch (name) {
          case "id" -> id = json.getIntValue();
          case "error_code" -> error = json.getIntValue();
          case "schemaType" -> kind = json.getText();
          case "schema" -> schema = json.getText();
          case "message" -> message = json.getText();
          case "references" -> references(json, references);
          default -> json.skipChildren();
        }
      }
    }
    return new RegistryAnswer(id, kind, schema, references, error, message);
  }

  private static void references(JsonParser json, List<Reference> references) throws IOException {
    while (json.nextToken() == JsonToken.START_OBJECT) {
      String name = "";
      String subject = "";
      int version = 0;
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String member = json.currentName();
        json.nextToken();
        switch (member) {
          case "name" -> name = json.getText();
          case "subject" -> subject = json.getText();
          case "version" -> version = json.getIntValue();
          default -> json.skipChildren();
        }
      }
      references.add(new Reference(name, subject, version));
    }
  }
}
