/// Nested values (ARRAY, MAP, ROW, VARIANT) as bytes: one canonical, order-preserving form.
///
/// [Tag] describes the form, [SlotWriter] writes it, [SlotReader] reads it; [JsonParser] makes a
/// VARIANT of JSON text; [NestedText] and [NestedJson] print. [TypeCode] is a type as bytes, for
/// code that is handed nothing but values. This package knows no expression and no format.
@NullMarked
package io.velostream.columnar.nested;

import org.jspecify.annotations.NullMarked;
