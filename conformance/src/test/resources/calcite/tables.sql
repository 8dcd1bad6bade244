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
CREATE VIEW "store" AS SELECT * FROM (VALUES
  (0, 'HeadQuarters', 'HQ', 'Alameda', CAST(NULL AS INTEGER), CAST(NULL AS INTEGER), FALSE),
  (1, 'Supermarket', 'Store 1', 'Acapulco', 23593, 17475, FALSE), (2, 'Small Grocery', 'Store 2', 'Bellingham', 28206, 22271, FALSE),
  (3, 'Supermarket', 'Store 3', 'Bremerton', 39696, 24390, FALSE), (4, 'Gourmet Supermarket', 'Store 4', 'Camacho', 23759, 16844, TRUE),
  (5, 'Small Grocery', 'Store 5', 'Guadalajara', 24597, 15012, FALSE), (6, 'Gourmet Supermarket', 'Store 6', 'Beverly Hills', 23688, 15337, TRUE),
  (7, 'Supermarket', 'Store 7', 'Los Angeles', 23598, 14210, TRUE), (8, 'Deluxe Supermarket', 'Store 8', 'Merida', 30797, 20141, TRUE),
  (9, 'Mid-Size Grocery', 'Store 9', 'Mexico City', 36509, 22450, FALSE), (10, 'Supermarket', 'Store 10', 'Orizaba', 34791, 26354, FALSE),
  (11, 'Supermarket', 'Store 11', 'Portland', 20319, 16232, FALSE), (12, 'Deluxe Supermarket', 'Store 12', 'Hidalgo', 30584, 21938, TRUE),
  (13, 'Deluxe Supermarket', 'Store 13', 'Salem', 27694, 18670, TRUE), (14, 'Small Grocery', 'Store 14', 'San Francisco', 22478, 15321, FALSE),
  (15, 'Supermarket', 'Store 15', 'Seattle', 21215, 13305, FALSE), (16, 'Supermarket', 'Store 16', 'Spokane', 30268, 22063, FALSE),
  (17, 'Deluxe Supermarket', 'Store 17', 'Tacoma', 33858, 22123, TRUE), (18, 'Mid-Size Grocery', 'Store 18', 'Hidalgo', 38382, 30351, FALSE),
  (19, 'Deluxe Supermarket', 'Store 19', 'Vancouver', 23112, 16418, TRUE), (20, 'Mid-Size Grocery', 'Store 20', 'Victoria', 34452, 27463, TRUE),
  (21, 'Deluxe Supermarket', 'Store 21', 'San Andres', NULL, NULL, TRUE), (22, 'Small Grocery', 'Store 22', 'Walla Walla', NULL, NULL, FALSE),
  (23, 'Mid-Size Grocery', 'Store 23', 'Yakima', NULL, NULL, FALSE), (24, 'Supermarket', 'Store 24', 'San Diego', NULL, NULL, TRUE)) AS t ("store_id", "store_type", "store_name", "store_city", "store_sqft", "grocery_sqft", "florist");
-- The first twenty of them.
CREATE VIEW "employee" AS SELECT * FROM (VALUES
  (1, 'Sheri Nowmer', 'President'), (2, 'Derrick Whelply', 'VP Country Manager'), (4, 'Michael Spence', 'VP Country Manager'),
  (5, 'Maya Gutierrez', 'VP Country Manager'), (6, 'Roberta Damstra', 'VP Information Systems'), (7, 'Rebecca Kanagaki', 'VP Human Resources'),
  (8, 'Kim Brunner', 'Store Manager'), (9, 'Brenda Blumberg', 'Store Manager'), (10, 'Darren Stanz', 'VP Finance'),
  (11, 'Jonathan Murraiin', 'Store Manager'), (12, 'Jewel Creek', 'Store Manager'), (13, 'Peggy Medina', 'Store Manager'),
  (14, 'Bryan Rutledge', 'Store Manager'), (15, 'Walter Cavestany', 'Store Manager'), (16, 'Peggy Planck', 'Store Manager'),
  (17, 'Brenda Marshall', 'Store Manager'), (18, 'Daniel Wolter', 'Store Manager'), (19, 'Dianne Collins', 'Store Manager'),
  (20, 'Beverly Baker', 'VP Country Manager'), (21, 'Pedro Castillo', 'VP Country Manager')) AS t ("employee_id", "full_name", "position_title");
