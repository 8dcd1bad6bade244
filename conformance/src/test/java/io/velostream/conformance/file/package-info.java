/// SQL behaviour in text files: the format ([TestFile]), what runs one ([FileRunner]), and what
/// writes the answers back ([ConformanceMain]). The format is described in `conformance/README.md`.
@NullMarked
package io.velostream.conformance.file;

import org.jspecify.annotations.NullMarked;
