/// What a statement means that comes to the server: definitions go into the catalogue, INSERT and
/// CREATE … AS become jobs, queries are answered within limits. Knows nothing of HTTP.
@NullMarked
package io.velostream.server.statement;

import org.jspecify.annotations.NullMarked;
