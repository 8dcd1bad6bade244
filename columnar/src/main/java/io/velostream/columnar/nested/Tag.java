package io.velostream.columnar.nested;

/// The first bytes of slots.
///
/// A nested value is a *slot*: a tag and a payload whose end can be found without knowing the type.
/// Slots of one type are equal as bytes exactly when the values are equal, and unsigned byte order
/// is their SQL order, so that whatever groups, compares, sorts or stores bytes does so with nested
/// values.
///
/// | tag | payload |
/// |---|---|
/// | [#BYTES] | the bytes, 00 written as 01 01 and 01 as 01 02, and a 00 at the end |
/// | [#LONG] | 8 bytes, upper first, sign bit flipped |
/// | [#WIDE] | 16 bytes, likewise |
/// | [#DOUBLE] | 8 bytes: the bits, all flipped if negative, else the sign bit; −0.0 is 0.0, one NaN |
/// | [#ARRAY], [#ROW] | the slots of elements or fields, [#END] |
/// | [#MAP] | a key slot, a value slot, and so on, in order of the keys, each once; [#END] |
/// | [#NULL] | none: NULL inside of a value, greater than all else |
/// | [#NUMBER] | a decimal number of any size, see [Decimals] |
/// | [#JSON_NULL], [#FALSE], [#TRUE] | none |
///
/// A MULTISET is an [#ARRAY] whose elements are in order.
///
/// A VARIANT consists of JSON_NULL, BYTES, NUMBER, FALSE, TRUE, ARRAY, and MAP with keys of BYTES;
/// a value of the other nested types holds what the lanes of its parts say, and VARIANTs as they
/// are.
public final class Tag {
  /// The end of a container; smaller than every tag, so that a prefix comes first.
  public static final byte END = 0x00;

  /// The `null` of JSON, which is a VARIANT and not NULL.
  public static final byte JSON_NULL = 0x08;

  public static final byte BYTES = 0x10;
  public static final byte NUMBER = 0x18;
  public static final byte LONG = 0x20;
  public static final byte WIDE = 0x21;
  public static final byte DOUBLE = 0x22;
  public static final byte FALSE = 0x28;
  public static final byte TRUE = 0x29;
  public static final byte ARRAY = 0x30;
  public static final byte ROW = 0x38;
  public static final byte MAP = 0x40;

  public static final byte NULL = (byte) 0xFF;

  private Tag() {}
}
