/** CREATE, with everything that may follow it. */
SqlNode CreateStatement() :
{
    final Span s;
    boolean replace = false;
    boolean temporary = false;
    final SqlNode stmt;
}
{
    <CREATE> { s = span(); }
    [ <OR> <REPLACE> { replace = true; } ]
    [ <TEMPORARY> { temporary = true; } ]
    (
        stmt = CreateRelationRest(s, replace, temporary)
    |
        stmt = CreateViewRest(s, replace, temporary)
    |
        stmt = CreateJobRest(s, replace)
    )
    { return stmt; }
}

/** JOB name AS what it runs. */
SqlNode CreateJobRest(Span s, boolean replace) :
{
    final boolean ifNotExists;
    final SqlIdentifier name;
    final SqlNode body;
    final SqlParserPos start;
}
{
    <JOB>
    ifNotExists = IfNotExists()
    name = SimpleIdentifier()
    <AS> { start = new SqlParserPos(getToken(1).beginLine, getToken(1).beginColumn); }
    (
        body = SqlInsert()
    |
        body = ExecuteStatementSet()
    )
    { return new CreateJob(s.end(this), replace, ifNotExists, name, body, start); }
}

SqlNode CreateRelationRest(Span s, boolean replace, boolean temporary) :
{
    final RelationKind kind;
    final boolean ifNotExists;
    final SqlIdentifier name;
    final List<SqlNode> elements = new ArrayList<SqlNode>();
    final List<SqlNode> options = new ArrayList<SqlNode>();
    SqlNode query = null;
}
{
    (
        <TABLE> { kind = RelationKind.TABLE; }
    |
        <STREAM> { kind = RelationKind.STREAM; }
    |
        <SINK> { kind = RelationKind.SINK; }
    )
    ifNotExists = IfNotExists()
    name = CompoundIdentifier()
    [ AddOptions(options) ]
    [
        <LPAREN> AddTableElement(elements) ( <COMMA> AddTableElement(elements) )* <RPAREN>
        [ AddOptions(options) ]
    ]
    [ AddPartitions(options) [ AddOptions(options) ] ]
    [
        <AS> query = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY)
        (
            query = EmitClause(query)
            [ AddOptions(options) ]
        |
            AddOptions(options)
            [ query = EmitClause(query) ]
        |
            { }
        )
    ]
    {
        return new CreateRelation(s.end(this), kind, replace, temporary, ifNotExists, name,
            new SqlNodeList(elements, SqlParserPos.ZERO),
            new SqlNodeList(options, SqlParserPos.ZERO), query);
    }
}

/** PARTITIONED BY (columns): another way to write the option. */
void AddPartitions(List<SqlNode> options) :
{
    final Span s;
    final SqlNodeList columns;
}
{
    <PARTITIONED> { s = span(); } <BY>
    columns = ParenthesizedSimpleIdentifierList()
    { Option.addTo(options, Option.partitionedBy(s.end(this), columns)); }
}

SqlNode CreateViewRest(Span s, boolean replace, boolean temporary) :
{
    boolean materialized = false;
    final boolean ifNotExists;
    final SqlIdentifier name;
    SqlNodeList columns = SqlNodeList.EMPTY;
    final SqlNode query;
}
{
    [ <MATERIALIZED> { materialized = true; } ]
    <VIEW>
    ifNotExists = IfNotExists()
    name = CompoundIdentifier()
    [ columns = ParenthesizedSimpleIdentifierList() ]
    <AS> query = EmittingQuery()
    {
        return new CreateView(s.end(this), replace, temporary, materialized, ifNotExists, name,
            columns, query);
    }
}

boolean IfNotExists() :
{
}
{
    LOOKAHEAD(2)
    <IF> <NOT> <EXISTS> { return true; }
|
    { return false; }
}

void AddTableElement(List<SqlNode> list) :
{
    final SqlIdentifier name;
    final SqlNode e;
    final SqlNodeList columns;
    final Span s;
    boolean enforced;
}
{
    LOOKAHEAD(2)
    <WATERMARK> { s = span(); } <FOR> name = CompoundIdentifier()
    <AS> e = Expression(ExprContext.ACCEPT_SUB_QUERY)
    { list.add(new Watermark(s.end(this), name, e)); }
|
    <PRIMARY> { s = span(); } <KEY>
    columns = ParenthesizedSimpleIdentifierList()
    enforced = Enforced()
    { list.add(new PrimaryKey(s.end(this), columns, enforced)); }
|
    name = SimpleIdentifier()
    (
        <AS> e = Expression(ExprContext.ACCEPT_SUB_QUERY)
        { list.add(new ComputedColumn(Span.of(name).end(this), name, e)); }
    |
        e = StoredColumn(name)
        { list.add(e); }
    )
}

