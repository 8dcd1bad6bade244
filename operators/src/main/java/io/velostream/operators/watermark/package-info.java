/// How event time is told from rows.
@NullMarked
package io.velostream.operators.watermark;

import org.jspecify.annotations.NullMarked;
