-- The system catalog that clients of PostgreSQL read when they connect: what there is of it here, and empty tables for the rest.
CREATE TYPE regclass AS BIGINT; CREATE TYPE regtype AS BIGINT; CREATE TYPE regproc AS BIGINT; CREATE TYPE regprocedure AS BIGINT; CREATE TYPE regnamespace AS BIGINT;
CREATE TYPE regrole AS BIGINT; CREATE TYPE regoper AS BIGINT; CREATE TYPE xid AS BIGINT; CREATE TYPE name AS VARCHAR; CREATE TYPE pg_node_tree AS VARCHAR; CREATE TYPE oidvector AS VARCHAR;

CREATE TABLE pg_namespace AS SELECT * FROM (VALUES (11::BIGINT, 'pg_catalog', 10::BIGINT, NULL::VARCHAR), (2200, 'public', 10, NULL), (13000, 'information_schema', 10, NULL)) t(oid, nspname, nspowner, nspacl);
CREATE TABLE pg_roles AS SELECT 10::BIGINT AS oid, 'monitor' AS rolname, false AS rolsuper, true AS rolinherit, false AS rolcreaterole, false AS rolcreatedb, false AS rolcanlogin, false AS rolreplication,
  -1 AS rolconnlimit, NULL::VARCHAR AS rolpassword, NULL::TIMESTAMP AS rolvaliduntil, false AS rolbypassrls, NULL::VARCHAR[] AS rolconfig;
CREATE VIEW pg_authid AS FROM pg_roles;
CREATE VIEW pg_user AS SELECT rolname AS usename, oid AS usesysid, false AS usecreatedb, false AS usesuper, false AS userepl, false AS usebypassrls, NULL::VARCHAR AS passwd, NULL::TIMESTAMP AS valuntil, NULL::VARCHAR[] AS useconfig FROM pg_roles;
CREATE TABLE pg_database AS SELECT 5::BIGINT AS oid, 'monitor' AS datname, 10::BIGINT AS datdba, 6 AS encoding, 'c' AS datlocprovider, false AS datistemplate, true AS datallowconn, -1 AS datconnlimit, 0::BIGINT AS datfrozenxid,
  0::BIGINT AS datminmxid, 1663::BIGINT AS dattablespace, 'C.UTF-8' AS datcollate, 'C.UTF-8' AS datctype, NULL::VARCHAR AS daticulocale, NULL::VARCHAR AS datcollversion, NULL::VARCHAR AS datacl, 0::BIGINT AS datlastsysoid;
CREATE TABLE pg_tablespace AS SELECT 1663::BIGINT AS oid, 'pg_default' AS spcname, 10::BIGINT AS spcowner, NULL::VARCHAR AS spcacl, NULL::VARCHAR[] AS spcoptions;
CREATE TABLE pg_am AS SELECT 2::BIGINT AS oid, 'heap' AS amname, 0::BIGINT AS amhandler, 't' AS amtype;
CREATE TABLE pg_collation AS SELECT 100::BIGINT AS oid, 'default' AS collname, 11::BIGINT AS collnamespace, 10::BIGINT AS collowner, 'd' AS collprovider, true AS collisdeterministic, -1 AS collencoding, NULL::VARCHAR AS collcollate, NULL::VARCHAR AS collctype, NULL::VARCHAR AS colliculocale, NULL::VARCHAR AS collversion;
CREATE TABLE pg_language AS SELECT 14::BIGINT AS oid, 'sql' AS lanname, 10::BIGINT AS lanowner, false AS lanispl, true AS lanpltrusted, 0::BIGINT AS lanplcallfoid, 0::BIGINT AS laninline, 0::BIGINT AS lanvalidator, NULL::VARCHAR AS lanacl;

