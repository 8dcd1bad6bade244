/// Functions that other systems mean otherwise by the same name: with the setting `sql.dialect`
/// calls in a statement are rewritten to the functions of the catalogue, before anything else looks
/// at them. It works on syntax trees alone and knows no types.
@NullMarked
package io.velostream.sql.dialect;

import org.jspecify.annotations.NullMarked;
