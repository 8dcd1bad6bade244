/// HTTP: routes, who may come in, JSON, errors as problem details. What is done is in the packages
/// beside it.
@NullMarked
package io.velostream.server.http;

import org.jspecify.annotations.NullMarked;
