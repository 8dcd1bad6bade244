@NullMarked
package io.velostream.connector.parquet;

import org.jspecify.annotations.NullMarked;
