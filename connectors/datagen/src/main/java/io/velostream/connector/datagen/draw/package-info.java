/// Numbers by position: whole numbers ([LongDraws]) and floating-point ones ([DoubleDraws]), each a
/// function of a seed and of its position alone, so that any of them can be asked for at once.
/// Knows no column, no type and no option.
@NullMarked
package io.velostream.connector.datagen.draw;

import org.jspecify.annotations.NullMarked;
