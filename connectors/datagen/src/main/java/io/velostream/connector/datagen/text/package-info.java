/// Made-up texts: a [TextMaker] writes one text from the random bits of its row.
@NullMarked
package io.velostream.connector.datagen.text;

import org.jspecify.annotations.NullMarked;
