/// Rows kept in memory as column batches.
@NullMarked
package io.velostream.runtime.table;

import org.jspecify.annotations.NullMarked;
