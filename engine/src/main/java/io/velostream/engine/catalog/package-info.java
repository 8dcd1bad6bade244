/// What a session knows: tables, views, rows in memory. Not part of the public API.
@NullMarked
package io.velostream.engine.catalog;

import org.jspecify.annotations.NullMarked;
