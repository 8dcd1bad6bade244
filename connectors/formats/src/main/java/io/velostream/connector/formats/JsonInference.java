package io.velostream.connector.formats;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.velostream.columnar.Field;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Schema inference for JSON lines: one column per key, in order of first appearance, with types as
/// [InferredJson] finds them. Lines that are no objects are left to be reported when they are read.
final class JsonInference implements SchemaInference.Survey {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final InferredJson found = new InferredJson();
  private final int rows;

  JsonInference(int rows) {
    this.rows = rows;
  }

  @Override
  public List<Field> columns() {
    return found.columns();
  }

  @Override
  public void add(SchemaInference.Sample sample) throws SchemaInference.NoColumns {
    InferredJson here = new InferredJson();
    byte[] d = sample.data();
    int at = sample.from();
    String firstError = "it is empty";
    boolean anyError = false;
    for (int row = 0; row < rows && at < sample.to(); row++) {
      int newline = Lines.newline(d, at);
      if (JsonText.space(d, at) != newline) {
        String error = line(d, at, newline, here);
        if (!error.isEmpty() && !anyError) {
          firstError = "its first row that is not empty " + error;
          anyError = true;
        }
      }
      at = newline + 1;
    }
    if (here.columns().isEmpty()) {
      throw new SchemaInference.NoColumns(firstError);
    }
    found.merge(here);
  }

  /// Takes one line into account; says what is wrong with it, or nothing.
  private static String line(byte[] d, int from, int to, InferredJson rows) {
    InferredJson found = new InferredJson();
    try (JsonParser parser = FACTORY.createParser(d, from, to - from)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return parser.currentToken() == JsonToken.START_ARRAY
            ? "is a JSON array"
            : "is not a JSON object";
      }
      value(parser, JsonToken.START_OBJECT, found);
    } catch (IOException _) {
      return "is malformed JSON";
    }
    rows.merge(found);
    return "";
  }

  private static void value(JsonParser parser, JsonToken token, InferredJson found)
      throws IOException {
    switch (token) {
      case START_OBJECT -> {
        found.addObject();
        for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
          value(parser, parser.nextToken(), found.member(key));
        }
      }
      case START_ARRAY -> {
        InferredJson elements = found.elements();
        for (JsonToken next = parser.nextToken();
            next != JsonToken.END_ARRAY;
            next = parser.nextToken()) {
          value(parser, next, elements);
        }
      }
      default -> found.addScalar(type(parser, token));
    }
  }

  private static TextType type(JsonParser parser, JsonToken token) throws IOException {
    return switch (token) {
      case VALUE_NULL -> TextType.NONE;
      case VALUE_TRUE, VALUE_FALSE -> TextType.BOOLEAN;
      case VALUE_NUMBER_INT ->
          parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? TextType.DOUBLE
              : TextType.BIGINT;
      case VALUE_NUMBER_FLOAT -> TextType.DOUBLE;
      case VALUE_STRING -> moment(parser.getText());
      default -> TextType.OTHER;
    };
  }

  /// Text in quotes is a date or a time at most: numbers in quotes were meant as text.
  private static TextType moment(String text) {
    TextType type = TextType.of(text.getBytes(StandardCharsets.UTF_8));
    return switch (type) {
      case DATE, TIME, TIMESTAMP_MILLIS, TIMESTAMP_MICROS -> type;
      case BIGINT, DOUBLE, BOOLEAN, OTHER, NONE -> TextType.OTHER;
    };
  }
}
