package io.velostream.connector.parquet;

import io.velostream.columnar.BytesVector;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Dictionary;
import io.velostream.columnar.DictionaryVector;
import io.velostream.columnar.DoubleVector;
import io.velostream.columnar.Field;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Slice;
import io.velostream.columnar.Span;
import io.velostream.columnar.Vector;
import io.velostream.columnar.WideVector;
import io.velostream.columnar.nested.NestedJson;
import io.velostream.columnar.nested.SlotReader;
import io.velostream.columnar.nested.Tag;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;

/// Hands values of one type to Parquet's column writers.
final class ValueWriter {
  private final DataType type;
  private final RecordConsumer out;

  ValueWriter(DataType type, RecordConsumer out) {
    this.type = type;
    this.out = out;
  }

  /// Writes the value at a row, which is not NULL.
  void write(Vector vector, int row) {
    switch (vector) {
      case LongVector v -> writeLong(type, v.values()[row]);
      case DoubleVector v -> writeDouble(type, v.values()[row]);
      case WideVector v -> writeWide(v.high()[row], v.low()[row]);
      case BytesVector v -> writeBytes(v.data(), v.spans()[row]);
      case DictionaryVector v -> {
        Dictionary dictionary = v.dictionary();
        writeBytes(dictionary.data(), dictionary.spans()[v.ids()[row]]);
      }
    }
  }

  private void writeLong(DataType of, long value) {
    switch (of) {
      case DataType.Bool _ -> out.addBoolean(value != 0);
      case DataType.Integral t when t.width() != DataType.Integral.Width.BIGINT ->
          out.addInteger((int) value);
      case DataType.Decimal t when t.precision() <= FileTypes.MAX_INT_DIGITS ->
          out.addInteger((int) value);
      case DataType.Date _ -> out.addInteger((int) value);
      case DataType.Time t when t.precision() <= FileTypes.MILLIS ->
          out.addInteger((int) (value / 1_000));
      case DataType.Timestamp t when t.precision() <= FileTypes.MILLIS ->
          out.addLong(Math.floorDiv(value, 1_000L));
      case DataType _ -> out.addLong(value);
    }
  }

  private void writeDouble(DataType of, double value) {
    if (of.equals(DataType.REAL)) {
      out.addFloat((float) value);
    } else {
      out.addDouble(value);
    }
  }

  private void writeWide(long high, long low) {
    byte[] bytes = new byte[FileTypes.WIDE_BYTES];
    ByteBuffer.wrap(bytes).putLong(high).putLong(low);
    out.addBinary(Binary.fromConstantByteArray(bytes));
  }

  private void writeBytes(byte[] data, long span) {
    int from = Span.start(span);
    if (SlotReader.isNested(type)) {
      writeSlot(type, data, from);
    } else {
      out.addBinary(Binary.fromReusedByteArray(data, from, Span.length(span)));
    }
  }

  /// Writes the value of a slot that is not NULL.
  private void writeSlot(DataType of, byte[] d, int at) {
    switch (of) {
      case DataType.Variant _ ->
          out.addBinary(Binary.fromString(NestedJson.text(SlotReader.slotAt(d, at))));
      case DataType.Array t -> writeArray(t, d, at);
      case DataType.Map t -> writeMap(t, d, at);
      case DataType.Row t -> writeRow(t.fields(), d, at);
      case DataType _ -> writeScalar(of, d, at);
    }
  }

  private void writeScalar(DataType of, byte[] d, int at) {
    switch (of.lane()) {
      case LONG -> writeLong(of, SlotReader.longAt(d, at));
      case DOUBLE -> writeDouble(of, SlotReader.doubleAt(d, at));
      case WIDE -> {
        BigInteger value = SlotReader.wideAt(d, at);
        writeWide(value.shiftRight(64).longValue(), value.longValue());
      }
      case BYTES -> {
        Slice value = SlotReader.bytesAt(d, at);
        out.addBinary(Binary.fromReusedByteArray(value.array(), value.offset(), value.length()));
      }
    }
  }

  private void writeArray(DataType.Array array, byte[] d, int at) {
    out.startGroup();
    int p = at + 1;
    if (d[p] != Tag.END) {
      out.startField("list", 0);
      for (; d[p] != Tag.END; p = SlotReader.end(d, p)) {
        out.startGroup();
        writeField("element", 0, array.element(), d, p);
        out.endGroup();
      }
      out.endField("list", 0);
    }
    out.endGroup();
  }

  private void writeMap(DataType.Map map, byte[] d, int at) {
    out.startGroup();
    int p = at + 1;
    if (d[p] != Tag.END) {
      out.startField("key_value", 0);
      while (d[p] != Tag.END) {
        int value = SlotReader.end(d, p);
        out.startGroup();
        writeField("key", 0, map.key(), d, p);
        writeField("value", 1, map.value(), d, value);
        out.endGroup();
        p = SlotReader.end(d, value);
      }
      out.endField("key_value", 0);
    }
    out.endGroup();
  }

  private void writeRow(List<Field> fields, byte[] d, int at) {
    out.startGroup();
    int p = at + 1;
    for (int i = 0; i < fields.size(); i++) {
      writeField(fields.get(i).name(), i, fields.get(i).type(), d, p);
      p = SlotReader.end(d, p);
    }
    out.endGroup();
  }

  private void writeField(String name, int index, DataType of, byte[] d, int at) {
    if (!SlotReader.isNull(d, at)) {
      out.startField(name, index);
      writeSlot(of, d, at);
      out.endField(name, index);
    }
  }
}
