/** Skips semicolons; returns whether the script ends after them. */
boolean ScriptEnd() :
{
}
{
    ( <SEMICOLON> )*
    (
        <EOF> { return true; }
    |
        { return false; }
    )
}

/** What must follow a statement in a script. */
void StatementEnd() :
{
}
{
    <SEMICOLON>
|
    <EOF>
}

/** An expression and nothing else. */
SqlNode ExpressionToEnd() :
{
    final SqlNode e;
}
{
    e = Expression(ExprContext.ACCEPT_SUB_QUERY) <EOF>
    { return e; }
}

/** One statement of a script, up to but not including its semicolon. */
SqlNode StreamStatement() :
{
    SqlNode stmt;
}
{
    (
        stmt = CreateStatement()
    |
        stmt = DropStatement()
    |
        stmt = ShowStatement()
    |
        LOOKAHEAD(1)
        stmt = DescribeStatement()
    |
        stmt = ExplainStatement()
    |
        stmt = SetStatement()
    |
        stmt = ResetStatement()
    |
        LOOKAHEAD(1)
        stmt = JobCommand()
    |
        stmt = SqlInsert()
        [ stmt = OnConflict((SqlInsert) stmt) ]
    |
        stmt = SqlUpdate()
    |
        stmt = SqlDelete()
    |
        stmt = SqlMerge()
    |
        stmt = ExecuteStatementSet()
    |
        stmt = BeginStatementSet()
    |
        LOOKAHEAD(1)
        stmt = PrintStatement()
    |
        stmt = EmittingQuery()
    )
    { return stmt; }
}

/** PRINT 'topic' [FROM BEGINNING] [LIMIT n], which is a query. */
SqlNode PrintStatement() :
{
    final Span s;
    final String topic;
    final SqlParserPos place;
    boolean all = false;
    SqlNode limit = null;
}
{
    <PRINT> { s = span(); }
    (
        <QUOTED_STRING> { topic = SqlParserUtil.parseString(token.image); }
    |
        topic = Identifier()
    )
    { place = getPos(); }
    [ <FROM> <BEGINNING> { all = true; } ]
    [ <LIMIT> limit = UnsignedNumericLiteral() ]
    { return TopicRows.print(topic, place, all, limit, s.end(this)); }
}

/** What an INSERT does where the key is there already. */
SqlNode OnConflict(SqlInsert insert) :
{
    final Span s;
    SqlNodeList keys = null;
    SqlNodeList targets = SqlNodeList.EMPTY;
    SqlNodeList sources = SqlNodeList.EMPTY;
    SqlNode where = null;
    SqlIdentifier id;
    boolean update = false;
}
{
    <ON> { s = span(); } <CONFLICT>
    [ keys = ParenthesizedSimpleIdentifierList() ]
    <DO>
    (
        <NOTHING>
    |
        <UPDATE> <SET>
        {
            update = true;
            targets = new SqlNodeList(getPos());
            sources = new SqlNodeList(getPos());
        }
        id = CompoundIdentifier() { targets.add(id); }
        <EQ> AddExpression(sources, ExprContext.ACCEPT_SUB_QUERY)
        (
            <COMMA>
            id = CompoundIdentifier() { targets.add(id); }
            <EQ> AddExpression(sources, ExprContext.ACCEPT_SUB_QUERY)
        )*
        [ where = Where() ]
    )
    { return new Upsert(s.end(this), insert, keys, update, targets, sources, where); }
}

SqlNode DropStatement() :
{
    final Span s;
    final RelationKind kind;
    boolean ifExists = false;
    final SqlIdentifier name;
}
{
    <DROP> { s = span(); }
    [
        <JOB>
        [ LOOKAHEAD(2) <IF> <EXISTS> { ifExists = true; } ]
        name = SimpleIdentifier()
        { return new JobControl(s.end(this), JobControl.Action.DROP, ifExists, name); }
    ]
    [ <TEMPORARY> ]
    (
        <TABLE> { kind = RelationKind.TABLE; }
    |
        <STREAM> { kind = RelationKind.STREAM; }
    |
        <SINK> { kind = RelationKind.SINK; }
    |
        [ <MATERIALIZED> ] <VIEW> { kind = RelationKind.VIEW; }
    )
    [ LOOKAHEAD(2) <IF> <EXISTS> { ifExists = true; } ]
    name = CompoundIdentifier()
    { return new DropRelation(s.end(this), kind, ifExists, name); }
}