SqlNode StoredColumn(SqlIdentifier name) :
{
    SqlDataTypeSpec type;
    boolean nullable = true;
    boolean primaryKey = false;
    boolean metadata = false;
    boolean virtual = false;
    SqlLiteral source = null;
}
{
    type = DataType()
    (
        LOOKAHEAD(2)
        <NOT> <NULL> { nullable = false; }
    |
        <NULL>
    |
        <PRIMARY> <KEY> Enforced() { primaryKey = true; }
    |
        <METADATA> { metadata = true; }
        [
            <FROM> <QUOTED_STRING> {
                source = SqlLiteral.createCharString(
                    SqlParserUtil.parseString(token.image), getPos());
            }
        ]
        [ <VIRTUAL> { virtual = true; } ]
    )*
    {
        type = type.withNullable(nullable && !primaryKey);
        final SqlParserPos pos = Span.of(name).end(this);
        return metadata
            ? new MetadataColumn(pos, name, type, source, virtual)
            : new PhysicalColumn(pos, name, type, primaryKey);
    }
}

/** [NOT] ENFORCED. */
boolean Enforced() :
{
}
{
    LOOKAHEAD(2)
    <NOT> <ENFORCED> { return false; }
|
    <ENFORCED> { return true; }
|
    { return false; }
}

/** Type names beyond Calcite's own: short names, and collections in angle brackets. */
SqlTypeNameSpec StreamTypeName() :
{
    final Span s;
    final int precision;
    final SqlDataTypeSpec key;
    final SqlDataTypeSpec element;
    final List<SqlIdentifier> names = new ArrayList<SqlIdentifier>();
    final List<SqlDataTypeSpec> types = new ArrayList<SqlDataTypeSpec>();
}
{
    ( <STRING> | <TEXT> )
    { return new SqlBasicTypeNameSpec(SqlTypeName.VARCHAR, getPos()); }
|
    <BYTES>
    { return new SqlBasicTypeNameSpec(SqlTypeName.VARBINARY, getPos()); }
|
    <TIMESTAMP_LTZ> { s = span(); } precision = PrecisionOpt()
    {
        return new SqlBasicTypeNameSpec(
            SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, precision, s.end(this));
    }
|
    <DATETIME> { s = span(); } precision = PrecisionOpt()
    { return new SqlBasicTypeNameSpec(SqlTypeName.TIMESTAMP, precision, s.end(this)); }
|
    <ARRAY> { s = span(); } <LT> element = ElementType() <GT>
    { return new CollectionType(SqlTypeName.ARRAY, element, s.end(this)); }
|
    <MULTISET> { s = span(); } <LT> element = ElementType() <GT>
    { return new CollectionType(SqlTypeName.MULTISET, element, s.end(this)); }
|
    LOOKAHEAD(2)
    <MAP> { s = span(); } <LT> key = ElementType() <COMMA> element = ElementType() <GT>
    { return new MapType(key, element, s.end(this)); }
|
    <ROW> { s = span(); }
    (
        <LT> AddRowField(names, types) ( <COMMA> AddRowField(names, types) )* <GT>
    |
        <LPAREN> AddRowField(names, types) ( <COMMA> AddRowField(names, types) )* <RPAREN>
    )
    { return new RowType(names, types, s.end(this)); }
}

/** The type of what a collection holds; it may be NULL unless it says otherwise. */
SqlDataTypeSpec ElementType() :
{
    final SqlDataTypeSpec type;
    final boolean nullable;
}
{
    type = DataType() nullable = NullableOptDefaultTrue()
    { return type.withNullable(nullable); }
}

void AddRowField(List<SqlIdentifier> names, List<SqlDataTypeSpec> types) :
{
    final SqlIdentifier name;
    final SqlDataTypeSpec type;
}
{
    name = SimpleIdentifier() type = ElementType()
    { names.add(name); types.add(type); }
}
