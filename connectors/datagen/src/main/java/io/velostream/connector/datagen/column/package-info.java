/// Columns of made-up values. A [ColumnGenerator] fills a vector for any [Positions]; its
/// implementations are numbers drawn, values chosen from a few, texts, nested values, and what can
/// be put around another generator. Knows no option.
@NullMarked
package io.velostream.connector.datagen.column;

import org.jspecify.annotations.NullMarked;