CREATE TABLE pg_type AS
  SELECT t.oid::BIGINT AS oid, typname, 11::BIGINT AS typnamespace, 10::BIGINT AS typowner, typlen, typlen BETWEEN 1 AND 8 AS typbyval, 'b' AS typtype, typcategory, typcategory IN ('S', 'N') AS typispreferred, true AS typisdefined, ',' AS typdelim,
    0::BIGINT AS typrelid, 0::BIGINT AS typsubscript, 0::BIGINT AS typelem, typarray::BIGINT AS typarray, 0::BIGINT AS typinput, 0::BIGINT AS typoutput, 0::BIGINT AS typreceive, 0::BIGINT AS typsend, 0::BIGINT AS typmodin, 0::BIGINT AS typmodout, 0::BIGINT AS typanalyze,
    'i' AS typalign, 'p' AS typstorage, false AS typnotnull, 0::BIGINT AS typbasetype, -1 AS typtypmod, 0 AS typndims, 0::BIGINT AS typcollation, NULL::VARCHAR AS typdefaultbin, NULL::VARCHAR AS typdefault, NULL::VARCHAR AS typacl, sqlname
  FROM (VALUES (16, 'bool', 1, 'B', 1000, 'boolean'), (18, 'char', 1, 'Z', 1002, '"char"'), (19, 'name', 64, 'S', 1003, 'name'), (20, 'int8', 8, 'N', 1016, 'bigint'), (21, 'int2', 2, 'N', 1005, 'smallint'), (23, 'int4', 4, 'N', 1007, 'integer'),
    (25, 'text', -1, 'S', 1009, 'text'), (26, 'oid', 4, 'N', 1028, 'oid'), (114, 'json', -1, 'U', 199, 'json'), (700, 'float4', 4, 'N', 1021, 'real'), (701, 'float8', 8, 'N', 1022, 'double precision'), (705, 'unknown', -2, 'X', 0, 'unknown'),
    (1042, 'bpchar', -1, 'S', 1014, 'character'), (1043, 'varchar', -1, 'S', 1015, 'character varying'), (1082, 'date', 4, 'D', 1182, 'date'), (1114, 'timestamp', 8, 'D', 1115, 'timestamp without time zone'), (1184, 'timestamptz', 8, 'D', 1185, 'timestamp with time zone'),
    (1700, 'numeric', -1, 'N', 1231, 'numeric'), (2205, 'regclass', 4, 'N', 2210, 'regclass')) t(oid, typname, typlen, typcategory, typarray, sqlname);

CREATE TABLE pg_class AS
  SELECT r.oid, r.name AS relname, 2200::BIGINT AS relnamespace, 0::BIGINT AS reltype, 0::BIGINT AS reloftype, 10::BIGINT AS relowner, 2::BIGINT AS relam, 0::BIGINT AS relfilenode, 0::BIGINT AS reltablespace, 0 AS relpages, -1::FLOAT AS reltuples, 0 AS relallvisible,
    0::BIGINT AS reltoastrelid, false AS relhasindex, false AS relisshared, 'p' AS relpersistence, 'r' AS relkind, (SELECT count(*)::INTEGER FROM given_column c WHERE c.relation = r.name) AS relnatts, 0 AS relchecks, false AS relhasrules, false AS relhastriggers,
    false AS relhassubclass, false AS relrowsecurity, false AS relforcerowsecurity, true AS relispopulated, 'n' AS relreplident, false AS relispartition, 0::BIGINT AS relrewrite, 0::BIGINT AS relfrozenxid, 0::BIGINT AS relminmxid, NULL::VARCHAR AS relacl, NULL::VARCHAR[] AS reloptions, NULL::VARCHAR AS relpartbound, false AS relhasoids
  FROM given_relation r;
CREATE TABLE pg_attribute AS
  SELECT r.oid AS attrelid, c.name AS attname, c.type_oid AS atttypid, -1 AS attstattarget, t.typlen AS attlen, c.number AS attnum, 0 AS attndims, -1 AS attcacheoff, -1 AS atttypmod, t.typbyval AS attbyval, 'p' AS attstorage, '' AS attcompression, 'i' AS attalign, false AS attnotnull, false AS atthasdef,
    false AS atthasmissing, '' AS attidentity, '' AS attgenerated, false AS attisdropped, true AS attislocal, 0 AS attinhcount, 0::BIGINT AS attcollation, NULL::VARCHAR AS attacl, NULL::VARCHAR[] AS attoptions, NULL::VARCHAR[] AS attfdwoptions, NULL::VARCHAR AS attmissingval
  FROM given_column c JOIN given_relation r ON r.name = c.relation JOIN pg_type t ON t.oid = c.type_oid;
CREATE TABLE pg_description AS
  SELECT oid AS objoid, 1259::BIGINT AS classoid, 0 AS objsubid, comment AS description FROM given_relation
  UNION ALL SELECT r.oid, 1259, c.number, c.comment FROM given_column c JOIN given_relation r ON r.name = c.relation;