-- schema geo
CREATE VIEW "countries" AS SELECT * FROM (VALUES
  ('AD', 42.546245e0, 1.601554e0, 'Andorra'), ('AE', 23.424076e0, 53.847818e0, 'United Arab Emirates'), ('AF', 33.93911e0, 67.709953e0, 'Afghanistan'),
  ('AG', 17.060816e0, -61.796428e0, 'Antigua and Barbuda'), ('AI', 18.220554e0, -63.068615e0, 'Anguilla'), ('AL', 41.153332e0, 20.168331e0, 'Albania'),
  ('AM', 40.069099e0, 45.038189e0, 'Armenia'), ('AN', 12.226079e0, -69.060087e0, 'Netherlands Antilles'), ('AO', -11.202692e0, 17.873887e0, 'Angola'),
  ('AQ', -75.250973e0, -0.071389e0, 'Antarctica'), ('AR', -38.416097e0, -63.616672e0, 'Argentina'),
  ('AS', -14.270972e0, -170.132217e0, 'American Samoa'), ('AT', 47.516231e0, 14.550072e0, 'Austria'), ('AU', -25.274398e0, 133.775136e0, 'Australia'),
  ('AW', 12.52111e0, -69.968338e0, 'Aruba'), ('AZ', 40.143105e0, 47.576927e0, 'Azerbaijan'),
  ('BA', 43.915886e0, 17.679076e0, 'Bosnia and Herzegovina'), ('BB', 13.193887e0, -59.543198e0, 'Barbados'),
  ('BD', 23.684994e0, 90.356331e0, 'Bangladesh'), ('BE', 50.503887e0, 4.469936e0, 'Belgium'), ('BF', 12.238333e0, -1.561593e0, 'Burkina Faso'),
  ('BG', 42.733883e0, 25.48583e0, 'Bulgaria'), ('BH', 25.930414e0, 50.637772e0, 'Bahrain'), ('BI', -3.373056e0, 29.918886e0, 'Burundi'),
  ('BJ', 9.30769e0, 2.315834e0, 'Benin'), ('BM', 32.321384e0, -64.75737e0, 'Bermuda'), ('BN', 4.535277e0, 114.727669e0, 'Brunei'),
  ('BO', -16.290154e0, -63.588653e0, 'Bolivia'), ('BR', -14.235004e0, -51.92528e0, 'Brazil'), ('BS', 25.03428e0, -77.39628e0, 'Bahamas'),
  ('BT', 27.514162e0, 90.433601e0, 'Bhutan'), ('BV', -54.423199e0, 3.413194e0, 'Bouvet Island'), ('BW', -22.328474e0, 24.684866e0, 'Botswana'),
  ('BY', 53.709807e0, 27.953389e0, 'Belarus'), ('BZ', 17.189877e0, -88.49765e0, 'Belize'), ('CA', 56.130366e0, -106.346771e0, 'Canada'),
  ('CC', -12.164165e0, 96.870956e0, 'Cocos [Keeling] Islands'), ('CD', -4.038333e0, 21.758664e0, 'Congo [DRC]'),
  ('CF', 6.611111e0, 20.939444e0, 'Central African Republic'), ('CG', -0.228021e0, 15.827659e0, 'Congo [Republic]'),
  ('CH', 46.818188e0, 8.227512e0, 'Switzerland'), ('CI', 7.539989e0, -5.54708e0, 'Côte d''Ivoire'),
  ('CK', -21.236736e0, -159.777671e0, 'Cook Islands'), ('CL', -35.675147e0, -71.542969e0, 'Chile'), ('CM', 7.369722e0, 12.354722e0, 'Cameroon'),
  ('CN', 35.86166e0, 104.195397e0, 'China'), ('CO', 4.570868e0, -74.297333e0, 'Colombia'), ('CR', 9.748917e0, -83.753428e0, 'Costa Rica'),
  ('CU', 21.521757e0, -77.781167e0, 'Cuba'), ('CV', 16.002082e0, -24.013197e0, 'Cape Verde'), ('CX', -10.447525e0, 105.690449e0, 'Christmas Island'),
  ('CY', 35.126413e0, 33.429859e0, 'Cyprus'), ('CZ', 49.817492e0, 15.472962e0, 'Czech Republic'), ('DE', 51.165691e0, 10.451526e0, 'Germany'),
  ('DJ', 11.825138e0, 42.590275e0, 'Djibouti'), ('DK', 56.26392e0, 9.501785e0, 'Denmark'), ('DM', 15.414999e0, -61.370976e0, 'Dominica'),
  ('DO', 18.735693e0, -70.162651e0, 'Dominican Republic'), ('DZ', 28.033886e0, 1.659626e0, 'Algeria'), ('EC', -1.831239e0, -78.183406e0, 'Ecuador'),
  ('EE', 58.595272e0, 25.013607e0, 'Estonia'), ('EG', 26.820553e0, 30.802498e0, 'Egypt'), ('EH', 24.215527e0, -12.885834e0, 'Western Sahara'),
  ('ER', 15.179384e0, 39.782334e0, 'Eritrea'), ('ES', 40.463667e0, -3.74922e0, 'Spain'), ('ET', 9.145e0, 40.489673e0, 'Ethiopia'),
  ('FI', 61.92411e0, 25.748151e0, 'Finland'), ('FJ', -16.578193e0, 179.414413e0, 'Fiji'),
  ('FK', -51.796253e0, -59.523613e0, 'Falkland Islands [Islas Malvinas]'), ('FM', 7.425554e0, 150.550812e0, 'Micronesia'),
  ('FO', 61.892635e0, -6.911806e0, 'Faroe Islands'), ('FR', 46.227638e0, 2.213749e0, 'France'), ('GA', -0.803689e0, 11.609444e0, 'Gabon'),
  ('GB', 55.378051e0, -3.435973e0, 'United Kingdom'), ('GD', 12.262776e0, -61.604171e0, 'Grenada'), ('GE', 42.315407e0, 43.356892e0, 'Georgia'),
  ('GF', 3.933889e0, -53.125782e0, 'French Guiana'), ('GG', 49.465691e0, -2.585278e0, 'Guernsey'), ('GH', 7.946527e0, -1.023194e0, 'Ghana'),
  ('GI', 36.137741e0, -5.345374e0, 'Gibraltar'), ('GL', 71.706936e0, -42.604303e0, 'Greenland'), ('GM', 13.443182e0, -15.310139e0, 'Gambia'),
  ('GN', 9.945587e0, -9.696645e0, 'Guinea'), ('GP', 16.995971e0, -62.067641e0, 'Guadeloupe'), ('GQ', 1.650801e0, 10.267895e0, 'Equatorial Guinea'),
  ('GR', 39.074208e0, 21.824312e0, 'Greece'), ('GS', -54.429579e0, -36.587909e0, 'South Georgia and the South Sandwich Islands'),
  ('GT', 15.783471e0, -90.230759e0, 'Guatemala'), ('GU', 13.444304e0, 144.793731e0, 'Guam'), ('GW', 11.803749e0, -15.180413e0, 'Guinea-Bissau'),
  ('GY', 4.860416e0, -58.93018e0, 'Guyana'), ('GZ', 31.354676e0, 34.308825e0, 'Gaza Strip'), ('HK', 22.396428e0, 114.109497e0, 'Hong Kong'),
  ('HM', -53.08181e0, 73.504158e0, 'Heard Island and McDonald Islands'), ('HN', 15.199999e0, -86.241905e0, 'Honduras'),
  ('HR', 45.1e0, 15.2e0, 'Croatia'), ('HT', 18.971187e0, -72.285215e0, 'Haiti'), ('HU', 47.162494e0, 19.503304e0, 'Hungary'),
  ('ID', -0.789275e0, 113.921327e0, 'Indonesia'), ('IE', 53.41291e0, -8.24389e0, 'Ireland'), ('IL', 31.046051e0, 34.851612e0, 'Israel'),
  ('IM', 54.236107e0, -4.548056e0, 'Isle of Man'), ('IN', 20.593684e0, 78.96288e0, 'India'),
  ('IO', -6.343194e0, 71.876519e0, 'British Indian Ocean Territory'), ('IQ', 33.223191e0, 43.679291e0, 'Iraq'),
  ('IR', 32.427908e0, 53.688046e0, 'Iran'), ('IS', 64.963051e0, -19.020835e0, 'Iceland'), ('IT', 41.87194e0, 12.56738e0, 'Italy'),
  ('JE', 49.214439e0, -2.13125e0, 'Jersey'), ('JM', 18.109581e0, -77.297508e0, 'Jamaica'), ('JO', 30.585164e0, 36.238414e0, 'Jordan'),
  ('JP', 36.204824e0, 138.252924e0, 'Japan'), ('KE', -0.023559e0, 37.906193e0, 'Kenya'), ('KG', 41.20438e0, 74.766098e0, 'Kyrgyzstan'),
  ('KH', 12.565679e0, 104.990963e0, 'Cambodia'), ('KI', -3.370417e0, -168.734039e0, 'Kiribati'), ('KM', -11.875001e0, 43.872219e0, 'Comoros'),
  ('KN', 17.357822e0, -62.782998e0, 'Saint Kitts and Nevis'), ('KP', 40.339852e0, 127.510093e0, 'North Korea'),
  ('KR', 35.907757e0, 127.766922e0, 'South Korea'), ('KW', 29.31166e0, 47.481766e0, 'Kuwait'), ('KY', 19.513469e0, -80.566956e0, 'Cayman Islands'),
  ('KZ', 48.019573e0, 66.923684e0, 'Kazakhstan'), ('LA', 19.85627e0, 102.495496e0, 'Laos'), ('LB', 33.854721e0, 35.862285e0, 'Lebanon'),
  ('LC', 13.909444e0, -60.978893e0, 'Saint Lucia'), ('LI', 47.166e0, 9.555373e0, 'Liechtenstein'), ('LK', 7.873054e0, 80.771797e0, 'Sri Lanka'),
  ('LR', 6.428055e0, -9.429499e0, 'Liberia'), ('LS', -29.609988e0, 28.233608e0, 'Lesotho'), ('LT', 55.169438e0, 23.881275e0, 'Lithuania'),
  ('LU', 49.815273e0, 6.129583e0, 'Luxembourg'), ('LV', 56.879635e0, 24.603189e0, 'Latvia'), ('LY', 26.3351e0, 17.228331e0, 'Libya'),
  ('MA', 31.791702e0, -7.09262e0, 'Morocco'), ('MC', 43.750298e0, 7.412841e0, 'Monaco'), ('MD', 47.411631e0, 28.369885e0, 'Moldova'),
  ('ME', 42.708678e0, 19.37439e0, 'Montenegro'), ('MG', -18.766947e0, 46.869107e0, 'Madagascar'), ('MH', 7.131474e0, 171.184478e0, 'Marshall Islands'),
  ('MK', 41.608635e0, 21.745275e0, 'Macedonia [FYROM]'), ('ML', 17.570692e0, -3.996166e0, 'Mali'), ('MM', 21.913965e0, 95.956223e0, 'Myanmar [Burma]'),
  ('MN', 46.862496e0, 103.846656e0, 'Mongolia'), ('MO', 22.198745e0, 113.543873e0, 'Macau'),
  ('MP', 17.33083e0, 145.38469e0, 'Northern Mariana Islands'), ('MQ', 14.641528e0, -61.024174e0, 'Martinique'),
  ('MR', 21.00789e0, -10.940835e0, 'Mauritania'), ('MS', 16.742498e0, -62.187366e0, 'Montserrat'), ('MT', 35.937496e0, 14.375416e0, 'Malta'),
  ('MU', -20.348404e0, 57.552152e0, 'Mauritius'), ('MV', 3.202778e0, 73.22068e0, 'Maldives'), ('MW', -13.254308e0, 34.301525e0, 'Malawi'),
  ('MX', 23.634501e0, -102.552784e0, 'Mexico'), ('MY', 4.210484e0, 101.975766e0, 'Malaysia'), ('MZ', -18.665695e0, 35.529562e0, 'Mozambique'),
  ('NA', -22.95764e0, 18.49041e0, 'Namibia'), ('NC', -20.904305e0, 165.618042e0, 'New Caledonia'), ('NE', 17.607789e0, 8.081666e0, 'Niger'),
  ('NF', -29.040835e0, 167.954712e0, 'Norfolk Island'), ('NG', 9.081999e0, 8.675277e0, 'Nigeria'), ('NI', 12.865416e0, -85.207229e0, 'Nicaragua'),
  ('NL', 52.132633e0, 5.291266e0, 'Netherlands'), ('NO', 60.472024e0, 8.468946e0, 'Norway'), ('NP', 28.394857e0, 84.124008e0, 'Nepal'),
  ('NR', -0.522778e0, 166.931503e0, 'Nauru'), ('NU', -19.054445e0, -169.867233e0, 'Niue'), ('NZ', -40.900557e0, 174.885971e0, 'New Zealand'),
  ('OM', 21.512583e0, 55.923255e0, 'Oman'), ('PA', 8.537981e0, -80.782127e0, 'Panama'), ('PE', -9.189967e0, -75.015152e0, 'Peru'),
  ('PF', -17.679742e0, -149.406843e0, 'French Polynesia'), ('PG', -6.314993e0, 143.95555e0, 'Papua New Guinea'),
  ('PH', 12.879721e0, 121.774017e0, 'Philippines'), ('PK', 30.375321e0, 69.345116e0, 'Pakistan'), ('PL', 51.919438e0, 19.145136e0, 'Poland'),
  ('PM', 46.941936e0, -56.27111e0, 'Saint Pierre and Miquelon'), ('PN', -24.703615e0, -127.439308e0, 'Pitcairn Islands'),
  ('PR', 18.220833e0, -66.590149e0, 'Puerto Rico'), ('PS', 31.952162e0, 35.233154e0, 'Palestinian Territories'),
  ('PT', 39.399872e0, -8.224454e0, 'Portugal'), ('PW', 7.51498e0, 134.58252e0, 'Palau'), ('PY', -23.442503e0, -58.443832e0, 'Paraguay'),
  ('QA', 25.354826e0, 51.183884e0, 'Qatar'), ('RE', -21.115141e0, 55.536384e0, 'Réunion'), ('RO', 45.943161e0, 24.96676e0, 'Romania'),
  ('RS', 44.016521e0, 21.005859e0, 'Serbia'), ('RU', 61.52401e0, 105.318756e0, 'Russia'), ('RW', -1.940278e0, 29.873888e0, 'Rwanda'),
  ('SA', 23.885942e0, 45.079162e0, 'Saudi Arabia'), ('SB', -9.64571e0, 160.156194e0, 'Solomon Islands'),
  ('SC', -4.679574e0, 55.491977e0, 'Seychelles'), ('SD', 12.862807e0, 30.217636e0, 'Sudan'), ('SE', 60.128161e0, 18.643501e0, 'Sweden'),
  ('SG', 1.352083e0, 103.819836e0, 'Singapore'), ('SH', -24.143474e0, -10.030696e0, 'Saint Helena'), ('SI', 46.151241e0, 14.995463e0, 'Slovenia'),
  ('SJ', 77.553604e0, 23.670272e0, 'Svalbard and Jan Mayen'), ('SK', 48.669026e0, 19.699024e0, 'Slovakia'),
  ('SL', 8.460555e0, -11.779889e0, 'Sierra Leone'), ('SM', 43.94236e0, 12.457777e0, 'San Marino'), ('SN', 14.497401e0, -14.452362e0, 'Senegal'),
  ('SO', 5.152149e0, 46.199616e0, 'Somalia'), ('SR', 3.919305e0, -56.027783e0, 'Suriname'), ('ST', 0.18636e0, 6.613081e0, 'São Tomé and Príncipe'),
  ('SV', 13.794185e0, -88.89653e0, 'El Salvador'), ('SY', 34.802075e0, 38.996815e0, 'Syria'), ('SZ', -26.522503e0, 31.465866e0, 'Swaziland'),
  ('TC', 21.694025e0, -71.797928e0, 'Turks and Caicos Islands'), ('TD', 15.454166e0, 18.732207e0, 'Chad'),
  ('TF', -49.280366e0, 69.348557e0, 'French Southern Territories'), ('TG', 8.619543e0, 0.824782e0, 'Togo'),
  ('TH', 15.870032e0, 100.992541e0, 'Thailand'), ('TJ', 38.861034e0, 71.276093e0, 'Tajikistan'), ('TK', -8.967363e0, -171.855881e0, 'Tokelau'),
  ('TL', -8.874217e0, 125.727539e0, 'Timor-Leste'), ('TM', 38.969719e0, 59.556278e0, 'Turkmenistan'), ('TN', 33.886917e0, 9.537499e0, 'Tunisia'),
  ('TO', -21.178986e0, -175.198242e0, 'Tonga'), ('TR', 38.963745e0, 35.243322e0, 'Turkey'), ('TT', 10.691803e0, -61.222503e0, 'Trinidad and Tobago'),
  ('TV', -7.109535e0, 177.64933e0, 'Tuvalu'), ('TW', 23.69781e0, 120.960515e0, 'Taiwan'), ('TZ', -6.369028e0, 34.888822e0, 'Tanzania'),
  ('UA', 48.379433e0, 31.16558e0, 'Ukraine'), ('UG', 1.373333e0, 32.290275e0, 'Uganda'), ('UM', CAST(NULL AS DOUBLE), CAST(NULL AS DOUBLE), 'U.S.Minor Outlying Islands'),
  ('US', 37.09024e0, -95.712891e0, 'United States'), ('UY', -32.522779e0, -55.765835e0, 'Uruguay'), ('UZ', 41.377491e0, 64.585262e0, 'Uzbekistan'),
  ('VA', 41.902916e0, 12.453389e0, 'Vatican City'), ('VC', 12.984305e0, -61.287228e0, 'Saint Vincent and the Grenadines'),
  ('VE', 6.42375e0, -66.58973e0, 'Venezuela'), ('VG', 18.420695e0, -64.639968e0, 'British Virgin Islands'),
  ('VI', 18.335765e0, -64.896335e0, 'U.S. Virgin Islands'), ('VN', 14.058324e0, 108.277199e0, 'Vietnam'),
  ('VU', -15.376706e0, 166.959158e0, 'Vanuatu'), ('WF', -13.768752e0, -177.156097e0, 'Wallis and Futuna'),
  ('WS', -13.759029e0, -172.104629e0, 'Samoa'), ('XK', 42.602636e0, 20.902977e0, 'Kosovo'), ('YE', 15.552727e0, 48.516388e0, 'Yemen'),
  ('YT', -12.8275e0, 45.166244e0, 'Mayotte'), ('ZA', -30.559482e0, 22.937506e0, 'South Africa'), ('ZM', -13.133897e0, 27.849332e0, 'Zambia'),
  ('ZW', -19.015438e0, 29.154857e0, 'Zimbabwe')) AS t ("country", "latitude", "longitude", "name");
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
