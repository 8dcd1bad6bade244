-- The tables that Calcite's scripts use, by the name of their connection.
-- schema scott
CREATE VIEW emp AS SELECT CAST(empno AS SMALLINT) AS "EMPNO", CAST(ename AS VARCHAR(10)) AS "ENAME", CAST(job AS VARCHAR(9)) AS "JOB", CAST(mgr AS SMALLINT) AS "MGR", hiredate AS "HIREDATE", CAST(sal AS DECIMAL(7, 2)) AS "SAL", CAST(comm AS DECIMAL(7, 2)) AS "COMM", CAST(deptno AS TINYINT) AS "DEPTNO" FROM (VALUES
  (7369, 'SMITH', 'CLERK', 7902, DATE '1980-12-17', 800, CAST(NULL AS INTEGER), 20),
  (7499, 'ALLEN', 'SALESMAN', 7698, DATE '1981-02-20', 1600, 300, 30),
  (7521, 'WARD', 'SALESMAN', 7698, DATE '1981-02-22', 1250, 500, 30),
  (7566, 'JONES', 'MANAGER', 7839, DATE '1981-02-04', 2975, NULL, 20),
  (7654, 'MARTIN', 'SALESMAN', 7698, DATE '1981-09-28', 1250, 1400, 30),
  (7698, 'BLAKE', 'MANAGER', 7839, DATE '1981-01-05', 2850, NULL, 30),
  (7782, 'CLARK', 'MANAGER', 7839, DATE '1981-06-09', 2450, NULL, 10),
  (7788, 'SCOTT', 'ANALYST', 7566, DATE '1987-04-19', 3000, NULL, 20),
  (7839, 'KING', 'PRESIDENT', CAST(NULL AS INTEGER), DATE '1981-11-17', 5000, NULL, 10),
  (7844, 'TURNER', 'SALESMAN', 7698, DATE '1981-09-08', 1500, 0, 30),
  (7876, 'ADAMS', 'CLERK', 7788, DATE '1987-05-23', 1100, NULL, 20),
  (7900, 'JAMES', 'CLERK', 7698, DATE '1981-12-03', 950, NULL, 30),
  (7902, 'FORD', 'ANALYST', 7566, DATE '1981-12-03', 3000, NULL, 20),
  (7934, 'MILLER', 'CLERK', 7782, DATE '1982-01-23', 1300, NULL, 10)) AS t (empno, ename, job, mgr, hiredate, sal, comm, deptno);
CREATE VIEW dept AS SELECT CAST(deptno AS TINYINT) AS "DEPTNO", CAST(dname AS VARCHAR(14)) AS "DNAME", CAST(loc AS VARCHAR(13)) AS "LOC" FROM (VALUES
  (10, 'ACCOUNTING', 'NEW YORK'), (20, 'RESEARCH', 'DALLAS'), (30, 'SALES', 'CHICAGO'), (40, 'OPERATIONS', 'BOSTON')) AS t (deptno, dname, loc);
CREATE VIEW salgrade AS SELECT grade AS "GRADE", CAST(losal AS DECIMAL(7, 2)) AS "LOSAL", CAST(hisal AS DECIMAL(7, 2)) AS "HISAL" FROM (VALUES
  (1, 700, 1200), (2, 1201, 1400), (3, 1401, 2000), (4, 2001, 3000), (5, 3001, 9999)) AS t (grade, losal, hisal);
CREATE TABLE bonus (ename VARCHAR(10), job VARCHAR(9), sal DECIMAL(7, 2), comm DECIMAL(7, 2));
CREATE VIEW DUAL AS SELECT 'X' AS "DUMMY";
-- schema post
CREATE VIEW emp AS SELECT CAST(ename AS CHAR(5)) AS ename, deptno, gender FROM (VALUES
  ('Jane', 10, 'F'), ('Bob', 10, 'M'), ('Eric', 20, 'M'), ('Susan', 30, 'F'), ('Alice', 30, 'F'),
  ('Adam', 50, 'M'), ('Eve', 50, 'F'), ('Grace', 60, 'F'), ('Wilma', CAST(NULL AS INTEGER), 'F')) AS t (ename, deptno, gender);
