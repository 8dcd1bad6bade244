<#--
  Our only template: Calcite's grammar as text, a few guarded edits, and then the result as a
  template of its own. An edit names the text it replaces, and that text must occur exactly once: a
  Calcite upgrade that moves it stops the build here instead of silently changing the language.
-->
<#assign grammar = pp.loadData("text", "../../../../target/calcite/codegen/templates/Parser.jj", "UTF-8")>
<#macro edit from to>
  <#local at = grammar?index_of(from)>
  <#if at lt 0 || at != grammar?last_index_of(from)>
    <#stop "Calcite's Parser.jj has changed: not found exactly once: " + from>
  </#if>
  <#assign grammar = grammar?replace(from, to)>
</#macro>

<#-- WINDOW TUMBLING (...) wherever WINDOW w AS (...) is allowed. -->
<@edit from="    <WINDOW> { s = span(); }
    AddWindowSpec(list)
    (
        LOOKAHEAD(2)
        <COMMA> AddWindowSpec(list)
    )*"
  to="    <WINDOW> { s = span(); }
    AddWindowElement(list)
    (
        LOOKAHEAD(2)
        <COMMA> AddWindowElement(list)
    )*"/>

<#-- a JOIN (SELECT ...): JavaCC fails to look four tokens ahead, past SELECT; three tell all joins apart. -->
<@edit from="    LOOKAHEAD(4)
    natural = Natural()"
  to="    LOOKAHEAD(3)
    natural = Natural()"/>

<#-- a ASOF LEFT JOIN b as in DuckDB, beside a LEFT ASOF JOIN b. -->
<@edit from="        <ASOF> <JOIN> { joinType = JoinType.ASOF; }"
  to="        <ASOF> { joinType = JoinType.ASOF; }
        [ <LEFT> [ <OUTER> ] { joinType = JoinType.LEFT_ASOF; } | <INNER> ] <JOIN>"/>

<#-- a ASOF JOIN b ON a.k = b.k AND a.ts >= b.ts: what the comparison is stands in ON, too. -->
<@edit from="                if (type == JoinType.ASOF || type == JoinType.LEFT_ASOF) {
                    throw SqlUtil.newContextException(getPos(), RESOURCE.asofRequiresMatchCondition());
                }"
  to="                if (type == JoinType.ASOF || type == JoinType.LEFT_ASOF) {
                    return AsofForms.join(e, natural, joinType, e2, on, condition);
                }"/>

<#-- SELECT * EXCLUDE (a) and SELECT * REPLACE (x AS a); the words alone are names. -->
<@edit from="        excludeList = StarExcludeList() {"
  to="        LOOKAHEAD({ getToken(2).kind == LPAREN && getToken(3).kind != SELECT
            && getToken(3).kind != VALUES && getToken(3).kind != WITH
            && getToken(3).kind != LPAREN
            && (getToken(1).kind == EXCLUDE || getToken(1).kind == EXCEPT) })
        excludeList = StarExcludeList() {"/>
<@edit from="        replaceList = StarReplaceList() {"
  to="        LOOKAHEAD({ getToken(1).kind == REPLACE && getToken(2).kind == LPAREN })
        replaceList = StarReplaceList() {"/>
<@edit from="            final SqlIdentifier sqlIdentifier = (SqlIdentifier) e;
            if (!sqlIdentifier.isStar()) {
                throw SqlUtil.newContextException(replaceList.getParserPosition(),
                    RESOURCE.selectReplaceRequiresStar());
            }
            final SqlParserPos pos = SqlParserPos.sum(
                ImmutableList.of(sqlIdentifier.getParserPosition(),
                    replaceList.getParserPosition()));
            return new SqlStarReplace(pos, sqlIdentifier, replaceList);"
  to="            final SqlIdentifier star = (SqlIdentifier) e;
            if (!star.isStar()) {
                throw SqlUtil.newContextException(replaceList.getParserPosition(),
                    RESOURCE.selectReplaceRequiresStar());
            }
            return new StarReplace(SqlParserPos.sum(
                ImmutableList.of(star.getParserPosition(),
                    replaceList.getParserPosition())), star, replaceList);"/>
<@edit from="            return new SqlStarExclude(pos, sqlIdentifier, excludeList);"
  to="            return new StarExclude(pos, sqlIdentifier, excludeList);"/>

<#-- OFFSET and FETCH of a constant expression. -->
<@edit from="    offsetFetch[0] = UnsignedNumericLiteralOrParam()
    [ <ROW> | <ROWS> ]
}"
  to="    offsetFetch[0] = Expression(ExprContext.ACCEPT_NON_QUERY)
    [ <ROW> | <ROWS> ]
}"/>
<@edit from="    <FETCH> ( <FIRST> | <NEXT> ) offsetFetch[1] = UnsignedNumericLiteralOrParam()"
  to="    <FETCH> ( <FIRST> | <NEXT> ) offsetFetch[1] = Expression(ExprContext.ACCEPT_NON_QUERY)"/>

