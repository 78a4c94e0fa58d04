/** What DBeaver and its driver ask when they connect and open the tree, as its users' logs show (datafusion-postgres#135, dbeaver#35810). */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Catalog } from './catalog.js';
import { commandOf } from './settings.js';
import { relations } from './serve.test-support.js';

let catalog: Catalog;
beforeAll(async () => {
  catalog = await Catalog.of(relations, 'en');
});
afterAll(() => catalog.close());

test.each(['SET extra_float_digits = 3', "SET application_name = 'DBeaver 25.1.5 - Main <monitor>'", 'SHOW search_path', 'SHOW TRANSACTION ISOLATION LEVEL', 'SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY', 'SET search_path = public, pg_catalog', 'show time zone', 'BEGIN READ ONLY'])('%s is taken', (sql) => {
  expect(['done', 'show', 'begin']).toContain(commandOf(sql).kind);
});

test.each([
  ['SELECT current_schema(),session_user', 1],
  ["SELECT n.oid,n.*,d.description FROM pg_catalog.pg_namespace n LEFT OUTER JOIN pg_catalog.pg_description d ON d.objoid=n.oid AND d.objsubid=0 AND d.classoid='pg_namespace'::regclass ORDER BY nspname", 3],
  ["SELECT n.nspname = ANY(current_schemas(true)), n.nspname, t.typname FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON t.typnamespace = n.oid WHERE t.oid = 1034", 0],
  ["SELECT db.oid,db.* FROM pg_catalog.pg_database db WHERE datname='monitor'", 1],
  ["SELECT * FROM pg_catalog.pg_settings where name='standard_conforming_strings'", 1],
  ["SELECT string_agg(word, ',' ) from pg_catalog.pg_get_keywords() where word <> ALL ('{a,abs}'::text[])", 1],
  ['SELECT version()', 1],
  ["SELECT * FROM pg_catalog.pg_enum WHERE 1<>1 LIMIT 1", 0],
  ["SELECT reltype FROM pg_catalog.pg_class WHERE 1<>1 LIMIT 1", 0],
  ["SELECT t.oid,t.*,c.relkind,format_type(nullif(t.typbasetype, 0), t.typtypmod) as base_type_name, d.description FROM pg_catalog.pg_type t LEFT OUTER JOIN pg_catalog.pg_type et ON et.oid=t.typelem LEFT OUTER JOIN pg_catalog.pg_class c ON c.oid=t.typrelid LEFT OUTER JOIN pg_catalog.pg_description d ON t.oid=d.objoid WHERE t.typname IS NOT NULL AND (c.relkind IS NULL OR c.relkind = 'c') AND (et.typcategory IS NULL OR et.typcategory <> 'C')", 19],
  ["SELECT c.oid,c.*,d.description,pg_catalog.pg_get_expr(c.relpartbound, c.oid) as partition_expr, pg_catalog.pg_get_partkeydef(c.oid) as partition_key FROM pg_catalog.pg_class c LEFT OUTER JOIN pg_catalog.pg_description d ON d.objoid=c.oid AND d.objsubid=0 AND d.classoid='pg_class'::regclass WHERE c.relnamespace=2200 AND c.relkind not in ('i','I','c')", 2],
  ["SELECT c.relname,a.*,pg_catalog.pg_get_expr(ad.adbin, ad.adrelid, true) as def_value,dsc.description,dep.objid FROM pg_catalog.pg_attribute a INNER JOIN pg_catalog.pg_class c ON (a.attrelid=c.oid) LEFT OUTER JOIN pg_catalog.pg_attrdef ad ON (a.attrelid=ad.adrelid AND a.attnum = ad.adnum) LEFT OUTER JOIN pg_catalog.pg_description dsc ON (c.oid=dsc.objoid AND a.attnum = dsc.objsubid) LEFT OUTER JOIN pg_depend dep on dep.refobjid = a.attrelid AND dep.deptype = 'i' and dep.refobjsubid = a.attnum and dep.classid = dep.refclassid WHERE NOT a.attisdropped AND c.relkind not in ('i','I','c') AND c.oid=16384 ORDER BY a.attnum", 4],
  ["SELECT c.oid,c.*,t.relname as tabrelname,rt.relnamespace as refnamespace,d.description, null as consrc_copy FROM pg_catalog.pg_constraint c INNER JOIN pg_catalog.pg_class t ON t.oid=c.conrelid LEFT OUTER JOIN pg_catalog.pg_class rt ON rt.oid=c.confrelid LEFT OUTER JOIN pg_catalog.pg_description d ON d.objoid=c.oid AND d.objsubid=0 AND d.classoid='pg_constraint'::regclass WHERE c.conrelid=16384 ORDER BY c.oid", 0],
  ["SELECT i.*,i.indkey as keys,c.relname,c.relnamespace,c.relam,c.reltablespace,tc.relname as tabrelname,dsc.description FROM pg_catalog.pg_index i INNER JOIN pg_catalog.pg_class c ON c.oid=i.indexrelid INNER JOIN pg_catalog.pg_class tc ON tc.oid=i.indrelid LEFT OUTER JOIN pg_catalog.pg_description dsc ON i.indexrelid=dsc.objoid WHERE i.indrelid=16384 ORDER BY tabrelname, c.relname", 0],
  ['SELECT a.oid,a.*,pd.description FROM pg_catalog.pg_roles a left join pg_catalog.pg_shdescription pd on a.oid = pd.objoid ORDER BY a.rolname', 1],
  ['SELECT t.oid,t.*,pg_tablespace_location(t.oid) loc FROM pg_catalog.pg_tablespace t ORDER BY t.oid', 1],
  ['SELECT e.oid, e.* FROM pg_catalog.pg_event_trigger e', 0],
  ["SELECT e.oid,e.*,pg_catalog.pg_total_relation_size(e.oid) FROM pg_catalog.pg_class e WHERE e.relname = 'voorval'", 1],
  ["SELECT nspname AS \"TABLE_SCHEM\", current_database() AS \"TABLE_CATALOG\" FROM pg_catalog.pg_namespace WHERE nspname <> 'pg_toast' AND (nspname !~ '^pg_temp_' OR nspname = (pg_catalog.current_schemas(true))[1]) AND (nspname !~ '^pg_toast_temp_' OR nspname = replace((pg_catalog.current_schemas(true))[1], 'pg_temp_', 'pg_toast_temp_')) ORDER BY \"TABLE_SCHEM\"", 3],
  ['select current_database() as a, current_schemas(false) as b', 1],
  ['SELECT * FROM unnest(current_schemas(true))', 2],
])('%s', async (sql, count) => {
  const { rows, columns } = await catalog.answer(sql, 'anna', [], new AbortController().signal);
  expect(rows).toHaveLength(count);
  expect((await catalog.describe(sql, 'anna')).columns.map(({ name }) => name)).toEqual(columns.map(({ name }) => name));
});