CREATE TABLE pg_settings AS SELECT name, setting, NULL::VARCHAR AS unit, 'Client' AS category, name AS short_desc, 'user' AS context, 'string' AS vartype, 'default' AS source, setting AS boot_val, setting AS reset_val, NULL::VARCHAR AS min_val, NULL::VARCHAR AS max_val, NULL::VARCHAR[] AS enumvals, false AS pending_restart FROM given_setting;
CREATE VIEW pg_tables AS SELECT 'public' AS schemaname, relname AS tablename, 'monitor' AS tableowner, NULL::VARCHAR AS tablespace, false AS hasindexes, false AS hasrules, false AS hastriggers, false AS rowsecurity FROM pg_class;

CREATE TABLE pg_attrdef(oid BIGINT, adrelid BIGINT, adnum INTEGER, adbin VARCHAR);
CREATE TABLE pg_index(indexrelid BIGINT, indrelid BIGINT, indnatts INTEGER, indnkeyatts INTEGER, indisunique BOOLEAN, indnullsnotdistinct BOOLEAN, indisprimary BOOLEAN, indisexclusion BOOLEAN, indimmediate BOOLEAN, indisclustered BOOLEAN, indisvalid BOOLEAN, indcheckxmin BOOLEAN, indisready BOOLEAN, indislive BOOLEAN, indisreplident BOOLEAN, indkey INTEGER[], indcollation BIGINT[], indclass BIGINT[], indoption INTEGER[], indexprs VARCHAR, indpred VARCHAR);
CREATE TABLE pg_constraint(oid BIGINT, conname VARCHAR, connamespace BIGINT, contype VARCHAR, condeferrable BOOLEAN, condeferred BOOLEAN, convalidated BOOLEAN, conrelid BIGINT, contypid BIGINT, conindid BIGINT, conparentid BIGINT, confrelid BIGINT, confupdtype VARCHAR, confdeltype VARCHAR, confmatchtype VARCHAR, conislocal BOOLEAN, coninhcount INTEGER, connoinherit BOOLEAN, conkey INTEGER[], confkey INTEGER[], conbin VARCHAR);
CREATE TABLE pg_inherits(inhrelid BIGINT, inhparent BIGINT, inhseqno INTEGER, inhdetachpending BOOLEAN);
CREATE TABLE pg_proc(oid BIGINT, proname VARCHAR, pronamespace BIGINT, proowner BIGINT, prolang BIGINT, procost FLOAT, prorows FLOAT, provariadic BIGINT, prosupport BIGINT, prokind VARCHAR, prosecdef BOOLEAN, proleakproof BOOLEAN, proisstrict BOOLEAN, proretset BOOLEAN, provolatile VARCHAR, proparallel VARCHAR, pronargs INTEGER, pronargdefaults INTEGER, prorettype BIGINT, proargtypes BIGINT[], proallargtypes BIGINT[], proargmodes VARCHAR[], proargnames VARCHAR[], proargdefaults VARCHAR, prosrc VARCHAR, probin VARCHAR, proconfig VARCHAR[], proacl VARCHAR);
CREATE TABLE pg_enum(oid BIGINT, enumtypid BIGINT, enumsortorder FLOAT, enumlabel VARCHAR);
CREATE TABLE pg_range(rngtypid BIGINT, rngsubtype BIGINT, rngmultitypid BIGINT, rngcollation BIGINT, rngsubopc BIGINT, rngcanonical BIGINT, rngsubdiff BIGINT);
CREATE TABLE pg_extension(oid BIGINT, extname VARCHAR, extowner BIGINT, extnamespace BIGINT, extrelocatable BOOLEAN, extversion VARCHAR, extconfig BIGINT[], extcondition VARCHAR[]);
CREATE TABLE pg_foreign_table(ftrelid BIGINT, ftserver BIGINT, ftoptions VARCHAR[]);
CREATE TABLE pg_foreign_server(oid BIGINT, srvname VARCHAR, srvowner BIGINT, srvfdw BIGINT, srvtype VARCHAR, srvversion VARCHAR, srvacl VARCHAR, srvoptions VARCHAR[]);
CREATE TABLE pg_foreign_data_wrapper(oid BIGINT, fdwname VARCHAR, fdwowner BIGINT, fdwhandler BIGINT, fdwvalidator BIGINT, fdwacl VARCHAR, fdwoptions VARCHAR[]);
CREATE TABLE pg_trigger(oid BIGINT, tgrelid BIGINT, tgparentid BIGINT, tgname VARCHAR, tgfoid BIGINT, tgtype INTEGER, tgenabled VARCHAR, tgisinternal BOOLEAN, tgconstrrelid BIGINT, tgconstrindid BIGINT, tgconstraint BIGINT, tgdeferrable BOOLEAN, tginitdeferred BOOLEAN, tgnargs INTEGER, tgattr VARCHAR, tgargs VARCHAR, tgqual VARCHAR, tgoldtable VARCHAR, tgnewtable VARCHAR);
CREATE TABLE pg_rewrite(oid BIGINT, rulename VARCHAR, ev_class BIGINT, ev_type VARCHAR, ev_enabled VARCHAR, is_instead BOOLEAN, ev_qual VARCHAR, ev_action VARCHAR);
CREATE TABLE pg_policy(oid BIGINT, polname VARCHAR, polrelid BIGINT, polcmd VARCHAR, polpermissive BOOLEAN, polroles BIGINT[], polqual VARCHAR, polwithcheck VARCHAR);
CREATE TABLE pg_statistic_ext(oid BIGINT, stxrelid BIGINT, stxname VARCHAR, stxnamespace BIGINT, stxowner BIGINT, stxstattarget INTEGER, stxkeys INTEGER[], stxkind VARCHAR[], stxexprs VARCHAR);
CREATE TABLE pg_publication(oid BIGINT, pubname VARCHAR, pubowner BIGINT, puballtables BOOLEAN, pubinsert BOOLEAN, pubupdate BOOLEAN, pubdelete BOOLEAN, pubtruncate BOOLEAN, pubviaroot BOOLEAN);
CREATE TABLE pg_publication_rel(oid BIGINT, prpubid BIGINT, prrelid BIGINT, prqual VARCHAR, prattrs INTEGER[]);
CREATE TABLE pg_publication_namespace(oid BIGINT, pnpubid BIGINT, pnnspid BIGINT);
CREATE TABLE pg_depend(classid BIGINT, objid BIGINT, objsubid INTEGER, refclassid BIGINT, refobjid BIGINT, refobjsubid INTEGER, deptype VARCHAR);
CREATE TABLE pg_shdescription(objoid BIGINT, classoid BIGINT, description VARCHAR);
CREATE TABLE pg_auth_members(roleid BIGINT, member BIGINT, grantor BIGINT, admin_option BOOLEAN);
CREATE TABLE pg_db_role_setting(setdatabase BIGINT, setrole BIGINT, setconfig VARCHAR[]);
CREATE TABLE pg_cast(oid BIGINT, castsource BIGINT, casttarget BIGINT, castfunc BIGINT, castcontext VARCHAR, castmethod VARCHAR);
CREATE TABLE pg_operator(oid BIGINT, oprname VARCHAR, oprnamespace BIGINT, oprowner BIGINT, oprkind VARCHAR, oprleft BIGINT, oprright BIGINT, oprresult BIGINT, oprcode BIGINT);
CREATE TABLE pg_opclass(oid BIGINT, opcmethod BIGINT, opcname VARCHAR, opcnamespace BIGINT, opcowner BIGINT, opcfamily BIGINT, opcintype BIGINT, opcdefault BOOLEAN, opckeytype BIGINT);
CREATE TABLE pg_sequence(seqrelid BIGINT, seqtypid BIGINT, seqstart BIGINT, seqincrement BIGINT, seqmax BIGINT, seqmin BIGINT, seqcache BIGINT, seqcycle BOOLEAN);
CREATE TABLE pg_partitioned_table(partrelid BIGINT, partstrat VARCHAR, partnatts INTEGER, partdefid BIGINT, partattrs INTEGER[], partclass BIGINT[], partcollation BIGINT[], partexprs VARCHAR);
CREATE TABLE pg_event_trigger(oid BIGINT, evtname VARCHAR, evtevent VARCHAR, evtowner BIGINT, evtfoid BIGINT, evtenabled VARCHAR, evttags VARCHAR[]);
CREATE TABLE pg_views(schemaname VARCHAR, viewname VARCHAR, viewowner VARCHAR, definition VARCHAR);
CREATE TABLE pg_matviews(schemaname VARCHAR, matviewname VARCHAR, matviewowner VARCHAR, tablespace VARCHAR, hasindexes BOOLEAN, ispopulated BOOLEAN, definition VARCHAR);
CREATE TABLE pg_indexes(schemaname VARCHAR, tablename VARCHAR, indexname VARCHAR, tablespace VARCHAR, indexdef VARCHAR);
CREATE TABLE pg_user_mappings(umid BIGINT, srvid BIGINT, srvname VARCHAR, umuser BIGINT, usename VARCHAR, umoptions VARCHAR[]);
CREATE TABLE pg_aggregate(aggfnoid BIGINT, aggkind VARCHAR);
CREATE TABLE pg_conversion(oid BIGINT, conname VARCHAR, connamespace BIGINT);
CREATE TABLE pg_stat_activity(datid BIGINT, datname VARCHAR, pid INTEGER, usesysid BIGINT, usename VARCHAR, application_name VARCHAR, state VARCHAR, query VARCHAR);

