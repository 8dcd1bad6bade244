/// Tests.
@NullMarked
package io.velostream.connector.datagen;

import org.jspecify.annotations.NullMarked;
