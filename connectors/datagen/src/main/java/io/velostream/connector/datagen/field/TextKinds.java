package io.velostream.connector.datagen.field;

import io.velostream.columnar.DataType;
import io.velostream.connector.datagen.column.ColumnGenerator;
import io.velostream.connector.datagen.text.Pattern;
import io.velostream.connector.datagen.text.TextMaker;
import io.velostream.connector.datagen.text.TextMakers;
import io.velostream.connector.datagen.text.Texts;
import java.util.List;

/// Texts of some form.
final class TextKinds {
  static final List<String> NAMES = List.of("pattern", "uuid", "name", "email", "ip", "words");
  private static final int MOST_WORDS = 1_000;
  private static final long LONGEST = 1 << 20;

  private TextKinds() {}

  static ColumnGenerator make(String kind, FieldOptions o, FieldContext context) {
    TextMaker maker = maker(kind, o);
    int padded = 0;
    long room = LONGEST;
    switch (o.field().type()) {
      case DataType.Char c -> {
        padded = c.length();
        room = c.length();
      }
      case DataType.Varchar v -> room = Math.min(LONGEST, v.maxLength());
      case DataType.Bool _,
          DataType.Integral _,
          DataType.Floating _,
          DataType.Decimal _,
          DataType.Varbinary _,
          DataType.Date _,
          DataType.Time _,
          DataType.Timestamp _,
          DataType.Interval _,
          DataType.Array _,
          DataType.Multiset _,
          DataType.Map _,
          DataType.Row _,
          DataType.Variant _,
          DataType.Geometry _,
          DataType.Null _ ->
          throw o.unsupported("the kind '" + kind + "'");
    }
    if (maker.maxLength() > room) {
      throw o.invalid(
          kind.equals("pattern") ? "pattern" : "kind",
          "makes texts of up to %d characters, which %s cannot hold"
              .formatted(maker.maxLength(), o.field().type().sql()));
    }
    return ChosenFields.narrowed(new Texts(context.mixer(), maker, padded), o, context);
  }

  private static TextMaker maker(String kind, FieldOptions o) {
    return switch (kind) {
      case "uuid" -> new TextMakers.Uuid();
      case "name" -> new TextMakers.Name();
      case "email" -> new TextMakers.Email();
      case "ip" -> new TextMakers.Ip();
      case "words" -> {
        FieldOptions.Range length = o.range("length", "3..8", MOST_WORDS);
        yield new TextMakers.Words(length.min(), length.max());
      }
      case "pattern" -> pattern(o);
      default -> throw new IllegalStateException(kind);
    };
  }

  private static TextMaker pattern(FieldOptions o) {
    String source = o.require("pattern", "what texts look like, for instance '[A-Z]{3}-\\d{4}'");
    try {
      return Pattern.parse(source);
    } catch (IllegalArgumentException wrong) {
      throw o.invalid("pattern", "is no pattern: " + wrong.getMessage());
    }
  }
}
