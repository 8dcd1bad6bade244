package io.velostream.connector.formats;

import io.velostream.columnar.BytesVector;
import io.velostream.columnar.BytesVectorBuilder;
import io.velostream.columnar.Slice;
import io.velostream.columnar.Vector;
import java.util.Arrays;
import java.util.Base64;

/// The last step for a column of bytes, done for a whole batch: from spans of the window to the
/// vector that is handed out.
sealed interface BytesFinisher
    permits BytesFinisher.AsIs,
        BytesFinisher.Padded,
        BytesFinisher.FromBase64,
        BytesFinisher.FromWkt,
        DictionaryEncoder {
  /// The vector of the first `rows` rows.
  Vector finish(BytesVector raw, int rows);

  /// Makes room for batches of up to `capacity` rows.
  default void grow(int capacity) {}

  /// The step that a column needs.
  static BytesFinisher of(Column column, int capacity, boolean dictionaries) {
    return switch (column.kind) {
      case VARCHAR -> dictionaries ? new DictionaryEncoder(capacity) : new AsIs();
      case CHAR -> new Padded(column.size);
      case VARBINARY -> new FromBase64();
      case GEOMETRY -> new FromWkt();
      case BOOLEAN,
          INTEGER,
          DOUBLE,
          REAL,
          DECIMAL,
          WIDE_DECIMAL,
          DATE,
          TIME,
          TIMESTAMP,
          NESTED,
          NULL ->
          new AsIs();
    };
  }

  /// The spans themselves.
  record AsIs() implements BytesFinisher {
    @Override
    public Vector finish(BytesVector raw, int rows) {
      return raw;
    }
  }

  /// CHAR(n): padded with blanks to `length` characters.
  final class Padded implements BytesFinisher {
    private final int length;
    private final BytesVectorBuilder builder = new BytesVectorBuilder();
    private byte[] text = new byte[64];

    Padded(int length) {
      this.length = length;
    }

    @Override
    public Vector finish(BytesVector raw, int rows) {
      builder.reset();
      for (int row = 0; row < rows; row++) {
        if (raw.isNull(row)) {
          builder.appendNull();
        } else {
          append(raw.slice(row));
        }
      }
      return builder.build();
    }

    private void append(Slice value) {
      int from = value.offset();
      int characters = Utf8.codePoints(value.array(), from, from + value.length());
      int bytes = value.length() + Math.max(0, length - characters);
      if (bytes > text.length) {
        text = new byte[bytes * 2];
      }
      System.arraycopy(value.array(), from, text, 0, value.length());
      Arrays.fill(text, value.length(), bytes, (byte) ' ');
      builder.append(text, 0, bytes);
    }
  }

  /// GEOMETRY: what the text stands for.
  final class FromWkt implements BytesFinisher {
    private final BytesVectorBuilder builder = new BytesVectorBuilder();

    @Override
    public Vector finish(BytesVector raw, int rows) {
      builder.reset();
      for (int row = 0; row < rows; row++) {
        if (raw.isNull(row)) {
          builder.appendNull();
        } else {
          Slice value = GeometryFields.value(raw.slice(row));
          builder.append(value.array(), value.offset(), value.length());
        }
      }
      return builder.build();
    }
  }

  /// VARBINARY: what the Base64 stands for.
  final class FromBase64 implements BytesFinisher {
    private final BytesVectorBuilder builder = new BytesVectorBuilder();

    @Override
    public Vector finish(BytesVector raw, int rows) {
      builder.reset();
      for (int row = 0; row < rows; row++) {
        if (raw.isNull(row)) {
          builder.appendNull();
        } else {
          byte[] decoded = Base64.getDecoder().decode(raw.slice(row).copy().array());
          builder.append(decoded, 0, decoded.length);
        }
      }
      return builder.build();
    }
  }
}
