/** A query with an optional EMIT clause. */
SqlNode EmittingQuery() :
{
    SqlNode query;
}
{
    query = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY)
    [ query = EmitClause(query) ]
    { return query; }
}

SqlNode EmitClause(SqlNode query) :
{
    final Span s = Span.of(query);
    final EmitQuery.Mode mode;
    SqlNode every = null;
}
{
    <EMIT>
    (
        <CHANGES> { mode = EmitQuery.Mode.CHANGES; }
        [ <EVERY> every = Duration() ]
    |
        <FINAL> { mode = EmitQuery.Mode.FINAL; }
    |
        <ON> <WINDOW> <CLOSE> { mode = EmitQuery.Mode.FINAL; }
    )
    { return new EmitQuery(s.end(this), query, mode, every); }
}

/** An element of the WINDOW clause: a group window, or a named window of Calcite's. */
void AddWindowElement(List<SqlNode> list) :
{
}
{
    LOOKAHEAD(2)
    AddGroupWindow(list)
|
    AddWindowSpec(list)
}

void AddGroupWindow(List<SqlNode> list) :
{
    final Span s;
    final GroupWindow.Kind kind;
    SqlIdentifier time = null;
    final List<SqlNode> durations = new ArrayList<SqlNode>();
    SqlNode e;
}
{
    (
        <TUMBLING> { kind = GroupWindow.Kind.TUMBLING; }
    |
        <HOPPING> { kind = GroupWindow.Kind.HOPPING; }
    |
        <SLIDING> { kind = GroupWindow.Kind.SLIDING; }
    |
        <SESSION> { kind = GroupWindow.Kind.SESSION; }
    |
        <CUMULATING> { kind = GroupWindow.Kind.CUMULATING; }
    )
    { s = span(); }
    <LPAREN>
    [ LOOKAHEAD(CompoundIdentifier() <COMMA>) time = CompoundIdentifier() <COMMA> ]
    [ <SIZE> ]
    e = Duration() { durations.add(e); }
    (
        <COMMA> [ <ADVANCE> <BY> ]
        e = Duration() { durations.add(e); }
    )*
    <RPAREN>
    { list.add(GroupWindow.of(s.end(this), kind, time, durations)); }
}

/** INTERVAL '1' MINUTE, INTERVAL 1 MINUTE, or for short 1 MINUTE, or 1m. */
SqlNode Duration() :
{
    final SqlNode e;
    final Token count;
    Span s = null;
}
{
    LOOKAHEAD(2)
    e = IntervalLiteral()
    { return Durations.checked(e); }
|
    [ <INTERVAL> { s = span(); } ]
    count = <UNSIGNED_INTEGER_LITERAL> { s = s == null ? span() : s; }
    OptionWord()
    { return Durations.of(count.image, token.image, s.end(this)); }
}

/** ROWS WINDOW BUFFER n ROWS, at the start of a window specification. */
SqlNumericLiteral RowBuffer() :
{
    final SqlNode count;
}
{
    <ROWS> <WINDOW> <BUFFER> count = NumericLiteral() <ROWS>
    { return RowBuffers.checked((SqlLiteral) count); }
}

/** DISTINCT ON (keys). */
SqlNodeList DistinctKeys() :
{
    final Span s;
    final List<SqlNode> keys = new ArrayList<SqlNode>();
}
{
    <DISTINCT> { s = span(); } <ON> <LPAREN>
    AddExpressions(keys, ExprContext.ACCEPT_SUB_QUERY)
    <RPAREN> { return new SqlNodeList(keys, s.end(this)); }
}

/** What stands in ROW(...). The names of fields are null where none is given. */
SqlNodeList RowItems(ExprContext exprContext, List<String> fields) :
{
    SqlNode e;
    final List<SqlNode> list = new ArrayList<SqlNode>();
    final Span s;
}
{
    <LPAREN> { s = span(); }
    e = OrderedQueryOrExpr(exprContext == ExprContext.ACCEPT_SUB_QUERY
        ? ExprContext.ACCEPT_NONCURSOR
        : exprContext == ExprContext.ACCEPT_CURSOR ? ExprContext.ACCEPT_ALL : exprContext)
    e = RowItem(e, fields) { list.add(e); }
    (
        <COMMA> { checkNonQueryExpression(exprContext); }
        e = Expression(exprContext)
        e = RowItem(e, fields) { list.add(e); }
    )*
    <RPAREN> { return new SqlNodeList(list, s.end(this)); }
}