SqlNode ShowStatement() :
{
    final Span s;
    final ShowObjects.Kind kind;
    final RelationKind relation;
    final SqlIdentifier name;
    String pattern = null;
}
{
    <SHOW> { s = span(); }
    (
        <JOBS>
        { return new JobControl(s.end(this), JobControl.Action.LIST, false, null); }
    |
        <JOB> <STATUS>
        name = SimpleIdentifier()
        { return new JobControl(s.end(this), JobControl.Action.STATUS, false, name); }
    |
        <WATERMARKS> { SqlIdentifier job = null; }
        [ <FOR> <JOB> job = SimpleIdentifier() ]
        { return new JobControl(s.end(this), JobControl.Action.WATERMARKS, false, job); }
    |
        <METRICS>
        { return new JobControl(s.end(this), JobControl.Action.METRICS, false, null); }
    |
        <CREATE>
        (
            <TABLE> { relation = RelationKind.TABLE; }
        |
            <STREAM> { relation = RelationKind.STREAM; }
        |
            <SINK> { relation = RelationKind.SINK; }
        |
            [ <MATERIALIZED> ] <VIEW> { relation = RelationKind.VIEW; }
        )
        name = CompoundTableIdentifier()
        { return new ShowCreate(s.end(this), relation, name); }
    |
        (
            <TABLES> { kind = ShowObjects.Kind.TABLES; }
        |
            <STREAMS> { kind = ShowObjects.Kind.STREAMS; }
        |
            <VIEWS> { kind = ShowObjects.Kind.VIEWS; }
        |
            <FUNCTIONS> { kind = ShowObjects.Kind.FUNCTIONS; }
        |
            <SETTINGS> { kind = ShowObjects.Kind.SETTINGS; }
        )
        [ <LIKE> pattern = SimpleStringLiteral() ]
        {
            return new ShowObjects(s.end(this), kind, pattern);
        }
    )
}

/** DESCRIBE a relation, a file, what a query answers, or a function. */
SqlNode DescribeStatement() :
{
    final Span s;
    boolean extended = false;
    final SqlNode target;
    final StringBuilder function = new StringBuilder();
}
{
    ( <DESCRIBE> | <DESC> ) { s = span(); }
    // A relation may be called function. The name of a function may be any word or sign.
    [
        LOOKAHEAD({
            getToken(1).kind == FUNCTION && getToken(2).kind != EOF
                && getToken(2).kind != SEMICOLON && getToken(2).kind != DOT })
        <FUNCTION>
        {
            getNextToken();
            final Span name = span();
            function.append(token.image);
            while (getToken(1).kind != EOF && getToken(1).kind != SEMICOLON) {
                function.append(' ').append(getNextToken().image);
            }
            return new DescribeFunction(s.end(this), function.toString(), name.end(this));
        }
    ]
    // A relation may be called job.
    [
        LOOKAHEAD({
            getToken(1).kind == JOB && getToken(2).kind != EOF
                && getToken(2).kind != SEMICOLON && getToken(2).kind != DOT })
        <JOB>
        target = SimpleIdentifier()
        { return new JobControl(s.end(this), JobControl.Action.DESCRIBE, false, (SqlIdentifier) target); }
    ]
    // A relation may be called extended, so the word counts only if a target follows it.
    [
        LOOKAHEAD({
            getToken(1).kind == EXTENDED && getToken(2).kind != EOF
                && getToken(2).kind != SEMICOLON && getToken(2).kind != DOT })
        <EXTENDED> { extended = true; }
    ]
    (
        LOOKAHEAD({
            getToken(1).kind == SELECT || getToken(1).kind == VALUES
                || getToken(1).kind == WITH || getToken(1).kind == LPAREN })
        target = EmittingQuery()
    |
        [ <TABLE> ]
        target = CompoundTableIdentifier()
    )
    { return new Describe(s.end(this), extended, target); }
}

SqlNode ExplainStatement() :
{
    final Span s;
    Explain.Format format = Explain.Format.TEXT;
    final SqlNode stmt;
}
{
    <EXPLAIN> { s = span(); }
    (
        LOOKAHEAD(2)
        <LPAREN> <FORMAT> format = ExplainFormat() <RPAREN>
    |
        LOOKAHEAD(1)
        format = ExplainFormat()
    |
        LOOKAHEAD(1)
        <PLAN>
    |
        { }
    )
    [ <FOR> ]
    stmt = StreamStatement()
    { return new Explain(s.end(this), format, stmt); }
}

Explain.Format ExplainFormat() :
{
}
{
    <JSON> { return Explain.Format.JSON; }
|
    <CODEGEN> { return Explain.Format.CODEGEN; }
|
    <TEXT> { return Explain.Format.TEXT; }
}

SqlNode SetStatement() :
{
    final Span s;
    SqlLiteral key = null;
    SqlLiteral value = null;
}
{
    <SET> { s = span(); }
    [ key = OptionKey() <EQ> value = OptionValue() ]
    { return new SetOption(s.end(this), key, value); }
}

