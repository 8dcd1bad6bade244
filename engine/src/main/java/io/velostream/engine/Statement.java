package io.velostream.engine;

import io.velostream.columnar.error.SourcePosition;

/// One statement of a script, parsed and not yet executed.
///
/// @param text its text, without the semicolon
/// @param position where it starts in the script
public record Statement(String text, SourcePosition position) {}