CREATE VIEW dept AS SELECT * FROM (VALUES (10, 'Sales'), (20, 'Marketing'), (30, 'Engineering'), (40, 'Empty')) AS t (deptno, dname);
CREATE VIEW dept30 AS SELECT * FROM dept WHERE deptno = 30;
CREATE VIEW emps_date_time AS SELECT * FROM (VALUES
  (100, 'Fred', 10, CAST(NULL AS CHAR(1)), CAST(NULL AS VARCHAR(20)), 40, 25, TRUE, FALSE, DATE '1996-08-03', TIME '16:22:34', TIMESTAMP '1996-08-03 16:22:34'),
  (110, 'Eric', 20, 'M', 'San Francisco', 3, 80, CAST(NULL AS BOOLEAN), FALSE, DATE '2001-01-01', TIME '12:20:00', TIMESTAMP '2001-01-01 12:20:00'),
  (110, 'John', 40, 'M', 'Vancouver', 2, CAST(NULL AS INTEGER), FALSE, TRUE, DATE '2002-05-03', TIME '13:12:14', TIMESTAMP '2002-05-03 13:12:14'),
  (120, 'Wilma', 20, 'F', CAST(NULL AS VARCHAR(20)), 1, 5, CAST(NULL AS BOOLEAN), TRUE, DATE '2005-09-07', TIME '06:02:04', TIMESTAMP '2005-09-07 06:02:04'),
  (130, 'Alice', 40, 'F', 'Vancouver', 2, CAST(NULL AS INTEGER), FALSE, TRUE, DATE '2007-01-01', TIME '23:09:59', TIMESTAMP '2007-01-01 23:09:59')) AS t (empno, name, deptno, gender, city, empid, age, slacker, manager, joinedat, joinetime, joinetimestamp);
CREATE VIEW emps AS SELECT empno, name, deptno, gender, city, empid, age, slacker, manager, joinedat FROM emps_date_time;
CREATE VIEW ticker AS SELECT * FROM (VALUES
  ('ACME', '2017-12-01', 12), ('ACME', '2017-12-02', 17), ('ACME', '2017-12-03', 19), ('ACME', '2017-12-04', 21),
  ('ACME', '2017-12-05', 25), ('ACME', '2017-12-06', 12), ('ACME', '2017-12-07', 15), ('ACME', '2017-12-08', 20),
  ('ACME', '2017-12-09', 24), ('ACME', '2017-12-10', 25), ('ACME', '2017-12-11', 19), ('ACME', '2017-12-12', 15),
  ('ACME', '2017-12-13', 25), ('ACME', '2017-12-14', 25), ('ACME', '2017-12-15', 14), ('ACME', '2017-12-16', 12),
  ('ACME', '2017-12-17', 14), ('ACME', '2017-12-18', 24), ('ACME', '2017-12-19', 23), ('ACME', '2017-12-20', 22)) AS t (symbol, tstamp, price);
-- schema hr
CREATE VIEW emps AS SELECT * FROM (VALUES
  (100, 10, 'Bill', CAST(10000 AS REAL), 1000), (200, 20, 'Eric', CAST(8000 AS REAL), 500),
  (150, 10, 'Sebastian', CAST(7000 AS REAL), CAST(NULL AS INTEGER)), (110, 10, 'Theodore', CAST(11500 AS REAL), 250)) AS t (empid, deptno, name, salary, commission);
CREATE VIEW depts AS
  SELECT 10 AS deptno, 'Sales' AS name,
    ARRAY[CAST(ROW(100, 10, 'Bill', 10000, 1000) AS ROW(empid INTEGER, deptno INTEGER, name VARCHAR, salary REAL, commission INTEGER)),
      CAST(ROW(150, 10, 'Sebastian', 7000, NULL) AS ROW(empid INTEGER, deptno INTEGER, name VARCHAR, salary REAL, commission INTEGER))] AS employees,
    CAST(ROW(-122, 38) AS ROW(x INTEGER, y INTEGER)) AS location
  UNION ALL SELECT 30, 'Marketing',
    CAST(ARRAY[] AS ROW(empid INTEGER, deptno INTEGER, name VARCHAR, salary REAL, commission INTEGER) ARRAY),
    CAST(ROW(0, 52) AS ROW(x INTEGER, y INTEGER))
  UNION ALL SELECT 40, 'HR',
    ARRAY[CAST(ROW(200, 20, 'Eric', 8000, 500) AS ROW(empid INTEGER, deptno INTEGER, name VARCHAR, salary REAL, commission INTEGER))],
    CAST(NULL AS ROW(x INTEGER, y INTEGER));
-- schema bookstore
CREATE VIEW authors AS
  SELECT 1 AS aid, 'Victor Hugo' AS name, ARRAY[CAST(ROW('Les Misérables', 1862) AS ROW(title VARCHAR, "year" INTEGER))] AS books
  UNION ALL SELECT 2, 'Nikos Kazantzakis', ARRAY[CAST(ROW('Zorba the Greek', 1946) AS ROW(title VARCHAR, "year" INTEGER))]
  UNION ALL SELECT 3, 'Homer', CAST(ARRAY[] AS ROW(title VARCHAR, "year" INTEGER) ARRAY);