SqlNode ResetStatement() :
{
    final Span s;
    SqlLiteral key = null;
}
{
    <RESET> { s = span(); }
    [ <ALL> | key = OptionKey() ]
    { return new ResetOption(s.end(this), key); }
}

/** START, STOP, PAUSE, RESUME, RESTART or SAVEPOINT JOB name. */
SqlNode JobCommand() :
{
    final Span s;
    JobControl.Action action;
    final SqlIdentifier name;
    SqlLiteral place = null;
}
{
    <SAVEPOINT> { s = span(); } <JOB>
    name = SimpleIdentifier() <TO> <QUOTED_STRING>
    {
        place = SqlLiteral.createCharString(SqlParserUtil.parseString(token.image), getPos());
        return new JobControl(s.end(this), JobControl.Action.SAVEPOINT, false, name, place);
    }
|
    <START> { s = span(); action = JobControl.Action.START; } <JOB>
    name = SimpleIdentifier()
    [
        <FRESH> { action = JobControl.Action.START_FRESH; }
    |
        <FROM> <QUOTED_STRING>
        {
            action = JobControl.Action.START_FROM;
            place = SqlLiteral.createCharString(SqlParserUtil.parseString(token.image), getPos());
        }
    ]
    { return new JobControl(s.end(this), action, false, name, place); }
|
    (
        <STOP> { action = JobControl.Action.STOP; }
    |
        <PAUSE> { action = JobControl.Action.PAUSE; }
    |
        <RESUME> { action = JobControl.Action.RESUME; }
    |
        <RESTART> { action = JobControl.Action.RESTART; }
    )
    { s = span(); }
    <JOB>
    name = SimpleIdentifier()
    { return new JobControl(s.end(this), action, false, name); }
}

SqlNode ExecuteStatementSet() :
{
    final Span s;
    final SqlNodeList inserts;
}
{
    <EXECUTE> { s = span(); } <STATEMENT> <SET> <BEGIN>
    inserts = StatementSetBody()
    { return new StatementSet(s.end(this), inserts); }
}

SqlNode BeginStatementSet() :
{
    final Span s;
    final SqlNodeList inserts;
}
{
    <BEGIN> { s = span(); } <STATEMENT> <SET> <SEMICOLON>
    inserts = StatementSetBody()
    { return new StatementSet(s.end(this), inserts); }
}

SqlNodeList StatementSetBody() :
{
    final List<SqlNode> list = new ArrayList<SqlNode>();
    SqlNode e;
}
{
    e = SqlInsert() { list.add(e); }
    (
        <SEMICOLON> [ e = SqlInsert() { list.add(e); } ]
    )*
    <END>
    { return new SqlNodeList(list, Span.of(list).pos()); }
}

/** WITH ( key = value, ... ), appended to a list. */
void AddOptions(List<SqlNode> list) :
{
}
{
    <WITH> <LPAREN> AddOption(list) ( <COMMA> AddOption(list) )* <RPAREN>
}

void AddOption(List<SqlNode> list) :
{
    final SqlLiteral key;
    final SqlLiteral value;
}
{
    key = OptionKey() <EQ> value = OptionValue()
    { Option.addTo(list, new Option(Span.of(key).end(this), key, value)); }
}

/** A quoted key, or words joined by dots; any word will do, reserved or not. */
SqlLiteral OptionKey() :
{
    final Span s;
    final StringBuilder key = new StringBuilder();
}
{
    <QUOTED_STRING> {
        return SqlLiteral.createCharString(SqlParserUtil.parseString(token.image), getPos());
    }
|
    OptionWord() { s = span(); key.append(token.image); }
    ( <DOT> OptionWord() { key.append('.').append(token.image); } )*
    { return SqlLiteral.createCharString(key.toString(), s.end(this)); }
}

void OptionWord() :
{
}
{
    LOOKAHEAD({ getToken(1).image.matches("[A-Za-z_][A-Za-z0-9_]*") })
    // The empty action keeps JavaCC from following a look-ahead into Java code.
    { } AnyToken()
|
    <IDENTIFIER>
}

JAVACODE void AnyToken()
{
    getNextToken();
}

SqlLiteral OptionValue() :
{
    final SqlNode e;
}
{
    <QUOTED_STRING> {
        return SqlLiteral.createCharString(SqlParserUtil.parseString(token.image), getPos());
    }
|
    e = NumericLiteral() { return (SqlLiteral) e; }
|
    <TRUE> { return SqlLiteral.createBoolean(true, getPos()); }
|
    <FALSE> { return SqlLiteral.createBoolean(false, getPos()); }
|
    OptionWord() { return SqlLiteral.createCharString(token.image, getPos()); }
}