<#-- The regressions that Calcite reserves the names of, and knows nothing else about. -->
<@edit from="    |   <REGR_COUNT>
"
  to="    |   <REGR_AVGX>
    |   <REGR_AVGY>
    |   <REGR_COUNT>
    |   <REGR_INTERCEPT>
    |   <REGR_R2>
    |   <REGR_SLOPE>
    |   <REGR_SXY>
"/>

<#-- SELECT DISTINCT ON (keys): kept as a condition of QUALIFY until the order is known. -->
<@edit from="    final SqlNode qualify;
    final SqlNodeList by;
    final List<SqlNode> hints"
  to="    SqlNode qualify;
    final SqlNodeList by;
    SqlNodeList distinctOn = null;
    final List<SqlNode> hints"/>
<@edit from="        keyword = AllOrDistinct() { keywords.add(keyword); }
    )?"
  to="        LOOKAHEAD({ getToken(1).kind == DISTINCT && getToken(2).kind == ON })
        distinctOn = DistinctKeys()
    |
        keyword = AllOrDistinct() { keywords.add(keyword); }
    )?"/>
<@edit from="        final SqlSelect select = new SqlSelect(s.end(this), keywordList,"
  to="        if (distinctOn != null) {
            qualify = DistinctOn.of(distinctOn, qualify);
        }
        final SqlSelect select = new SqlSelect(s.end(this), keywordList,"/>

<#-- GROUP BY ALL and ORDER BY ALL: what is not aggregated, and each column. -->
<@edit from="    (
        <DISTINCT> { distinct = true; }
    |   <ALL> { distinct = false; }
    |   { distinct = false; }
    )
    list = GroupingElementList() {
        final SqlParserPos pos"
  to="    (
        <DISTINCT> { distinct = true; }
        list = GroupingElementList()
    |
        <ALL> { distinct = false; }
        (
            LOOKAHEAD(GroupingElementList())
            list = GroupingElementList()
        |
            { list = ImmutableList.<SqlNode>of(SqlSelectKeyword.ALL.symbol(getPos())); }
        )
    |
        { distinct = false; }
        list = GroupingElementList()
    ) {
        final SqlParserPos pos"/>
<@edit from="    SqlNode e;
    final SqlIdentifier id;
}
{
    e = Expression(ExprContext.ACCEPT_SUB_QUERY)
    (
        [ <AS>
            (
                id = SimpleIdentifier()"
  to="    SqlNode e;
    final SqlIdentifier id;
}
{
    (
        <ALL> { e = SqlSelectKeyword.ALL.symbol(getPos()); }
    |
        e = Expression(ExprContext.ACCEPT_SUB_QUERY)
    )
    (
        [ <AS>
            (
                id = SimpleIdentifier()"/>

<#-- ROW(x AS a, * EXCLUDE (b)). -->
<@edit from="    final Span s;
    final Span rowSpan;
}"
  to="    final Span s;
    final Span rowSpan;
    final List<String> fields = new ArrayList<String>();
}"/>
<@edit from="    LOOKAHEAD(3)
    <ROW> {
        s = span();"
  to="    LOOKAHEAD({ getToken(1).kind == ROW && getToken(2).kind == LPAREN })
    <ROW> {
        s = span();"/>
<@edit from="    list = ParenthesizedQueryOrCommaList(exprContext) {
        try {
            if (exprContext"
  to="    list = RowItems(exprContext, fields) {
        try {
            if (exprContext"/>
<@edit from="            return SqlStdOperatorTable.ROW.createCall(list);"
  to="            return NamedRow.of(s.end(this), list, fields);"/>

<#-- HAVING before or after WINDOW. -->
<@edit from="        ( having = Having() | { having = null; } )
        ( windowDecls = Window() | { windowDecls = null; } )
"
  to="        (
            having = Having()
            ( windowDecls = Window() | { windowDecls = null; } )
        |
            windowDecls = Window()
            ( having = Having() | { having = null; } )
        |
            { having = null; windowDecls = null; }
        )
"/>

<#-- SELECT STREAM goes, so that a column may be called stream: here every table is a stream. -->
<@edit from="    (
        <STREAM> {
            keywords.add(SqlSelectKeyword.STREAM.symbol(getPos()));
        }
    )?
"
  to=""/>

<#-- OVER (ROWS WINDOW BUFFER n ROWS ...). -->
<@edit from="    final Span s, s1, s2;
    final SqlLiteral allowPartial;
}
{
    <LPAREN> { s = span(); }
    (
        id = SimpleIdentifier()"
  to="    final Span s, s1, s2;
    final SqlLiteral allowPartial;
    SqlNumericLiteral buffer = null;
}
{
    <LPAREN> { s = span(); }
    [ LOOKAHEAD(2) buffer = RowBuffer() ]
    (
        id = SimpleIdentifier()"/>
<@edit from="        return SqlWindow.create(null, id, partitionList, orderList,
            isRows, lowerBound, upperBound, allowPartial, exclude, s.end(this));"
  to="        final SqlWindow window = SqlWindow.create(null, id, partitionList, orderList,
            isRows, lowerBound, upperBound, allowPartial, exclude, s.end(this));
        return buffer == null ? window : RowBuffers.toFrame(window, buffer);"/>

<#-- A quoted path where a table is named: FROM 'trades.csv', INSERT INTO 'out.csv'. -->
<@edit from="SqlIdentifier CompoundTableIdentifier() :
{
    final List<String> nameList = new ArrayList<String>();
    final List<SqlParserPos> posList = new ArrayList<SqlParserPos>();
}
{
"
  to="SqlIdentifier CompoundTableIdentifier() :
{
    final List<String> nameList = new ArrayList<String>();
    final List<SqlParserPos> posList = new ArrayList<SqlParserPos>();
}
{
    <QUOTED_STRING> {
        return FileTable.of(SqlParserUtil.parseString(token.image), getPos());
    }
|
"/>
<@edit from="    [ tableRef = Tablesample(tableRef) ]
    { return tableRef; }"
  to="    { tableRef = FileTable.withDefaultAlias(tableRef); }
    [ tableRef = Tablesample(tableRef) ]
    { return tableRef; }"/>
<@edit from="        return new SqlTableRef(pos, tableName, hintList);"
  to="        return tableName instanceof FileTable
            ? ((FileTable) tableName).with(hintList)
            : new SqlTableRef(pos, tableName, hintList);"/>
<@edit from="    <TABLE> tableRef = CompoundIdentifier()"
  to="    <TABLE> tableRef = CompoundTableIdentifier()"/>

<#-- PERCENTILE_CONT(DISTINCT x, 0.5). -->
<@edit from="   final Pair<SqlParserPos, SqlOperator> nullTreatment;
}
{
   (
       <PERCENTILE_CONT>"
  to="   final Pair<SqlParserPos, SqlOperator> nullTreatment;
   SqlLiteral quantifier = null;
}
{
   (
       <PERCENTILE_CONT>"/>
<@edit from="   <LPAREN>
   AddArg(args, ExprContext.ACCEPT_SUB_QUERY)
   (
       <RPAREN> {
           return op.createCall(s.end(this), args);"
  to="   <LPAREN>
   [
       <DISTINCT> { quantifier = SqlSelectKeyword.DISTINCT.symbol(getPos()); }
   |   <ALL> { quantifier = SqlSelectKeyword.ALL.symbol(getPos()); }
   ]
   AddArg(args, ExprContext.ACCEPT_SUB_QUERY)
   (
       <RPAREN> {
           return op.createCall(quantifier, s.end(this), args);"/>
<@edit from="           SqlCall call = op.createCall(s.end(this), args);
           if (nullTreatment != null) {
               // Wrap in RESPECT_NULLS"
  to="           SqlCall call = op.createCall(quantifier, s.end(this), args);
           if (nullTreatment != null) {
               // Wrap in RESPECT_NULLS"/>

<#-- LIST(x ORDER BY y): an order inside of any call stands for WITHIN GROUP behind it. -->
<@edit from="    SqlLiteral quantifier = null;
}
{
    (
        <SPECIFIC> {"
  to="    final List<SqlNodeList> order = new ArrayList<SqlNodeList>();
    SqlLiteral quantifier = null;
}
{
    (
        <SPECIFIC> {"/>
<@edit from="        args = FunctionParameterList(ExprContext.ACCEPT_SUB_QUERY) {
            quantifier = (SqlLiteral) args.get(0);
            args.remove(0);
        }
    )
    {
        return createCall(qualifiedName, s.end(this), funcType, quantifier, args);
    }"
  to="        args = OrderedParameters(order) {
            quantifier = (SqlLiteral) args.get(0);
            args.remove(0);
        }
    )
    {
        final SqlCall call =
            createCall(qualifiedName, s.end(this), funcType, quantifier, args);
        return order.isEmpty()
            ? call
            : SqlStdOperatorTable.WITHIN_GROUP.createCall(s.end(this), call, order.get(0));
    }"/>

<#-- The source of an INSERT may carry EMIT. -->
<@edit from="    source = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY) {
        return new SqlInsert("
  to="    source = EmittingQuery() {
        return new SqlInsert("/>

<#-- VALUE is a common column name; as a synonym of VALUES it has no use here. -->
<@edit from="    (
        <VALUES> { s = span(); }
    |
        <VALUE>
        {
            s = span();
            if (!this.conformance.isValueAllowed()) {
                throw SqlUtil.newContextException(getPos(), RESOURCE.valueNotAllowed());
            }
        }
    )
    AddRowConstructor(list)"
  to="    <VALUES> { s = span(); }
    AddRowConstructor(list)"/>

<#-- So is USER; as a context variable it would hide the column. -->
<@edit from="    |   <SYSTEM_USER>
    |   <USER>
"
  to="    |   <SYSTEM_USER>
"/>

<#-- Quoting keeps validators from taking user for Calcite's function without parentheses. -->
<@edit from="        id = NonReservedKeyWord() {
            pos = getPos();
        }"
  to="        id = NonReservedKeyWord() {
            pos = token.kind == USER ? getPos().withQuoting(true) : getPos();
        }"/>

<#-- Comparisons of periods go: nothing computes them, and people call columns by these words. -->
<@edit from="|   <CONTAINS> { return SqlStdOperatorTable.CONTAINS; }
"
  to=""/>
<@edit from="|   <EQUALS> { return SqlStdOperatorTable.PERIOD_EQUALS; }
"
  to=""/>
<@edit from="|   <PRECEDES> { return SqlStdOperatorTable.PRECEDES; }
|   <SUCCEEDS> { return SqlStdOperatorTable.SUCCEEDS; }
"
  to=""/>
<@edit from="        e = PeriodConstructor()"
  to="        LOOKAHEAD(2)
        e = PeriodConstructor()"/>

<#-- So do sequences: NEXT and CURRENT are names. -->
<@edit from="    |
        e = SequenceExpression()
"
  to=""/>

<#-- DATE_TRUNC(unit, time, zone). -->
<@edit from="        AddExpression(args, ExprContext.ACCEPT_SUB_QUERY)
    )
    <RPAREN> {
        return SqlLibraryOperators.DATE_TRUNC.createCall(s.end(this), args);"
  to="        AddExpression(args, ExprContext.ACCEPT_SUB_QUERY)
        [ <COMMA> AddExpression(args, ExprContext.ACCEPT_SUB_QUERY) ]
    )
    <RPAREN> {
        return args.size() > 2
            ? createCall(new SqlIdentifier(\"DATE_TRUNC\", s.pos()), s.end(this),
                SqlFunctionCategory.USER_DEFINED_FUNCTION, null, args)
            : SqlLibraryOperators.DATE_TRUNC.createCall(s.end(this), args);"/>

<#-- DATE_DIFF(unit, from, to), as in DuckDB, and DATE_DIFF(a, b). -->
<@edit from="    <COMMA>
    unit = TimeUnitOrName() { args.add(unit); }
    <RPAREN> {
        return SqlLibraryOperators.DATE_DIFF.createCall(s.end(this), args);"
  to="    [ <COMMA> AddExpression(args, ExprContext.ACCEPT_SUB_QUERY) ]
    <RPAREN> {
        return createCall(new SqlIdentifier(\"DATE_DIFF\", s.pos()), s.end(this),
            SqlFunctionCategory.USER_DEFINED_FUNCTION, null, args);"/>

<#-- TRIM(text, characters), as in PostgreSQL and DuckDB. -->
<@edit from="                    <FROM> { trimChars = e; fromPos = getPos(); }
                    e = Expression(ExprContext.ACCEPT_SUB_QUERY)
"
  to="                    <FROM> { trimChars = e; fromPos = getPos(); }
                    e = Expression(ExprContext.ACCEPT_SUB_QUERY)
                |
                    <COMMA> trimChars = Expression(ExprContext.ACCEPT_SUB_QUERY)
"/>

<#-- Lambdas go: no function takes one, and json -> 'name' is an argument like others. -->
<@edit from="        LOOKAHEAD((SimpleIdentifierOrList() | <LPAREN> <RPAREN>) <LAMBDA>)
        e = LambdaExpression()
    |
        LOOKAHEAD(3)
        e = TableParam()"
  to="        LOOKAHEAD(3)
        e = TableParam()"/>
<@edit from="        LOOKAHEAD((SimpleIdentifierOrList() | <LPAREN> <RPAREN>) <LAMBDA>)
        e = LambdaExpression()
    |
        e = Expression(exprContext)"
  to="        e = Expression(exprContext)"/>

<#-- INTERVAL is a name where no literal can be meant, and no type of that name. -->
<@edit from="        (
            dt = DataType() { args.add(dt); }
        |
            LOOKAHEAD(2)
            <INTERVAL>"
  to="        (
            LOOKAHEAD({ getToken(1).kind != INTERVAL })
            dt = DataType() { args.add(dt); }
        |
            LOOKAHEAD(2)
            <INTERVAL>"/>
<@edit from="            (
                dt = DataType() { args.add(dt); }
            |
                <INTERVAL>"
  to="            (
                LOOKAHEAD({ getToken(1).kind != INTERVAL })
                dt = DataType() { args.add(dt); }
            |
                <INTERVAL>"/>
<@edit from="        [ <PRECISION> ] { sqlTypeName = SqlTypeName.DOUBLE; }"
  to="        [ LOOKAHEAD(1) <PRECISION> ] { sqlTypeName = SqlTypeName.DOUBLE; }"/>

<#-- INTERVAL '1 day 2 hours', with the units in the text. -->
<@edit from="    p = SimpleStringLiteral()
    intervalQualifier = IntervalQualifier() {
        return SqlParserUtil.parseIntervalLiteral(s.end(intervalQualifier),
            sign, p, intervalQualifier);
    }
"
  to="    p = SimpleStringLiteral()
    (
        LOOKAHEAD(1)
        intervalQualifier = IntervalQualifier() {
            return SqlParserUtil.parseIntervalLiteral(s.end(intervalQualifier),
                sign, p, intervalQualifier);
        }
    |
        { return IntervalWords.of(s.end(this), sign, p); }
    )
"/>
<@edit from="        p = SimpleStringLiteral()
        intervalQualifier = IntervalQualifier() {
            return SqlParserUtil.parseIntervalLiteral(s.end(intervalQualifier),
                sign, p, intervalQualifier);
        }
    |"
  to="        p = SimpleStringLiteral()
        (
            LOOKAHEAD(1)
            intervalQualifier = IntervalQualifier() {
                return SqlParserUtil.parseIntervalLiteral(s.end(intervalQualifier),
                    sign, p, intervalQualifier);
            }
        |
            { return IntervalWords.of(s.end(this), sign, p); }
        )
    |"/>

<#-- 1_000_000 and 0xFF; elsewhere the rest of such a number became the name of a column. -->
<@edit from="    < UNSIGNED_INTEGER_LITERAL: ([\"0\"-\"9\"])+ >
|
    < APPROX"
  to="    < UNSIGNED_INTEGER_LITERAL: <DIGITS> > {
        matchedToken.image = Numbers.plain(matchedToken.image);
    }
|
    < HEXADECIMAL_LITERAL: \"0\" [\"x\",\"X\"] (<HEXDIGIT>)+ (\"_\" (<HEXDIGIT>)+)* > {
        matchedToken.kind = UNSIGNED_INTEGER_LITERAL;
        matchedToken.image = Numbers.ofHexadecimal(matchedToken.image);
    }
|
    < #DIGITS: ([\"0\"-\"9\"])+ (\"_\" ([\"0\"-\"9\"])+)* >
|
    < APPROX"/>

<#-- Two slashes begin no comment: to others they divide. -->
<@edit from="<SINGLE_LINE_COMMENT: (\"//\"|\"--\")" to="<SINGLE_LINE_COMMENT: (\"--\")"/>

<#-- INT8 and other names of types that are no words here. -->
<@edit from="            typeNameSpec = new SqlUserDefinedTypeNameSpec(typeName, s.end(this));"
  to="            typeNameSpec = TypeNames.of(typeName, s.end(this));"/>

<#-- Which rows ALL ROWS PER MATCH shows; () in a pattern. -->
<@edit from="            rowsPerMatch = SqlMatchRecognize.RowsPerMatchOption.ALL_ROWS.symbol(s0.end(this));
        }"
  to="            MatchRows.Shown shown = MatchRows.Shown.EMPTY_MATCHES; }
        (
            <SHOW> <EMPTY> <MATCHES>
        |
            <OMIT> <EMPTY> <MATCHES> { shown = MatchRows.Shown.NONE; }
        |
            <WITH> <UNMATCHED> <ROWS> { shown = MatchRows.Shown.UNMATCHED; }
        |
            { }
        )
        {
            rowsPerMatch = new MatchRows(shown, s0.end(this));
        }"/>
<@edit from="    <LPAREN> e = PatternExpression() <RPAREN> { return e; }"
  to="    <LPAREN> { s = span(); }
    (
        e = PatternExpression() <RPAREN> { return e; }
    |
        <RPAREN> { return new SqlNodeList(s.end(this)); }
    )"/>

<#-- A column called final: before a sign it is no modifier of a measure. -->
<@edit from="        func = MatchRecognizeCallWithModifier()"
  to="        LOOKAHEAD({ getToken(2).kind != PLUS && getToken(2).kind != MINUS })
        func = MatchRecognizeCallWithModifier()"/>

<#-- DATE and DATETIME are literals only if a string follows, as Calcite has it for TIME. -->
<@edit from="    <DATE> { s = span(); } p = SimpleStringLiteral() {"
  to="    LOOKAHEAD(2)
    <DATE> { s = span(); } p = SimpleStringLiteral() {"/>
<@edit from="    <DATETIME> { s = span(); } p = SimpleStringLiteral() {"
  to="    LOOKAHEAD(2)
    <DATETIME> { s = span(); } p = SimpleStringLiteral() {"/>

<#-- Both alternatives accept COUNT, SUM, ... now; they build the same identifier. -->
<@edit from="        qualifiedName = CompoundIdentifier()
    |
        qualifiedName = ReservedFunctionName()"
  to="        LOOKAHEAD(1)
        qualifiedName = CompoundIdentifier()
    |
        qualifiedName = ReservedFunctionName()"/>
<@edit from="            id = ReservedFunctionName() { name = id.getSimple(); }"
  to="            LOOKAHEAD(1)
            id = ReservedFunctionName() { name = id.getSimple(); }"/>

<#-- The rest only tells JavaCC that the first alternative wins, which is what it does anyway. -->
<@edit from="            <WITH> <ORDINALITY> {"
  to="            LOOKAHEAD(2)
            <WITH> <ORDINALITY> {"/>
<@edit from="            val = Literal()
        |
            val = SimpleIdentifier()"
  to="            LOOKAHEAD(2)
            val = Literal()
        |
            val = SimpleIdentifier()"/>
<@edit from="        typeName = CollectionsTypeName(typeName)
    )*"
  to="        LOOKAHEAD(1)
        typeName = CollectionsTypeName(typeName)
    )*"/>
<@edit from="[ <STAR> { op = SqlStdOperatorTable.NEGATED_POSIX_REGEX"
  to="[ LOOKAHEAD(1) <STAR> { op = SqlStdOperatorTable.NEGATED_POSIX_REGEX"/>
<@edit from="[ <STAR> { op = SqlStdOperatorTable.POSIX_REGEX"
  to="[ LOOKAHEAD(1) <STAR> { op = SqlStdOperatorTable.POSIX_REGEX"/>
<#assign template = grammar?interpret>
<@template/>
