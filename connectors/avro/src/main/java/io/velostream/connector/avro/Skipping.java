package io.velostream.connector.avro;

import org.apache.avro.Schema;

/// Steps over values that nobody wants.
final class Skipping {
  private Skipping() {}

  static void skip(Schema schema, AvroInput in) {
    switch (schema.getType()) {
      case NULL -> {}
      case BOOLEAN -> in.readBoolean();
      case INT, LONG -> in.readLong();
      case FLOAT -> in.skip(Float.BYTES);
      case DOUBLE -> in.skip(Double.BYTES);
      case STRING, BYTES -> in.skip(in.readLength());
      case FIXED -> in.skip(schema.getFixedSize());
      case ENUM -> in.readIndex(schema.getEnumSymbols().size());
      case UNION -> skip(schema.getTypes().get(in.readIndex(schema.getTypes().size())), in);
      case RECORD -> {
        in.enter();
        for (Schema.Field field : schema.getFields()) {
          skip(field.schema(), in);
        }
        in.leave();
      }
      case ARRAY -> items(schema.getElementType(), false, in);
      case MAP -> items(schema.getValueType(), true, in);
    }
  }

  private static void items(Schema schema, boolean keys, AvroInput in) {
    in.enter();
    int total = 0;
    for (int count = in.readItems(0); count > 0; count = in.readItems(total)) {
      for (int i = 0; i < count; i++) {
        if (keys) {
          in.skip(in.readLength());
        }
        skip(schema, in);
      }
      total += count;
    }
    in.leave();
  }
}
