package io.velostream.connector.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.column.ValuesType;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.io.api.Binary;

/// Reads values in the encodings that Parquet's library decodes one value at a time: differences,
/// split streams.
final class LibraryValues {
  private final Leaf leaf;
  private final ValuesReader reader;

  /// @param values how many there are
  LibraryValues(Leaf leaf, Page page, int values) throws IOException {
    this.leaf = leaf;
    this.reader = page.encoding().getValuesReader(leaf.descriptor(), ValuesType.VALUES);
    ByteBuffer bytes = ByteBuffer.wrap(page.bytes(), page.data(), page.length() - page.data());
    reader.initFromPage(values, ByteBufferInputStream.wrap(bytes.slice()));
  }

  /// Reads `count` values to `at` and the places behind it.
  ///
  /// @return the array that spans are of
  byte[] read(Lanes to, int at, int count) {
    for (int i = at; i < at + count; i++) {
      switch (leaf.conversion()) {
        case BOOLEAN -> to.longs[i] = reader.readBoolean() ? 1 : 0;
        case INT -> to.longs[i] = reader.readInteger();
        case UNSIGNED_INT -> to.longs[i] = Integer.toUnsignedLong(reader.readInteger());
        case INT_MILLIS -> to.longs[i] = reader.readInteger() * 1_000L;
        case LONG -> to.longs[i] = reader.readLong();
        case UNSIGNED_LONG -> {
          to.longs[i] = reader.readLong();
          to.highs[i] = 0;
        }
        case MILLIS -> to.longs[i] = Times.millisToMicros(reader.readLong());
        case NANOS -> to.longs[i] = Math.floorDiv(reader.readLong(), 1_000L);
        case FLOAT -> to.doubles[i] = reader.readFloat();
        case DOUBLE -> to.doubles[i] = reader.readDouble();
        case INT96 -> {
          ByteBuffer b = reader.readBytes().toByteBuffer().order(java.nio.ByteOrder.LITTLE_ENDIAN);
          to.longs[i] = Times.int96(b.getLong(b.position()), b.getInt(b.position() + 8));
        }
        case HALF, DECIMAL, WIDE_DECIMAL, BYTES, UUID, JSON, WKB -> {
          Binary value = reader.readBytes();
          byte[] bytes = value.getBytesUnsafe();
          BytesConversion.put(leaf, bytes, 0, bytes.length, to, i);
        }
      }
    }
    return to.buffer;
  }
}
