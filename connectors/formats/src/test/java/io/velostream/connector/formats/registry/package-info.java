@NullMarked
package io.velostream.connector.formats.registry;

import org.jspecify.annotations.NullMarked;