CREATE TABLE information_schema_schemata AS SELECT 'monitor' AS catalog_name, nspname AS schema_name, 'monitor' AS schema_owner FROM pg_namespace;
CREATE TABLE information_schema_tables AS SELECT 'monitor' AS table_catalog, 'public' AS table_schema, relname AS table_name, 'BASE TABLE' AS table_type, NULL::VARCHAR AS self_referencing_column_name, NULL::VARCHAR AS reference_generation, NULL::VARCHAR AS user_defined_type_catalog, NULL::VARCHAR AS user_defined_type_schema, NULL::VARCHAR AS user_defined_type_name, 'NO' AS is_insertable_into, 'NO' AS is_typed, NULL::VARCHAR AS commit_action FROM pg_class;
CREATE TABLE information_schema_columns AS
  SELECT 'monitor' AS table_catalog, 'public' AS table_schema, c.relname AS table_name, a.attname AS column_name, a.attnum AS ordinal_position, NULL::VARCHAR AS column_default, 'YES' AS is_nullable, t.sqlname AS data_type, NULL::INTEGER AS character_maximum_length, NULL::INTEGER AS numeric_precision, NULL::INTEGER AS numeric_scale, NULL::INTEGER AS datetime_precision,
    'monitor' AS udt_catalog, 'pg_catalog' AS udt_schema, t.typname AS udt_name, 'NO' AS is_identity, 'NEVER' AS is_generated, NULL::VARCHAR AS generation_expression, 'NO' AS is_updatable
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_type t ON t.oid = a.atttypid;
CREATE TABLE information_schema_views(table_catalog VARCHAR, table_schema VARCHAR, table_name VARCHAR, view_definition VARCHAR);
CREATE TABLE information_schema_table_constraints(constraint_catalog VARCHAR, constraint_schema VARCHAR, constraint_name VARCHAR, table_catalog VARCHAR, table_schema VARCHAR, table_name VARCHAR, constraint_type VARCHAR);
CREATE TABLE information_schema_key_column_usage(constraint_catalog VARCHAR, constraint_schema VARCHAR, constraint_name VARCHAR, table_catalog VARCHAR, table_schema VARCHAR, table_name VARCHAR, column_name VARCHAR, ordinal_position INTEGER);