SqlNode RowItem(SqlNode e, List<String> fields) :
{
    final SqlNodeList excluded;
    final SqlIdentifier id;
}
{
    excluded = RowExcludeList() {
        if (!(e instanceof SqlIdentifier) || !((SqlIdentifier) e).isStar()) {
            throw SqlUtil.newContextException(excluded.getParserPosition(),
                RESOURCE.selectExcludeRequiresStar());
        }
        fields.add(null);
        return new StarExclude(Span.of(e).end(this), (SqlIdentifier) e, excluded);
    }
|
    <AS> id = SimpleIdentifier() { fields.add(id.getSimple()); return e; }
|
    { fields.add(null); return e; }
}

SqlNodeList RowExcludeList() :
{
    final Span s;
    SqlIdentifier id;
    final List<SqlNode> list = new ArrayList<SqlNode>();
}
{
    <EXCLUDE> <LPAREN> { s = span(); }
    id = CompoundIdentifier() { list.add(id); }
    (
        <COMMA> id = CompoundIdentifier() { list.add(id); }
    )*
    <RPAREN> { return new SqlNodeList(list, s.end(this)); }
}

/** Functions called by a reserved word: JOIN(array, delimiter, ...) and RANGE(from, to, ...). */
SqlNode ReservedWordFunctionCall() :
{
    final List<SqlNode> args = new ArrayList<SqlNode>();
    final Span s;
    final String name;
}
{
    ( <JOIN> { name = "ARRAY_JOIN"; } | <RANGE> { name = "RANGE"; } ) { s = span(); }
    <LPAREN> AddExpression(args, ExprContext.ACCEPT_SUB_QUERY)
    (
        <COMMA> AddExpression(args, ExprContext.ACCEPT_SUB_QUERY)
    )*
    <RPAREN> {
        return createCall(new SqlIdentifier(name, s.pos()), s.end(this),
            SqlFunctionCategory.USER_DEFINED_FUNCTION, null, args);
    }
}

void AtTimeZone(List<Object> list, ExprContext exprContext, Span s) :
{
}
{
    <AT> <TIME> <ZONE> {
        checkNonQueryExpression(exprContext);
        list.add(new SqlParserUtil.ToTreeListItem(AtTimeZoneOperator.INSTANCE, getPos()));
    }
    AddExpression2b(list, ExprContext.ACCEPT_SUB_QUERY)
}

/** json -> key and json ->> key. */
void JsonArrow(List<Object> list, ExprContext exprContext, Span s) :
{
    final JsonArrowOperator op;
}
{
    (
        <LAMBDA> { op = JsonArrowOperator.VALUE; }
    |
        <TEXT_ARROW> { op = JsonArrowOperator.TEXT; }
    )
    {
        checkNonQueryExpression(exprContext);
        list.add(new SqlParserUtil.ToTreeListItem(op, getPos()));
    }
    AddExpression2b(list, ExprContext.ACCEPT_SUB_QUERY)
}

/** The operator of x::type. */
void InfixCast(List<Object> list, ExprContext exprContext, Span s) :
{
    final SqlDataTypeSpec type;
}
{
    <INFIX_CAST> { checkNonQueryExpression(exprContext); s.clear().add(this); }
    type = DataType()
    {
        list.add(new SqlParserUtil.ToTreeListItem(CastOperator.INSTANCE, s.pos()));
        list.add(type);
    }
}

/** The parameters of a call, the quantifier or null before them; an ORDER BY behind them goes to a list of its own. */
List<SqlNode> OrderedParameters(List<SqlNodeList> order) :
{
    final SqlLiteral quantifier;
    final List<SqlNode> parameters = new ArrayList<SqlNode>();
    final SqlNodeList orderBy;
}
{
    <LPAREN>
    (
        quantifier = AllOrDistinct() { parameters.add(quantifier); }
    |
        { parameters.add(null); }
    )
    (
        // A query takes the order for itself.
        LOOKAHEAD({ getToken(1).kind == SELECT || getToken(1).kind == WITH
            || getToken(1).kind == VALUES || getToken(1).kind == TABLE })
        AddArg0(parameters, ExprContext.ACCEPT_SUB_QUERY)
    |
        AddArg(parameters, ExprContext.ACCEPT_SUB_QUERY)
    )
    (
        <COMMA> { checkNonQueryExpression(ExprContext.ACCEPT_SUB_QUERY); }
        AddArg(parameters, ExprContext.ACCEPT_SUB_QUERY)
    )*
    [ orderBy = OrderBy(true) { order.add(orderBy); } ]
    <RPAREN> { return parameters; }
}
