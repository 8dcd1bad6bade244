/// What users are told about the functions of SQL: names, forms, meaning and an example of each.
///
/// The descriptions are text files next to this package's classes ([FunctionReference] lists them);
/// SHOW FUNCTIONS, DESCRIBE FUNCTION and the pages `docs/sql/functions*.md` come from them. How a
/// function is typed or computed is not known here.
@NullMarked
package io.velostream.sql.reference;

import org.jspecify.annotations.NullMarked;
