/// The command in a real terminal: what a person sees and what keys do.
@org.jspecify.annotations.NullMarked
package io.velostream.cli.terminal;