CREATE MACRO version() AS 'PostgreSQL 15.0 (agressiemonitor)';
CREATE MACRO current_schema() AS 'public';
CREATE MACRO current_schemas(implicit) AS CASE WHEN implicit THEN ['pg_catalog', 'public'] ELSE ['public'] END;
CREATE MACRO current_database() AS 'monitor';
CREATE MACRO current_setting(setting_name, missing_ok := true) AS (SELECT any_value(s.setting) FROM pg_settings s WHERE lower(s.name) = lower(setting_name));
CREATE MACRO set_config(setting_name, new_value, is_local) AS new_value;
CREATE MACRO pg_backend_pid() AS 0;
CREATE MACRO pg_is_in_recovery() AS false;
CREATE MACRO pg_encoding_to_char(encoding) AS 'UTF8';
CREATE MACRO pg_get_userbyid(id) AS 'monitor';
CREATE MACRO pg_table_is_visible(id) AS true;
CREATE MACRO pg_type_is_visible(id) AS true;
CREATE MACRO pg_function_is_visible(id) AS true;
CREATE MACRO pg_opclass_is_visible(id) AS true;
CREATE MACRO pg_operator_is_visible(id) AS true;
CREATE MACRO pg_opfamily_is_visible(id) AS true;
CREATE MACRO pg_collation_is_visible(id) AS true;
CREATE MACRO pg_statistics_obj_is_visible(id) AS true;
CREATE MACRO array_upper(list, dimension) AS len(list);
CREATE MACRO array_lower(list, dimension) AS 1;
CREATE MACRO information_schema__pg_expandarray(list) AS {'x': 0, 'n': 0};
CREATE MACRO pg_relation_is_publishable(id) AS false;
CREATE MACRO pg_get_expr(tree, id, pretty := false) AS NULL::VARCHAR;
CREATE MACRO pg_get_constraintdef(id, pretty := false) AS NULL::VARCHAR;
CREATE MACRO pg_get_indexdef(id, col := 0, pretty := false) AS NULL::VARCHAR;
CREATE MACRO pg_get_viewdef(id, pretty := false) AS NULL::VARCHAR;
CREATE MACRO pg_get_triggerdef(id, pretty := false) AS NULL::VARCHAR;
CREATE MACRO pg_get_ruledef(id, pretty := false) AS NULL::VARCHAR;
CREATE MACRO pg_get_partkeydef(id) AS NULL::VARCHAR;
CREATE MACRO pg_get_function_result(id) AS NULL::VARCHAR;
CREATE MACRO pg_get_function_arguments(id) AS NULL::VARCHAR;
CREATE MACRO pg_get_function_identity_arguments(id) AS NULL::VARCHAR;
CREATE MACRO pg_get_statisticsobjdef_columns(id) AS NULL::VARCHAR;
CREATE MACRO pg_get_serial_sequence(t, c) AS NULL::VARCHAR;
CREATE MACRO pg_total_relation_size(id) AS 0::BIGINT;
CREATE MACRO pg_relation_size(id) AS 0::BIGINT;
CREATE MACRO pg_table_size(id) AS 0::BIGINT;
CREATE MACRO pg_database_size(id) AS 0::BIGINT;
CREATE MACRO pg_size_pretty(bytes) AS bytes::VARCHAR || ' bytes';
CREATE MACRO pg_tablespace_location(id) AS '';
CREATE MACRO pg_my_temp_schema() AS 0::BIGINT;
CREATE MACRO pg_is_other_temp_schema(id) AS false;
CREATE MACRO pg_has_role(a, b, c := 'USAGE') AS true;
CREATE MACRO has_table_privilege(a, b, c := 'SELECT') AS true;
CREATE MACRO has_any_column_privilege(a, b, c := 'SELECT') AS true;
CREATE MACRO has_column_privilege(a, b, c, d := 'SELECT') AS true;
CREATE MACRO has_schema_privilege(a, b, c := 'USAGE') AS true;
CREATE MACRO has_database_privilege(a, b, c := 'CONNECT') AS true;
CREATE MACRO quote_ident(text_given) AS text_given;
CREATE MACRO obj_description(id, class_name := 'pg_class') AS (SELECT any_value(d.description) FROM pg_description d WHERE d.objoid = id AND d.objsubid = 0);
CREATE MACRO col_description(id, col) AS (SELECT any_value(d.description) FROM pg_description d WHERE d.objoid = id AND d.objsubid = col);
CREATE MACRO shobj_description(id, class_name) AS NULL::VARCHAR;
CREATE MACRO format_type(type_id, type_mod) AS (SELECT any_value(t.sqlname) FROM pg_type t WHERE t.oid = type_id);
CREATE MACRO reg_oid(object_name) AS coalesce((SELECT any_value(c.oid) FROM pg_class c WHERE c.relname = split_part(replace(object_name, '"', ''), '.', -1)), (SELECT any_value(t.oid) FROM pg_type t WHERE object_name IN (t.typname, t.sqlname)),
  (SELECT any_value(n.oid) FROM pg_namespace n WHERE n.nspname = object_name), CASE object_name WHEN 'pg_class' THEN 1259 WHEN 'pg_catalog.pg_class' THEN 1259 WHEN 'pg_namespace' THEN 2615 WHEN 'pg_catalog.pg_namespace' THEN 2615 END);
CREATE MACRO to_regclass(object_name) AS reg_oid(object_name);
CREATE MACRO to_regtype(object_name) AS reg_oid(object_name);
CREATE MACRO pg_get_keywords() AS TABLE SELECT NULL::VARCHAR AS word, NULL::VARCHAR AS catcode, NULL::VARCHAR AS catdesc WHERE false;
