/// Tables whose rows are made up: the connector `datagen`.
///
/// A value depends on the seed, its column and its row number only, so the same rows come out
/// whatever the batch size, and whichever columns are asked for.
@NullMarked
package io.velostream.connector.datagen;

import org.jspecify.annotations.NullMarked;