-- schema orinoco
CREATE TABLE orders (rowtime TIMESTAMP(3), id INTEGER, product VARCHAR(10), units INTEGER, WATERMARK FOR rowtime AS rowtime);
INSERT INTO orders VALUES
  (TIMESTAMP '2015-02-15 10:15:00', 1, 'paint', 10), (TIMESTAMP '2015-02-15 10:24:15', 2, 'paper', 5),
  (TIMESTAMP '2015-02-15 10:24:45', 3, 'brush', 12), (TIMESTAMP '2015-02-15 10:58:00', 4, 'paint', 3),
  (TIMESTAMP '2015-02-15 11:10:00', 5, 'paint', 3);
-- schema catchall
CREATE VIEW "nullables" AS SELECT * FROM (VALUES ('A'), ('B'), ('C'), (CAST(NULL AS VARCHAR))) AS t ("value");
CREATE VIEW "everyTypes" AS SELECT * FROM (VALUES
  (DATE '1970-01-01', TIME '00:00:00', TIMESTAMP '1970-01-01 00:00:00', TIMESTAMP '1970-01-01 00:00:00'),
  (CAST(NULL AS DATE), CAST(NULL AS TIME), CAST(NULL AS TIMESTAMP), CAST(NULL AS TIMESTAMP))) AS t ("sqlDate", "sqlTime", "sqlTimestamp", "utilDate");
-- schema foodmart
CREATE VIEW "days" AS SELECT * FROM (VALUES
  (1, 'Sunday'), (2, 'Monday'), (3, 'Tuesday'), (4, 'Wednesday'), (5, 'Thursday'), (6, 'Friday'), (7, 'Saturday')) AS t ("day", "week_day");
-- schema geo
CREATE VIEW states AS SELECT * FROM (VALUES
  ('AZ', ST_GEOMFROMTEXT('POLYGON ((-114 37, -109.05 37, -109.05 31.33, -111.07 31.33, -114.75 32.5, -114.75 35.1, -114 37))')),
  ('CA', ST_GEOMFROMTEXT('POLYGON ((-124.25 42, -120 42, -120 39, -114.75 35.1, -114.75 32.5, -117.15 32.5, -118.3 33.75, -120.5 34.5, -122.4 37.2, -124.25 42))')),
  ('CO', ST_GEOMFROMTEXT('POLYGON ((-109.05 41, -102 41, -102 37, -109.05 37, -109.05 41))')),
  ('ID', ST_GEOMFROMTEXT('POLYGON ((-117 49, -116.05 49, -116.05 48, -114.4 46.6, -112.9 44.45, -111.05 44.45, -111.05 42, -117.03 42, -117.03 44.2, -116.5 45.5, -117 46, -117 49))')),
  ('MT', ST_GEOMFROMTEXT('POLYGON ((-116.05 49, -104.05 49, -104.05 45, -111.05 45, -111.05 44.45, -112.9 44.45, -114.4 46.6, -116.05 48, -116.05 49))')),
  ('NM', ST_GEOMFROMTEXT('POLYGON ((-109.05 37, -103 37, -103 32, -106.65 32, -106.5 31.8, -108.2 31.8, -108.2 31.33, -109.05 31.33, -109.05 37))')),
  ('NV', ST_GEOMFROMTEXT('POLYGON ((-120 42, -114 42, -114 37, -114.75 35.1, -120 39, -120 42))')),
  ('OR', ST_GEOMFROMTEXT('POLYGON ((-123.9 46.2, -122.7 45.7, -119 46, -117 46, -116.5 45.5, -117.03 44.2, -117.03 42, -124.25 42, -124.6 42.8, -123.9 46.2))')),
  ('UT', ST_GEOMFROMTEXT('POLYGON ((-114 42, -111.05 42, -111.05 41, -109.05 41, -109.05 37, -114 37, -114 42))')),
  ('WA', ST_GEOMFROMTEXT('POLYGON ((-124.8 48.4, -123.2 48.2, -123.2 49, -117 49, -117 46, -119 46, -122.7 45.7, -123.9 46.2, -124.8 48.4))')),
  ('WY', ST_GEOMFROMTEXT('POLYGON ((-111.05 45, -104.05 45, -104.05 41, -111.05 41, -111.05 45))'))
) AS t (name, geom);
CREATE VIEW parks AS SELECT * FROM (VALUES
  ('Death Valley NP', ST_GEOMFROMTEXT('POLYGON ((-118.2 37.3, -117 37, -116.3 35.7, -117 35.7, -117.2 36.2, -117.8 36.4, -118.2 37.3))')),
  ('Yellowstone NP', ST_GEOMFROMTEXT('POLYGON ((-111.2 45.1, -109.3 45.1, -109.3 44.1, -109 43.8, -110 43, -111.2 43.4, -111.2 45.1))')),
  ('Yosemite NP', ST_GEOMFROMTEXT('POLYGON ((-120.2 38, -119.3 38.2, -119 37.7, -119.9 37.6, -120.2 38))'))
) AS t (name, geom);
